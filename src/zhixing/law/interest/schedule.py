"""An instalment schedule (分期履行表) whose amounts add up to the total, to the fen.

把总额分成若干期，各期之和与总额一分不差：不能整除的余数逐分计入前几期。
各期按所定的月数间隔到期，月份没有对应日的为该月最后一日；约定的日期不因休假日顺延。
期数为1至1200期，间隔至少一个月，每期至少一分，不合此条件的不予排定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "241"),)


@dataclass(frozen=True, slots=True)
class Instalment:
    """Hold one instalment: its number from 1, its last day, its amount."""

    number: int
    due_on: date
    amount: Fen


class ScheduleRefused(Refusal):
    """Say why no schedule can be made."""


@answers("INSTALMENT_SCHEDULE")
def instalment_schedule(
    *, on: date, total: Fen, count: int, first_on: date, every_months: int = 1
) -> Finding[tuple[Instalment, ...]]:
    """Share a total out over instalments; days agreed do not roll off days off."""
    if not 1 <= count <= 1200 or total < count or every_months < 1:
        raise ScheduleRefused(
            "SCHEDULE_IMPOSSIBLE",
            message_zh="期数应为1至1200期，间隔不少于一个月，且每期不少于一分。",
            message_en="There must be 1 to 1200 instalments, a month or more apart, of at "
            "least one fen each.",
            remedy_zh="请调整期数或总额。",
            remedy_en="Change the number of instalments or the total.",
            field="count",
        )
    why = Reasons(on)
    basis = find_citation("CPL", 241, on=on)
    amounts = total.split([1] * count)
    rows = tuple(
        Instalment(i + 1, add_months(first_on, i * every_months), amount)
        for i, amount in enumerate(amounts)
    )
    why.step(
        f"{total.yuan}元分{count}期，余数计入前几期，合计不差一分。",
        f"{total.yuan} in {count} instalments; the rest goes to the first, nothing is lost.",
        basis,
        value=total,
    )
    return why.finding(
        rows,
        f"首期{rows[0].due_on}，末期{rows[-1].due_on}，每期{amounts[-1].yuan}元起。",
        f"First on {rows[0].due_on}, last on {rows[-1].due_on}, {amounts[-1].yuan} or more each.",
    )


RULE = Rule(
    "INSTALMENT_SCHEDULE",
    BASIS,
    Days(date(1991, 4, 9)),
    instalment_schedule,
    (
        Example(
            {
                "on": date(2017, 3, 29),
                "total": Fen.of_yuan("650000"),
                "count": 8,
                "first_on": date(2017, 4, 30),
            },
            tuple(
                Instalment(i + 1, day, Fen.of_yuan("81250"))
                for i, day in enumerate(add_months(date(2017, 4, 30), k) for k in range(8))
            ),
        ),
        Example(
            {"on": date(2017, 3, 29), "total": Fen(100), "count": 3, "first_on": date(2017, 1, 31)},
            (
                Instalment(1, date(2017, 1, 31), Fen(34)),
                Instalment(2, date(2017, 2, 28), Fen(33)),
                Instalment(3, date(2017, 3, 31), Fen(33)),
            ),
            note="月末 the month’s last day",
        ),
        Example(
            {"on": date(2017, 3, 29), "total": Fen(2), "count": 3, "first_on": date(2017, 4, 1)},
            refusal="SCHEDULE_IMPOSSIBLE",
        ),
    ),
    "分期履行表",
    "Instalment schedule",
)
