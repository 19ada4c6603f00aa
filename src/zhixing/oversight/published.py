"""Reads of what was published; anybody may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.oversight import models


@dataclass(frozen=True, slots=True)
class RankingView:
    """Give one published ranking."""

    id: UUID
    court_name: str
    first_on: date
    last_on: date
    published_on: date
    lines: tuple[Mapping[str, Any], ...]


def list_rankings(*, limit: int = 20) -> list[RankingView]:
    """Give the latest published rankings, the newest first."""
    rows = models.PublishedRanking.objects.order_by("-published_on", "-id")[:limit]
    return [
        RankingView(r.id, r.court_name, r.first_on, r.last_on, r.published_on, tuple(r.lines))
        for r in rows
    ]
