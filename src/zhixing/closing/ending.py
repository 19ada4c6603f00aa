"""Ending the present procedure (终结本次执行程序): every condition tested, approved, carried out.

What the docket and the answers prove is read from them; what only a person can know is stated,
with the papers that prove it. No condition has an override.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.closing.acts import CaseClosed, ClosingNotCarriedOut
from zhixing.closing.chapter import Mode
from zhixing.closing.performed import ClosingRefused, approved
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.funds.acts import Money
from zhixing.inquiry.search.checks import liable_parties, list_checks
from zhixing.inquiry.search.reach import list_unanswered
from zhixing.instruments.queries import list_instruments
from zhixing.kernel.codec import decode
from zhixing.kernel.finding import Finding
from zhixing.law.closing.conditions import LocalCondition
from zhixing.law.closing.termination import ClosingTest, TerminationFacts, termination_test
from zhixing.law.instruments import find_citation
from zhixing.measures.chapter import Measures
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class EndingStatement:
    """State what the file shows and no row can: each with its paper in ``evidence`` by code."""

    report_verified: bool = False
    eligible_listed: bool = False
    clues_checked: bool = False
    site_inquired: bool = False
    hidden_searched: bool = False
    audit_or_reward_done: bool = False
    nothing_disposable: bool = False
    missing_searched: bool = False
    obstruction_punished: bool = False
    crime_referred: bool = False
    applicant_told: bool = False
    applicant_signed: bool = False
    panel_reviewed: bool = False
    evidence: Mapping[str, str] = field(default_factory=dict)


def propose_ending(case: UUID, statement: EndingStatement, on: date, *, by: Principal) -> UUID:
    """Put a case up for ending its present procedure; gives the matter.

    :raises ClosingRefused: a condition does not hold, or it is under way or closed already.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    _require_open(facts)
    waiting = decisions.list_matters(by.court_no, case)
    codes = (Matter.CLOSING, Matter.CLOSING_WITHOUT_PROPERTY)
    if any(m.code in codes and m.state in ("OPEN", "APPROVED") for m in waiting):
        raise ClosingRefused(
            "CLOSING_UNDER_WAY",
            message_zh="本案的结案审批正在进行。",
            message_en="The closing of this case is being decided on.",
            field="case",
        )
    found = ending_test(by.court_no, case, facts, statement, on)
    _require_permitted(found, on)
    return submit_matter(
        Submission(
            case=case,
            code=Matter.CLOSING_WITHOUT_PROPERTY,
            payload={"mode": Mode.PRESENT_PROCEDURE.value, "statement": asdict(statement)},
            summary_zh="拟终结本次执行程序，各项条件均已具备。",
            summary_en="End the present procedure; every condition is met.",
            findings=(found,),
        ),
        on,
        by=by,
    )


def end_procedure(matter: UUID, on: date, *, by: Principal) -> UUID | None:
    """End the present procedure of the case whose matter was approved; gives the act.

    The conditions are tested again on the day: where one no longer holds, the docket
    records that, the case stays open, and None is given.

    :raises ClosingRefused: the matter is no approved ending.
    """
    view = approved(by.court_no, matter, Matter.CLOSING_WITHOUT_PROPERTY)
    lock_case(view.case, by)
    facts = cases.facts_now(by.court_no, view.case)
    told: Any = view.payload
    statement = decode(EndingStatement, told["statement"])
    found = ending_test(by.court_no, view.case, facts, statement, on)
    try:
        _require_open(facts)
        _require_permitted(found, on)
    except ClosingRefused as refusal:
        failed = ClosingNotCarriedOut(matter, refusal.code, refusal.message_zh, refusal.message_en)
        append(NewAct(view.case, failed, on, correlation=matter), by=by)
        return None
    payload = CaseClosed(matter, Mode.PRESENT_PROCEDURE, facts.of(Money).received)
    written = append(NewAct(view.case, payload, on, findings=(found,), correlation=matter), by=by)
    record_execution(matter, on, by=by)
    return written.act


def ending_test(
    court_no: int, case: UUID, facts: Facts, statement: EndingStatement, on: date
) -> Finding[ClosingTest]:
    """Test every condition of ending the present procedure on a day.

    That the network was asked is read from the answers: every institution that answers over
    the wire must have answered about every debtor; the court's own checks must all be done.
    """
    file = proven(court_no, case, facts, on)
    given = {k: v for k, v in asdict(statement).items() if k != "evidence"}
    lines = list_checks(court_no, case, facts, on)
    local = tuple(LocalCondition(x.code, x.zh, x.en, x.is_done, "查询反馈") for x in lines)
    whole = replace(file, **given, president_approved=True, investigated=file.network_queried)
    return termination_test(on=on, facts=whole, local=local, evidence=statement.evidence or None)


def proven(court_no: int, case: UUID, facts: Facts, on: date) -> TerminationFacts:
    """Give the conditions that docket, papers and answers prove by themselves."""
    liable = liable_parties(facts)
    restricted = {r.party for r in facts.of(Measures).restricted if r.until is None}
    issued = {i.template for i in list_instruments(court_no, case) if i.issued_on is not None}
    return TerminationFacts(
        facts.of(Filing).filed_on or on,
        notice_sent="NOTICE_SENT" in facts.of(Progress).reached,
        report_ordered="PROPERTY_REPORT_ORDER" in issued,
        restricted=bool(liable) and restricted.issuperset(liable),
        network_queried=bool(liable) and not list_unanswered(court_no, case, liable, on),
    )


def _require_open(facts: Facts) -> None:
    if facts.of(Filing).filed_on is None or facts.of(Closure).closed_on is not None:
        raise ClosingRefused(
            "NOT_OPEN",
            message_zh="案件尚未立案或者已经结案。",
            message_en="The case is not filed or is closed.",
            field="case",
        )


def _require_permitted(found: Finding[ClosingTest], on: date) -> None:
    if found.value.permitted:
        return
    first = found.value.missing[0]
    raise ClosingRefused(
        first.code,
        message_zh=found.conclusion_zh,
        message_en=found.conclusion_en,
        basis=find_citation("TERMINATION", 1, on=on) or find_citation("CPL-INT", 517, on=on),
        remedy_zh=first.remedy_zh,
        remedy_en=first.remedy_en,
        field="case",
    )
