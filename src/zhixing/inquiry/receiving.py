"""What institutions send: stored as it came, then read, then kept as answers to requests.

The raw text lies in no court's scope; the answers are kept in the institution's own, together
with the jobs that will read them into the docket; then it is noted what became of the message.
Several messages go through each step with the statements of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.inquiry import messages, models
from zhixing.inquiry.completion import mark_due
from zhixing.inquiry.content import content_hash
from zhixing.inquiry.fitting import fits, misfit_of
from zhixing.inquiry.nil import Closed, Word, close_plain_nil, is_plain_nil
from zhixing.inquiry.raw_messages import Stored, Verdict
from zhixing.inquiry.states import FINAL, TAKES_FEEDBACK, State
from zhixing.inquiry.wire.feedback import Decoded, Feedback, FeedbackKind
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.priorities import CAN_WAIT, READING, USUAL

CHUNK = 2000
"""How many requests are looked at with one statement."""
AGAIN = (
    *("is_correction", "interpreted_at", "problem_code", "problem", "problem_en"),
    *("settled_on", "settled_by", "settled_note"),
)
"""The columns of an answer that begin anew when it is said again."""
FEW = 50
"""So many answers of a package that say nothing was found have no job of their own."""


@dataclass(frozen=True, slots=True)
class Received:
    """Carry a raw message that lies in the store, decoded."""

    stored: Stored
    decoded: Decoded


@dataclass(slots=True)
class Kept:
    """Hold what was kept of an institution's messages, and what became of each feedback."""

    institution: InstitutionView
    sources: dict[str, Stored]
    """By the number of the request, the message that speaks of it."""
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    taken: list[models.Answer] = field(default_factory=list)
    controls: set[tuple[int, UUID]] = field(default_factory=set)
    """The courts and messages of answers to controls, refusals as much as results."""
    nil: list[Closed] = field(default_factory=list)

    def word(self, feedback: Feedback) -> Word:
        """Name what a feedback says plainly, and the message that says it."""
        source = self.sources[feedback.request_no]
        return Word(self.institution.id, feedback.request_no, source.id, source.sha256)


def take_feedback(
    institution: InstitutionView, stored: Stored, decoded: Decoded, at: datetime
) -> dict[str, Verdict]:
    """Keep each feedback as an answer to its request, and enqueue its reading into the docket.

    Runs in the institution's scope. An answer that says what was said before is a
    duplicate; another one after the end is a correction, whatever the number of versions.
    """
    (kept,) = keep_feedback([(institution, [Received(stored, decoded)])], at)
    read_later([kept])
    return kept.verdicts


def keep_feedback(
    told: Sequence[tuple[InstitutionView, Sequence[Received]]], at: datetime
) -> list[Kept]:
    """Keep the feedbacks of institutions' messages, none of which speaks of another's request.

    Runs in the scope of the one institution, or in the SYSTEM's for several. Two thousand
    requests are looked at with one statement and written with another; those that say plainly
    that nothing was found are closed at once (``nil.py``), all else in its institution's scope.
    Whoever calls this calls ``read_later`` in the same transaction.
    """
    kept = {i.id: Kept(i, _sources(received)) for i, received in told}
    said = [(kept[i.id], f) for i, received in told for f in _in_order(received)]
    for start in range(0, len(said), CHUNK):
        some = said[start : start + CHUNK]
        closed = close_plain_nil([one.word(f) for one, f in some if is_plain_nil(f)], at)
        for nil in closed:
            kept[nil.institution].nil.append(nil)
            kept[nil.institution].verdicts[nil.number] = Verdict.TAKEN
        for one in {id(one): one for one, _ in some}.values():
            rest = [f for by, f in some if by is one and f.request_no not in one.verdicts]
            if rest:
                with open_scope(Scope.of_institution(one.institution.id)):
                    _keep(one, rest, at)
    return list(kept.values())


def _sources(received: Sequence[Received]) -> dict[str, Stored]:
    return {f.request_no: r.stored for r in received for f in r.decoded.feedbacks}


def _in_order(received: Sequence[Received]) -> list[Feedback]:
    return sorted((f for r in received for f in r.decoded.feedbacks), key=lambda f: f.request_no)


def _keep(kept: Kept, rest: Sequence[Feedback], at: datetime) -> None:
    chunk = _Chunk.of(kept, rest, at)
    kept.verdicts |= {f.request_no: chunk.take(f) for f in chunk.told}
    kept.taken += _write(chunk)


