"""Clues to property that a creditor gives (财产线索): recorded, checked, news for the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.search.acts import ClueChecked, ClueGiven
from zhixing.inquiry.search.checks import liable_parties
from zhixing.inquiry.values import refuse
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class NewClue:
    """Tell what a creditor says of whose property; urgent where it may be moved."""

    case: UUID
    party: UUID
    text: str
    is_urgent: bool = False


def record_clue(new: NewClue, on: date, *, by: Principal) -> UUID:
    """Record a clue; it is to be checked within the days of the law; gives the clue.

    :raises InquiryRefused: it says nothing, or is about nobody who is liable in the case.
    """
    require(by, Capability.RECORD)
    lock_case(new.case, by)
    if not new.text.strip():
        raise refuse("CLUE_EMPTY", "请写明线索内容。", "Say what the clue is.", field="text")
    if new.party not in liable_parties(cases.facts_now(by.court_no, new.case)):
        raise refuse(
            "NOT_LIABLE",
            "线索应当针对本案被执行人。",
            "A clue is about a debtor of the case.",
            field="party",
        )
    clue = new_id()
    payload = ClueGiven(clue, new.party, new.text.strip(), new.is_urgent)
    append(NewAct(new.case, payload, on, correlation=clue), by=by)
    return clue


def check_clue(
    case: UUID, clue: UUID, is_true: bool, found: str, on: date, *, by: Principal
) -> UUID:
    """Record what came of checking a clue; gives the act.

    :raises InquiryRefused: no such clue waits, or nothing is said of it.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    agenda = cases.facts_now(by.court_no, case).of(Agenda)
    waits = any(s.reference == str(clue) and s.done_on is None for s in agenda.subjects)
    if not waits:
        raise refuse("NO_CLUE", "没有待核实的该线索。", "No such clue waits.", field="clue")
    if not found.strip():
        raise refuse("FOUND", "请写明核实情况。", "Say what was found.", field="found")
    payload = ClueChecked(clue, is_true, found.strip())
    return append(NewAct(case, payload, on, correlation=clue), by=by).act
