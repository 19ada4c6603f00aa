"""When another court may ask for what the first court seized (商请移送执行).

The first-seizing court disposes. Since 14 April 2016 the court of a prior secured or
preferred claim may ask once more than sixty days have passed since the first seizure and
no auction notice or sale has begun; the answer is due in fifteen days. Since 1 December
2016 the first enforcing court waiting in the queue may ask a preserving court that has
been idle for more than a year, unless the thing itself is in dispute.

首先查封的法院负责处分查封的财产。2016年4月14日起，
对该财产有顺位在先的担保物权或者优先权的债权已进入执行，自首先查封起超过六十日，
而首封法院尚未发布拍卖公告或者开始变卖的，优先债权执行法院可以商请移送，
首封法院应在十五日内答复；首封债权尚未确认的，按其顺位预留份额。2016年12月1日起，
保全法院超过一年没有处分的，在先轮候的执行法院可以商请移送，但该财产本身是争议标的的除外。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("FIRST-SEIZURE", "1"), ("FIRST-SEIZURE", "2"), ("PRESERVATION", "21"))


class Asker(StrEnum):
    """Name who asks for the thing."""

    PRIORITY_CREDITOR = "priority_creditor"
    FIRST_WAITING = "first_waiting"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Say whether the thing may be asked for, from when, and when the answer is due."""

    allowed: bool
    ask_from: date
    answer_by: date | None
    reserves_share: bool = False


@answers("HAND_OVER_SEIZED")
def hand_over_seized(
    *,
    on: date,
    asker: Asker,
    first_seized_on: date,
    sale_begun_on: date | None = None,
    thing_in_dispute: bool = False,
    first_claim_adjudicated: bool = True,
    asked_on: date | None = None,
) -> Finding[HandOver]:
    """Say whether another court may ask for the seized thing on a day.

    ``sale_begun_on`` is the day of the auction notice or of the start of a sale;
    ``asked_on`` the day the letter of request was received.
    """
    why = Reasons(on)
    by_priority = asker is Asker.PRIORITY_CREDITOR
    basis = cite(*(("FIRST-SEIZURE", 1) if by_priority else ("PRESERVATION", 21)), on=on)
    if by_priority:
        wait = why.parameter("seizure.priority_wait").whole
        ask_from = first_seized_on + timedelta(days=wait + 1)
    else:
        months = why.parameter("seizure.preservation_idle").whole
        ask_from = add_months(first_seized_on, months) + timedelta(days=1)
    has_begun = sale_begun_on is not None and sale_begun_on <= on
    allowed = on >= ask_from and not has_begun and not (thing_in_dispute and not by_priority)
    why.step(
        f"首封于{first_seized_on}，自{ask_from}起可以商请移送"
        + ("；已进入处置程序。" if has_begun else "；尚未进入处置程序。"),
        f"First seized on {first_seized_on}; from {ask_from} the court may ask; disposal has "
        + ("begun." if has_begun else "not begun."),
        basis,
        value=ask_from,
    )
    answer_by = None
    if by_priority and allowed and asked_on is not None:
        days = why.parameter("seizure.priority_answer").whole
        due = period_due(on=on, start_on=asked_on, amount=days, unit=Unit.DAY)
        answer_by = why.adopt(due).due_on
    reserves = by_priority and not first_claim_adjudicated
    if reserves:
        why.step(
            "首封债权尚未确认，按其顺位预留相应份额。",
            "The first claim is not yet adjudicated: its share is reserved by its rank.",
            cite("FIRST-SEIZURE", "3.3", on=on),
        )
    return why.finding(
        HandOver(allowed, ask_from, answer_by, reserves),
        "可以商请移送执行。" if allowed else "尚不能商请移送执行。",
        "The court may ask for it." if allowed else "The court may not ask for it yet.",
    )


def _given(asker: Asker, on: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "asker": asker, "first_seized_on": date(2018, 3, 1), **more}


_P, _W = Asker.PRIORITY_CREDITOR, Asker.FIRST_WAITING

RULE = Rule(
    "HAND_OVER_SEIZED",
    BASIS,
    Days(date(2016, 4, 14)),
    hand_over_seized,
    (
        Example(_given(_P, "2018-04-30"), {"allowed": False}, note="第60日 the 60th day"),
        Example(
            _given(_P, "2018-05-01", asked_on=date(2018, 5, 2)),
            {"allowed": True, "answer_by": date(2018, 5, 17)},
        ),
        Example(_given(_P, "2018-06-01", sale_begun_on=date(2018, 6, 1)), {"allowed": False}),
        Example(
            _given(_P, "2018-06-01", sale_begun_on=date(2018, 6, 2)),
            {"allowed": True},
        ),
        Example(_given(_P, "2018-06-01", first_claim_adjudicated=False), {"reserves_share": True}),
        Example(_given(_W, "2019-03-01"), {"allowed": False}),
        Example(_given(_W, "2019-03-02"), {"allowed": True}),
        Example(_given(_W, "2019-03-02", thing_in_dispute=True), {"allowed": False}),
        Example(_given(_P, "2016-04-13", first_seized_on=date(2015, 1, 5)), refusal="NOT_IN_FORCE"),
    ),
    "商请移送执行",
    "Asking for a thing seized by another court",
    ("seizure.priority_wait", "seizure.priority_answer", "seizure.preservation_idle"),
    covers=("R-SZ-FIRST-DISPOSE",),
)
