"""When a finished online auction is set aside (撤销网络司法拍卖).

Six grounds. A misdescription counts only when the buyer was seriously mistaken and the
purpose cannot be reached, and not when the defect could not be found or was disclosed;
the others need harm to parties or bidders as the article says. While an objection is
looked at the court may pause.

已经成交的网络拍卖在何种情形下撤销。共六项事由：文字说明、图片、视频或者瑕疵说明严重失实；
系统故障、病毒、黑客攻击或者数据错误导致结果错误；竞买人相互之间，或者竞买人与网络服务提供者恶意
串通；买受人不具备法定资格；违法限制竞买人或者设置不平等条件；其他严重违反程序的情形。
第一项须买受人因此产生重大误解、不能实现购买目的；以拍卖时的技术水平不能发现的瑕疵，
或者已经公示说明的瑕疵，不在此限；系统故障、恶意串通和其他严重违法三项，须损害当事人或者其他竞买
人的利益。异议、复议审查期间，法院可以暂缓或者中止拍卖。
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
