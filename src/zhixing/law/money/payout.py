"""When money received is paid out (执行款发放), and what may delay it.

Within thirty days of the finance department's notice that it arrived: accounts, costs,
telling the applicant, paying. A closed list of causes may delay it, with the approval of
the bureau director or the supervising leader; ten days after the cause ends it is paid.
A court's own shorter target is a policy beside the law, never instead of it.

执行款应当自财务部门通知到账之日起三十日内发放，其间完成核算、扣除费用、通知申请执行人和付款。
只有列明的事由可以延缓发放，并须经执行局局长或者主管院领导批准；事由消失后十日内发放。
法院自定的更短目标只是与法定期限并行的制度，不能取代法定期限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("MONEY", "10"),)
AGES = (5, 10, 15, 30)


class DelayReason(StrEnum):
    """Name the causes that may delay paying out."""

    DISTRIBUTION = "distribution"
    PAYEE_MONEY_FROZEN = "payee_money_frozen"
    NOT_COLLECTED = "not_collected"
    SUSPENDED_OR_DEFERRED = "suspended_or_deferred"
    THIRD_PARTY_OBJECTION = "third_party_objection"
    SUCCESSION_OPEN = "succession_open"
    BANKRUPTCY = "bankruptcy"
    OTHER = "other"


REASONS = {
    DelayReason.DISTRIBUTION: ("需要进行案款分配", "the money is to be shared out"),
    DelayReason.PAYEE_MONEY_FROZEN: (
        "申请执行人的执行款被保全或者冻结",
        "the applicant’s money is itself preserved or frozen",
    ),
    DelayReason.NOT_COLLECTED: (
        "申请执行人经通知未领取或者联系不上",
        "the applicant was told and did not collect it, or cannot be reached",
    ),
    DelayReason.SUSPENDED_OR_DEFERRED: ("案件中止或者暂缓执行", "suspended or deferred"),
    DelayReason.THIRD_PARTY_OBJECTION: (
        "案外人对该款项提出异议",
        "a third party objects to this money",
    ),
    DelayReason.SUCCESSION_OPEN: ("当事人死亡或者终止，承受人未定", "the successor is not settled"),
    DelayReason.BANKRUPTCY: ("被执行人进入破产程序", "the debtor is in bankruptcy"),
    DelayReason.OTHER: ("其他正当理由", "another just cause"),
}


class Approval(StrEnum):
    """Name who approves a delay."""

    DIRECTOR_OR_LEADER = "director_or_supervising_leader"


@dataclass(frozen=True, slots=True)
class Delay:
    """Hold one cause of delay; ``ended_on`` is None while it lasts."""

    reason: DelayReason
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Payout:
    """Hold the last day to pay; None while an approved cause lasts.

    ``approve_by`` is the day by which a delay must be approved; ``target_on`` the day of
    the court's own target; ``age_band`` the band of days the money has waited.
    """

    due_on: date | None
    approval: Approval | None
    approve_by: date
    target_on: date | None
    age_days: int | None
    age_band: str | None


class PayoutRefused(Refusal):
    """Say what cannot be."""


@answers("PAYOUT_CLOCK")
def payout_clock(
    *,
    on: date,
    arrived_on: date,
    delays: tuple[Delay, ...] = (),
    target_days: int | None = None,
    target_unit: Unit = Unit.DAY,
    as_of: date | None = None,
) -> Finding[Payout]:
    """Find by when money received is paid out.

    ``arrived_on`` is the day of the finance department's notice; ``target_days`` a term
    the court adopted; ``as_of`` asks how long the money has waited.
    """
    _check(arrived_on, delays, target_days, as_of)
    why = Reasons(on)
    days = why.parameter("money.pay_out", arrived_on)
    lawful = why.adopt(
        period_due(on=on, start_on=arrived_on, amount=days.whole, unit=Unit.DAY)
    ).due_on
    due_on: date | None = lawful
    if delays:
        due_on = _delayed(why, lawful, delays)
    target_on = None
    if target_days is not None:
        why.mark("policy:PAY_OUT")
        target_on = why.adopt(
            period_due(on=on, start_on=arrived_on, amount=target_days, unit=target_unit)
        ).due_on
    age, band = _age(arrived_on, as_of)
    if age is not None:
        why.step(f"已到账{age}日。", f"It arrived {age} days ago.", value=age)
    why.step(
        f"应于{due_on}前发放。" if due_on else "事由消失前可以延缓发放，须经批准。",
        f"To be paid by {due_on}."
        if due_on
        else "It may wait, with approval, while the cause lasts.",
        days.basis,
        value=due_on,
    )
    return why.finding(
        Payout(
            due_on, Approval.DIRECTOR_OR_LEADER if delays else None, lawful, target_on, age, band
        ),
        f"应于{due_on}前发放。" if due_on else f"延缓发放，应于{lawful}前报批。",
        f"Pay by {due_on}." if due_on else f"Delayed; approval is needed by {lawful}.",
    )


def _delayed(why: Reasons, lawful: date, delays: tuple[Delay, ...]) -> date | None:
    why.mark("memory:causes-of-delay")
    basis = cite("MONEY", 10, on=why.on)
    for delay in delays:
        zh, en = REASONS[delay.reason]
        until_zh = f"，于{delay.ended_on}消失" if delay.ended_on else "，尚未消失"
        until_en = f", ended on {delay.ended_on}" if delay.ended_on else ", still there"
        why.step(f"延缓事由：{zh}{until_zh}。", f"Cause of delay: {en}{until_en}.", basis)
    why.step(
        "报执行局局长或者主管院领导批准。",
        "The bureau director or the supervising leader approves.",
        basis,
        value=Approval.DIRECTOR_OR_LEADER,
    )
    ends = [d.ended_on for d in delays]
    if any(end is None for end in ends):
        return None
    last = max(end for end in ends if end is not None)
    after = why.parameter("money.after_delay", max(last, date(2017, 5, 1))).whole
    due = why.adopt(period_due(on=why.on, start_on=last, amount=after, unit=Unit.DAY)).due_on
    return max(lawful, due)


def _age(arrived_on: date, as_of: date | None) -> tuple[int | None, str | None]:
    if as_of is None:
        return None, None
    age = (as_of - arrived_on).days
    band = next((f"within_{most}" for most in AGES if age <= most), f"over_{AGES[-1]}")
    return age, band


def _check(
    arrived_on: date, delays: tuple[Delay, ...], target: int | None, as_of: date | None
) -> None:
    double = len({d.reason for d in delays}) < len(delays)
    faults = {
        "reasons": double,
        "target_days": target is not None and not 1 <= target <= 365,
        "as_of": as_of is not None and as_of < arrived_on,
    }
    early = next(
        (i for i, d in enumerate(delays) if d.ended_on is not None and d.ended_on < arrived_on),
        None,
    )
    field = next((name for name, is_so in faults.items() if is_so), None)
    field = field or (f"reasons[{early}].ended_on" if early is not None else None)
    if field is not None:
        raise PayoutRefused(
            "OUT_OF_RANGE",
            message_zh=f"“{field}”不成立：日期早于到账日、重复或者超出范围。",
            message_en=f"{field} cannot be: before the arrival, twice, or out of range.",
            remedy_zh="请核对到账通知和延缓事由。",
            remedy_en="Check the notice of arrival and the causes of delay.",
            field=field,
        )


def _given(arrived: str, *delays: Delay, **more: object) -> dict[str, object]:
    day = date.fromisoformat(arrived)
    return {"on": day, "arrived_on": day, "delays": delays, **more}


_D = DelayReason.DISTRIBUTION

RULE = Rule(
    "PAYOUT_CLOCK",
    BASIS,
    Days(date(2017, 5, 1)),
    payout_clock,
    (
        Example(_given("2021-03-01"), {"due_on": date(2021, 3, 31), "approval": None}),
        Example(_given("2021-09-05"), {"due_on": date(2021, 10, 8)}, note="国庆长假 a holiday"),
        Example(
            _given("2021-03-01", Delay(_D)),
            {
                "due_on": None,
                "approval": "director_or_supervising_leader",
                "approve_by": date(2021, 3, 31),
            },
        ),
        Example(_given("2021-03-01", Delay(_D, date(2021, 5, 6))), {"due_on": date(2021, 5, 17)}),
        Example(_given("2021-03-01", Delay(_D, date(2021, 3, 2))), {"due_on": date(2021, 3, 31)}),
        Example(
            _given("2021-03-01", target_days=5, as_of=date(2021, 3, 6)),
            {"target_on": date(2021, 3, 8), "age_days": 5, "age_band": "within_5"},
        ),
        Example(_given("2021-03-01", as_of=date(2021, 3, 7)), {"age_band": "within_10"}),
        Example(_given("2021-03-01", as_of=date(2021, 4, 1)), {"age_band": "over_30"}),
        Example(_given("2017-05-01"), {"due_on": date(2017, 5, 31)}),
        Example(_given("2017-04-30"), refusal="PARAMETER_MISSING"),
        Example(_given("2021-03-01", as_of=date(2021, 2, 28)), refusal="OUT_OF_RANGE"),
    ),
    "执行款发放期限",
    "Clock of paying out",
    ("money.pay_out", "money.after_delay"),
    covers=("R-MONEY-30D", "R-MONEY-DELAY"),
)
