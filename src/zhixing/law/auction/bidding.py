"""When bidding closes (竞价延时): five minutes after the last bid made in the last five.

A bid within five minutes before the end moves the end to five minutes after it, again
and again. Bidding lasts a day at least. A bid below the start price, or not above the
highest (equal to it only for a holder of pre-emption), is void and moves nothing. The
time of a bid is that of its entry in the platform's system.

竞价何时结束。竞价时间不少于二十四小时。结束前五分钟之内有人有效出价的，结束时刻顺延至该次出价后
满五分钟之时，其后再有出价的，依此反复顺延，直至五分钟内无人出价。低于起拍价的出价，
以及不高于当前最高价的出价无效，不引起顺延；但优先购买权人可以与当前最高价相同的价格应价，
顺序在先者优于顺序在后者，同一顺序的，先出价者优先。出价时间以其进入平台系统的时间为准，
结束时刻及其后的出价不计。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.auction.plan import AuctionRefused
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ONLINE-AUCTION", "20"), ("ONLINE-AUCTION", "21"), ("ONLINE-AUCTION", "11"))


@dataclass(frozen=True, slots=True)
class Bid:
    """Hold one bid; ``rank`` orders holders of pre-emption, None for other bidders."""

    at: datetime
    amount: Fen | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """Hold when bidding closes, how often it was extended, and the highest bid."""

    closes_at: datetime
    extensions: int
    highest: Fen | None
    by_priority: bool
    counted: int


@answers("BIDDING_END")
def bidding_end(
    *,
    on: date,
    scheduled_end: datetime,
    bids: tuple[Bid, ...],
    started_at: datetime | None = None,
    start_price: Fen | None = None,
) -> Finding[Closing]:
    """Find when bidding closes. Bids at or after the end do not count."""
    why = Reasons(on)
    basis = cite("ONLINE-AUCTION", "20.2", on=on)
    if started_at is not None:
        hours = why.parameter("auction.bidding_least").whole
        if scheduled_end - started_at < timedelta(hours=hours):
            raise AuctionRefused(
                "BIDDING_TOO_SHORT",
                message_zh=f"竞价时间不得少于{hours}小时。",
                message_en=f"Bidding lasts {hours} hours at least.",
                basis=basis,
                remedy_zh="请延后结束时间。",
                remedy_en="Let it end later.",
                field="scheduled_end",
            )
    window = timedelta(minutes=why.parameter("auction.extension_minutes").whole)
    end, extensions, counted = scheduled_end, 0, 0
    highest: Bid | None = None
    for bid in sorted(bids, key=lambda b: b.at):
        too_early = started_at is not None and bid.at < started_at
        if bid.at >= end or too_early or not _is_valid(bid, highest, start_price):
            continue
        counted += 1
        highest = bid if bid.amount is not None else highest
        if bid.at + window > end:
            end = bid.at + window
            extensions += 1
            if extensions <= 10:
                why.step(
                    f"{bid.at:%H:%M:%S}出价，顺延至{end:%H:%M:%S}。",
                    f"Bid at {bid.at:%H:%M:%S}: extended to {end:%H:%M:%S}.",
                    basis,
                    value=end,
                )
    why.step(
        f"{counted}次有效出价，延时{extensions}次，{end:%Y-%m-%d %H:%M:%S}结束。",
        f"{counted} valid bids, {extensions} extensions, closed at {end:%Y-%m-%d %H:%M:%S}.",
        basis,
        value=end,
    )
    if highest is not None and highest.rank is not None:
        why.step(
            "优先购买权人以相同或者更高价格竞得。",
            "A holder of pre-emption wins at an equal or higher price.",
            cite("ONLINE-AUCTION", 21, on=on),
        )
    top = highest.amount if highest else None
    return why.finding(
        Closing(end, extensions, top, bool(highest and highest.rank is not None), counted),
        f"竞价于{end:%Y-%m-%d %H:%M:%S}结束。",
        f"Bidding closes at {end:%Y-%m-%d %H:%M:%S}.",
    )


def _is_valid(bid: Bid, highest: Bid | None, start_price: Fen | None) -> bool:
    if bid.amount is None:
        return True
    if start_price is not None and bid.amount < start_price:
        return False
    if highest is None or highest.amount is None or bid.amount > highest.amount:
        return True
    stronger = bid.rank is not None and (highest.rank is None or bid.rank < highest.rank)
    return stronger and bid.amount == highest.amount


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"2021-03-02T{text}+08:00")


def _given(*bids: Bid, **more: object) -> dict[str, object]:
    return {"on": date(2021, 3, 2), "scheduled_end": _at("10:00:00"), "bids": bids, **more}


def _closes(text: str) -> dict[str, object]:
    return {"closes_at": _at(text)}


_START = datetime.fromisoformat("2021-03-01T10:00:00+08:00")

RULE = Rule(
    "BIDDING_END",
    BASIS,
    Days(date(2017, 1, 1)),
    bidding_end,
    (
        Example(_given(), _closes("10:00:00")),
        Example(_given(Bid(_at("09:55:00"))), _closes("10:00:00")),
        Example(_given(Bid(_at("09:55:01"))), _closes("10:00:01")),
        Example(
            _given(Bid(_at("09:58:00")), Bid(_at("10:02:30")), Bid(_at("10:07:29"))),
            {"closes_at": _at("10:12:29"), "extensions": 3},
        ),
        Example(_given(Bid(_at("09:58:00")), Bid(_at("10:03:00"))), _closes("10:03:00")),
        Example(_given(Bid(_at("09:58:00"), Fen(99)), start_price=Fen(100)), _closes("10:00:00")),
        Example(
            _given(Bid(_at("09:57:00"), Fen(100)), Bid(_at("09:59:00"), Fen(100))),
            _closes("10:02:00"),
        ),
        Example(
            _given(Bid(_at("09:57:00"), Fen(100)), Bid(_at("09:59:00"), Fen(100), rank=1)),
            {"closes_at": _at("10:04:00"), "by_priority": True},
        ),
        Example(
            _given(
                Bid(_at("09:50:00"), Fen(100), rank=2),
                Bid(_at("09:51:00"), Fen(100), rank=1),
                Bid(_at("09:52:00"), Fen(100), rank=1),
            ),
            {"counted": 2},
            note="顺序在先者优先，同顺序出价在先 earlier rank, then earlier bid",
        ),
        Example(_given(started_at=_START), _closes("10:00:00")),
        Example(_given(started_at=_START + timedelta(seconds=1)), refusal="BIDDING_TOO_SHORT"),
    ),
    "竞价结束时间",
    "End of the bidding",
    ("auction.bidding_least", "auction.extension_minutes"),
    covers=("R-AUC-BID", "R-AUC-PRIORITY"),
)
