"""The daily look of one court: standing orders that are due, searches whose wave fell silent."""

from __future__ import annotations

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


def list_courts_searching(on: date) -> list[int]:
    """Give the courts in which a standing order is due or a search goes on."""
    orders = models.StandingOrder.objects.filter(ended_on__isnull=True)
    due = orders.filter(next_on__lte=on) | orders.filter(until_on__lt=on)
    searches = models.Search.objects.filter(ended_on__isnull=True)
    return sorted(
        {*due.values_list("court_no", flat=True)} | {*searches.values_list("court_no", flat=True)}
    )
