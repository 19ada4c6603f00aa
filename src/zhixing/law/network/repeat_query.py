"""When a standing order to query asks again (重复查询): on news, or when waiting costs more.

A signal (a new address, an employer, an account elsewhere, a default, a corrected answer, a
notice of a registry, a payment, a clue) asks again at once, but not more often than the policy
allows. Else the time between rounds is the one that costs least: a round costs what its requests
cost; property that came and is not yet known loses value each day. With the court's own rate of
arrivals the least cost lies at the root of twice the cost of a round over the loss of a day. What
is due while the institutions have not answered the last round waits for them.

持续查询命令何时再次查询。出现线索（新地址、新工作单位、账户线索、分期款违约、更正反馈、登记机关
变动通知、被执行人付款、申请执行人提供线索）的，即时再次查询，但不得少于规定的最短间隔。没有线索的，取总成本
最低的间隔：每轮查询的成本为各请求成本之和；财产出现而未被发现的，逐日流失。间隔＝根号下（两倍的
每轮成本÷每日平均流失）。财产出现的频率以本院历次重复查询的实数为准，并按规定载明的先验值补足。
上一轮尚未全部反馈的，等待反馈。此为本院规定，须由法院采用；期限届满即停止。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import isqrt

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("POLICY", "1"), ("INVESTIGATION", "12"))


class Decision(StrEnum):
    """Say whether to ask again now, and on what."""

    ASK_ON_SIGNAL = "ASK_ON_SIGNAL"
    ASK_AS_DUE = "ASK_AS_DUE"
    TOO_SOON = "TOO_SOON"
    NOT_DUE = "NOT_DUE"
    STILL_WAITING = "STILL_WAITING"
    OVER = "OVER"


@dataclass(frozen=True, slots=True)
class CostModel:
    """State the costs: of a round, what a day undiscovered loses, and the bounds in days.

    ``loss`` is the share of its worth, in 1 of 10,000, that undiscovered property loses a day.
    ``prior_days`` and ``prior_arrivals`` stand in while little is known.
    """

    round_cost: Fen
    worth: Fen
    loss: int
    prior_arrivals: int
    prior_days: int
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Say whether to ask now, the days between rounds, and when the next round is due."""

    decision: Decision
    interval: int
    next_on: date

    @property
    def asks(self) -> bool:
        """Say whether institutions are asked now."""
        return self.decision in (Decision.ASK_ON_SIGNAL, Decision.ASK_AS_DUE)


class RepeatRefused(Refusal):
    """Say why the model of costs cannot be used."""


@answers("REPEAT_QUERY")
def repeat_query(
    *,
    on: date,
    asked_on: date,
    until: date,
    costs: CostModel,
    arrivals: int = 0,
    days: int = 0,
    signal: str = "",
    is_waiting: bool = False,
) -> Finding[Repeat]:
    """Find whether a standing order asks again on a day.

    ``asked_on`` is the latest round; ``until`` the last day of the order; ``arrivals`` of
    property in ``days`` watched are the court's own. ``signal`` names the news, empty without.
    """
    why = Reasons(on)
    _check(costs, arrivals, days)
    why.mark("policy:repeat-orders")
    interval = _interval(why, costs, arrivals, days)
    due_on = asked_on + timedelta(days=interval)
    decision = _decide(why, costs, asked_on, due_on, until, signal, is_waiting)
    found = Repeat(decision, interval, due_on)
    zh, en = _WORDS[decision]
    return why.finding(found, zh.format(due=due_on), en.format(due=due_on))


_WORDS = {
    Decision.ASK_ON_SIGNAL: ("出现线索，再次查询。", "There is news: ask again."),
    Decision.ASK_AS_DUE: ("已到查询日{due}，再次查询。", "A round was due on {due}: ask again."),
    Decision.TOO_SOON: (
        "有线索，但距上一轮未满最短间隔，暂不查询。",
        "There is news, but the last round is too recent; not now.",
    ),
    Decision.NOT_DUE: ("未到查询日{due}，暂不查询。", "The next round is due on {due}; not now."),
    Decision.STILL_WAITING: (
        "上一轮尚未全部反馈，暂不查询。",
        "The last round is not all answered; not now.",
    ),
    Decision.OVER: ("命令期限已届满，不再查询。", "The order has run out; not asked any more."),
}


