"""Picks the rows in force on a day; the end day no longer belongs to a row's days."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(on: date, prefix: str = "") -> Q:
    """Build the condition that a dated row, or the row behind ``prefix``, holds on a day."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    open_end = Q(**{f"{prefix}valid_until__isnull": True})
    return begun & (open_end | Q(**{f"{prefix}valid_until__gt": on}))
