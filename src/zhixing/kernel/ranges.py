"""Half-open ranges of days: the first day belongs to the range, the end does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Hold the days from ``start`` until, but not including, ``end`` (None: open).

    >>> len(Days(date(2017, 3, 14), date(2017, 3, 29)))
    15
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a range cannot end on {self.end}, before it starts on {self.start}")

    @classmethod
    def closed(cls, first: date, last: date) -> Days:
        """Make the range whose first and last day both belong to it."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """Give the last day that belongs to the range, None while it is open."""
        return None if self.end is None else self.end - timedelta(days=1)

    def __len__(self) -> int:
        if self.end is None:
            raise ValueError("an open range has no length")
        return (self.end - self.start).days

    def __bool__(self) -> bool:
        return self.end is None or self.end > self.start

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def __iter__(self) -> Iterator[date]:
        day = self.start
        while day in self:
            yield day
            day += timedelta(days=1)

    def intersect(self, other: Days) -> Days | None:
        """Give the days both ranges share, or None when they share none."""
        start = max(self.start, other.start)
        ends = [e for e in (self.end, other.end) if e is not None]
        end = min(ends) if ends else None
        if end is not None and end <= start:
            return None
        return Days(start, end)

    def overlaps(self, other: Days) -> bool:
        """Say whether at least one day lies in both ranges."""
        return self.intersect(other) is not None


def merge(ranges: Iterable[Days]) -> tuple[Days, ...]:
    """Join overlapping and touching ranges, so that no day is counted twice.

    >>> a, b = Days(date(2020, 1, 1), date(2020, 1, 5)), Days(date(2020, 1, 3), date(2020, 1, 9))
    >>> [len(r) for r in merge([a, b])]
    [8]
    """
    merged: list[Days] = []
    for current in sorted(ranges, key=lambda r: (r.start, r.end or date.max)):
        if not current:
            continue
        if merged and (merged[-1].end is None or current.start <= merged[-1].end):
            before = merged.pop()
            open_end = before.end is None or current.end is None
            end = None if open_end else max(before.end, current.end)  # type: ignore[type-var]
            current = Days(before.start, end)
        merged.append(current)
    return tuple(merged)
