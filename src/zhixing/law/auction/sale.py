"""Sale instead of auction (变卖): after two failed auctions, or at once.

Online: after the second failure creditors are asked about taking the thing for the debt,
then a sale is published within fifteen days at the second start price, open for sixty
days; an offer with deposit opens a day of bidding. Offline: immovables and rights get a
third auction, then a sale is published in seven days for sixty days at the third reserve.
At once: where both sides and right-holders agree, or for gold, market goods, perishables,
seasonal and costly things; an appraised thing goes for half its value at least.

以变卖代替拍卖的情形和期限。网络拍卖二次流拍后，先在十日内征询债权人是否接受抵债，无人接受的，
自流拍起十五日内公告变卖，变卖价不低于第二次起拍价，变卖期六十日；期内有人交足保证金并出价的，
开始二十四小时竞价；上述网络变卖的天数凭记忆，待核。线下拍卖的不动产和其他财产权，
第三次流拍后七日内公告变卖，为期六十日，价格不低于第三次保留价。不经拍卖直接变卖的，
须当事人双方和有关权利人同意，或者属于金银、有当地市场价格的物品、易腐烂变质物、季节性商品以及保
管困难、费用过高的物品；约定了价格的按约定价格，没有约定而有市价的不低于市价，经过评估的，
降价后不得低于评估价的二分之一。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.auction.plan import AuctionRefused
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("ONLINE-AUCTION", "26"),
    ("ONLINE-SALE", "2"),
    ("AUCTION", "25"),
    ("AUCTION", "31"),
    ("AUCTION", "32"),
)


class Opening(StrEnum):
    """Name how a sale comes about."""

    AFTER_SECOND_ONLINE = "after_second_online"
    AFTER_THIRD_OFFLINE = "after_third_offline"
    BY_AGREEMENT = "by_agreement"
    BY_KIND = "by_kind"


@dataclass(frozen=True, slots=True)
class Sale:
    """Hold the days and the least price of a sale."""

    ask_creditors_by: date | None
    publish_by: date | None
    open_until: date | None
    least_price: Fen
    bidding_hours: int | None


@answers("SALE_PLAN")
def sale_plan(
    *,
    on: date,
    opening: Opening,
    failed_on: date | None = None,
    published_on: date | None = None,
    last_reserve: Fen | None = None,
    appraised: Fen | None = None,
    agreed_price: Fen | None = None,
    market_price: Fen | None = None,
) -> Finding[Sale]:
    """Find the frame of a sale.

    ``last_reserve`` is the price of the last failed auction, ``failed_on`` its day.
    """
    why = Reasons(on)
    if opening in (Opening.BY_AGREEMENT, Opening.BY_KIND):
        return _at_once(why, agreed_price, market_price, appraised)
    if failed_on is None or last_reserve is None:
        raise _missing("failed_on" if failed_on is None else "last_reserve")
    online = opening is Opening.AFTER_SECOND_ONLINE
    ask_by = _due(why, "auction.sale.ask", failed_on) if online else None
    publish_by = _due(
        why, "auction.sale.notice" if online else "auction.sale.offline_notice", failed_on
    )
    open_until = None
    if published_on is not None:
        code = "auction.sale.period" if online else "auction.sale.offline_period"
        days = why.parameter(code, published_on).whole
        open_until = published_on + timedelta(days=days)
    hours = why.parameter("auction.sale.bidding", failed_on).whole if online else None
    why.step(
        f"变卖价不低于最后一次拍卖的{last_reserve.yuan}元。",
        f"Sold for {last_reserve.yuan} at least, the price of the last auction.",
        cite("ONLINE-AUCTION", "26.2", on=on) if online else cite("AUCTION", "25.2", on=on),
        value=last_reserve,
    )
    return why.finding(
        Sale(ask_by, publish_by, open_until, last_reserve, hours),
        f"应于{publish_by}前公告变卖。",
        f"Publish the sale by {publish_by}.",
    )


def _at_once(
    why: Reasons, agreed: Fen | None, market: Fen | None, appraised: Fen | None
) -> Finding[Sale]:
    least = agreed if agreed is not None else market
    if least is None:
        if appraised is None:
            raise _missing("appraised")
        share = why.parameter("auction.sale.offline_least").number
        least = Fen(ceil(Fraction(appraised) * share))
    why.step(
        f"直接变卖，价格不低于{least.yuan}元。",
        f"Sold at once, for {least.yuan} at least.",
        cite("AUCTION", 32, on=why.on),
        value=least,
    )
    return why.finding(
        Sale(None, None, None, least, None), "可以直接变卖。", "It may be sold at once."
    )


def _due(why: Reasons, code: str, start_on: date) -> date:
    days = why.parameter(code, start_on).whole
    return why.adopt(period_due(on=why.on, start_on=start_on, amount=days, unit=Unit.DAY)).due_on


def _missing(field: str) -> AuctionRefused:
    return AuctionRefused(
        "MISSING",
        message_zh=f"缺少“{field}”，不能安排变卖。",
        message_en=f"{field} is missing; the sale cannot be planned.",
        remedy_zh="请补录。",
        remedy_en="Enter it.",
        field=field,
    )


def _given(opening: Opening, **more: object) -> dict[str, object]:
    return {"on": date(2021, 3, 1), "opening": opening, **more}


_FAILED = {"failed_on": date(2021, 3, 1), "last_reserve": Fen(56000)}
_PUB = {"published_on": date(2021, 3, 2)}

RULE = Rule(
    "SALE_PLAN",
    BASIS,
    Days(date(2005, 1, 1)),
    sale_plan,
    (
        Example(
            _given(Opening.AFTER_SECOND_ONLINE, **_FAILED, **_PUB),
            {
                "ask_creditors_by": date(2021, 3, 11),
                "publish_by": date(2021, 3, 16),
                "open_until": date(2021, 5, 1),
                "least_price": Fen(56000),
                "bidding_hours": 24,
            },
        ),
        Example(
            _given(Opening.AFTER_THIRD_OFFLINE, **_FAILED, **_PUB),
            {
                "publish_by": date(2021, 3, 8),
                "open_until": date(2021, 5, 1),
                "bidding_hours": None,
            },
        ),
        Example(_given(Opening.BY_KIND, appraised=Fen(101)), {"least_price": Fen(51)}),
        Example(
            _given(Opening.BY_KIND, appraised=Fen(101), market_price=Fen(90)),
            {"least_price": Fen(90)},
        ),
        Example(_given(Opening.BY_AGREEMENT, agreed_price=Fen(70)), {"least_price": Fen(70)}),
        Example(_given(Opening.AFTER_SECOND_ONLINE), refusal="MISSING"),
    ),
    "变卖",
    "Sale",
    (
        "auction.sale.ask",
        "auction.sale.notice",
        "auction.sale.period",
        "auction.sale.bidding",
        "auction.sale.offline_notice",
        "auction.sale.offline_period",
        "auction.sale.offline_least",
    ),
    covers=("R-SALE",),
)
