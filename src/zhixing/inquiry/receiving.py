"""What institutions send: stored as it came, then read, then kept as answers to requests.

Three transactions, so that a message outlives whatever its reading brings: the raw text
in no court's scope, the answers in the institution's own scope together with the jobs
that will read them into the docket, and the note of what became of the message.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from zhixing.inquiry import messages, models
from zhixing.inquiry.leaves import raw_message_value
from zhixing.inquiry.states import FINAL, TAKES_FEEDBACK, State
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json, digest, to_json
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.files.store import put
from zhixing.platform.log.queue import enqueue_leaf

NO_COURT = 0
"""The number under which raw messages lie: a message may speak of cases of many courts."""
MEDIA_TYPE = "application/x-wire-feedback"
PACKAGE_TYPE = "application/zip"
CHUNK = 2000
"""How many requests are looked at with one statement."""


class Verdict(StrEnum):
    """Say what became of one feedback."""

    TAKEN = "TAKEN"
    DUPLICATE = "DUPLICATE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Stored:
    """Name a raw message in the store."""

    id: UUID
    sha256: str


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
    sha256 = hashlib.sha256(content).hexdigest()
    known = (
        models.RawMessage.objects.select_for_update()
        .filter(institution_id=institution.id, operation=operation, sha256=sha256)
        .first()
    )
    if known is not None:
        known.arrivals, known.latest_at = known.arrivals + 1, at
        known.save(update_fields=["arrivals", "latest_at"])
        return Stored(known.id, sha256)
    row = models.RawMessage.objects.create(
        id=new_id(),
        court_no=NO_COURT,
        institution_id=institution.id,
        operation=operation,
        file_name=file_name[:200],
        sha256=sha256,
        size=len(content),
        file_id=put(NO_COURT, content, PACKAGE_TYPE if is_file else MEDIA_TYPE).id,
        received_at=at,
        latest_at=at,
    )
    enqueue_leaf(NO_COURT, "raw_message", row.id, raw_message_value(row))
    return Stored(row.id, sha256)


def note_message(
    stored: Stored,
    *,
    is_decoded: bool,
    problems: Sequence[Unreadable] = (),
    verdicts: dict[str, Verdict] | None = None,
) -> None:
    """Note what became of a raw message. Needs the SYSTEM scope."""
    models.RawMessage.objects.filter(id=stored.id).update(
        is_decoded=is_decoded,
        problems=[
            {"row": p.row, "field": p.field, "code": p.code, "zh": p.zh, "en": p.en}
            for p in problems
        ],
        verdicts={number: v.value for number, v in (verdicts or {}).items()},
    )


def take_feedback(
    institution: InstitutionView, stored: Stored, decoded: Decoded, at: datetime
) -> dict[str, Verdict]:
    """Keep each feedback as an answer to its request, and enqueue its reading into the docket.

    Runs in the institution's scope. An answer that says what was said before is a
    duplicate; another one after the end is a correction, whatever the number of versions.
    Two thousand requests are looked at with one statement and written with another.
    """
    told = sorted(decoded.feedbacks, key=lambda f: f.request_no)
    verdicts: dict[str, Verdict] = {}
    taken: list[models.Answer] = []
    for start in range(0, len(told), CHUNK):
        chunk = _Chunk.of(institution, stored, told[start : start + CHUNK], at)
        for feedback in chunk.told:
            verdicts[feedback.request_no] = chunk.take(feedback)
        taken += _write(chunk)
    _enqueue(taken, institution)
    return verdicts


def content_hash(feedback: Feedback) -> str:
    """Give the hash of what a feedback says, whatever its spelling and time of sending.

    A receipt counts by its MD5; the time of feedback does not count.
    """
    accounts = tuple(replace(a, fed_back_at=None) for a in feedback.accounts)
    receipts = sorted(r.writ.md5 for r in feedback.receipts)
    said = to_json(replace(feedback, accounts=accounts, receipts=()))
    if isinstance(said, dict):
        # What only later profiles say counts where it is said, so that earlier hashes hold.
        unsaid: dict[str, Json] = {"estate": None, "properties": [], "is_complete": True}
        said = {n: v for n, v in said.items() if n not in unsaid or v != unsaid[n]}
    return digest([said, receipts])


@dataclass(slots=True)
class _Chunk:
    """Take feedbacks to some requests, which are locked in the order of their ids."""

    institution: InstitutionView
    stored: Stored
    told: Sequence[Feedback]
    at: datetime
    rows: dict[str, models.Request]
    earlier: dict[UUID, list[models.Answer]]
    answers: list[models.Answer] = field(default_factory=list)
    moved: list[models.Request] = field(default_factory=list)

    @classmethod
    def of(
        cls, institution: InstitutionView, stored: Stored, told: Sequence[Feedback], at: datetime
    ) -> _Chunk:
        """Lock the requests that feedbacks name, and get what was answered to them before."""
        numbers = [f.request_no for f in told]
        rows = list(
            models.Request.objects.select_for_update()
            .filter(institution_id=institution.id, external_no__in=numbers)
            .order_by("id")
        )
        earlier: dict[UUID, list[models.Answer]] = {}
        courts = sorted({row.court_no for row in rows})
        answers = models.Answer.objects.filter(
            court_no__in=courts, request_id__in=[row.id for row in rows]
        )
        for answer in answers if rows else ():
            earlier.setdefault(answer.request_id, []).append(answer)
        return cls(institution, stored, told, at, {r.external_no: r for r in rows}, earlier)

    def take(self, feedback: Feedback) -> Verdict:
        """Decide about one feedback."""
        row = self.rows.get(feedback.request_no)
        if row is None or row.state not in TAKES_FEEDBACK:
            return Verdict.UNKNOWN
        said = content_hash(feedback)
        before = self.earlier.get(row.id, [])
        known = next((a for a in before if a.content_hash == said), None)
        if known is not None and row.state != State.REOPENED.value:
            return Verdict.DUPLICATE
        answer = known or _answer(row, self.stored, feedback, said, self.at)
        if not feedback.is_beside:
            answer.is_correction = row.state in FINAL and feedback.is_complete
            row.state = _state_after(row, feedback, [a.lines for a in before])
            row.fed_back_at = self.at
            self.moved.append(row)
        answer.interpreted_at = None
        self.answers.append(answer)
        return Verdict.TAKEN


def _write(chunk: _Chunk) -> list[models.Answer]:
    """Write what was decided: states, then answers; gives the answers."""
    with connection.cursor() as cursor:
        courts, ids = [r.court_no for r in chunk.moved], [r.id for r in chunk.moved]
        cursor.execute(_MOVE, [chunk.at, courts, ids, [r.state for r in chunk.moved]])
        if cursor.rowcount != len(chunk.moved):
            raise Impossible(f"{len(chunk.moved) - cursor.rowcount} requests were not written")
    fresh = [a for a in chunk.answers if a._state.adding]
    again = [a for a in chunk.answers if not a._state.adding]
    models.Answer.objects.bulk_create(fresh, batch_size=CHUNK)
    for answer in again:
        answer.save(update_fields=["is_correction", "interpreted_at"])
    return chunk.answers


def _answer(
    row: models.Request, stored: Stored, feedback: Feedback, said: str, at: datetime
) -> models.Answer:
    return models.Answer(
        id=new_id(),
        court_no=row.court_no,
        request_id=row.id,
        institution_id=row.institution_id,
        message_id=stored.id,
        message_sha256=stored.sha256,
        kind=feedback.kind.value,
        content_hash=said,
        lines=lines_told(row, feedback),
        received_at=at,
    )


def lines_told(row: models.Request, feedback: Feedback) -> list[str]:
    """Give the numbers of the lines a feedback speaks of; a registry names units in their place."""
    if not feedback.results:
        return []
    numbers = messages.line_numbers(messages.open_message(row))
    return [numbers.get(r.line, r.line) for r in feedback.results]


_MOVE = """
/* take_feedback: how far the requests got by what their institution said */
UPDATE inquiry_request r SET state = w.state, fed_back_at = %s
FROM unnest(%s::int[], %s::uuid[], %s::text[]) AS w (court_no, id, state)
WHERE r.court_no = w.court_no AND r.id = w.id
"""


def _state_after(row: models.Request, feedback: Feedback, earlier: list[list[str]]) -> str:
    if row.state == State.REISSUED.value:
        return row.state
    if row.state in FINAL:
        # A part that comes after the last one adds to the answer and corrects nothing.
        return State.CORRECTED.value if feedback.is_complete else row.state
    if feedback.is_rejected or feedback.lookup_failed:
        return State.REJECTED.value
    if feedback.kind is FeedbackKind.CONTROL:
        wanted = {str(line.line_no) for line in messages.open_message(row).lines}
        told = set(lines_told(row, feedback)).union(*earlier)
        if not wanted <= told:
            return State.PARTIAL.value
    if not feedback.is_complete:
        return State.PARTIAL.value
    return State.FED_BACK.value


def _enqueue(answers: Sequence[models.Answer], institution: InstitutionView) -> None:
    """Enqueue the reading: over SOAP each answer alone, of a package those of a court together.

    Jobs of one request never overtake each other; those of packages never overtake those of
    the same institution in the same court.
    """
    from zhixing.inquiry.tasks import interpret, interpret_package

    if not get_profile(institution.profile).is_by_packages:
        for answer in answers:
            interpret.configure(lock=f"inquiry/{answer.request_id}").defer(
                court_no=answer.court_no, answer=str(answer.id)
            )
        return
    # An answer that was given before and counts again lies in the message it first came in.
    for court_no, message in sorted({(answer.court_no, answer.message_id) for answer in answers}):
        lock = f"inquiry/{institution.id}/{court_no}"
        interpret_package.configure(lock=lock).defer(court_no=court_no, message=str(message))
