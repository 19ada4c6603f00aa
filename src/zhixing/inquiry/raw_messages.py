"""What institutions send, to the byte: stored before anybody reads it, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from zhixing.inquiry import models
from zhixing.inquiry.leaves import raw_message_value
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.ids import new_id
from zhixing.platform.files.store import NewFile, put_many
from zhixing.platform.log.queue import NewLeaf, enqueue_leaves

NO_COURT = 0
"""The number under which raw messages lie: a message may speak of cases of many courts."""
MEDIA_TYPE = "application/x-wire-feedback"
PACKAGE_TYPE = "application/zip"


class Verdict(StrEnum):
    """Say what became of one feedback."""

    TAKEN = "TAKEN"
    DUPLICATE = "DUPLICATE"
    UNKNOWN = "UNKNOWN"
    WRONG_KIND = "WRONG_KIND"
    """Kept, but it is no answer to what was asked: accounts to a freeze, a freeze to a query."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Name a raw message in the store."""

    id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Carry what an institution sent: the operation it named and the content, to the byte."""

    institution: UUID
    operation: str
    content: bytes
    media_type: str = MEDIA_TYPE
    file_name: str = ""

    @property
    def sha256(self) -> str:
        """Give the hash of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def store_message(
    institution: InstitutionView,
    operation: str,
    payload: str | bytes,
    at: datetime,
    *,
    file_name: str = "",
) -> Stored:
    """Store what an institution sent, before anybody reads it; the same content is stored once.

    The envelope of a call is left out: it carries the institution's password. A package is
    stored as the file it came as. Needs the SYSTEM scope.
    """
    is_file = isinstance(payload, bytes)
    content = payload if isinstance(payload, bytes) else payload.encode()
    media_type = PACKAGE_TYPE if is_file else MEDIA_TYPE
    arrival = Arrival(institution.id, operation, content, media_type, file_name[:200])
    return store_messages([arrival], at)[0]


def store_messages(arrivals: Sequence[Arrival], at: datetime) -> list[Stored]:
    """Store what institutions sent, with one wait for the disk. Needs the SYSTEM scope."""
    names = [(a.institution, a.operation, a.sha256) for a in arrivals]
    known = models.RawMessage.objects.select_for_update().filter(
        institution_id__in={institution for institution, _, _ in names},
        operation__in={operation for _, operation, _ in names},
        sha256__in={sha for _, _, sha in names},
    )
    rows = {(r.institution_id, r.operation, r.sha256): r for r in known.order_by("id")}
    fresh: dict[tuple[UUID, str, str], Arrival] = {}
    for name, arrival in zip(names, arrivals, strict=True):
        row = rows.get(name)
        if row is None:
            fresh[name] = arrival
            rows[name] = _raw_message(arrival, name[2], at)
            continue
        row.arrivals, row.latest_at = row.arrivals + 1, at
        if name not in fresh:
            row.save(update_fields=["arrivals", "latest_at"])
    _write_raw([(rows[name], arrival) for name, arrival in fresh.items()])
    return [Stored(rows[name].id, name[2]) for name in names]


def _raw_message(arrival: Arrival, sha256: str, at: datetime) -> models.RawMessage:
    return models.RawMessage(
        id=new_id(),
        court_no=NO_COURT,
        institution_id=arrival.institution,
        operation=arrival.operation,
        file_name=arrival.file_name,
        sha256=sha256,
        size=len(arrival.content),
        received_at=at,
        latest_at=at,
    )


def _write_raw(fresh: Sequence[tuple[models.RawMessage, Arrival]]) -> None:
    files = put_many([NewFile(NO_COURT, a.content, a.media_type) for _, a in fresh])
    for (row, _), file in zip(fresh, files, strict=True):
        row.file_id = file.id
    models.RawMessage.objects.bulk_create([row for row, _ in fresh])
    enqueue_leaves(
        [NewLeaf(NO_COURT, "raw_message", row.id, raw_message_value(row)) for row, _ in fresh]
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what became of a raw message."""

    stored: Stored
    is_decoded: bool
    problems: Sequence[Unreadable] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


def note_message(
    stored: Stored,
    *,
    is_decoded: bool,
    problems: Sequence[Unreadable] = (),
    verdicts: dict[str, Verdict] | None = None,
) -> None:
    """Note what became of a raw message. Needs the SYSTEM scope."""
    note_messages([Outcome(stored, is_decoded, problems, verdicts or {})])


def note_messages(outcomes: Sequence[Outcome]) -> None:
    """Note what became of raw messages, with one statement. Needs the SYSTEM scope."""
    problems = [
        [
            {"row": p.row, "field": p.field, "code": p.code, "zh": p.zh, "en": p.en}
            for p in outcome.problems
        ]
        for outcome in outcomes
    ]
    verdicts = [{n: v.value for n, v in outcome.verdicts.items()} for outcome in outcomes]
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            [
                [outcome.stored.id for outcome in outcomes],
                [outcome.is_decoded for outcome in outcomes],
                [json.dumps(p, ensure_ascii=False) for p in problems],
                [json.dumps(v, ensure_ascii=False) for v in verdicts],
            ],
        )


_NOTE = """
/* note_messages: what became of raw messages */
UPDATE inquiry_raw_message m
SET is_decoded = w.is_decoded, problems = w.problems::jsonb, verdicts = w.verdicts::jsonb
FROM unnest(%s::uuid[], %s::bool[], %s::text[], %s::text[])
  AS w (id, is_decoded, problems, verdicts)
WHERE m.id = w.id
"""
