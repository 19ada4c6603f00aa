"""Which searches and standing orders of a court go on: by news, or by the days that pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from zhixing.inquiry import models


def list_due_orders(court_no: int, on: date) -> list[UUID]:
    """Give the standing orders whose next round or last day has come; missed nights included."""
    rows = models.StandingOrder.objects.filter(court_no=court_no, ended_on__isnull=True)
    due = rows.filter(next_on__lte=on) | rows.filter(until_on__lt=on)
    return list(due.order_by("next_on", "id").values_list("id", flat=True))


def list_open_searches(court_no: int) -> list[UUID]:
    """Give the searches that may still ask."""
    rows = models.Search.objects.filter(court_no=court_no, ended_on__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True))


def is_searching(court_no: int) -> bool:
    """Say whether any search of a court may still ask."""
    return models.Search.objects.filter(court_no=court_no, ended_on__isnull=True).exists()


def list_searches_of(
    court_no: int, sets: Sequence[tuple[UUID, UUID, date]]
) -> list[tuple[UUID, date]]:
    """Give the open searches that sets of queries belong to, each with the latest day of them.

    ``sets``: the case, the set and the day on which it was complete.
    """
    days = {(case, str(batch)): on for case, batch, on in sorted(sets, key=lambda s: s[2])}
    rows = models.Search.objects.filter(
        court_no=court_no, ended_on__isnull=True, case_id__in={case for case, _ in days}
    )
    found = []
    for row in rows.order_by("id"):
        known = [days[row.case_id, b] for b in row.batches if (row.case_id, b) in days]
        if known:
            found.append((row.id, max(known)))
    return found


def list_courts_searching(on: date) -> list[int]:
    """Give the courts in which a standing order is due or a search goes on."""
    orders = models.StandingOrder.objects.filter(ended_on__isnull=True)
    due = orders.filter(next_on__lte=on) | orders.filter(until_on__lt=on)
    searches = models.Search.objects.filter(ended_on__isnull=True)
    return sorted(
        {*due.values_list("court_no", flat=True)} | {*searches.values_list("court_no", flat=True)}
    )