@dataclass(slots=True)
class _Chunk:
    """Take feedbacks to some requests, which are locked in the order of their ids."""

    kept: Kept
    told: Sequence[Feedback]
    at: datetime
    rows: dict[str, models.Request]
    earlier: dict[UUID, list[models.Answer]]
    answers: list[models.Answer] = field(default_factory=list)
    moved: list[models.Request] = field(default_factory=list)
    misfits: list[models.Answer] = field(default_factory=list)

    @classmethod
    def of(cls, kept: Kept, told: Sequence[Feedback], at: datetime) -> _Chunk:
        """Lock the requests that feedbacks name, and get what was answered to them before."""
        numbers = [f.request_no for f in told]
        rows = list(
            models.Request.objects.select_for_update()
            .filter(institution_id=kept.institution.id, external_no__in=numbers)
            .order_by("id")
        )
        earlier: dict[UUID, list[models.Answer]] = {}
        courts = sorted({row.court_no for row in rows})
        answers = models.Answer.objects.filter(
            court_no__in=courts, request_id__in=[row.id for row in rows]
        )
        for answer in answers if rows else ():
            earlier.setdefault(answer.request_id, []).append(answer)
        return cls(kept, told, at, {r.external_no: r for r in rows}, earlier)

    def take(self, feedback: Feedback) -> Verdict:
        """Decide about one feedback."""
        row = self.rows.get(feedback.request_no)
        if row is None or not takes_feedback(row):
            return Verdict.UNKNOWN
        said = content_hash(feedback)
        before = self.earlier.get(row.id, [])
        known = next((a for a in before if a.content_hash == said), None)
        is_fit = fits(row.kind, feedback)
        if known is not None and is_fit and row.state != State.REOPENED.value:
            return Verdict.DUPLICATE
        source = self.kept.sources[feedback.request_no]
        answer = known or _answer(row, source, feedback, said, self.at)
        if not is_fit:
            return self._keep_misfit(answer, row, feedback)
        if not feedback.is_beside:
            answer.is_correction = row.state in FINAL and feedback.is_complete
            row.state = _state_after(row, feedback, [a.lines for a in before])
            row.fed_back_at = self.at
            self.moved.append(row)
        answer.interpreted_at = None
        # Said again after it was asked for again, it counts anew, whatever stood against it.
        answer.problem_code = answer.problem = answer.problem_en = ""
        answer.settled_on, answer.settled_by, answer.settled_note = None, None, ""
        self.answers.append(answer)
        if row.kind == Kind.CONTROL.value:
            self.kept.controls.add((answer.court_no, answer.message_id))
        return Verdict.TAKEN

    def _keep_misfit(
        self, answer: models.Answer, row: models.Request, feedback: Feedback
    ) -> Verdict:
        """Keep what is no answer to what was asked, for somebody's hand; the request still waits.

        One that was kept before is not kept again.
        """
        if answer._state.adding:
            problem = misfit_of(row.kind, feedback)
            answer.problem_code, answer.problem = problem.code, problem.zh
            answer.problem_en = problem.en
            self.misfits.append(answer)
        return Verdict.WRONG_KIND


def takes_feedback(row: models.Request) -> bool:
    """Say whether an institution may speak of a request.

    A control given up after it was collected may be carried out all the same; whoever did
    that says so, and what stands there then stands here too.
    """
    given_up = row.state == State.WITHDRAWN.value and row.delivered_at is not None
    return row.state in TAKES_FEEDBACK or (given_up and row.kind == Kind.CONTROL.value)


def _write(chunk: _Chunk) -> list[models.Answer]:
    """Write what was decided: states, then answers; gives those that are to be read."""
    with connection.cursor() as cursor:
        for state in sorted({r.state for r in chunk.moved}):
            some = [r for r in chunk.moved if r.state == state]
            courts = sorted({r.court_no for r in some})
            cursor.execute(_MOVE, [state, chunk.at, courts, [r.id for r in some]])
            if cursor.rowcount != len(some):
                raise Impossible(f"{len(some) - cursor.rowcount} requests were not written")
    fresh = [a for a in chunk.answers if a._state.adding]
    again = [a for a in chunk.answers if not a._state.adding]
    models.Answer.objects.bulk_create([*fresh, *chunk.misfits], batch_size=CHUNK)
    for answer in again:
        answer.save(update_fields=AGAIN)
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
UPDATE inquiry_request SET state = %s, fed_back_at = %s
WHERE court_no = ANY(%s::int[]) AND id = ANY(%s::uuid[])
"""


def _state_after(row: models.Request, feedback: Feedback, earlier: list[list[str]]) -> str:
    if row.state in (State.REISSUED.value, State.WITHDRAWN.value):
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


def read_later(kept: Iterable[Kept]) -> None:
    """Enqueue the reading: what came alone court by court, of a package those of a court together.

    Jobs of packages never overtake those of the same institution in the same court, but that
    answers to controls go before answers to queries. Nothing found is read already; what is
    left is whether a set of answers is complete. A package of many sees that for all of them
    when it is read; of the others those are marked that are complete, and most have no job.
    """
    from zhixing.inquiry.tasks import read_soon

    courts: set[int] = set()
    ended: list[Closed] = []
    for one in kept:
        if get_profile(one.institution.profile).is_by_packages:
            ended += _read_packages(one)
        else:
            ended += one.nil
            courts |= {answer.court_no for answer in one.taken}
    courts |= mark_due((c.court_no, c.batch) for c in ended if c.batch is not None)
    for court_no in sorted(courts):
        read_soon(court_no)


def _read_packages(kept: Kept) -> list[Closed]:
    """Enqueue the reading of packages; gives what was closed by those that have no job."""
    from zhixing.inquiry.tasks import interpret_package

    # An answer that was given before and counts again lies in the message it first came in.
    nothing = Counter((closed.court_no, kept.sources[closed.number].id) for closed in kept.nil)
    priorities = {place: CAN_WAIT for place, count in nothing.items() if count > FEW}
    priorities |= {(answer.court_no, answer.message_id): USUAL for answer in kept.taken}
    priorities |= dict.fromkeys(kept.controls, READING)
    for (court_no, message), priority in sorted(priorities.items()):
        given: dict[str, Any] = {"lock": f"inquiry/{kept.institution.id}/{court_no}"}
        job = interpret_package.configure(**given, priority=priority)
        job.defer(court_no=court_no, message=str(message))
    return [c for c in kept.nil if (c.court_no, kept.sources[c.number].id) not in priorities]
