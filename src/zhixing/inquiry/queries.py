"""Reads of the query centre (查控中心): the matrix of a case, answers, dead letters, the board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from zhixing.inquiry import models
from zhixing.inquiry.evidence import decode_raw, feedback_in, read_raw
from zhixing.inquiry.loads import list_institution_loads
from zhixing.inquiry.states import OUT, STUCK, State
from zhixing.inquiry.stuck import UNREAD_AFTER, needing_a_look
from zhixing.inquiry.views import (
    AnswerView,
    DeadLetter,
    Evidence,
    InstitutionLoad,
    LineView,
    Matrix,
    RequestView,
)
from zhixing.institutions import queries as institutions
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope

__all__ = [
    "AnswerView",
    "DeadLetter",
    "Evidence",
    "InstitutionLoad",
    "LineView",
    "Matrix",
    "RequestView",
    "get_evidence",
    "get_matrix",
    "get_request",
    "list_answered_cases",
    "list_answers",
    "list_answers_since",
    "list_courts_waiting",
    "list_dead_letters",
    "list_dead_messages",
    "list_institution_loads",
    "list_requests",
]

LAST_RESORT = {"QUERY": "record_letter_answer", "CONTROL": "withdraw_stuck"}
"""What is left where a request cannot be issued again, by its kind."""


def get_request(court_no: int, request: UUID) -> RequestView:
    """Give one request with its lines."""
    return _views([models.Request.objects.get(court_no=court_no, id=request)])[0]


def list_requests(
    court_no: int, case: UUID, *, kind: str = "", matter: UUID | None = None
) -> list[RequestView]:
    """Give a case's requests, oldest first."""
    rows = models.Request.objects.filter(court_no=court_no, case_id=case)
    if kind:
        rows = rows.filter(kind=kind)
    if matter is not None:
        rows = rows.filter(matter_id=matter)
    return _views(list(rows.order_by("id")))


def get_matrix(court_no: int, case: UUID) -> Matrix:
    """Give the table of a case's queries by institution and party."""
    cells: dict[tuple[UUID, UUID], RequestView] = {}
    for view in list_requests(court_no, case, kind="QUERY"):
        if view.state is not State.REISSUED:
            cells[view.institution, view.party] = view
    names = {i: institutions.get_institution(i) for i in {key[0] for key in cells}}
    named = sorted(((i, v.name, v.name_en) for i, v in names.items()), key=lambda n: n[1])
    states = list(cells.values())
    return Matrix(
        tuple(named),
        tuple(dict.fromkeys(key[1] for key in cells)),
        cells,
        sum(v.state in OUT for v in states),
        sum(v.outcome == "FOUND" for v in states),
        sum(v.outcome == "NIL" for v in states),
        sum(v.state in STUCK for v in states),
    )


def list_answers(court_no: int, request: UUID) -> list[AnswerView]:
    """Give every version of a request's answer, oldest first."""
    rows = models.Answer.objects.filter(court_no=court_no, request_id=request)
    return [_answer(row) for row in rows.order_by("received_at", "id")]


def list_answers_since(court_no: int, since: datetime, *, limit: int = 100) -> list[AnswerView]:
    """Give what came in after an instant, newest first."""
    rows = models.Answer.objects.filter(court_no=court_no, received_at__gt=since)
    return [_answer(row) for row in rows.order_by("-received_at", "-id")[:limit]]


def list_answered_cases(
    court_no: int, since: date, *, limit: int = 500
) -> list[tuple[UUID, date, int, int, int]]:
    """Give the cases in which a query was answered since a day, the latest first.

    Each with the day of the latest answer, how many institutions answered, how many of them
    found property, and how many have yet to answer.
    """
    rows = models.Request.objects.filter(court_no=court_no, kind="QUERY")
    recent = rows.filter(answered_on__gte=since).values("case_id")
    found = (
        rows.filter(case_id__in=recent)
        .exclude(state=State.REISSUED.value)
        .values("case_id")
        .annotate(
            latest=Max("answered_on"),
            answered=Count("id", filter=Q(answered_on__isnull=False)),
            hits=Count("id", filter=Q(outcome="FOUND")),
            waiting=Count("id", filter=Q(state__in=[s.value for s in OUT])),
        )
        .order_by("-latest", "-case_id")[:limit]
    )
    return [(r["case_id"], r["latest"], r["answered"], r["hits"], r["waiting"]) for r in found]


def get_evidence(court_no: int, answer: UUID) -> Evidence:
    """Give an answer with its raw message and what that message says of its request.

    :raises Damaged: the store no longer holds what came.
    """
    row = models.Answer.objects.get(court_no=court_no, id=answer)
    request = models.Request.objects.get(court_no=court_no, id=row.request_id)
    raw = read_raw(row.message_id)
    decoded = decode_raw(raw, request.profile)
    is_own = {f.request_no for f in decoded.feedbacks} == {request.external_no}
    return Evidence(
        _answer(row),
        raw.operation,
        raw.arrivals,
        feedback_in(decoded, request.external_no),
        decoded.notes,
        decoded.problems,
        raw.payload if is_own else "",
    )


