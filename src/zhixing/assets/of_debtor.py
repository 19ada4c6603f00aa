"""Everything a court knows of a debtor's, over all its cases, and who holds each thing.

Read in a constant number of statements, however many things there are. What other courts hold
is court, rank and amount only, as the shared register gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from zhixing.assets import models
from zhixing.assets.indexes import indexes_of_row
from zhixing.assets.queries import AssetView, HoldView, view_of_row
from zhixing.kernel.fen import Fen

CASH: Final = ("DEPOSIT", "WALLET")
CNY: Final = "156"


@dataclass(frozen=True, slots=True)
class OwnHold:
    """Give a standing control of this court's on a thing: in which case, how much, until when."""

    case: UUID
    asset: UUID
    rank: int
    amount: Fen
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class KnownMoney:
    """Give a thing of cash in yuan as a case knows it: what was told, what everybody holds.

    ``index`` tells the same thing known to several cases; ``held`` is what controls of any court
    take of it.
    """

    asset: UUID
    party: UUID
    index: str
    balance: Fen
    held: int


@dataclass(frozen=True, slots=True)
class ThingHeld:
    """Give a thing with this court's own control of it in that case, and everybody's holds."""

    thing: AssetView
    own: OwnHold | None
    holds: tuple[HoldView, ...]

    @property
    def others(self) -> tuple[HoldView, ...]:
        """Give the holds of other courts."""
        return tuple(h for h in self.holds if h.court_no != self.thing.court_no)


def list_things_of(court_no: int, parties: Sequence[UUID], on: date) -> list[ThingHeld]:
    """List what a court knows of people's property by a day, in the order it was found."""
    found = models.Asset.objects.filter(
        court_no=court_no, party_id__in=list(parties), found_on__lte=on
    )
    rows = list(found.order_by("found_on", "id"))
    own = _own(court_no, [row.id for row in rows])
    holds = _holds(rows)
    return [
        ThingHeld(view_of_row(row), own.get(row.id), tuple(holds.get(place, ())))
        for place, row in enumerate(rows)
    ]


def list_things_besides(
    court_no: int, case: UUID, parties: Sequence[UUID], on: date
) -> list[AssetView]:
    """List what other cases of a court found of people's property and a case does not know yet.

    A thing that several cases found stands once, as it was found last. Income told of a right
    is left out: it goes with the right.
    """
    rows = models.Asset.objects.filter(
        court_no=court_no, party_id__in=list(parties), found_on__lte=on, fruit_of=None
    )
    own = set(
        models.Asset.objects.filter(court_no=court_no, case_id=case).values_list(
            "asset_index", flat=True
        )
    )
    found: dict[str, AssetView] = {}
    for row in rows.exclude(case_id=case).order_by("-found_on", "-id"):
        indexes = indexes_of_row(row)
        if not own.intersection((*indexes, row.asset_index)):
            found.setdefault(indexes[0], view_of_row(row))
    return list(found.values())[::-1]


def list_money_of(court_no: int, parties: Iterable[UUID]) -> list[KnownMoney]:
    """List the cash in yuan a court knows of people's, whatever the case, as last told.

    What waits in line behind others takes nothing beside them, and what nobody may control is
    not the debtor's to live on. A thing whose balance was not told counts for nothing.
    """
    found = models.Asset.objects.filter(
        court_no=court_no,
        party_id__in=list(parties),
        kind__in=CASH,
        currency=CNY,
        balance_fen__isnull=False,
        is_exempt=False,
    )
    rows = list(found.order_by("id"))
    holds = _holds(rows)
    return [
        KnownMoney(
            row.id,
            row.party_id,
            row.asset_index,
            Fen(row.balance_fen or 0),
            _held(holds.get(place, ())),
        )
        for place, row in enumerate(rows)
    ]


def _held(holds: Sequence[HoldView]) -> int:
    """Give what controls take of a thing: the first in rank together, or the largest behind."""
    first = sum(int(h.amount) for h in holds if h.rank == 1)
    return max(first, *(int(h.amount) for h in holds), 0) if holds else 0


def list_holds_on_assets(court_no: int, assets: Iterable[UUID]) -> dict[UUID, list[HoldView]]:
    """Give which courts hold each of several things, by rank, from the shared register."""
    rows = list(models.Asset.objects.filter(court_no=court_no, id__in=list(assets)))
    held = _holds(rows)
    return {row.id: held.get(place, []) for place, row in enumerate(rows)}


def _own(court_no: int, assets: list[UUID]) -> dict[UUID, OwnHold]:
    rows = models.Hold.objects.filter(court_no=court_no, asset_id__in=assets, released_on=None)
    return {
        row.asset_id: OwnHold(
            row.case_id, row.asset_id, row.rank, Fen(row.amount_fen), row.since_on, row.until_on
        )
        for row in rows.order_by("id")
    }


def _holds(rows: Sequence[models.Asset]) -> dict[int, list[HoldView]]:
    """Give the shared register's lines on each thing, by its place in the list."""
    wanted = [(place, index) for place, row in enumerate(rows) for index in indexes_of_row(row)]
    found: dict[int, list[HoldView]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "/* holds_on_things */ SELECT w.place, h.court_no, h.rank, h.amount_fen "
            "FROM unnest(%s::integer[], %s::text[]) AS w (place, index), "
            "LATERAL assets_holds_on_asset(ARRAY[w.index]) h ORDER BY w.place, h.rank",
            [[place for place, _ in wanted], [index for _, index in wanted]],
        )
        for place, court, rank, amount in cursor.fetchall():
            found.setdefault(place, []).append(HoldView(court, rank, Fen(amount)))
    return found
