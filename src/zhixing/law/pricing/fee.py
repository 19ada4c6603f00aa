"""What inquiry and appraisal cost (询价费、评估费), and who is paid.

The fee of an online inquiry goes to the platform whose price came closest to the sale
price; equals share it. An appraiser is paid on the appraised value, or on the sale price
when the thing sold below it, or its reasonable outlay when it did not sell; a report made
again costs three tenths. The applicant advances it, the debtor bears it.

询价、评估的费用由谁取得、由谁负担。网络询价费付给报价与成交价最接近的平台，差距相同的平均分配，
撤回询价的不付费。评估费以评估价为基准计算；成交价低于评估价的以成交价为基准；
没有成交或者撤回的，只付合理的实际支出；重新出具的报告，按十分之三计付。费用由申请执行人垫付，
由被执行人负担。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("REFERENCE-PRICE", "31"), ("REFERENCE-PRICE", "32"), ("REFERENCE-PRICE", "33"))


@dataclass(frozen=True, slots=True)
class PriceFee:
    """Hold who gets the fee of the inquiry, and the amount an appraiser's fee is based on.

    ``rate`` is the share of the usual fee; None as base says the reasonable outlay.
    """

    shares: dict[str, Fen]
    base: Fen | None
    rate: str


class FeeRefused(Refusal):
    """Say what is missing."""


@answers("PRICE_FEE")
def price_fee(
    *,
    on: date,
    sold_for: Fen | None,
    fee: Fen = Fen(0),
    platforms: dict[str, Fen] | None = None,
    appraised: Fen | None = None,
    withdrawn: bool = False,
    made_again: bool = False,
) -> Finding[PriceFee]:
    """Find who is paid for the price. ``platforms`` maps each to the price it reported.

    ``fee`` is the fee of one online inquiry; it needs a sale.
    """
    why = Reasons(on)
    shares: dict[str, Fen] = {}
    if platforms:
        if sold_for is None and not withdrawn:
            raise FeeRefused(
                "NOT_SOLD",
                message_zh="未成交，不能确定与成交价最接近的平台。",
                message_en="Not sold: nobody came closest to a sale price.",
                basis=cite("REFERENCE-PRICE", "31.1", on=on),
                remedy_zh="成交后再行计付。",
                remedy_en="Pay once it is sold.",
                field="sold_for",
            )
        shares = _platform_shares(why, fee, platforms, sold_for or Fen(0), withdrawn)
    base, rate = None, "1"
    if appraised is not None:
        base = None if sold_for is None or withdrawn else min(appraised, sold_for)
        if made_again:
            rate = str(why.parameter("value.again_fee").value)
        why.step(
            "未成交或者撤回，按合理的实际支出计付。"
            if base is None
            else f"以评估价与成交价中较低的{base.yuan}元为基准计付。",
            "Not sold or withdrawn: the reasonable outlay."
            if base is None
            else f"Based on {base.yuan}, the lower of value and price.",
            cite("REFERENCE-PRICE", "32", on=on),
            value=base,
        )
    why.step(
        "由申请执行人垫付，被执行人负担。",
        "The applicant advances it, the debtor bears it.",
        cite("REFERENCE-PRICE", "33", on=on),
    )
    return why.finding(PriceFee(shares, base, rate), "费用已确定。", "The fees are settled.")


def _platform_shares(
    why: Reasons, fee: Fen, platforms: dict[str, Fen], price: Fen, withdrawn: bool
) -> dict[str, Fen]:
    basis = cite("REFERENCE-PRICE", "31", on=why.on)
    if withdrawn:
        why.step("撤回网络询价，不计付费用。", "Withdrawn: no fee.", basis)
        return {}
    gap = min(abs(p - price) for p in platforms.values())
    closest = sorted(name for name, p in platforms.items() if abs(p - price) == gap)
    shares = dict(zip(closest, fee.split([1] * len(closest)), strict=True))
    why.step(f"与成交价最接近：{'、'.join(closest)}。", f"Closest: {', '.join(closest)}.", basis)
    return shares


def _given(sold: str | None, **more: object) -> dict[str, object]:
    return {"on": date(2020, 3, 2), "sold_for": Fen.of_yuan(sold) if sold else None, **more}


_P = {"甲": Fen(9000), "乙": Fen(11000), "丙": Fen(20000)}

RULE = Rule(
    "PRICE_FEE",
    BASIS,
    Days(date(2018, 9, 1)),
    price_fee,
    (
        Example(
            _given("100", fee=Fen(101), platforms=_P),
            {"shares": {"甲": Fen(50), "乙": Fen(51)}},
            note="差距相同，平均分配 equally close",
        ),
        Example(_given("120", fee=Fen(101), platforms=_P), {"shares": {"乙": Fen(101)}}),
        Example(_given("80", appraised=Fen(10000)), {"base": Fen(8000)}),
        Example(_given("120", appraised=Fen(10000)), {"base": Fen(10000)}),
        Example(_given(None, appraised=Fen(10000)), {"base": None}),
        Example(_given("80", appraised=Fen(10000), made_again=True), {"rate": "3/10"}),
        Example(_given(None, fee=Fen(101), platforms=_P), refusal="NOT_SOLD"),
    ),
    "询价评估费用",
    "Fees for the price",
    ("value.again_fee",),
    covers=("R-VAL-FEE",),
)
