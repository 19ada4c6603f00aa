"""Numbers of requests (请求单号) and of writ sets, unique in the whole deployment.

The composition of the national number is not public; this one is the deployment's own:
day, court, and a running number that never comes again. It is data, so that a deployment
whose network prescribes another needs no other program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db import connection

from zhixing.kernel.refusal import Impossible


@dataclass(frozen=True, slots=True)
class Composition:
    """Say how a number is put together: a format of ``day``, ``court`` and ``serial``.

    >>> Composition("{day:%Y%m%d}{court:06d}{serial:016d}", 30).compose(date(2018, 3, 5), 42, 7)
    '201803050000420000000000000007'
    """

    pattern: str
    length: int

    def compose(self, day: date, court_no: int, serial: int) -> str:
        """Put a number together.

        :raises Impossible: the pattern gives another length or other signs than it says.
        """
        number = self.pattern.format(day=day, court=court_no % 1_000_000, serial=serial)
        if len(number) != self.length or not (number.isascii() and number.isalnum()):
            raise Impossible(f"the composition {self.pattern!r} gives the number {number!r}")
        return number


LONG: Final = 30
DEFAULT_PATTERN: Final = "{day:%Y%m%d}{court:06d}{serial:016d}"


SHORT_PATTERN: Final = "{day:%y%m%d}{serial:014d}"
"""Twenty places hold no court; the running number is the whole deployment's anyway."""


def composition(length: int = LONG) -> Composition:
    """Give the composition of this deployment for numbers of a length.

    ``ZX_REQUEST_NUMBER`` and, for front-ends of the older profile, ``ZX_SHORT_REQUEST_NUMBER``
    in its settings.
    """
    if length < LONG:
        return Composition(getattr(settings, "ZX_SHORT_REQUEST_NUMBER", SHORT_PATTERN), length)
    return Composition(getattr(settings, "ZX_REQUEST_NUMBER", DEFAULT_PATTERN), LONG)


def next_numbers(court_no: int, day: date, count: int, length: int = LONG) -> list[str]:
    """Give numbers that were never given before; gaps are harmless."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* next_request_numbers */ SELECT nextval('inquiry_request_no') "
            "FROM generate_series(1, %s)",
            [count],
        )
        serials = [int(row[0]) for row in cursor.fetchall()]
    made = composition(length)
    return [made.compose(day, court_no, serial) for serial in serials]
