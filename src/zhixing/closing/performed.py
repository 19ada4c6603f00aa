"""Closing as fully performed: put up, approved, carried out; and what performance leads to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.chapters import Closure, Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.permissions import outstanding
from zhixing.closing.acts import (
    CaseClosed,
    ClosingDoubted,
    ClosingNotCarriedOut,
    ListingDeletionProposed,
    ListingDeletionUnproposed,
)
from zhixing.closing.chapter import Closing, Mode
from zhixing.closing.checklist import Check, checklist, deletion_finding, performance_event
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.decisions.queries import MatterView
from zhixing.funds.acts import Money
from zhixing.funds.policies import fee_base
from zhixing.funds.queries import get_case_money
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.measures.chapter import Listed, Measures
from zhixing.platform.principal import Principal


class ClosingRefused(Refusal):
    """Say which condition of closing does not hold, and what would make it hold."""


def propose_closing(case: UUID, on: date, *, by: Principal) -> UUID:
    """Put a case up to be closed as fully performed; gives the matter.

    :raises ClosingRefused: a condition does not hold, or a closing is under way already.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    checks = checklist(facts, money_held(by.court_no, case), on, fee_base(by.court_no, on))
    _require(checks, on)
    waiting = decisions.list_matters(by.court_no, case)
    if any(m.code == Matter.CLOSING and m.state in ("OPEN", "APPROVED") for m in waiting):
        raise ClosingRefused(
            "CLOSING_UNDER_WAY",
            message_zh="本案的结案审批正在进行。",
            message_en="The closing of this case is being decided on.",
            field="case",
        )
    paid = facts.of(Money).received
    return submit_matter(
        Submission(
            case=case,
            code=Matter.CLOSING,
            payload={
                "mode": Mode.PERFORMED.value,
                "paid": int(paid),
                "checks": {c.code: c.holds for c in checks},
            },
            summary_zh=f"拟以执行完毕方式结案，已执行到位{paid.yuan}元。",
            summary_en=f"Close the case as fully performed; {paid.yuan} yuan were recovered.",
            findings=_findings(checks),
        ),
        on,
        by=by,
    )


def close_case(matter: UUID, on: date, *, by: Principal) -> UUID | None:
    """Close the case whose closing was approved; gives the act, None if it could not be.

    The conditions are asked again on the day: where one no longer holds, the docket
    records that and the case stays open.

    :raises ClosingRefused: the matter is no approved closing.
    """
    view = approved(by.court_no, matter, Matter.CLOSING, Mode.PERFORMED)
    lock_case(view.case, by)
    facts = cases.facts_now(by.court_no, view.case)
    checks = checklist(facts, money_held(by.court_no, view.case), on, fee_base(by.court_no, on))
    try:
        _require(checks, on)
    except ClosingRefused as refusal:
        failed = ClosingNotCarriedOut(matter, refusal.code, refusal.message_zh, refusal.message_en)
        append(NewAct(view.case, failed, on, correlation=matter), by=by)
        return None
    payload = CaseClosed(matter, Mode.PERFORMED, facts.of(Money).received)
    written = append(
        NewAct(view.case, payload, on, findings=_findings(checks), correlation=matter), by=by
    )
    record_execution(matter, on, by=by)
    follow_performance(view.case, on, by=by)
    return written.act


def follow_performance(case: UUID, on: date, *, by: Principal) -> tuple[UUID, ...]:
    """Propose that listings be deleted once nothing is owed, and take it back if it is again.

    A case closed as performed that owes again is marked as doubted. News of money may
    be recorded late, so that the debt is asked about on the docket's latest day. A repeat
    writes nothing; gives the acts written.
    """
    require(by, Capability.RECORD)
    row = lock_case(case, by)
    on = max(on, row.last_occurred_on or on)
    facts = cases.facts_now(by.court_no, case)
    if not facts.of(Debt).obligations:
        return ()
    left = outstanding(facts, on)
    news = _doubts(case, facts, left, on)
    proposed = {d.measure for d in facts.of(Closing).deletions}
    for listed in (x for x in facts.of(Measures).listed if x.is_listed):
        if left <= 0 and listed.measure not in proposed:
            news.append(_proposal(case, facts, listed, on))
        if left > 0 and listed.measure in proposed:
            payload = ListingDeletionUnproposed(
                listed.measure,
                f"款项冲正或者更正后，尚欠{left.yuan}元。",
                f"After a reversal or correction {left.yuan} yuan are owed.",
            )
            news.append(NewAct(case, payload, on, subject=listed.measure))
    return tuple(a.act for a in append_all(news, by=by)) if news else ()


def money_held(court_no: int, case: UUID) -> Fen:
    """Give the case's money that has not left: on its account, or set aside to be paid."""
    money = get_case_money(court_no, case)
    return Fen(money.held + money.set_aside)


def approved(court_no: int, matter: UUID, code: Matter, mode: Mode | None = None) -> MatterView:
    """Give an approved matter of a kind, and of a mode, that was not carried out before.

    :raises ClosingRefused: it is another kind, not approved, or carried out.
    """
    view = decisions.get_matter(court_no, matter)
    told: Any = view.payload
    is_wanted = view.code == code and (mode is None or told.get("mode") == mode.value)
    if is_wanted and view.state == "APPROVED":
        return view
    raise ClosingRefused(
        "NOT_APPROVED" if view.state != "EXECUTED" else "ALREADY_EXECUTED",
        message_zh="该事项尚未批准，或者已经办理。",
        message_en="The matter is not approved, or was carried out before.",
        remedy_zh="请查看审批进度。",
        remedy_en="See where the approval stands.",
        field="matter",
    )


def closing_refusal(checks: tuple[Check, ...], on: date) -> ClosingRefused | None:
    """Give what stands against closing, or None."""
    failed = [c for c in checks if not c.holds and not c.warns]
    if not failed:
        return None
    first = failed[0]
    return ClosingRefused(
        first.code,
        message_zh="不能以执行完毕结案：" + "；".join(f"不符合“{c.zh}”" for c in failed) + "。",
        message_en="Not to be closed as performed: "
        + "; ".join(f"it does not hold that {c.en}" for c in failed)
        + ".",
        basis=find_citation("EW", 64, on=on),
        remedy_zh=first.remedy_zh,
        remedy_en=first.remedy_en,
        field="case",
    )


def _require(checks: tuple[Check, ...], on: date) -> None:
    refused = closing_refusal(checks, on)
    if refused is not None:
        raise refused


def _findings(checks: tuple[Check, ...]) -> tuple[Finding[Any], ...]:
    """Give every finding once, in the order of the conditions."""
    known = {f.input_hash: f for c in checks for f in c.findings}
    return tuple(known.values())


def _doubts(case: UUID, facts: Facts, left: Fen, on: date) -> list[NewAct]:
    closed = facts.of(Closure).mode == Mode.PERFORMED
    if not closed or left <= 0 or facts.of(Closing).doubted_on is not None:
        return []
    return [NewAct(case, ClosingDoubted(left), on)]


def _proposal(case: UUID, facts: Facts, listed: Listed, on: date) -> NewAct:
    event, event_on = performance_event(facts, on)
    found = deletion_finding(listed, event, event_on, on)
    payload = ListingDeletionProposed(
        measure=listed.measure,
        party=listed.party,
        event=event.name,
        event_on=event_on,
        is_duty=found is not None,
        due_on=None if found is None else found.value.due_on,
    )
    findings = () if found is None else (found,)
    return NewAct(case, payload, on, subject=listed.measure, findings=findings)
