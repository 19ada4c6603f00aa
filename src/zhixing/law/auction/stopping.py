"""When an auction stops (停止、撤回拍卖).

The debtor pays in full before the day of the auction and bears the costs; of several
lots the rest is left once enough came in, unless the debtor wants all sold; the order to
auction is withdrawn on seven grounds. A finished one is set aside on six.

拍卖在何种情形下停止或者撤回。被执行人在拍卖日之前清偿全部债务的，停止拍卖，已支出的合理费用由其
负担；一次拍卖多项财产的，已成交部分的价款足以清偿债务和应负担的费用时，其余停止拍卖，
但被执行人愿意全部拍卖的除外；拍卖开始前出现七项法定事由之一的，包括执行依据被撤销、
申请执行人撤回申请、达成和解、案外人提出确有理由的异议、恶意串通等，撤回拍卖委托。已经成交的，
另依六项撤销事由处理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("AUCTION", "14"),
    ("AUCTION", "17"),
    ("AUCTION", "19"),
)


class StopGround(StrEnum):
    """Name why an auction stops or is withdrawn."""

    PAID_IN_FULL = "paid_in_full"
    ENOUGH_CAME_IN = "enough_came_in"
    TITLE_REVOKED = "title_revoked"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    SETTLED = "settled"
    THIRD_PARTY_OBJECTION = "third_party_objection"
    COLLUSION = "collusion"


@dataclass(frozen=True, slots=True)
class Stop:
    """Say whether the auction goes on, and what the debtor bears."""

    allowed: bool
    debtor_bears: Fen


@answers("AUCTION_STOP")
def auction_stop(
    *,
    on: date,
    auction_on: date,
    ground: StopGround | None,
    paid_on: date | None = None,
    owed: Fen = ZERO,
    paid: Fen = ZERO,
    costs: Fen = ZERO,
    debtor_wants_all_sold: bool = False,
) -> Finding[Stop]:
    """Say whether an auction goes on; ``owed`` is claim and costs the debtor bears."""
    why = Reasons(on)
    stops, bears = ground is not None, Fen(0)
    article = "17"
    if ground is StopGround.PAID_IN_FULL:
        article = "19"
        stops = paid >= owed and paid_on is not None and paid_on < auction_on
        bears = costs if stops else Fen(0)
    elif ground is StopGround.ENOUGH_CAME_IN:
        article = "14"
        stops = paid >= owed and not debtor_wants_all_sold
    why.step(
        f"应付{owed.yuan}元，已收{paid.yuan}元，{'停止' if stops else '继续'}拍卖。",
        f"Owed {owed.yuan}, came in {paid.yuan}: the auction {'stops' if stops else 'goes on'}.",
        cite("AUCTION", article, on=on),
        value=paid,
    )
    return why.finding(
        Stop(not stops, bears),
        "停止拍卖。" if stops else "继续拍卖。",
        "The auction stops." if stops else "The auction goes on.",
    )


def _given(ground: StopGround | None, **more: object) -> dict[str, object]:
    given = {"owed": Fen(1000), "paid": Fen(1000), "costs": Fen(30)}
    return {
        "on": date(2021, 3, 1),
        "auction_on": date(2021, 3, 10),
        "ground": ground,
        **given,
        **more,
    }


_PAID = StopGround.PAID_IN_FULL

RULE = Rule(
    "AUCTION_STOP",
    BASIS,
    Days(date(2005, 1, 1)),
    auction_stop,
    (
        Example(_given(None), {"allowed": True}),
        Example(
            _given(_PAID, paid_on=date(2021, 3, 9)), {"allowed": False, "debtor_bears": Fen(30)}
        ),
        Example(_given(_PAID, paid_on=date(2021, 3, 10)), {"allowed": True}),
        Example(_given(_PAID, paid_on=date(2021, 3, 9), paid=Fen(999)), {"allowed": True}),
        Example(_given(StopGround.ENOUGH_CAME_IN), {"allowed": False}),
        Example(_given(StopGround.ENOUGH_CAME_IN, debtor_wants_all_sold=True), {"allowed": True}),
        Example(_given(StopGround.SETTLED), {"allowed": False}),
    ),
    "停止拍卖",
    "Stopping an auction",
    covers=("R-AUC-STOP",),
)
