"""Cancels a case (销案) that another court took over, or that went back whence it came."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.closing.acts import CaseClosed, ClosingNotCarriedOut
from zhixing.closing.chapter import Mode
from zhixing.closing.performed import ClosingRefused, approved, money_held
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.funds.acts import Money
from zhixing.inquiry.entrusted.chapter import SentAway, TakenOn
from zhixing.inquiry.outside.acts import OutsideOutcome, OutsideWork, Way
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.closing.other_modes import OtherGround, closing_other
from zhixing.law.closing.termination import ClosingTest
from zhixing.platform.principal import Principal

CLOSINGS = (Matter.CLOSING, Matter.CLOSING_WITHOUT_PROPERTY)


def propose_cancelling(case: UUID, notice: str, on: date, *, by: Principal) -> UUID:
    """Put a case up to be cancelled that was entrusted and filed there, or was sent back.

    ``notice`` is the number of the letter by which the applicant was told; it may be empty where
    the docket tells that already, or where the case went back. Gives the matter.

    Law: Provisions on Entrusted Enforcement arts. 2, 9.

    :raises ClosingRefused: the court there has not filed it, the applicant was not told in
        writing, money is held, or it is closed or being closed already.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    refusal = cancelling_refusal(facts, money_held(by.court_no, case), on)
    if refusal is not None:
        raise refusal
    went_back = facts.of(TakenOn).returned_on is not None
    told_by = notice.strip() or _told_in_docket(facts)
    if not told_by and not went_back:
        raise ClosingRefused(
            "APPLICANT_NOT_TOLD",
            message_zh="尚未写明书面通知申请执行人的文号。",
            message_en="The letter by which the applicant was told is not named.",
            remedy_zh="收到受托法院立案通知后，应当在七日内书面通知申请执行人；请填写文号。",
            remedy_en="The applicant is told in writing within seven days; enter its number.",
            field="notice",
        )
    waiting = decisions.list_matters(by.court_no, case)
    if any(m.code in CLOSINGS and m.state in ("OPEN", "APPROVED") for m in waiting):
        raise ClosingRefused(
            "CLOSING_UNDER_WAY",
            message_zh="本案的结案审批正在进行。",
            message_en="The closing of this case is being decided on.",
            field="case",
        )
    return submit_matter(
        Submission(
            case=case,
            code=Matter.CLOSING,
            payload={"mode": Mode.CANCELLED.value, "notice": told_by},
            summary_zh="受托案件已退回委托法院，拟销案。"
            if went_back
            else f"受托法院已立案，已书面通知申请执行人（{told_by}），拟销案。",
            summary_en="The entrusted case went back: cancel it."
            if went_back
            else f"Filed by the entrusted court, applicant told ({told_by}): cancel the case.",
            findings=(cancelling_test(facts, on),),
        ),
        on,
        by=by,
    )


def cancel_case(matter: UUID, on: date, *, by: Principal) -> UUID | None:
    """Cancel the case whose cancelling was approved; gives the act, None if it could not be.

    The conditions are asked again on the day: where one no longer holds, the docket records
    that and the case stays open.

    :raises ClosingRefused: the matter is no approved cancelling.
    """
    view = approved(by.court_no, matter, Matter.CLOSING, Mode.CANCELLED)
    lock_case(view.case, by)
    facts = cases.facts_now(by.court_no, view.case)
    refusal = cancelling_refusal(facts, money_held(by.court_no, view.case), on)
    if refusal is not None:
        failed = ClosingNotCarriedOut(matter, refusal.code, refusal.message_zh, refusal.message_en)
        append(NewAct(view.case, failed, on, correlation=matter), by=by)
        return None
    found = cancelling_test(facts, on)
    payload = CaseClosed(matter, Mode.CANCELLED, facts.of(Money).received)
    written = append(NewAct(view.case, payload, on, findings=(found,), correlation=matter), by=by)
    record_execution(matter, on, by=by)
    return written.act


def cancelling_test(facts: Facts, on: date) -> Finding[ClosingTest]:
    """Test whether a case may be cancelled because it was entrusted, or was returned."""
    if facts.of(TakenOn).key is not None:
        returned = facts.of(TakenOn).returned_on is not None
        ground = OtherGround.ENTRUSTING_RETURNED
        return closing_other(on=on, ground=ground, is_established=returned)
    filed = any(
        o.way is Way.CASE and o.outcome == OutsideOutcome.FILED_THERE.value
        for o in facts.of(OutsideWork).orders
    )
    return closing_other(on=on, ground=OtherGround.ENTRUSTED, is_established=filed)


def _told_in_docket(facts: Facts) -> str:
    """Name the notice to the applicant that the docket holds, empty where there is none."""
    sent = facts.of(SentAway).sendings
    told = [s.told_on for s in sent if s.told_on is not None and s.returned_on is None]
    return f"{told[-1]}委托执行告知书" if told else ""


def cancelling_refusal(facts: Facts, held: Fen, on: date) -> ClosingRefused | None:
    """Give what stands against cancelling a case, the notice to the applicant apart, or None."""
    if facts.of(Closure).closed_on is not None:
        return ClosingRefused(
            "CASE_CLOSED",
            message_zh="本案已经结案。",
            message_en="The case is closed already.",
            field="case",
        )
    found = cancelling_test(facts, on)
    if not found.value.permitted:
        first: Any = found.value.missing[0]
        return ClosingRefused(
            first.code,
            message_zh=found.conclusion_zh,
            message_en=found.conclusion_en,
            basis=found.steps[-1].basis,
            remedy_zh=first.remedy_zh,
            remedy_en=first.remedy_en,
            field="case",
        )
    if held:
        return ClosingRefused(
            "MONEY_HELD",
            message_zh=f"本案专户尚有{held.yuan}元，不能销案。",
            message_en=f"{held.yuan} yuan are still held for the case.",
            remedy_zh="请先发放，或者移交受托法院。",
            remedy_en="Pay it out, or send it to the entrusted court, first.",
            field="case",
        )
    return None
