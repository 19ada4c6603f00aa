"""The highest commission of an auction house (拍卖佣金), and so what an online sale saves.

Per lot: 5 % on the price up to two million yuan, 3 % to ten, 2 % to fifty, 1 % to a
hundred million, 0.5 % above; the buyer pays it. Because the bands begin anew with each
lot, a total alone does not fix the commission: it lies between that of one single lot
and 5 %. Where the house was chosen by tender its bid counts instead. An online judicial
auction charges the buyer none; the figure is then the commission saved.

拍卖机构佣金的上限，以及网络拍卖由此节省的费用。按每一标的的成交价分段计算：二百万元以下部分百分
之五，二百万元至一千万元百分之三，一千万元至五千万元百分之二，五千万元至一亿元百分之一，
超过一亿元百分之零点五；由买受人负担。各档按标的分别重新计算，故仅凭成交总额不能确定佣金，
其数额在全部作为一个标的之数与总额的百分之五之间。以招标方式选定拍卖机构的，按其中标价确定。
网络司法拍卖不向买受人收取佣金，此数即为节省的佣金。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.fees.bands import on_bands
from zhixing.law.fees.execution_fee import refuse_negative_amount
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("AUCTION", "29"),)
BANDS: Final = (
    (0, 2_000_000, "fee.commission.to_2000000"),
    (2_000_000, 10_000_000, "fee.commission.to_10000000"),
    (10_000_000, 50_000_000, "fee.commission.to_50000000"),
    (50_000_000, 100_000_000, "fee.commission.to_100000000"),
    (100_000_000, None, "fee.commission.above_100000000"),
)
SHOWN_LOTS: Final = 20


@dataclass(frozen=True, slots=True)
class Commission:
    """Hold the commission, its share of the prices, and its bounds for any division of
    the same total into lots."""

    total: Fen
    percent: str
    least: Fen
    most: Fen


@answers("AUCTION_COMMISSION")
def auction_commission(*, on: date, prices: tuple[Fen, ...]) -> Finding[Commission]:
    """Compute the highest commission on the prices of one or more lots."""
    for price in prices:
        refuse_negative_amount(price)
    why = Reasons(on)
    turnover = Fen(sum(prices))
    if len(prices) == 1:
        total = Fen.rounded(on_bands(why, prices[0], BANDS))
    else:
        total = _several(why, prices)
    least = Fen.rounded(on_bands(why, turnover, BANDS, quietly=True))
    top = Reasons(on).parameter(BANDS[0][2])
    most = Fen.rounded(int(turnover) * top.number)
    percent = _percent(total, turnover)
    why.step(
        f"分档按每一标的分别计算；成交总额{turnover.yuan}元，"
        f"视拆分为若干标的，佣金上限在{least.yuan}元至{most.yuan}元之间。",
        f"The bands begin anew with each lot; on {turnover.yuan} yuan in all the ceiling lies "
        f"between {least.yuan} and {most.yuan} yuan, by how it divides into lots.",
        cite("AUCTION", 29, on=on),
    )
    return why.finding(
        Commission(total, percent, least, most),
        f"佣金上限{total.yuan}元，为成交价的{percent}％；网络司法拍卖不收取，即为节省的佣金。",
        f"At most {total.yuan} yuan, {percent} % of the price; an online judicial auction charges "
        "none, so this is the commission saved.",
    )


def _several(why: Reasons, prices: tuple[Fen, ...]) -> Fen:
    total = Fen(0)
    for name in (b[2] for b in BANDS):
        why.parameter(name)
    for number, price in enumerate(prices, start=1):
        fee = Fen.rounded(on_bands(why, price, BANDS, quietly=True))
        total = Fen(total + fee)
        if number <= SHOWN_LOTS:
            why.step(
                f"标的{number}：成交价{price.yuan}元，佣金上限{fee.yuan}元。",
                f"Lot {number}: {price.yuan} yuan, commission at most {fee.yuan} yuan.",
                cite("AUCTION", 29, on=why.on),
                value=fee,
            )
    why.step(
        f"共{len(prices)}个标的，合计{total.yuan}元。",
        f"{len(prices)} lots, {total.yuan} yuan in all.",
        value=total,
    )
    return total


def _percent(part: Fen, whole: Fen) -> str:
    if whole <= 0:
        return "0.00"
    exact = Fraction(int(part) * 100, int(whole))
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(shown.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _example(total: str, percent: str, *yuan: str, on: str = "2017-12-31") -> Example:
    prices = tuple(Fen.of_yuan(y) for y in yuan)
    given = {"on": date.fromisoformat(on), "prices": prices}
    return Example(given, {"total": Fen.of_yuan(total), "percent": percent})


RULE = Rule(
    "AUCTION_COMMISSION",
    BASIS,
    Days(date(2005, 1, 1)),
    auction_commission,
    (
        _example("0", "0.00"),
        _example("100000", "5.00", "2000000"),
        _example("100003", "5.00", "2000100"),
        _example("340000", "3.40", "10000000"),
        _example("340002", "3.40", "10000100"),
        _example("1140000", "2.28", "50000000"),
        _example("1140001", "2.28", "50000100"),
        _example("1640000", "1.64", "100000000"),
        _example("1640000.50", "1.64", "100000100"),
        _example("2190000", "1.04", "210000000"),
        _example("440000", "3.67", "2000000", "10000000"),
        _example("100000", "5.00", "2000000", on="2021-01-01"),
        Example({"on": date(2017, 12, 31), "prices": (Fen(-1),)}, refusal="NEGATIVE"),
        Example({"on": date(2004, 12, 31), "prices": (Fen(1),)}, refusal="PARAMETER_MISSING"),
    ),
    "拍卖佣金上限",
    "Highest auction commission",
    tuple(name for _, _, name in BANDS),
)
