"""Reads of the links of a case: which there are, and whether anybody looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.access.acts import Access, Accesses
from zhixing.cases.access.operations import WINDOWS
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts


class LinkState(StrEnum):
    """Say how a link stands."""

    OPEN = "OPEN"
    LOCKED = "LOCKED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    STANDING_ENDED = "STANDING_ENDED"


@dataclass(frozen=True, slots=True)
class AccessView:
    """Give one link: whose, until when, how it stands, and when somebody looked through it."""

    access: UUID
    party: UUID
    agent: str
    given_on: date
    until: date
    ended_on: date | None
    state: LinkState
    failures: int
    first_opened_at: datetime | None
    latest_opened_at: datetime | None
    times_opened: int


def list_accesses(court_no: int, case: UUID, facts: Facts, on: date) -> list[AccessView]:
    """Give the links of a case as they stand on a day, the earliest first."""
    rows = models.AccessLink.objects.filter(court_no=court_no, case_id=case).in_bulk()
    standings = facts.of(Standings)
    standing = {p for role in WINDOWS for p in standings.of_role(role.value)}
    given = (a for a in facts.of(Accesses).given if a.link in rows)
    return [_view(a, rows[a.link], a.party in standing, on) for a in given]


def _view(access: Access, row: models.AccessLink, stands: bool, on: date) -> AccessView:
    return AccessView(
        access.link,
        access.party,
        access.agent,
        access.since,
        access.until,
        access.ended_on,
        _state(access, row, stands, on),
        row.failures,
        row.first_opened_at,
        row.latest_opened_at,
        row.times_opened,
    )


def _state(access: Access, row: models.AccessLink, stands: bool, on: date) -> LinkState:
    if access.ended_on is not None:
        return LinkState.WITHDRAWN
    if not stands:
        return LinkState.STANDING_ENDED
    if on > access.until:
        return LinkState.EXPIRED
    return LinkState.OPEN if row.locked_at is None else LinkState.LOCKED
