"""The frame of an auction (拍卖安排): prices, deposit, notice, telling the parties, second round.

Online since 2017: the first start price is at least seven tenths of the value, the second
at most a fifth below the first; notice is given 15 or 30 days before (again: 7 or 15),
the parties are told 3 days before the notice, the deposit is 5 to 20 % of the start
price, and the second auction follows within 30 days. Offline, and before 2017: first
reserve eight tenths of the value, all of it since 2021; 7 or 15 days; deposit at least
5 % of the value; parties told 5 days before the auction; again within 60 days.

一次拍卖的总体安排：价格、保证金、公告、通知和再次拍卖。2017年起以网络拍卖为原则：
第一次起拍价不低于评估价或者市价的百分之七十，再次拍卖的起拍价较前次降幅不超过百分之二十，
至多两次；公告期动产十五日、不动产和其他财产权三十日，再次拍卖分别为七日和十五日；
公告发布三日前通知当事人和已知的优先购买权人；保证金为起拍价的百分之五至百分之二十；
流拍后三十日内再次拍卖。线下拍卖以及2017年以前的拍卖：第一次保留价不低于评估价的百分之八十，
2021年起不低于评估价；再次拍卖降幅亦不超过百分之二十；公告期七日或者十五日；保证金不低于评估价的
百分之五；拍卖五日前通知当事人；流拍后六十日内再次拍卖。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.parameters import Parameter
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("ONLINE-AUCTION", "10"),
    ("ONLINE-AUCTION", "12"),
    ("ONLINE-AUCTION", "16"),
    ("ONLINE-AUCTION", "17"),
    ("ONLINE-AUCTION", "26"),
    ("AUCTION", "5"),
    ("AUCTION", "8"),
)
ONLINE_SINCE = date(2017, 1, 1)


class Lot(StrEnum):
    """Name what is auctioned; other rights are treated as immovables."""

    MOVABLE = "movable"
    IMMOVABLE = "immovable"


class Way(StrEnum):
    """Name where the auction is held."""

    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the frame; None where a day or amount was not given to compute it from."""

    way: Way
    min_start: Fen
    min_deposit: Fen
    max_deposit: Fen | None
    earliest_on: date | None
    tell_parties_by: date | None
    second_by: date | None


class AuctionRefused(Refusal):
    """Say what does not fit the frame of an auction."""


@answers("AUCTION_PLAN")
def auction_plan(
    *,
    on: date,
    lot: Lot,
    auction_round: int,
    value: Fen | None,
    first_start: Fen | None = None,
    start: Fen | None = None,
    notice_on: date | None = None,
    failed_on: date | None = None,
    way: Way | None = None,
) -> Finding[Plan]:
    """Find the frame of a first or second auction.

    ``value`` is the appraised or market value; ``first_start`` the first start price,
    ``start`` the one proposed now; ``failed_on`` the day the first auction ended unsold.
    """
    why = Reasons(on)
    place = way or (Way.ONLINE if on >= ONLINE_SINCE else Way.OFFLINE)
    why.choose("way", place)
    _check(on, place, auction_round, value, first_start, notice_on, failed_on)
    if place is Way.ONLINE and way is None:
        basis = cite("ONLINE-AUCTION", 2, on=on)
        why.step("应当采取网络司法拍卖。", "Auctions are held online.", basis)
    minimum = _min_start(why, place, auction_round, value, first_start)
    given = start if start is not None else first_start if auction_round == 1 else None
    if given is not None and given < minimum:
        raise _refused(
            "START_TOO_LOW",
            f"起拍价{given.yuan}元低于{minimum.yuan}元。",
            f"A start of {given.yuan} is below {minimum.yuan}.",
            "start" if start is not None else "first_start",
        )
    least, most = _deposit(why, place, given or minimum, value)
    earliest = tell_by = None
    if notice_on is not None:
        earliest, tell_by = _notice(why, place, lot, auction_round, notice_on)
    second_by = _second_by(why, place, failed_on) if failed_on is not None else None
    if earliest and second_by and auction_round > 1 and earliest > second_by:
        why.mark("warning:second-auction-too-late")
        why.step(
            f"公告期满最早{earliest}，已晚于{second_by}，应说明原因并尽快拍卖。",
            f"The notice allows {earliest} at the earliest, after {second_by}: say why, and hold "
            "it as soon as possible.",
            cite("ONLINE-AUCTION", "26.1", on=on) if place is Way.ONLINE else None,
        )
    return why.finding(
        Plan(place, minimum, least, most, earliest, tell_by, second_by),
        f"起拍价不低于{minimum.yuan}元" + (f"，最早{earliest}开拍。" if earliest else "。"),
        f"Start at {minimum.yuan} or more"
        + (f", on {earliest} at the earliest." if earliest else "."),
    )


