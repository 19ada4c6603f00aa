"""Who stands before us on a thing (轮候): the shared register and what the registry told, by law.

The shared register is alive: a court that lifts its sealing leaves it at once. What a registry
told is as old as its last answer, so a sealing in it counts until another answer leaves it out
or its own court lifted it here; an unknown end counts as standing. Nobody moves up on a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from zhixing.assets import models
from zhixing.assets.indexes import indexes_of_row
from zhixing.assets.kinds import kind_of
from zhixing.assets.particulars import Particulars, Standing, open_particulars
from zhixing.courts.queries import get_court
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.queue import Entry, Place, waiting_queue

OURS = "本案"
NO_END = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Lifted:
    """Say which court of this deployment lifted its control of a thing, and when."""

    court_no: int
    on: date


@dataclass(frozen=True, slots=True)
class Before:
    """Hold one control that stands before ours, from whichever source it is known."""

    name: str
    since: date
    until: date | None
    lifted_on: date | None = None


def rank_for(court_no: int, asset: UUID, on: date, *, apart_from: UUID | None = None) -> int:
    """Give the rank a sealing of ours would have now: one more than stand before it."""
    return 1 + len(_before(court_no, asset, on, None, apart_from, None))


def find_place(
    court_no: int, asset: UUID, on: date, *, lifted: Lifted | None = None
) -> tuple[Place, Finding[tuple[Place, ...]]] | None:
    """Give where our standing control of a thing is in the queue on a day; None without one."""
    held = models.Hold.objects.filter(court_no=court_no, asset_id=asset, released_on=None).first()
    if held is None:
        return None
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    before = _before(court_no, asset, on, lifted, held.id, held.since_on)
    entries = [
        Entry(f"{n}·{b.name}", min(b.since, held.since_on), b.lifted_on, b.until or NO_END)
        for n, b in enumerate(before, 1)
    ]
    ours = Entry(OURS, held.since_on, ends_on=held.until_on)
    found = waiting_queue(on=on, asset=kind_of(row.kind).term, entries=(*entries, ours))
    return next(p for p in found.value if p.id == OURS), found


@dataclass(frozen=True, slots=True)
class First:
    """Name the court that holds a thing in the first rank, and since when."""

    court_no: int
    since: date


def find_first(court_no: int, asset: UUID) -> First | None:
    """Find who holds a thing first by the shared register; None where nobody does."""
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    with connection.cursor() as cursor:
        cursor.execute(
            "/* first_on_asset */ SELECT court_no, since_on FROM assets_holds_on_asset(%s) "
            "WHERE rank = 1 ORDER BY since_on LIMIT 1",
            [list(indexes_of_row(row))],
        )
        found = cursor.fetchone()
    return None if found is None else First(*found)


def _before(
    court_no: int,
    asset: UUID,
    on: date,
    lifted: Lifted | None,
    ours: UUID | None,
    since: date | None,
) -> list[Before]:
    row = models.Asset.objects.get(court_no=court_no, id=asset)
    shared = _shared(row, ours, since)
    told = _told(row)
    names = {b.name for b in shared}
    gone = None if lifted is None else get_court(lifted.court_no).name
    if ours is not None:
        names.add(get_court(court_no).name)
    before = list(shared)
    for standing in () if told is None else told.sealings:
        if standing.authority in names or not standing.stands_on(on):
            continue
        if since is not None and standing.since is not None and standing.since > since:
            continue
        lifted_on = lifted.on if lifted is not None and standing.authority == gone else None
        before.append(_of(standing, lifted_on, told.told_on if told else on))
    return before


def _of(standing: Standing, lifted_on: date | None, told_on: date) -> Before:
    since = standing.since or told_on
    name = standing.authority or standing.document_no or "其他机关"
    lifted = None if lifted_on is None else max(lifted_on, since)
    return Before(name, since, standing.until, lifted)


def _told(row: models.Asset) -> Particulars | None:
    if row.particulars_sealed is None:
        return None
    return open_particulars(row.id, bytes(row.particulars_sealed))


def _shared(row: models.Asset, ours: UUID | None, since: date | None) -> list[Before]:
    """Give the live lines of the shared register before ours: by rank, then by day."""
    mine = models.Hold.objects.filter(court_no=row.court_no, id=ours).first() if ours else None
    with connection.cursor() as cursor:
        cursor.execute(
            "/* queue_on_asset */ SELECT court_no, rank, since_on, until_on "
            "FROM assets_holds_on_asset(%s)",
            [list(indexes_of_row(row))],
        )
        lines = cursor.fetchall()
    if mine is not None:
        own = (mine.court_no, mine.rank, mine.since_on, mine.until_on)
        if own in lines:
            lines.remove(own)
        lines = [line for line in lines if (line[1], line[2]) < (mine.rank, mine.since_on)]
    return [Before(get_court(court).name, start, until) for court, _, start, until in lines]


def list_waiting(court_no: int, indexes: list[str] | None = None) -> list[tuple[UUID, UUID]]:
    """List the cases and things of a court on which our control waits behind another."""
    rows = models.Hold.objects.filter(court_no=court_no, released_on=None, rank__gt=1)
    if indexes is not None:
        rows = rows.filter(asset_index__in=indexes)
    return list(rows.order_by("id").values_list("case_id", "asset_id"))


def list_courts_waiting() -> list[int]:
    """List the courts with a control that waits behind another; in the SYSTEM scope."""
    rows = models.Hold.objects.filter(released_on=None, rank__gt=1)
    return sorted(set(rows.values_list("court_no", flat=True)))
