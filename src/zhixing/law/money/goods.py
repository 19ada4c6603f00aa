"""Goods held in enforcement (执行物品): inventory, keeper, perishables, handing over.

Each thing is listed with its keeper and place; what perishes or costs too much to keep is
sold in time; handing over needs a signed receipt; the store is checked every month.

执行中保管的物品，应当逐件登记，写明保管人和处所。容易腐坏或者保管费用过高的，及时变卖；
交付时由领取人签收；库存每月核对一次。每月核对的要求尚未核对原文，予以标记。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("AUCTION", "31"), ("CPL", "256"))


@dataclass(frozen=True, slots=True)
class Goods:
    """Say whether the keeping is in order, what is missing, and what is to be done."""

    allowed: bool
    missing: tuple[str, ...]
    sell_now: bool
    check_by: date


@answers("GOODS_KEEPING")
def goods_keeping(
    *,
    on: date,
    listed: bool,
    keeper_named: bool,
    place_named: bool,
    checked_on: date,
    perishable: bool = False,
    costly_to_keep: bool = False,
    handed_over: bool = False,
    receipt_signed: bool = False,
) -> Finding[Goods]:
    """Say whether goods are kept as they should be; ``checked_on`` is the last check."""
    why = Reasons(on)
    tests = {
        "INVENTORY": listed,
        "KEEPER": keeper_named,
        "PLACE": place_named,
        "RECEIPT": receipt_signed or not handed_over,
    }
    missing = tuple(name for name, is_so in tests.items() if not is_so)
    why.step(
        "清单、保管人、处所齐全。" if not missing else f"缺少：{'、'.join(missing)}。",
        "Inventory, keeper and place are there."
        if not missing
        else f"Missing: {', '.join(missing)}.",
        cite("CPL", 256, on=on),
        value=missing,
    )
    sell_now = perishable or costly_to_keep
    if sell_now:
        why.step(
            "易腐、季节性或者保管费用过高，可以决定变卖。",
            "It perishes or costs too much to keep: it may be sold.",
            cite("AUCTION", "31.2", on=on),
        )
    check_by = add_months(checked_on, 1)
    why.mark("memory:monthly-check-of-goods")
    why.step(
        f"每月核对，下次{check_by}前。", f"Checked monthly, next by {check_by}.", value=check_by
    )
    return why.finding(
        Goods(not missing, missing, sell_now, check_by),
        "保管合规。" if not missing else "保管手续不全。",
        "Kept in order." if not missing else "The papers are not complete.",
    )


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2021, 3, 5),
        "listed": True,
        "keeper_named": True,
        "place_named": True,
        "checked_on": date(2021, 1, 31),
        **more,
    }


RULE = Rule(
    "GOODS_KEEPING",
    BASIS,
    Days(date(2013, 1, 1)),
    goods_keeping,
    (
        Example(_given(), {"allowed": True, "sell_now": False, "check_by": date(2021, 2, 28)}),
        Example(_given(perishable=True), {"sell_now": True}),
        Example(_given(keeper_named=False), {"allowed": False, "missing": ("KEEPER",)}),
        Example(_given(handed_over=True), {"missing": ("RECEIPT",)}),
    ),
    "执行物品的保管",
    "Keeping goods",
    covers=("R-GOODS",),
)
