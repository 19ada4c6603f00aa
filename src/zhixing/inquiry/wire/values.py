"""Dates, times, money and numbers as institutions write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from zhixing.inquiry.wire.errors import WireError
from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen

_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{0,12})?([eE][+-]?\d{1,2})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?\d{0,6}")
_PARTED = re.compile(
    r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D*(?:(\d{1,2})\D(\d{1,2})(?:\D(\d{1,2}))?\D*\d*\D*)?"
)
_MOST_FEN = 2**63 - 1


def width_of(text: str) -> int:
    """Give the width of a text in bytes of GBK, in which the annex counts.

    >>> width_of("账号1")
    5
    """
    return len(text.encode("gb18030", "replace"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _parts(text: str) -> list[int] | None:
    plain = _plain(text)
    if not plain.strip("0-/:. TtZz"):
        return None
    match = _COMPACT.fullmatch(plain) or _PARTED.fullmatch(plain)
    if match is None:
        raise WireError("bad-date", f"“{text}”不是日期", f"{text!r} is not a date")
    return [int(group or 0) for group in match.groups()]


def read_time(text: str) -> datetime | None:
    """Read a Shanghai wall-clock time in any spelling met; None when blank or all zeros.

    :raises WireError: not a time.

    >>> read_time("2027年1月5日").isoformat(), read_time("20270105").isoformat()
    ('2027-01-05T00:00:00+08:00', '2027-01-05T00:00:00+08:00')
    """
    parts = _parts(text)
    if parts is None:
        return None
    try:
        return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]
    except ValueError:
        raise WireError("bad-date", f"“{text}”不是日期", f"{text!r} is not a date") from None


def read_date(text: str) -> date | None:
    """Read a day in any spelling met, dropping a time of day; None when blank.

    :raises WireError: not a day.

    >>> read_date("2027/01/05 23:59:59")
    datetime.date(2027, 1, 5)
    """
    at = read_time(text)
    return None if at is None else at.date()


def read_decimal(text: str) -> Decimal | None:
    """Read a decimal number, with or without grouping; None when blank.

    :raises WireError: not a number of at most 18 digits.
    """
    plain = _plain(text).removeprefix("¥").removesuffix("元").replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise WireError("bad-number", f"“{text}”不是数字", f"{text!r} is not a number")
    return Decimal(plain)


def read_money(text: str) -> Fen | None:
    """Read an amount in the hundredth of its currency; None when blank.

    :raises WireError: not a number, finer than a hundredth, or beyond what a ledger holds.

    >>> read_money("1,234.50"), read_money("1.0E7"), read_money("")
    (Fen(123450), Fen(1000000000), None)
    """
    number = read_decimal(text)
    if number is None:
        return None
    hundredths = number * 100
    if hundredths != hundredths.to_integral_value() or abs(hundredths) > _MOST_FEN:
        raise WireError("bad-amount", f"“{text}”不是金额", f"{text!r} is not an amount")
    return Fen(int(hundredths))


def write_decimal(number: Decimal) -> str:
    """Write a number of units with at least two places, never with an exponent.

    >>> write_decimal(Decimal("5E2"))
    '500.00'
    """
    exponent = number.as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{number:.{places}f}"
