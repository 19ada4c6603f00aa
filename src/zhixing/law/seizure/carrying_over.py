"""A preservation becomes a seizure of enforcement (保全转为执行查封).

Preservation before suit holds when suit or arbitration is brought in thirty days; on
entering enforcement it becomes a seizure by itself, its term running on, with no new
ruling. Property handed to an entrusted court keeps its rank; with less than a month left
the entrusting court renews first.

保全措施如何转为执行中的控制措施。诉前保全，须在三十日内提起诉讼或者申请仲裁，否则不能延续。
进入执行后，保全自动转为执行中的查封、扣押、冻结，期限连续计算，不需要重新裁定。
案件委托其他法院执行的，移交的财产保持原来的顺位；剩余期限不足一个月的，由委托法院先续行，
再移交。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PRESERVATION", "17"), ("ENTRUSTING", "6"))


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Say whether the control goes on, until when, and what is to be done first."""

    allowed: bool
    ends_on: date
    sue_by: date | None
    renew_first: bool


@answers("CARRY_OVER")
def carry_over(
    *,
    on: date,
    ends_on: date,
    preserved_before_suit_on: date | None = None,
    sued_on: date | None = None,
    entrusted: bool = False,
) -> Finding[CarriedOver]:
    """Say how a control made earlier carries over on a day.

    ``preserved_before_suit_on`` is the day of a preservation before suit, ``sued_on`` the
    day suit or arbitration was brought; ``entrusted`` asks about handing it to another court.
    """
    why = Reasons(on)
    sue_by, in_time = None, True
    if preserved_before_suit_on is not None:
        days = why.parameter("seizure.sue_after_preservation", preserved_before_suit_on).whole
        sue_by = why.adopt(
            period_due(on=on, start_on=preserved_before_suit_on, amount=days, unit=Unit.DAY)
        ).due_on
        in_time = (sued_on or on) <= sue_by
    alive = on <= ends_on and in_time
    why.step(
        f"期限连续计算，仍至{ends_on}止，无需重新裁定。" if alive else "效力已经不能延续。",
        f"The term runs on until {ends_on}; no new ruling is needed."
        if alive
        else "It cannot go on.",
        cite("PRESERVATION", 17, on=on),
        value=ends_on,
    )
    renew_first = False
    if entrusted:
        months = why.parameter("entrust.renew").whole
        renew_first = alive and add_months(on, months) > ends_on
        why.step(
            "剩余不足一个月，应先续行再移交，顺位不变。"
            if renew_first
            else "移交受托法院，顺位不变。",
            "Less than a month left: renew first, then hand over; the rank stays."
            if renew_first
            else "Handed over with its rank.",
            cite("ENTRUSTING", 6, on=on),
        )
    return why.finding(
        CarriedOver(alive, ends_on, sue_by, renew_first),
        "自动转为执行中的控制措施。" if alive else "应当解除或者重新控制。",
        "It becomes a control of enforcement." if alive else "Lift it or order a new one.",
    )


def _given(on: str, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ends_on": date(2021, 7, 1), **more}


_P = date(2021, 3, 1)

RULE = Rule(
    "CARRY_OVER",
    BASIS,
    Days(date(2016, 12, 1)),
    carry_over,
    (
        Example(_given("2021-06-01"), {"allowed": True, "ends_on": date(2021, 7, 1)}),
        Example(_given("2021-07-02"), {"allowed": False}),
        Example(
            _given("2021-06-01", preserved_before_suit_on=_P, sued_on=date(2021, 3, 31)),
            {"allowed": True, "sue_by": date(2021, 3, 31)},
        ),
        Example(
            _given("2021-06-01", preserved_before_suit_on=_P, sued_on=date(2021, 4, 1)),
            {"allowed": False},
        ),
        Example(_given("2021-06-01", entrusted=True), {"renew_first": False}),
        Example(_given("2021-06-02", entrusted=True), {"renew_first": True}),
    ),
    "保全转执行",
    "Preservation carried over",
    ("seizure.sue_after_preservation", "entrust.renew"),
    covers=("R-SZ-RENEW",),
)
