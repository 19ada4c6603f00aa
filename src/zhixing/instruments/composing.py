"""Composes an instrument from its draft: the frame of its court and day, the case's matter."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Title
from zhixing.cases.docket.chapters import Debt, Responsibility, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.filing.application import TITLE_WORDS
from zhixing.courts import queries as courts
from zhixing.instruments.rendering.document import Document, compose
from zhixing.instruments.rendering.frame import Frame, Matter, Party, SealLook, Signature
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.rendering.template import AnyTemplate, basis_on, remedy_basis_on
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.parties import queries as parties
from zhixing.parties.identity import PartyKind

ROLES = {"APPLICANT": "申请执行人", "DEBTOR": "被执行人"}


@cache
def renderer() -> Renderer:
    """Give this process's renderer; fonts and layouts are read once."""
    return Renderer()


def matter_of(court_no: int, case: UUID, facts: Facts | None = None) -> Matter:
    """Describe a case as its instruments name it, from facts and parties."""
    facts = facts or cases.facts_now(court_no, case)
    standings, title = facts.of(Standings), facts.of(Title)
    known = parties.list_parties(s.party for s in standings.parties)

    def of_role(role: str) -> tuple[Party, ...]:
        return tuple(
            Party(
                role=ROLES[role],
                name=known[p].name,
                details="" if known[p].kind is PartyKind.PERSON else known[p].number_masked,
            )
            for p in standings.of_role(role)
        )

    words = TITLE_WORDS[title.kind][0] if title.kind else ""
    debt = facts.of(Debt)
    amount = debt.agreed_total
    if amount is None:
        amount = Fen(sum(int(o.amount) for o in debt.obligations))
    return Matter(
        creditors=of_role("APPLICANT"),
        debtors=of_role("DEBTOR"),
        cause=title.cause,
        title=f"{title.issuing_body}{title.number}{words}",
        amount=amount,
    )


def compose_draft(
    court_no: int, case: UUID, template: AnyTemplate, data: Any, made_on: date, serial: str = ""
) -> Document:
    """Compose a draft's document as it would be issued on a day.

    :raises InstrumentIncomplete: the law of that day gives it no basis.
    """
    court, view = courts.get_court(court_no), cases.get_case(court_no, case)
    superior = courts.find_court(court.parent_no) if court.parent_no is not None else None
    handler = cases.facts_now(court_no, case).of(Responsibility).current
    signatures = (Signature("审判员", courts.get_person(handler.person).name),) if handler else ()
    frame = Frame(
        court_name=court.name,
        case_number=view.number,
        made_on=made_on,
        basis=basis_on(template, made_on),
        remedy_basis=remedy_basis_on(template, made_on),
        superior_court=superior.name if superior else "",
        signatures=signatures,
        serial=serial,
        seal=SealLook(court.name) if template.needs_seal else None,
        verified_copy=True,
        rehearsal=court.is_rehearsal,
    )
    return compose(template, decode(template.data, data), frame)
