"""An auction that would leave nothing (无益拍卖).

When the reserve covers no more than priority claims and costs the applicant is told and
may, within five days, ask to go on; the new reserve must then be above priority claims
and costs together. Unsold, the applicant bears the costs.

拍卖对申请执行人没有实益时如何处理。保留价不超过优先债权与强制执行费用之和的，应当先通知申请执行
人；其在收到通知后五日内申请继续拍卖的，方可继续，并须重新确定保留价，新保留价必须高于优先债权与
费用之和。继续拍卖后流拍的，费用由申请执行人负担。保留价高于优先债权与费用之和的，径行拍卖。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("AUCTION", "6"),)


@dataclass(frozen=True, slots=True)
class NoSurplus:
    """Say whether the auction may be held, the least new reserve, and the day to ask."""

    allowed: bool
    leaves_nothing: bool
    least_reserve: Fen | None
    ask_by: date | None


@answers("NO_SURPLUS")
def no_surplus(
    *,
    on: date,
    reserve: Fen,
    priority_claims: Fen,
    costs: Fen,
    told_on: date | None = None,
    asked_on: date | None = None,
    new_reserve: Fen | None = None,
) -> Finding[NoSurplus]:
    """Say whether an auction may be held that the applicant would gain nothing from."""
    why = Reasons(on)
    basis = cite("AUCTION", 6, on=on)
    before = Fen(priority_claims + costs)
    nothing = reserve <= before
    why.step(
        f"保留价{reserve.yuan}元，优先债权和费用{before.yuan}元，{'无' if nothing else '有'}剩余。",
        f"Reserve {reserve.yuan}; priority claims and costs {before.yuan}: "
        f"{'nothing' if nothing else 'something'} is left.",
        basis,
        value=before,
    )
    if not nothing:
        return why.finding(
            NoSurplus(True, False, None, None), "可以拍卖。", "The auction may be held."
        )
    ask_by = None
    if told_on is not None:
        days = why.parameter("auction.no_surplus", told_on).whole
        due = period_due(on=on, start_on=told_on, amount=days, unit=Unit.DAY)
        ask_by = why.adopt(due).due_on
    asked = asked_on is not None and (ask_by is None or asked_on <= ask_by)
    allowed = asked and new_reserve is not None and new_reserve > before
    least = Fen(before + 1)
    why.step(
        f"申请继续拍卖的，保留价应高于{before.yuan}元；流拍的，费用由申请执行人负担。",
        f"To go on the reserve is above {before.yuan}; unsold, the applicant bears the costs.",
        basis,
        value=least,
    )
    return why.finding(
        NoSurplus(allowed, True, least, ask_by),
        "可以继续拍卖。" if allowed else "应先通知申请执行人。",
        "It may go on." if allowed else "Tell the applicant first.",
    )


def _given(reserve: int, **more: object) -> dict[str, object]:
    amounts = {"reserve": Fen(reserve), "priority_claims": Fen(900), "costs": Fen(100)}
    return {"on": date(2021, 3, 8), **amounts, **more}


_TOLD = {"told_on": date(2021, 3, 1)}

RULE = Rule(
    "NO_SURPLUS",
    BASIS,
    Days(date(2005, 1, 1)),
    no_surplus,
    (
        Example(_given(1001), {"allowed": True, "leaves_nothing": False}),
        Example(_given(1000), {"allowed": False, "least_reserve": Fen(1001)}),
        Example(
            _given(1000, **_TOLD, asked_on=date(2021, 3, 8), new_reserve=Fen(1001)),
            {"allowed": True, "ask_by": date(2021, 3, 8)},
            note="3月6日是周六，顺延 a Saturday",
        ),
        Example(
            _given(1000, **_TOLD, asked_on=date(2021, 3, 9), new_reserve=Fen(1001)),
            {"allowed": False},
        ),
        Example(
            _given(1000, **_TOLD, asked_on=date(2021, 3, 5), new_reserve=Fen(1000)),
            {"allowed": False},
        ),
    ),
    "无益拍卖",
    "Auction without surplus",
    ("auction.no_surplus",),
    covers=("R-AUC-NOSURPLUS",),
)
