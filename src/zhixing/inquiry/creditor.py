"""What the applicant may be told of query and control: whom the court asked, what came, what holds.

A projection that holds nothing but what is the applicant's: institutions, days, whether
property was found, and how much is held for this very case. No number of a person or an
account, no balance, nothing of other courts and other people, no free text of an institution
ever enters it, so that no screen can show any of it by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.kinds import kind_of
from zhixing.assets.queries import list_assets
from zhixing.cases.queries import facts_now
from zhixing.inquiry import models
from zhixing.inquiry.entrusted.queries import (
    EntrustedNews,
    HigherCourt,
    find_entrusted_news,
    find_higher,
)
from zhixing.inquiry.outside.queries import OutsideOrderView, list_outside_orders
from zhixing.inquiry.partners.acts import EvidenceKind
from zhixing.inquiry.partners.queries import KINDS, list_evidence
from zhixing.inquiry.states import OUT, Outcome, State
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import Fen

PASSED: Final = (State.REISSUED.value, State.WITHDRAWN.value, State.DRAFT.value)
ANSWERS: Final = {
    "FOUND": ("查得财产", "property was found"),
    "LEAD": ("提供了线索，不是财产", "gave a lead, which is no property"),
    "NIL": ("未查得财产", "nothing was found"),
    "WAITING": ("等待答复", "waiting for the answer"),
    "AGAIN": ("未能答复，法院正在处理", "no answer yet; the court is dealing with it"),
}

ANSWERED: Final = ("FOUND", "LEAD", "NIL")
Told = list[tuple[str, date | None, date | None]]


@dataclass(frozen=True, slots=True)
class AskedOf:
    """Say that an institution was asked, when, and what it answered, in one of five words."""

    institution: str
    institution_en: str
    asked_on: date | None
    answer: str
    answered_on: date | None
    times: int = 1

    @property
    def words(self) -> tuple[str, str]:
        """Give the answer in Chinese and English."""
        return ANSWERS[self.answer]


@dataclass(frozen=True, slots=True)
class HeldForCase:
    """Say what is held for this case: what kind of thing, where, how much of it for the case.

    ``amount`` is None where a thing as a whole is sealed; ``rank`` above 1 waits behind others.
    """

    kind: str
    kind_en: str
    institution: str
    institution_en: str
    amount: Fen | None
    since: date
    until: date | None
    rank: int


@dataclass(frozen=True, slots=True)
class TakenFrom:
    """Say that the court took evidence from an institution, when, and in one word of what."""

    institution: str
    institution_en: str
    taken_on: date
    kind: EvidenceKind

    @property
    def words(self) -> tuple[str, str]:
        """Give the kind in Chinese and English."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class CreditorView:
    """Give what the applicant of a case may be told on a day."""

    on: date
    asked: tuple[AskedOf, ...]
    held: tuple[HeldForCase, ...]
    taken: tuple[TakenFrom, ...] = ()
    outside: tuple[OutsideOrderView, ...] = ()
    entrusted: EntrustedNews | None = None
    """Where its case was entrusted to; None where it was not, or has come back."""
    higher: HigherCourt | None = None
    """By when an entrusted case is to be closed, at either court; None: none is, or not filed."""

    @property
    def answered(self) -> int:
        """Count the institutions that answered."""
        return sum(a.answer in ANSWERED for a in self.asked)

    @property
    def found(self) -> int:
        """Count the institutions that found property."""
        return sum(a.answer == "FOUND" for a in self.asked)


def get_creditor_view(court_no: int, case: UUID, on: date) -> CreditorView:
    """Give what the applicant of a case may be told of query and control."""
    rows = models.Request.objects.filter(court_no=court_no, case_id=case, kind="QUERY")
    fields = ("institution_id", "state", "outcome", "issued_on", "answered_on")
    told: dict[UUID, Told] = {}
    found = rows.exclude(state__in=PASSED).order_by("id").values_list(*fields)
    for institution, state, outcome, issued_on, answered_on in found:
        answer = _answer(state, outcome)
        told.setdefault(institution, []).append((answer, issued_on, answered_on))
    held, facts = _controls(court_no, case), facts_now(court_no, case)
    views = list_institutions_by_id({*told, *(i for i, _ in held if i is not None)})
    names = {i: (v.name, v.name_en or v.name) for i, v in views.items()}
    asked = [_asked(names[i], _told(views[i], answers)) for i, answers in told.items()]
    return CreditorView(
        on,
        tuple(sorted(asked, key=lambda a: (a.answer != "FOUND", a.institution))),
        tuple(_held(names.get(i) if i else None, thing) for i, thing in held),
        tuple(
            TakenFrom(e.institution, e.institution_en, e.taken_on, e.kind)
            for e in list_evidence(court_no, case)
        ),
        tuple(list_outside_orders(facts)),
        find_entrusted_news(facts, on),
        find_higher(facts, on),
    )


def _told(view: InstitutionView, answers: Told) -> Told:
    """Give answers as what they can be: one who knows no property at all gives a lead."""
    if ability_of(view.kind).tells_property:
        return answers
    return [("LEAD" if a == "FOUND" else a, asked, told) for a, asked, told in answers]


def _answer(state: str, outcome: str) -> str:
    if outcome in (Outcome.FOUND.value, Outcome.NIL.value):
        return outcome
    return "WAITING" if State(state) in OUT else "AGAIN"


def _asked(name: tuple[str, str], answers: Told) -> AskedOf:
    """Add the answers about several debtors up: property before waiting before nothing."""
    order = ("FOUND", "AGAIN", "WAITING", "LEAD", "NIL")
    first = min(answers, key=lambda a: order.index(a[0]))
    asked = [a[1] for a in answers if a[1] is not None]
    answered = [a[2] for a in answers if a[2] is not None]
    return AskedOf(
        *name,
        asked_on=min(asked, default=None),
        answer=first[0],
        answered_on=max(answered, default=None) if first[0] in ANSWERED else None,
        times=len(answers),
    )


Held = tuple[UUID | None, HeldForCase]


def _controls(court_no: int, case: UUID) -> list[Held]:
    standing = facts_now(court_no, case).of(Property).controls
    things = {a.id: a for a in list_assets(court_no, case)}
    found: list[Held] = []
    for control in standing:
        thing = things.get(control.asset)
        if control.released_on is not None or thing is None:
            continue
        kind = kind_of(thing.kind)
        amount = None if kind.is_sealed else control.stands
        shown = HeldForCase(
            kind.zh, kind.en, "", "", amount, control.since, control.until, control.rank
        )
        found.append((thing.institution, shown))
    return found


def _held(name: tuple[str, str] | None, shown: HeldForCase) -> HeldForCase:
    zh, en = name or ("", "")
    return HeldForCase(
        shown.kind, shown.kind_en, zh, en, shown.amount, shown.since, shown.until, shown.rank
    )