def _min_start(
    why: Reasons, place: Way, auction_round: int, value: Fen | None, first_start: Fen | None
) -> Fen:
    group = "auction" if place is Way.ONLINE else "auction.offline"
    if auction_round == 1:
        rate = why.parameter(f"{group}.start_least")
        minimum = Fen(ceil(Fraction(value or 0) * rate.number))
        return _say_minimum(why, minimum, rate, value or Fen(0), "评估价", "value")
    cut = why.parameter(f"{group}.cut_most")
    former = first_start or Fen(0)
    minimum = Fen(ceil(Fraction(former) * (1 - cut.number)))
    return _say_minimum(why, minimum, cut, former, "前次起拍价", "former start")


def _say_minimum(why: Reasons, minimum: Fen, rate: Parameter, base: Fen, zh: str, en: str) -> Fen:
    why.step(
        f"{zh}{base.yuan}元，起拍价不得低于{minimum.yuan}元。",
        f"With a {en} of {base.yuan} the start price is at least {minimum.yuan}.",
        rate.basis,
        value=minimum,
    )
    return minimum


def _deposit(why: Reasons, place: Way, start: Fen, value: Fen | None) -> tuple[Fen, Fen | None]:
    if place is Way.OFFLINE:
        low = why.parameter("auction.offline.deposit_least")
        base = value if value is not None else start
        least = Fen(ceil(Fraction(base) * low.number))
        why.step(
            f"保证金不低于{least.yuan}元。",
            f"Deposit at least {least.yuan}.",
            low.basis,
            value=least,
        )
        return least, None
    low = why.parameter("auction.deposit_least")
    high = why.parameter("auction.deposit_most")
    least = Fen(ceil(Fraction(start) * low.number))
    most = Fen(floor(Fraction(start) * high.number))
    why.step(
        f"起拍价{start.yuan}元，保证金{least.yuan}至{most.yuan}元。",
        f"On a start of {start.yuan} the deposit is {least.yuan} to {most.yuan}.",
        low.basis,
        value=least,
    )
    return least, max(least, most)


def _notice(
    why: Reasons, place: Way, lot: Lot, auction_round: int, notice_on: date
) -> tuple[date, date]:
    online = place is Way.ONLINE
    group = "auction.offline.notice" if not online else "auction.notice"
    if online and auction_round > 1:
        group = "auction.notice_again"
    days = why.parameter(f"{group}.{lot.value}")
    earliest = notice_on + timedelta(days=days.whole)
    why.step(
        f"{notice_on}公告，公告期{days.whole}日，最早{earliest}拍卖。",
        f"Notice on {notice_on}, {days.whole} days: the auction on {earliest} at the earliest.",
        days.basis,
        value=earliest,
    )
    before = why.parameter(f"auction.{'' if online else 'offline.'}tell_parties")
    tell_by = (notice_on if online else earliest) - timedelta(days=before.whole)
    why.step(
        f"应于{tell_by}前通知当事人和已知优先购买权人。",
        f"The parties and known holders of pre-emption are told by {tell_by}.",
        before.basis,
        value=tell_by,
    )
    return earliest, tell_by


def _second_by(why: Reasons, place: Way, failed_on: date) -> date:
    code = "auction.second_within" if place is Way.ONLINE else "auction.offline.again_within"
    days = why.parameter(code)
    due = period_due(on=why.on, start_on=failed_on, amount=days.whole, unit=Unit.DAY)
    second_by = why.adopt(due).due_on
    why.step(
        f"{failed_on}流拍，应于{second_by}前再次拍卖。",
        f"Unsold on {failed_on}: the second auction by {second_by}.",
        days.basis,
        value=second_by,
    )
    return second_by


def _check(
    on: date,
    place: Way,
    auction_round: int,
    value: Fen | None,
    first_start: Fen | None,
    notice_on: date | None,
    failed_on: date | None,
) -> None:
    if place is Way.ONLINE:
        cite("ONLINE-AUCTION", 2, on=on)
    if auction_round not in (1, 2):
        raise _refused("NO_THIRD_ROUND", "网络拍卖至多两次。", "Two rounds at most.", "round")
    needed, field = (value, "appraisal") if auction_round == 1 else (first_start, "first_start")
    if needed is None:
        raise _refused(
            "MISSING", f"第{auction_round}次拍卖应给出{field}。", f"Give {field}.", field
        )
    if any(a is not None and a < 0 for a in (value, first_start)):
        raise _refused("NEGATIVE", "金额不得为负。", "An amount is negative.", field)
    reversed_days = notice_on is not None and failed_on is not None
    if auction_round == 2 and reversed_days and (notice_on or on) < (failed_on or on):
        raise _refused(
            "NOTICE_BEFORE_FAILURE",
            "再次拍卖的公告早于流拍日。",
            "The notice of the second auction is before the first one failed.",
            "notice_on",
        )


