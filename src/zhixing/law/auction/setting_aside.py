"""When a finished online auction is set aside (撤销网络司法拍卖).

Six grounds. A misdescription counts only when the buyer was seriously mistaken and the
purpose cannot be reached, and not when the defect could not be found or was disclosed;
the others need harm to parties or bidders as the article says. While an objection is
looked at the court may pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ONLINE-AUCTION", "31"), ("ONLINE-AUCTION", "36"))


class VoidGround(StrEnum):
    """Name the grounds by the items of the article."""

    MISDESCRIBED = "misdescribed"
    SYSTEM_FAILED = "system_failed"
    COLLUSION = "collusion"
    BUYER_UNQUALIFIED = "buyer_unqualified"
    UNEQUAL_CONDITIONS = "unequal_conditions"
    OTHER_SERIOUS_BREACH = "other_serious_breach"


NEEDS_HARM = (VoidGround.SYSTEM_FAILED, VoidGround.COLLUSION, VoidGround.OTHER_SERIOUS_BREACH)


@dataclass(frozen=True, slots=True)
class SettingAside:
    """Say whether the auction is set aside, and the item of the article."""

    allowed: bool
    item: int
    may_pause: bool = True


@answers("AUCTION_SET_ASIDE")
def auction_set_aside(
    *,
    on: date,
    ground: VoidGround,
    harms_parties: bool = False,
    purpose_defeated: bool = False,
    disclosed_or_undiscoverable: bool = False,
) -> Finding[SettingAside]:
    """Say whether an online auction is set aside on a ground."""
    why = Reasons(on)
    item = list(VoidGround).index(ground) + 1
    holds = True
    if ground is VoidGround.MISDESCRIBED:
        holds = purpose_defeated and not disclosed_or_undiscoverable
    elif ground in NEEDS_HARM:
        holds = harms_parties
    why.step(
        f"第{item}项{'成立' if holds else '不成立'}。",
        f"Item {item} {'holds' if holds else 'does not hold'}.",
        cite("ONLINE-AUCTION", 31, on=on),
        value=item,
    )
    why.step(
        "异议、复议期间可以暂缓或者中止拍卖。",
        "While the objection is looked at the auction may be paused.",
        cite("ONLINE-AUCTION", 36, on=on),
    )
    return why.finding(
        SettingAside(holds, item),
        "应予撤销。" if holds else "不予撤销。",
        "It is set aside." if holds else "It stands.",
    )


def _given(ground: VoidGround, **more: object) -> dict[str, object]:
    return {"on": date(2021, 3, 1), "ground": ground, **more}


_M = VoidGround.MISDESCRIBED

RULE = Rule(
    "AUCTION_SET_ASIDE",
    BASIS,
    Days(date(2017, 1, 1)),
    auction_set_aside,
    (
        Example(_given(_M, purpose_defeated=True), {"allowed": True, "item": 1}),
        Example(_given(_M), {"allowed": False}),
        Example(
            _given(_M, purpose_defeated=True, disclosed_or_undiscoverable=True),
            {"allowed": False},
        ),
        Example(_given(VoidGround.COLLUSION), {"allowed": False}),
        Example(_given(VoidGround.COLLUSION, harms_parties=True), {"allowed": True}),
        Example(_given(VoidGround.BUYER_UNQUALIFIED), {"allowed": True, "item": 4}),
    ),
    "撤销网络司法拍卖",
    "Setting an online auction aside",
    covers=("R-AUC-OBJ",),
)
