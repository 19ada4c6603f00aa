"""What institutions send: stored as it came, then read, then kept as answers to requests.

Three transactions, so that a message outlives whatever its reading brings: the raw text
in no court's scope, the answers in the institution's own scope together with the jobs
that will read them into the docket, and the note of what became of the message.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zhixing.inquiry import messages, models
from zhixing.inquiry.leaves import raw_message_value
from zhixing.inquiry.states import FINAL, TAKES_FEEDBACK, State
from zhixing.inquiry.store import write
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json, digest, to_json
from zhixing.kernel.ids import new_id
from zhixing.platform.files.store import put
from zhixing.platform.log.queue import enqueue_leaf

NO_COURT = 0
"""The number under which raw messages lie: a message may speak of cases of many courts."""
MEDIA_TYPE = "application/x-wire-feedback"


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
    institution: InstitutionView, operation: str, payload: str, at: datetime
) -> Stored:
    """Store what an institution sent, before anybody reads it; the same text is stored once.

    The envelope is left out: it carries the institution's password. Needs the SYSTEM scope.
    """
    content = payload.encode()
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
        sha256=sha256,
        size=len(content),
        file_id=put(NO_COURT, content, MEDIA_TYPE).id,
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
    """
    verdicts: dict[str, Verdict] = {}
    for feedback in sorted(decoded.feedbacks, key=lambda f: f.request_no):
        verdicts[feedback.request_no] = _take(institution, stored, feedback, at)
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


def _take(
    institution: InstitutionView, stored: Stored, feedback: Feedback, at: datetime
) -> Verdict:
    row = (
        models.Request.objects.select_for_update()
        .filter(institution_id=institution.id, external_no=feedback.request_no)
        .first()
    )
    if row is None or row.state not in TAKES_FEEDBACK:
        return Verdict.UNKNOWN
    said = content_hash(feedback)
    answers = models.Answer.objects.filter(court_no=row.court_no, request_id=row.id)
    known = answers.filter(content_hash=said).first()
    is_reopened = row.state == State.REOPENED.value
    if known is not None and not is_reopened:
        return Verdict.DUPLICATE
    answer = known or _answer(row, institution, stored, feedback, said, at)
    if not feedback.is_beside:
        answer.is_correction = row.state in FINAL
        row.state = _state_after(row, feedback, list(answers.values_list("lines", flat=True)))
        row.fed_back_at = at
        write(row, "state", "fed_back_at")
    answer.interpreted_at = None
    answer.save()
    _enqueue(answer)
    return Verdict.TAKEN


def _answer(
    row: models.Request,
    institution: InstitutionView,
    stored: Stored,
    feedback: Feedback,
    said: str,
    at: datetime,
) -> models.Answer:
    return models.Answer(
        id=new_id(),
        court_no=row.court_no,
        request_id=row.id,
        institution_id=institution.id,
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


def _state_after(row: models.Request, feedback: Feedback, earlier: list[list[str]]) -> str:
    if row.state == State.REISSUED.value:
        return row.state
    if row.state in FINAL:
        return State.CORRECTED.value
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


def _enqueue(answer: models.Answer) -> None:
    from zhixing.inquiry.tasks import interpret

    interpret.configure(lock=f"inquiry/{answer.request_id}").defer(
        court_no=answer.court_no, answer=str(answer.id)
    )