def _refused(code: str, zh: str, en: str, field: str) -> AuctionRefused:
    return AuctionRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请由合议庭重新确定。",
        remedy_en="Let the panel fix it again.",
        field=field,
    )


def _given(on: str, lot: Lot, auction_round: int = 1, **more: object) -> dict[str, object]:
    given = {"lot": lot, "auction_round": auction_round, "value": Fen.of_yuan("1000000")}
    return {"on": date.fromisoformat(on), **given, **more}


_M, _I = Lot
_DAY = date(2021, 3, 1)
_FIRST = {"first_start": Fen.of_yuan("700000"), "notice_on": _DAY}

RULE = Rule(
    "AUCTION_PLAN",
    BASIS,
    Days(date(2005, 1, 1)),
    auction_plan,
    (
        Example(
            _given("2021-03-01", _I, notice_on=_DAY),
            {
                "min_start": Fen.of_yuan("700000"),
                "min_deposit": Fen.of_yuan("35000"),
                "max_deposit": Fen.of_yuan("140000"),
                "earliest_on": date(2021, 3, 31),
                "tell_parties_by": date(2021, 2, 26),
                "second_by": None,
            },
        ),
        Example(_given("2021-03-01", _M, notice_on=_DAY), {"earliest_on": date(2021, 3, 16)}),
        Example(
            _given("2021-03-01", _I, 2, **_FIRST, failed_on=date(2021, 2, 20)),
            {
                "min_start": Fen.of_yuan("560000"),
                "earliest_on": date(2021, 3, 16),
                "second_by": date(2021, 3, 22),
            },
        ),
        Example(_given("2021-03-01", _M, 2, **_FIRST), {"earliest_on": date(2021, 3, 8)}),
        Example(
            _given("2016-12-31", _I, notice_on=date(2016, 12, 31)),
            {
                "way": "offline",
                "min_start": Fen.of_yuan("800000"),
                "min_deposit": Fen.of_yuan("50000"),
                "max_deposit": None,
                "earliest_on": date(2017, 1, 15),
                "tell_parties_by": date(2017, 1, 10),
            },
        ),
        Example(_given("2017-01-01", _I), {"way": "online", "min_start": Fen.of_yuan("700000")}),
        Example(
            _given("2020-12-31", _M, way=Way.OFFLINE, notice_on=_DAY, failed_on=_DAY),
            {
                "min_start": Fen.of_yuan("800000"),
                "earliest_on": date(2021, 3, 8),
                "second_by": date(2021, 4, 30),
            },
        ),
        Example(_given("2021-01-01", _M, way=Way.OFFLINE), {"min_start": Fen.of_yuan("1000000")}),
        Example(
            _given("2021-03-01", _M, 2, first_start=Fen(100), way=Way.OFFLINE),
            {"min_start": Fen(80)},
        ),
        Example(_given("2021-03-01", _I, value=Fen(1)), {"min_start": Fen(1)}),
        Example(
            _given("2021-03-01", _I, first_start=Fen.of_yuan("699999.99")),
            refusal="START_TOO_LOW",
        ),
        Example(_given("2021-03-01", _I, 3), refusal="NO_THIRD_ROUND"),
        Example(_given("2021-03-01", _I, 2), refusal="MISSING"),
    ),
    "拍卖安排",
    "Frame of an auction",
    (
        "auction.start_least",
        "auction.cut_most",
        "auction.notice.movable",
        "auction.notice.immovable",
        "auction.notice_again.movable",
        "auction.notice_again.immovable",
        "auction.second_within",
        "auction.tell_parties",
        "auction.deposit_least",
        "auction.deposit_most",
        "auction.offline.start_least",
        "auction.offline.cut_most",
        "auction.offline.notice.movable",
        "auction.offline.notice.immovable",
        "auction.offline.tell_parties",
        "auction.offline.deposit_least",
        "auction.offline.again_within",
    ),
    covers=("R-AUC-RESERVE", "R-AUC-NOTICE", "R-AUC-REAUC", "R-AUC-NOTIFY-3D", "R-AUC-DEPOSIT"),
)
