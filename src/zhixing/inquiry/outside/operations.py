"""Decides how to act on what lies in another province, and records what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.counter.going import GOING
from zhixing.inquiry.outside.acts import (
    OutOfAreaOrdered,
    OutOfAreaReported,
    OutsideOutcome,
    OutsideWork,
    Way,
)
from zhixing.inquiry.outside.queries import Lies, OutsidePoint, list_outside
from zhixing.inquiry.search.leads import is_elsewhere
from zhixing.inquiry.values import refuse
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.law.entrusting.case import EntrustStep, entrusting
from zhixing.law.entrusting.outside import OutsideWay, out_of_area
from zhixing.platform.principal import Principal

LEAST_OFFICERS = 2


@dataclass(frozen=True, slots=True)
class NewOutOfArea:
    """Say how to act in which province: who goes, or which court there is asked for what.

    ``nothing_here`` states, for entrusting the case, that nothing is left to enforce here.
    """

    case: UUID
    way: Way
    province: str
    task: str
    due_on: date
    court: int | None = None
    officers: tuple[UUID, ...] = ()
    approval: str = ""
    letter: str = ""
    nothing_here: bool = False


@dataclass(frozen=True, slots=True)
class OutsideReport:
    """Say what came of acting in another province: found or taken there, and how much money."""

    outcome: OutsideOutcome
    report: str
    things: int = 0
    money: Fen = ZERO


def order_out_of_area(new: NewOutOfArea, on: date, *, by: Principal) -> UUID:
    """Decide how to act on what lies in another province; gives the order.

    Officers who go need the high court's approval; the case is entrusted to a court of the
    same level there, what is controlled having a month left.

    :raises EntrustRefused: the law does not permit the way.
    :raises InquiryRefused: nothing is known to lie there, no task, not two officers, or no
        court of that province or no letter to it.
    """
    require(by, Capability.ORDER_FREEZE)
    lock_case(new.case, by)
    facts = cases.facts_now(by.court_no, new.case)
    points = [p for p in list_outside(by.court_no, new.case) if p.province == new.province]
    if is_elsewhere(new.province, by.court_no) and not points:
        raise refuse(
            "NOTHING_KNOWN_THERE",
            "尚未查得被执行人或者其财产在该省。",
            "Neither the debtor nor property is known to be in that province.",
            field="province",
            remedy=("请先查询或者取证。", "Query or take evidence first."),
        )
    if not new.task.strip() or new.due_on < on:
        raise refuse(
            "TASK",
            "请写明办理事项，期限不得早于今日。",
            "Say what is to be done, by a day not past.",
            field="task" if not new.task.strip() else "due_on",
        )
    found = _permitted(new, facts, points, on, by)
    _check_who(new, on, by)
    payload = OutOfAreaOrdered(
        new_id(),
        new.way,
        new.province,
        tuple(p.source for p in points),
        new.court,
        new.officers,
        new.approval.strip(),
        new.letter.strip(),
        new.task.strip(),
        new.due_on,
    )
    append(NewAct(new.case, payload, on, findings=(found,), correlation=payload.order), by=by)
    if new.way is Way.SINGLE_ACT:
        from zhixing.inquiry.entrusted.act_tasks import carry_asked_act

        carry_asked_act.defer(
            court_no=by.court_no,
            case=str(new.case),
            order=str(payload.order),
            on=on.isoformat(),
        )
    return payload.order


def report_out_of_area(
    case: UUID, order: UUID, told: OutsideReport, on: date, *, by: Principal
) -> UUID:
    """Record once what came of acting in another province; gives the act.

    :raises InquiryRefused: no such order, told already, nothing is said, or an outcome that
        is not one of its way.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    known = cases.facts_now(by.court_no, case).of(OutsideWork).find(order)
    if known is None or known.outcome:
        raise refuse(
            "NO_ORDER",
            "没有待登记结果的异地执行。",
            "No such order waits for its outcome.",
            field="order",
        )
    of_court = told.outcome in (OutsideOutcome.FILED_THERE, OutsideOutcome.REFUSED)
    if (told.outcome is OutsideOutcome.FILED_THERE and known.way is not Way.CASE) or (
        of_court and known.way is Way.ON_SITE
    ):
        raise refuse("OUTCOME", "该方式没有此种结果。", "It cannot come out so.", field="outcome")
    if not told.report.strip():
        raise refuse("REPORT", "请写明办理情况。", "Say what came of it.", field="report")
    payload = OutOfAreaReported(order, told.outcome, told.report.strip(), told.things, told.money)
    return append(NewAct(case, payload, on, correlation=order), by=by).act


def _permitted(
    new: NewOutOfArea, facts: Facts, points: list[OutsidePoint], on: date, by: Principal
) -> Finding[Any]:
    """Find that the law permits the way on the day.

    :raises EntrustRefused: it does not.
    """
    if new.way is not Way.CASE:
        return out_of_area(
            on=on,
            way=OutsideWay(new.way.value),
            is_another_province=is_elsewhere(new.province, by.court_no),
            high_court_approves=bool(new.approval.strip()),
        )
    there = None if new.court is None else courts.find_court(new.court)
    own = courts.get_court(by.court_no)
    ends = [c.until for c in facts.of(Property).controls if c.released_on is None and c.until]
    return entrusting(
        on=on,
        step=EntrustStep.LETTER_RECEIVED,
        happened_on=on,
        nothing_here=new.nothing_here,
        property_there=any(p.lies is Lies.PROPERTY for p in points),
        same_level=there is not None and there.level is own.level,
        shortest_control_ends_on=min(ends, default=None),
    )


def _check_who(new: NewOutOfArea, on: date, by: Principal) -> None:
    if new.way is Way.ON_SITE:
        able = {p.person for p in courts.list_principals(by.court_no, on) if p.kind in GOING}
        if len(set(new.officers)) < LEAST_OFFICERS or not able.issuperset(new.officers):
            raise refuse(
                "TWO_OFFICERS",
                "赴异地执行须由本院两名以上执行人员前往。",
                "Two officers of this court go, at least.",
                field="officers",
                remedy=("请另选人员。", "Choose other people."),
            )
        return
    there = None if new.court is None else courts.find_court(new.court)
    if there is None or not there.province.startswith(new.province) or not new.letter.strip():
        raise refuse(
            "COURT_THERE",
            "请选择该省的法院，并写明委托函文号。",
            "Choose a court of that province, and state the number of the letter to it.",
            field="court" if new.letter.strip() else "letter",
        )
