"""What an indicator (指标) is: words, version and one statement that yields what it counts.

The same statement gives the figure and the cases behind it, so that the two never
differ. It yields rows ``(court_no, case_id, part, amount)``, read from acts and facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from zhixing.kernel.canonical import digest
from zhixing.kernel.ranges import Days


class Unit(StrEnum):
    """Name what an indicator counts in."""

    CASES = "CASES"
    NODES = "NODES"
    FEN = "FEN"
    RATE = "RATE"


class Span(StrEnum):
    """Say whether a figure is of a period (期间数) or of its last day (时点数)."""

    PERIOD = "PERIOD"
    DAY = "DAY"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Name the parts above and below the line of a rate."""

    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Define one indicator; its hash names words, version and statement together.

    ``parts`` gives the words of parts known beforehand; parts that are codes of their
    own, such as a handler's id, are not listed.
    """

    code: str
    version: str
    name_zh: str
    name_en: str
    meaning_zh: str
    meaning_en: str
    unit: Unit
    span: Span
    statement: str
    in_force: Days
    ratio: Ratio | None = None
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """Give the hash of the definition; another definition has another hash."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """Say of which courts, which days and which knowledge a figure is asked.

    ``days`` is half-open; a figure of a day is that of the last day in it.
    ``known_at`` leaves out acts recorded later, so that a published figure can be
    given again as it was.
    """

    courts: tuple[int, ...]
    days: Days
    known_at: datetime | None = None

    @property
    def on(self) -> date:
        """Give the last day asked about."""
        last = self.days.last
        if last is None:
            raise ValueError("a figure is asked of days that end")
        return last


@dataclass(frozen=True, slots=True)
class Part:
    """Give one part of a figure: of one court, its amount, and how many cases are behind it."""

    court_no: int
    part: str
    amount: int
    cases: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Give an indicator's figure with the definition it follows and the parts it is made of.

    ``amount`` is a count or fen; for a rate, ``above`` and ``below`` are its two sides.
    """

    code: str
    version: str
    hash: str
    name_zh: str
    name_en: str
    unit: Unit
    span: Span
    asked: Asked
    amount: int
    above: int | None
    below: int | None
    parts: tuple[Part, ...]

    @property
    def percent(self) -> str:
        """Give a rate in per cent to two decimals, empty for other figures or an empty base."""
        hundredths = hundredths_of(self.above, self.below)
        return "" if hundredths is None else percent_text(hundredths)

    def of_part(self, part: str) -> int:
        """Give the amount of a part over all courts."""
        return sum(p.amount for p in self.parts if p.part == part)

    def of_court(self, court_no: int) -> tuple[Part, ...]:
        """Give the parts of one court."""
        return tuple(p for p in self.parts if p.court_no == court_no)


def hundredths_of(above: int | None, below: int | None) -> int | None:
    """Give a rate in hundredths of a per cent, rounded half up; None without a base.

    >>> hundredths_of(1, 3), hundredths_of(1, 0)
    (3333, None)
    """
    if above is None or not below:
        return None
    return int(Fraction(above * 10_000, below) + Fraction(1, 2))


def percent_text(hundredths: int) -> str:
    """Write hundredths of a per cent with two decimals.

    >>> percent_text(9005)
    '90.05'
    """
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class Point:
    """Give a figure in one month: of the month for a period, of its last day for a day.

    ``amount`` of a rate is in hundredths of a per cent; None where there is no base.
    """

    month: date
    until: date
    amount: int | None


@dataclass(frozen=True, slots=True)
class CourtLine:
    """Give one court beside others: filed in twelve months, closed of those to close, and rank.

    ``rate`` is in hundredths of a per cent.
    """

    court_no: int
    filed: int
    closed: int
    below: int
    rate: int | None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Give one case behind a figure, with what it contributed to which part."""

    court_no: int
    case: UUID
    part: str
    amount: int
    items: int


@dataclass(frozen=True, slots=True)
class CountedPage:
    """Give a page of the cases behind a figure and the key of the next, None at the end."""

    cases: tuple[Counted, ...]
    next_after: tuple[UUID, str] | None
