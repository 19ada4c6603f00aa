"""What stays on a thing sold by auction (拍卖财产上的权利负担).

Securities and other priority rights end and are paid first from the price, unless the
parties agreed otherwise. Leases and rights of use stay, except where staying would harm
an earlier security or priority right: then they are removed before the auction.

财产拍卖后，其上的权利何去何从。担保物权和其他优先受偿权因拍卖而消灭，权利人先从价款中受偿；
当事人另有约定的，从其约定，权利继续存在。租赁权和用益权原则上不受拍卖影响，继续存在于财产之上；
但其存续会损害设立在先的担保物权或者其他优先受偿权的实现的，应当先予除去，然后拍卖。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("AUCTION", "28"),)


class Burden(StrEnum):
    """Name the kinds of rights on the thing."""

    SECURITY = "security"
    OTHER_PRIORITY = "other_priority"
    LEASE = "lease"
    RIGHT_OF_USE = "right_of_use"


@dataclass(frozen=True, slots=True)
class BurdenAnswer:
    """Say whether the right stays on the thing, and whether it is paid first."""

    allowed: bool
    paid_first: bool
    remove_before_auction: bool


@answers("AUCTION_BURDEN")
def auction_burden(
    *,
    on: date,
    burden: Burden,
    agreed_otherwise: bool = False,
    harms_earlier_security: bool = False,
) -> Finding[BurdenAnswer]:
    """Say what becomes of a right on the thing; ``allowed`` says that it stays."""
    why = Reasons(on)
    is_priority = burden in (Burden.SECURITY, Burden.OTHER_PRIORITY)
    stays = agreed_otherwise if is_priority else not harms_earlier_security
    paid_first = is_priority and not agreed_otherwise
    remove = not is_priority and harms_earlier_security
    zh = "因拍卖消灭，价款优先清偿" if paid_first else "除去后拍卖" if remove else "继续存在"
    en = (
        "it ends and is paid first from the price"
        if paid_first
        else "it is removed before the auction"
        if remove
        else "it stays"
    )
    article = "28.1" if is_priority else "28.2"
    why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", cite("AUCTION", article, on=on))
    return why.finding(
        BurdenAnswer(stays, paid_first, remove), f"{zh}。", f"{en[0].upper()}{en[1:]}."
    )


def _given(burden: Burden, **more: object) -> dict[str, object]:
    return {"on": date(2021, 3, 1), "burden": burden, **more}


RULE = Rule(
    "AUCTION_BURDEN",
    BASIS,
    Days(date(2005, 1, 1)),
    auction_burden,
    (
        Example(_given(Burden.SECURITY), {"allowed": False, "paid_first": True}),
        Example(_given(Burden.SECURITY, agreed_otherwise=True), {"allowed": True}),
        Example(_given(Burden.LEASE), {"allowed": True}),
        Example(
            _given(Burden.LEASE, harms_earlier_security=True),
            {"allowed": False, "remove_before_auction": True},
        ),
    ),
    "拍卖财产的权利负担",
    "Burdens on a thing sold",
    covers=("R-AUC-ENCUMBRANCE",),
)
