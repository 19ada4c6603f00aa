"""What became of the freezes of a batch since: releases waiting, on their way, done, refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.states import OUT, State
from zhixing.inquiry.wire.model import Measure


class Stage(StrEnum):
    """Name how far the release of a freeze got."""

    WAITING = "WAITING"
    OUT = "OUT"
    DONE = "DONE"
    PART = "PART"
    FAILED = "FAILED"
    STUCK = "STUCK"


WORDS: Final = {
    Stage.WAITING: ("解除审批中", "release awaiting approval"),
    Stage.OUT: ("解除办理中", "release with the institution"),
    Stage.DONE: ("已解除", "released"),
    Stage.PART: ("已部分解除", "released in part"),
    Stage.FAILED: ("解除未成功", "release not carried out"),
    Stage.STUCK: ("解除滞留", "release is stuck"),
}
UNDER_WAY: Final = frozenset({Stage.WAITING, Stage.OUT, Stage.STUCK})
_ENDED: Final = frozenset({State.WITHDRAWN.value, State.REISSUED.value})
_OUTCOMES: Final = {
    "DONE": Stage.DONE,
    "PARTIAL": Stage.PART,
    "NOT_DONE": Stage.FAILED,
}


@dataclass(frozen=True, slots=True)
class Release:
    """Give the latest release of a freeze: how far it got, and the batch it belongs to, if any."""

    request: UUID
    stage: Stage
    bulk: UUID | None

    @property
    def words(self) -> tuple[str, str]:
        """Give the stage in Chinese and English."""
        return WORDS[self.stage]


def releases_of(court_no: int, froze: Mapping[UUID, UUID]) -> dict[UUID, Release]:
    """Find the latest release of each of some freezes, given as request to thing."""
    lines = models.Line.objects.filter(
        court_no=court_no,
        asset_id__in=set(froze.values()),
        measure=Measure.RELEASE.value,
        origin_request__in=list(froze),
    )
    found = list(lines.order_by("id"))
    rows = _rows(court_no, {line.request_id for line in found})
    latest: dict[UUID, Release] = {}
    for line in found:
        row = rows[line.request_id]
        if row.state not in _ENDED and line.origin_request is not None:
            latest[line.origin_request] = Release(row.id, _stage(row, line), row.bulk_id)
    return latest


def _stage(row: models.Request, line: models.Line) -> Stage:
    if line.outcome in _OUTCOMES:
        return _OUTCOMES[line.outcome]
    if row.state == State.DRAFT.value:
        return Stage.WAITING
    return Stage.OUT if row.state in OUT else Stage.STUCK


def _rows(court_no: int, ids: Collection[UUID]) -> dict[UUID, models.Request]:
    rows = models.Request.objects.filter(court_no=court_no, id__in=list(ids))
    return {row.id: row for row in rows.defer("body_sealed")}
