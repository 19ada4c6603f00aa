"""What closing adds to the facts: excluded periods by name, deletions proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.facts import chapter
from zhixing.law.clock.case_clock import ExcludedRange


class Mode(StrEnum):
    """Name the ways in which a case is closed (结案方式)."""

    PERFORMED = "PERFORMED"
    PRESENT_PROCEDURE = "PRESENT_PROCEDURE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Period:
    """Hold one excluded period (扣除期间) under the id of the act that began it."""

    period: UUID
    range: ExcludedRange

    @property
    def is_open(self) -> bool:
        """Say whether it still runs."""
        return self.range.days.end is None


@chapter("periods")
@dataclass(frozen=True, slots=True)
class Periods:
    """Hold the excluded periods of the case, so that each can be ended by its id."""

    periods: tuple[Period, ...] = ()

    def find(self, period: UUID) -> Period | None:
        """Give one period, or None."""
        return next((p for p in self.periods if p.period == period), None)


@dataclass(frozen=True, slots=True)
class DeletionProposed:
    """Hold that a listing was proposed for deletion, for which event of which day."""

    measure: UUID
    event: str
    event_on: date


@chapter("closing")
@dataclass(frozen=True, slots=True)
class Closing:
    """Hold what performance led to, and the latest class: hard or impossible to enforce."""

    deletions: tuple[DeletionProposed, ...] = ()
    doubted_on: date | None = None
    hardness: str = ""
    classed_on: date | None = None


@chapter("revivals")
@dataclass(frozen=True, slots=True)
class Revivals:
    """Hold what was found after an ending: things waiting for a decision, and passed over.

    ``passed`` is the worth in fen at which a thing was passed over, by its id.
    """

    waiting: tuple[UUID, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    false_hits: int = 0
    resumed_on: date | None = None
