"""What measures amount to in the facts of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from zhixing.cases.docket.facts import chapter


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one listing (纳入失信名单): shielding pauses publication, deletion ends the listing."""

    measure: UUID
    party: UUID
    ground: int
    decided_on: date
    ends_on: date | None = None
    published_on: date | None = None
    shielded_on: date | None = None
    deleted_on: date | None = None
    deletion_cause: str = ""

    @property
    def is_listed(self) -> bool:
        """Say whether the listing stands, published or not."""
        return self.deleted_on is None

    @property
    def is_published(self) -> bool:
        """Say whether the public can see it now."""
        return self.is_listed and self.published_on is not None and self.shielded_on is None


@dataclass(frozen=True, slots=True)
class Restricted:
    """Hold one consumption restriction (限制消费)."""

    measure: UUID
    party: UUID
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LookOut:
    """Hold one look-out request (布控) to the police; it is reviewed on ``review_on``."""

    measure: UUID
    party: UUID
    opened_on: date
    review_on: date
    sent_on: date | None = None
    hit_on: date | None = None
    hit_place: str = ""
    closed_on: date | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Detained:
    """Hold one detention (司法拘留): ``until`` is the day of release by the decision."""

    measure: UUID
    party: UUID
    since: date
    until: date
    misconduct: str
    place: str = ""
    released_on: date | None = None


R = TypeVar("R", Listed, Restricted, LookOut, Detained)


@chapter("measures")
@dataclass(frozen=True, slots=True)
class Measures:
    """Hold every sanction and coercion of the case, standing or ended."""

    listed: tuple[Listed, ...] = ()
    restricted: tuple[Restricted, ...] = ()
    look_outs: tuple[LookOut, ...] = ()
    detained: tuple[Detained, ...] = ()
    misconduct: tuple[str, ...] = ()
    summons_unanswered: int = 0

    def listing_of(self, party: UUID) -> Listed | None:
        """Give the standing listing of a party, or None."""
        return next((x for x in reversed(self.listed) if x.party == party and x.is_listed), None)

    def open_look_out(self, party: UUID) -> LookOut | None:
        """Give the open look-out for a party, or None."""
        found = (x for x in reversed(self.look_outs) if x.party == party and x.closed_on is None)
        return next(found, None)

    def with_listing(self, measure: UUID, **changes: object) -> Measures:
        """Give the measures with one listing changed."""
        return replace(self, listed=_changed(self.listed, measure, changes))

    def with_look_out(self, measure: UUID, **changes: object) -> Measures:
        """Give the measures with one look-out changed."""
        return replace(self, look_outs=_changed(self.look_outs, measure, changes))

    def with_detention(self, measure: UUID, **changes: object) -> Measures:
        """Give the measures with one detention changed."""
        return replace(self, detained=_changed(self.detained, measure, changes))

    def with_restriction(self, measure: UUID, **changes: object) -> Measures:
        """Give the measures with one restriction changed."""
        return replace(self, restricted=_changed(self.restricted, measure, changes))


def _changed(records: tuple[R, ...], measure: UUID, changes: dict[str, object]) -> tuple[R, ...]:
    return tuple(
        replace(r, **changes) if r.measure == measure else r  # type: ignore[arg-type]
        for r in records
    )
