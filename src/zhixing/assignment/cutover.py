"""Which pool of groups a case goes to, by dates: ordered rules that a court keeps as data. Pure.

A rule names a date of the case, the days between which it must lie (the first day
counts, the end does not), optionally the kind of title, and the pool. The first
rule that fits decides; what happens on the day of a change is thereby always said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.ranges import Days


class CaseDate(StrEnum):
    """The date of a case that a rule looks at."""

    FILED = "FILED"
    TITLE_EFFECTIVE = "TITLE_EFFECTIVE"


TRIAL_JUDGE = "TRIAL_JUDGE"
"""The pool that stands for the judge who tried the case (审判法官)."""


@dataclass(frozen=True, slots=True)
class PoolRule:
    """Send a case to a pool if a date of it lies within the days and its title fits."""

    name: str
    looks_at: CaseDate
    days: Days
    pool: str
    title_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDates:
    """Hold what the rules look at."""

    filed_on: date
    title_effective_on: date | None
    title_kind: str = ""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Tell the pool, and by which rule and which day of the case."""

    pool: str
    rule: str
    day: date


class NoPool(LookupError):
    """Tell that no rule of the court fits a case."""


def pool_of(case: CaseDates, rules: Sequence[PoolRule]) -> Pooled:
    """Give the pool of the first rule that fits.

    :raises NoPool: none fits; the court's rules leave a gap.
    """
    for rule in rules:
        day = case.filed_on if rule.looks_at is CaseDate.FILED else case.title_effective_on
        kind_fits = not rule.title_kinds or case.title_kind in rule.title_kinds
        if day is not None and day in rule.days and kind_fits:
            return Pooled(rule.pool, rule.name, day)
    raise NoPool(f"no rule of the court fits {case}")
