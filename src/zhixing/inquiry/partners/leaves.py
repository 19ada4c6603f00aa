"""What the log covers of the engagement log, and how it is derived again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from zhixing.inquiry import models
from zhixing.kernel.canonical import Json
from zhixing.platform.log.sources import leaf_source


def engagement_value(row: models.Engagement) -> dict[str, Json]:
    """Give what the leaf of a meeting covers: all of it."""
    return {
        "id": str(row.id),
        "held_on": row.held_on.isoformat(),
        "form": row.form,
        "topic": row.topic,
        "place": row.place,
        "partners": list(row.partners),
        "attended": row.attended,
        "points": [dict(p) for p in row.points],
        "recorded_on": row.recorded_on.isoformat(),
        "person": str(row.person),
        "post": str(row.post),
    }


def result_value(row: models.EngagementResult) -> dict[str, Json]:
    """Give what the leaf of a result covers: all of it."""
    return {
        "id": str(row.id),
        "engagement": str(row.engagement_id),
        "point": row.point,
        "is_kept": row.is_kept,
        "result": row.result,
        "recorded_on": row.recorded_on.isoformat(),
        "person": str(row.person),
        "post": str(row.post),
    }


@leaf_source("engagement")
def derive_engagements(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every meeting again, ordered by id."""
    rows = models.Engagement.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, engagement_value(row)


@leaf_source("engagement_result")
def derive_results(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every result again, ordered by id."""
    rows = models.EngagementResult.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, result_value(row)