def list_dead_letters(court_no: int, at: datetime, *, limit: int = 200) -> list[DeadLetter]:
    """Give what is stuck in a court: held back, rejected, silent, not read, or at odds."""
    stuck = models.Request.objects.filter(
        court_no=court_no, state__in=[s.value for s in STUCK]
    ).order_by("due_on", "id")
    late = needing_a_look(court_no, at).order_by("received_at", "id")
    letters = [_stuck(row) for row in stuck[:limit]]
    return [*letters, *(_unread(row) for row in late[:limit])]


def list_dead_messages(at: datetime, *, limit: int = 200) -> list[DeadLetter]:
    """Give raw messages that no court got anything from; asked by the operator, of no court."""
    with open_scope(Scope.system()):
        rows = models.RawMessage.objects.order_by("-received_at")
        unread = rows.filter(is_decoded=False) | rows.filter(
            is_decoded__isnull=True, received_at__lt=at - UNREAD_AFTER
        )
        unknown = rows.filter(verdicts__icontains="UNKNOWN")
        found = {row.id: row for row in (*unread[:limit], *unknown[:limit])}
    return [_message(row) for row in found.values()]


def list_courts_waiting() -> list[int]:
    """Give the courts in which an institution still owes an answer."""
    rows = models.Request.objects.filter(state__in=[s.value for s in OUT])
    return list(rows.order_by("court_no").values_list("court_no", flat=True).distinct())


def _views(rows: list[models.Request]) -> list[RequestView]:
    lines: dict[UUID, list[LineView]] = {}
    controls = [row.id for row in rows if row.kind == "CONTROL"]
    for line in _lines(rows, controls):
        lines.setdefault(line.request_id, []).append(_line(line))
    return [_view(row, tuple(lines.get(row.id, ()))) for row in rows]


def _lines(rows: list[models.Request], controls: list[UUID]) -> Iterable[models.Line]:
    if not controls:
        return ()
    courts = {row.court_no for row in rows}
    found = models.Line.objects.filter(court_no__in=courts, request_id__in=controls)
    return found.order_by("line_no")


def _line(row: models.Line) -> LineView:
    return LineView(
        row.asset_id,
        row.measure,
        Fen(row.amount_fen),
        row.from_on,
        row.until_on,
        row.ruling_no,
        row.outcome,
        Fen(row.actual_fen),
        row.reason,
        row.answered_on,
    )


def _view(row: models.Request, lines: tuple[LineView, ...]) -> RequestView:
    return RequestView(
        id=row.id,
        court_no=row.court_no,
        case=row.case_id,
        party=row.party_id,
        institution=row.institution_id,
        kind=row.kind,
        external_no=row.external_no,
        batch=row.batch_id,
        matter=row.matter_id,
        replaces=row.replaces_id,
        state=State(row.state),
        issued_on=row.issued_on,
        due_on=row.due_on,
        answered_on=row.answered_on,
        delivered_at=row.delivered_at,
        docs_at=row.docs_at,
        fed_back_at=row.fed_back_at,
        attempts=row.attempts,
        outcome=row.outcome,
        hits=row.hits,
        reason_code=row.reason_code,
        reason=row.reason,
        reason_en=row.reason_en,
        lines=lines,
        profile=row.profile,
    )


def _answer(row: models.Answer) -> AnswerView:
    return AnswerView(
        row.id,
        row.request_id,
        row.institution_id,
        row.kind,
        row.received_at,
        row.message_sha256,
        row.is_correction,
        row.interpreted_at is not None,
        row.problem,
        row.problem_en,
        row.settled_note,
    )


def _stuck(row: models.Request) -> DeadLetter:
    state = State(row.state)
    reopens = ("reopen_request",) if state is State.REJECTED else ()
    return DeadLetter(
        state.value,
        row.id,
        row.case_id,
        row.id,
        row.institution_id,
        row.external_no,
        row.fed_back_at or row.delivered_at or row.issued_at,
        row.reason_code,
        row.reason,
        row.reason_en,
        ("reissue_request", *reopens, LAST_RESORT[row.kind]),
    )


def _unread(row: models.Answer) -> DeadLetter:
    is_read = row.interpreted_at is not None
    return DeadLetter(
        "READ_IN_PART" if is_read else "UNREAD",
        row.id,
        None,
        row.request_id,
        row.institution_id,
        "",
        row.received_at,
        row.problem_code or "NOT_READ",
        row.problem or "反馈尚未入卷",
        row.problem_en or "the answer is not in the docket yet",
        ("settle_answer", "reopen_request") if is_read else ("interpret_answer", "reopen_request"),
    )


def _message(row: models.RawMessage) -> DeadLetter:
    first = row.problems[0] if row.problems else {}
    is_unknown = "UNKNOWN" in row.verdicts.values()
    return DeadLetter(
        "UNKNOWN_REQUEST" if is_unknown else "UNDECODABLE",
        row.id,
        None,
        None,
        row.institution_id,
        next(iter(row.verdicts), ""),
        row.received_at,
        "unknown-request" if is_unknown else str(first.get("code", "not-read")),
        "没有此编号的请求" if is_unknown else str(first.get("zh", "未能解析")),
        "no such request" if is_unknown else str(first.get("en", "not decoded")),
        (),
    )