def _interval(why: Reasons, costs: CostModel, arrivals: int, days: int) -> int:
    rate = Fraction(arrivals + costs.prior_arrivals, days + costs.prior_days)
    a_day = rate * int(costs.worth) * Fraction(costs.loss, 10_000)
    square = 2 * int(costs.round_cost) / a_day
    best = isqrt(int(square))
    interval = min(max(best, costs.shortest), costs.longest)
    why.step(
        f"财产出现{arrivals + costs.prior_arrivals}次／{days + costs.prior_days}日（含先验值），"
        f"每轮成本{costs.round_cost.yuan}元；成本最低的间隔为{best}日，取{interval}日。",
        f"Property came {arrivals + costs.prior_arrivals} times in {days + costs.prior_days} days, "
        f"the prior included; a round costs {costs.round_cost.yuan} yuan; the cheapest interval is "
        f"{best} days, within the bounds {interval}.",
        cite("POLICY", 1, on=why.on),
        value=interval,
    )
    return interval


def _decide(
    why: Reasons,
    costs: CostModel,
    asked_on: date,
    due_on: date,
    until: date,
    signal: str,
    is_waiting: bool,
) -> Decision:
    if why.on > until:
        return Decision.OVER
    if is_waiting:
        return Decision.STILL_WAITING
    if signal:
        free_on = asked_on + timedelta(days=costs.shortest)
        why.step(
            f"线索：{signal}；最短间隔{costs.shortest}日，{free_on}起可以再次查询。",
            f"News: {signal}; the shortest interval is {costs.shortest} days, free from {free_on}.",
            find_citation("INVESTIGATION", 12, on=why.on),
            value=free_on,
        )
        if why.on >= free_on:
            return Decision.ASK_ON_SIGNAL
        return Decision.TOO_SOON
    return Decision.ASK_AS_DUE if why.on >= due_on else Decision.NOT_DUE


def _check(costs: CostModel, arrivals: int, days: int) -> None:
    amounts = (costs.loss, costs.prior_arrivals, costs.prior_days, costs.shortest)
    is_sound = (
        costs.round_cost > ZERO
        and costs.worth > ZERO
        and min(amounts) > 0
        and costs.longest >= costs.shortest
        and arrivals >= 0
        and days >= 0
    )
    if not is_sound:
        raise RepeatRefused(
            "COST_MODEL",
            message_zh="成本、先验值和最短间隔应大于零，最长间隔不短于最短间隔。",
            message_en="Costs, prior and the shortest interval are above zero, the longest no "
            "shorter.",
            remedy_zh="请改正本院关于持续查询的规定。",
            remedy_en="Correct the court's policy on standing orders.",
            field="costs",
        )


_COSTS = CostModel(Fen(28_00), Fen(5_000_00), 100, 1, 365, 7, 90)


def _given(day: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(day),
        "asked_on": date(2018, 3, 1),
        "until": date(2018, 8, 31),
        "costs": _COSTS,
        **more,
    }


RULE = Rule(
    "REPEAT_QUERY",
    BASIS,
    Days(date(2013, 9, 2)),
    repeat_query,
    (
        Example(
            _given("2018-04-03"),
            {"decision": "ASK_AS_DUE", "interval": 20, "next_on": date(2018, 3, 21)},
            note="根号（2×2800÷（1/365×500000×1%）） the root",
        ),
        Example(_given("2018-03-20"), {"decision": "NOT_DUE"}),
        Example(_given("2018-03-21"), {"decision": "ASK_AS_DUE"}),
        Example(
            _given("2018-03-21", arrivals=8, days=365), {"decision": "ASK_AS_DUE", "interval": 9}
        ),
        Example(_given("2018-03-07", signal="CLUE"), {"decision": "TOO_SOON"}),
        Example(_given("2018-03-08", signal="CLUE"), {"decision": "ASK_ON_SIGNAL"}),
        Example(_given("2018-05-01", is_waiting=True), {"decision": "STILL_WAITING"}),
        Example(_given("2018-08-31"), {"decision": "ASK_AS_DUE"}),
        Example(_given("2018-09-01", signal="CLUE"), {"decision": "OVER"}),
        Example(
            _given("2018-05-01", costs=CostModel(Fen(1), Fen(1), 0, 1, 1, 7, 90)),
            refusal="COST_MODEL",
        ),
    ),
    "持续查询",
    "Standing orders to query",
)
