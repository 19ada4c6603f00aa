"""The shared register across courts: its locks, our line on a thing, and who waits behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from procrastinate.types import JSONValue

from zhixing.assets import models
from zhixing.assets.indexes import debtor_indexes, indexes_of_row
from zhixing.cases.filing.amending import lock_case
from zhixing.parties import queries as parties
from zhixing.platform.principal import Principal


def lock_debtor(party: UUID) -> None:
    """Take the debtor's lock, the first in the fixed order of locks.

    It is taken under every live index key, so that programs that do not hold the
    same keys yet, or any more, still meet on one.
    """
    with connection.cursor() as cursor:
        for index in sorted(debtor_indexes(party)) or [""]:
            cursor.execute("/* lock_debtor */ SELECT assets_lock_debtor(%s)", [index])


def lock_debtors(wanted: Iterable[UUID]) -> frozenset[UUID]:
    """Take the locks of many debtors, in the order of their indexes; give those with a number."""
    found = parties.list_number_indexes(list(wanted))
    indexes = sorted({index for some in found.values() for index in some})
    with connection.cursor() as cursor:
        cursor.execute(
            "/* lock_debtors */ SELECT assets_lock_debtor(w.index) "
            "FROM (SELECT unnest(%s::text[]) AS index ORDER BY 1) AS w",
            [indexes],
        )
    return frozenset(found)


def lock_for_queue(case: UUID, party: UUID, *, by: Principal) -> None:
    """Take the debtor's lock and then the case's, before a place in the queue is looked up."""
    lock_debtor(party)
    lock_case(case, by)


def standing_hold(case: UUID, asset: UUID, by: Principal) -> Any:
    """Give our standing line of the shared register on a thing, under the debtor's lock."""
    row = models.Asset.objects.get(court_no=by.court_no, id=asset)
    lock_debtor(row.party_id)
    return models.Hold.objects.filter(
        court_no=by.court_no, case_id=case, asset_id=asset, released_on=None
    )


def tell_those_behind(asset: UUID, on: date, by: Principal) -> None:
    """Enqueue one look for each court that holds the thing besides, this one included."""
    from zhixing.assets.tasks import look_at_queue

    row = models.Asset.objects.get(court_no=by.court_no, id=asset)
    indexes: list[JSONValue] = list(indexes_of_row(row))
    with connection.cursor() as cursor:
        cursor.execute(
            "/* courts_behind */ SELECT DISTINCT court_no FROM assets_holds_on_asset(%s) "
            "WHERE rank > 1 ORDER BY court_no",
            [indexes],
        )
        waiting = [int(row[0]) for row in cursor.fetchall()]
    for court_no in waiting:
        look_at_queue.configure(lock=f"queue/{court_no}/{indexes[0]}").defer(
            court_no=court_no, indexes=indexes, lifted_by=by.court_no, lifted_on=on.isoformat()
        )
