"""Records whom a debtor supports and what they need, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases.acts import Role
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.queries import facts_now
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.reserve.acts import LivingFactsRecorded
from zhixing.inquiry.reserve.standard import MOST_MONTHS, find_living_standard
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.instruments import find_citation
from zhixing.parties.identity import PartyKind
from zhixing.parties.queries import list_parties
from zhixing.platform.principal import Principal

MOST_PERSONS: Final = 20


@dataclass(frozen=True, slots=True)
class NewLivingFacts:
    """Say how many persons live on a debtor's money, the debtor included, and why it is so.

    ``standard`` is what one person needs a month by the place's rule, as ``source`` says; asked
    for only where the court adopted no standard, and then required.
    """

    case: UUID
    party: UUID
    persons: int
    reason: str
    standard: Fen | None = None
    months: int = 1
    source: str = ""


def record_living_facts(new: NewLivingFacts, on: date, *, by: Principal) -> None:
    """Record whom a debtor supports, and the local standard where the court adopted none.

    :raises InquiryRefused: no natural person who answers for the debt, no reason, a number that
        cannot be, no standard where it is needed, or one where the court adopted its own.
    """
    require(by, Capability.ORDER_FREEZE)
    lock_case(new.case, by)
    standings = facts_now(by.court_no, new.case).of(Standings)
    liable = (*standings.of_role(Role.DEBTOR), *standings.of_role(Role.GUARANTOR))
    known = list_parties([new.party]).get(new.party) if new.party in liable else None
    if known is None or known.kind is not PartyKind.PERSON:
        raise refuse(
            "NO_NATURAL_PERSON",
            "必需的生活费用只为承担义务的自然人保留。",
            "Living costs are kept for natural persons who answer for the debt.",
            field="party",
            basis=find_citation("SEIZURE", 3, on=on),
            remedy=("请选择自然人被执行人。", "Choose a debtor who is a natural person."),
        )
    _check(new, is_adopted=find_living_standard(by.court_no, on) is not None, on=on)
    act = LivingFactsRecorded(
        new.party, new.persons, new.standard, new.months, new.source.strip(), new.reason.strip()
    )
    append(NewAct(new.case, act, on), by=by)


def _check(new: NewLivingFacts, *, is_adopted: bool, on: date) -> None:
    if not new.reason.strip():
        raise _unclear("reason", "理由", "reason")
    if not 1 <= new.persons <= MOST_PERSONS:
        raise _unclear(
            "persons", f"人数（1至{MOST_PERSONS}）", f"number of persons, 1 to {MOST_PERSONS}"
        )
    if is_adopted and new.standard is not None:
        raise refuse(
            "STANDARD_ADOPTED",
            "本院已采用当地最低生活标准，不另行填写。",
            "The court adopted the local standard; none is stated beside it.",
            field="standard",
            basis=find_citation("SEIZURE", 3, on=on),
            remedy=(
                "请只登记人数；标准变化的，由本院重新采用。",
                "Record the persons only; a new standard is adopted by the court.",
            ),
        )
    if is_adopted:
        return
    if new.standard is None or new.standard <= ZERO:
        raise _unclear("standard", "当地最低生活标准", "local standard")
    if not 1 <= new.months <= MOST_MONTHS:
        raise _unclear(
            "months", f"保留月数（1至{MOST_MONTHS}）", f"months to keep, 1 to {MOST_MONTHS}"
        )
    if not new.source.strip():
        raise _unclear("source", "标准的来源", "source of the standard")


def _unclear(field: str, zh: str, en: str) -> InquiryRefused:
    return refuse(
        "LIVING_FACTS_UNCLEAR",
        f"请填写{zh}。",
        f"State the {en}.",
        field=field,
        remedy=("请查明后填写。", "Establish it and fill it in."),
    )
