"""How figures are written: money, days, instants, durations, masked numbers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.words import Words, counted

_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Unit(StrEnum):
    """The units in which the law counts time."""

    DAY = "DAY"
    WORKING_DAY = "WORKING_DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


_UNITS = {
    Unit.DAY: Words("日", "calendar day"),
    Unit.WORKING_DAY: Words("个工作日", "working day"),
    Unit.MONTH: Words("个月", "month"),
    Unit.YEAR: Words("年", "year"),
}


def money_text(fen: int) -> str:
    """Write an amount of fen as yuan with grouping and a true minus sign.

    >>> money_text(65000000), money_text(-5)
    ('¥650,000.00', '−¥0.05')
    """
    yuan, rest = divmod(abs(int(fen)), 100)
    return f"{'−' if fen < 0 else ''}¥{yuan:,}.{rest:02d}"


def money_in_words(fen: int) -> str:
    """Write an amount in the capital numerals (大写) that instruments carry.

    :raises ValueError: the amount is negative.

    >>> money_in_words(65000000)
    '陆拾伍万元整'
    """
    if fen < 0:
        raise ValueError("an instrument states no negative amount")
    import cn2an  # type: ignore[import-untyped]

    return str(cn2an.an2cn(Fen(fen).yuan, "rmb"))


def day_words(day: date) -> Words:
    """Write a day as prose does.

    >>> day_words(date(2017, 3, 14))
    Words(zh='2017年3月14日', en='14 March 2017')
    """
    return Words(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    )


def moment_text(at: datetime) -> str:
    """Write an instant by the Shanghai clock, to the minute.

    >>> from datetime import UTC
    >>> moment_text(datetime(2017, 3, 14, 1, 30, tzinfo=UTC))
    '2017-03-14 09:30'
    """
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def ago_words(seconds: int) -> Words:
    """Write how long ago something was, by its largest unit.

    >>> ago_words(59).en, ago_words(60).zh, ago_words(7200).en, ago_words(90_000).zh
    ('just now', '1分钟前', '2 hours ago', '1天前')
    """
    sizes = (
        (86_400, Words("天", "day")),
        (3600, Words("小时", "hour")),
        (60, Words("分钟", "minute")),
    )
    for size, unit in sizes:
        if count := seconds // size:
            span = counted(count, unit.zh, unit.en)
            return Words(f"{span.zh}前", f"{span.en} ago")
    return Words("刚刚", "just now")


def duration_words(number: int, unit: Unit | str = Unit.DAY) -> Words:
    """Write a duration with the legal unit named.

    >>> duration_words(10, Unit.WORKING_DAY)
    Words(zh='10个工作日', en='10 working days')
    """
    one = _UNITS[Unit(unit)]
    return counted(number, one.zh, one.en)


def masked(number: str) -> str:
    """Hide all of an identity or account number but its first three and last four signs.

    >>> masked("330102199001011234"), masked("1234")
    ('330***********1234', '****')
    """
    hidden = len(number) - 7
    return f"{number[:3]}{'*' * hidden}{number[-4:]}" if hidden > 0 else "*" * len(number)
