"""When a period of days, months or years ends (期间届满).

The starting day is not counted. A period of months or years ends on the day of the same
number, or the month's last. If the last day is a day off, the first day after the days
off takes its place; a weekend day worked in exchange (调休上班) is no day off. Periods of
substantive law (a freeze, a listing) do not roll: ask with ``rolls=False``.

计算以日、月、年计的期间何时届满。开始之日不计入。以月、年计的，届满于对应日，
当月没有对应日的为该月最后一日。最后一日为休假日的，以休假结束后的第一日为届满日；
调休上班的周末不是休假日。实体法上的期限（如冻结期限、失信期限）不顺延，须按不顺延计算。
当年放假安排尚未公布的，先给出不顺延的日期，并标记为暂定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.calendar import DayKind, calendar, notice_name_zh
from zhixing.law.instruments import NotInForce, cite
from zhixing.law.periods.arithmetic import Unit, plain_end, roll
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "85"), ("CPL-INT", "125"))

_UNIT_ZH = {
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_UNIT_EN = {
    Unit.DAY: "days",
    Unit.WORKING_DAY: "working days",
    Unit.MONTH: "months",
    Unit.YEAR: "years",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Hold the last day of a period, before and after rolling."""

    plain_on: date
    due_on: date
    missing_year: int | None = None


class PeriodRefused(Refusal):
    """Say why a period cannot be counted."""


def refuse_negative(amount: int, field: str) -> None:
    """Refuse a period of less than nothing.

    :raises PeriodRefused: the amount is negative.
    """
    if amount < 0:
        raise PeriodRefused(
            "NEGATIVE_PERIOD",
            message_zh=f"期间不得为负（{amount}）。",
            message_en=f"A period cannot be negative ({amount}).",
            remedy_zh="请填写零或者更大的数。",
            remedy_en="Enter zero or more.",
            field=field,
        )


@answers("PERIOD_DUE")
def period_due(
    *, on: date, start_on: date, amount: int, unit: Unit, rolls: bool = True
) -> Finding[Due]:
    """Find the last day of a period that starts on a day not itself counted."""
    refuse_negative(amount, "amount")
    why = Reasons(on)
    plain_on, unknown = plain_end(start_on, amount, unit)
    if amount:
        why.step(
            f"{start_on}当日不计入，{amount}{_UNIT_ZH[unit]}届满于{plain_on}。",
            f"{start_on} itself is not counted; {amount} {_UNIT_EN[unit]} end on {plain_on}.",
            _citation(why, plain_on),
            value=plain_on,
        )
    else:
        why.step(
            f"最后一日为{plain_on}。",
            f"The last day is {plain_on}.",
            _citation(why, plain_on),
            value=plain_on,
        )
    due_on, missing = roll(plain_on) if rolls and unit is not Unit.WORKING_DAY else (plain_on, None)
    missing = missing or (unknown[-1] if unknown else None)
    _explain_rolling(why, plain_on, due_on, rolls)
    if missing:
        _name_missing(why, missing)
    return why.finding(
        Due(plain_on, due_on, missing), f"期间届满日为{due_on}。", f"The period ends on {due_on}."
    )


def _citation(why: Reasons, day: date) -> Citation | None:
    try:
        return cite("CPL", 85, on=day)
    except NotInForce:
        why.mark("memory:CPL-before-1991")
        return None


def _explain_rolling(why: Reasons, plain_on: date, due_on: date, rolls: bool) -> None:
    basis = _citation(why, plain_on)
    if not rolls:
        why.step("实体期限，不因节假日顺延。", "A substantive term; it does not roll.", None)
    elif due_on != plain_on:
        word = "法定休假日" if plain_on >= date(2022, 1, 1) else "节假日"
        why.step(
            f"{plain_on}是{word}，以其后第一日{due_on}为届满日。",
            f"{plain_on} is a day off; the first day after it, {due_on}, takes its place.",
            basis,
            value=due_on,
        )
    elif calendar().kind(plain_on) is DayKind.MAKE_UP:
        why.step(
            f"{plain_on}虽是周末，但为调休上班日，不顺延。",
            f"{plain_on} is a weekend day worked in exchange; the period does not roll.",
            basis,
        )
        if plain_on < date(2022, 1, 1):
            why.mark("doubt:make-up-workday-before-2022")


def _name_missing(why: Reasons, year: int) -> None:
    why.mark(f"provisional:calendar-{year}")
    why.step(
        f"缺少《{notice_name_zh(year)}》，暂按不顺延的日期，录入后重新计算。",
        f"The holiday notice for {year} is missing; the plain date stands until it is loaded.",
    )


def _example(start: str, amount: int, unit: Unit, due: str, note: str, **more: object) -> Example:
    given = {"on": date.fromisoformat(start), "start_on": date.fromisoformat(start)}
    return Example(
        {**given, "amount": amount, "unit": unit, **more},
        value={"due_on": date.fromisoformat(due)},
        note=note,
    )


RULE = Rule(
    "PERIOD_DUE",
    BASIS,
    Days(date(1991, 4, 9)),
    period_due,
    (
        _example("2015-10-09", 6, Unit.MONTH, "2016-04-11", "2016-04-09是周六 a Saturday"),
        _example(
            "2016-01-31", 1, Unit.MONTH, "2016-02-29", "当月无对应日 no such day in the month"
        ),
        _example("2017-03-25", 7, Unit.DAY, "2017-04-01", "调休上班的周六 a Saturday worked"),
        _example("2021-09-24", 7, Unit.DAY, "2021-10-08", "国庆长假 the October holiday"),
        _example("2022-09-23", 15, Unit.DAY, "2022-10-08", "2022年文本，调休上班的周六"),
        _example(
            "2017-09-29", 3, Unit.WORKING_DAY, "2017-10-10", "9月30日上班 30 September worked"
        ),
        _example("2015-10-09", 6, Unit.MONTH, "2016-04-09", "实体期限 no rolling", rolls=False),
        _example("2030-12-02", 30, Unit.DAY, "2031-01-01", "2031年通知未公布 provisional"),
        Example(
            {
                "on": date(2017, 3, 25),
                "start_on": date(2017, 3, 25),
                "amount": -1,
                "unit": Unit.DAY,
            },
            refusal="NEGATIVE_PERIOD",
        ),
    ),
    "期间届满日",
    "Last day of a period",
    covers=("R-TIME-COUNT",),
)
