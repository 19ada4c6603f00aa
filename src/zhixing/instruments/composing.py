"""Composes an instrument from its draft: the frame of its court and day, the case's matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from zhixing.courts.records import CourtView
from zhixing.instruments.rendering.document import Document, compose
from zhixing.instruments.rendering.frame import Frame, Matter, Party, SealLook, Signature
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.rendering.template import AnyTemplate, basis_on, remedy_basis_on
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.parties import queries as parties
from zhixing.parties.identity import PartyKind
from zhixing.parties.values import PartyView

ROLES = {"APPLICANT": "申请执行人", "DEBTOR": "被执行人"}


@cache
def renderer() -> Renderer:
    """Give this process's renderer; fonts and layouts are read once."""
    return Renderer()


def matter_of(
    court_no: int,
    case: UUID,
    facts: Facts | None = None,
    known: Mapping[UUID, PartyView] | None = None,
) -> Matter:
    """Describe a case as its instruments name it, from facts and parties (``known`` if read)."""
    facts = facts or cases.facts_now(court_no, case)
    standings, title = facts.of(Standings), facts.of(Title)
    if known is None:
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
    frame = frame_of(court, superior, view.number, signatures, template, made_on, serial)
    return compose(template, decode(template.data, data), frame)


def frame_of(
    court: CourtView,
    superior: CourtView | None,
    number: str,
    signatures: tuple[Signature, ...],
    template: AnyTemplate,
    made_on: date,
    serial: str = "",
) -> Frame:
    """Give what an instrument of a court carries beside its own text."""
    return Frame(
        court_name=court.name,
        case_number=number,
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


def compose_collective(
    court_no: int, template: AnyTemplate, data: Any, numbers: Sequence[str], made_on: date
) -> Document:
    """Compose an instrument that is of several cases of a court, named in its list.

    :raises InstrumentIncomplete: the law of that day gives it no basis.
    """
    court = courts.get_court(court_no)
    several = len(set(numbers))
    frame = Frame(
        court_name=court.name,
        case_number=numbers[0] if several == 1 else f"{numbers[0]}等{several}案",
        made_on=made_on,
        basis=basis_on(template, made_on),
        remedy_basis=remedy_basis_on(template, made_on),
        seal=SealLook(court.name) if template.needs_seal else None,
        verified_copy=True,
        rehearsal=court.is_rehearsal,
    )
    return compose(template, data, frame)
