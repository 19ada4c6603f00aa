"""What is stuck in a court, page by key: requests that go on by somebody's hand, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from zhixing.inquiry import models
from zhixing.inquiry.problems import WRONG_KIND
from zhixing.inquiry.states import FINAL, STUCK, State
from zhixing.inquiry.wire.feedback import FeedbackKind

PAGE: Final = 50
UNREAD_AFTER: Final = timedelta(hours=1)
OPENS_AGAIN: Final = FINAL | {State.REJECTED}
"""States in which a request can be reopened for another answer."""
BESIDE: Final = (FeedbackKind.LEDGER.value, FeedbackKind.RECEIPT.value)
"""What only adds to an answer settles nothing about it."""
_STUCK: Final = [s.value for s in STUCK]


@dataclass(frozen=True, slots=True)
class StuckRequest:
    """Give one stuck request: where, why, out since when."""

    id: UUID
    case: UUID
    institution: UUID
    kind: str
    external_no: str
    state: State
    issued_on: date | None
    due_on: date | None
    code: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class StuckPage:
    """Give a page of stuck requests and the key of the next, empty at the end."""

    requests: tuple[StuckRequest, ...]
    next_key: str = ""


@dataclass(frozen=True, slots=True)
class UnreadAnswer:
    """Give an answer that came and is not in the docket; its request is not stuck by itself."""

    id: UUID
    request: UUID
    case: UUID
    institution: UUID
    external_no: str
    received_at: datetime
    code: str
    reason: str
    reason_en: str
    is_read: bool = False
    """It is in the docket; what is the matter with it is to be looked into."""
    may_settle: bool = False


def list_stuck(
    court_no: int,
    *,
    state: State | None = None,
    institution: UUID | None = None,
    after: str = "",
    limit: int = PAGE,
) -> StuckPage:
    """List what is stuck, the oldest request first."""
    rows = models.Request.objects.filter(court_no=court_no)
    rows = rows.filter(state=state.value) if state in STUCK else rows.filter(state__in=_STUCK)
    if institution is not None:
        rows = rows.filter(institution_id=institution)
    key = _key(after)
    if key is not None:
        rows = rows.filter(id__gt=key)
    found = [_of(row) for row in rows.order_by("id").defer("body_sealed")[: limit + 1]]
    return StuckPage(tuple(found[:limit]), str(found[limit - 1].id) if len(found) > limit else "")


def count_stuck(court_no: int) -> int:
    """Count the stuck requests of a court, by the index of states."""
    return models.Request.objects.filter(court_no=court_no, state__in=_STUCK).count()


def list_unread(court_no: int, at: datetime, *, limit: int = PAGE) -> list[UnreadAnswer]:
    """List the answers that need somebody's look, the oldest first.

    Those that are not in the docket an hour after they came, or cannot get there; and those that
    are, but lost something on the way or do not agree with what was ordered.
    """
    rows = list(needing_a_look(court_no, at).order_by("received_at", "id")[:limit])
    asked = _requests(court_no, (row.request_id for row in rows))
    return [
        UnreadAnswer(
            row.id,
            row.request_id,
            asked[row.request_id].case_id,
            row.institution_id,
            asked[row.request_id].external_no,
            row.received_at,
            row.problem_code or "NOT_READ",
            row.problem or "反馈尚未入卷",
            row.problem_en or "the answer is not in the docket yet",
            row.interpreted_at is not None,
            may_settle(row, State(asked[row.request_id].state)),
        )
        for row in rows
    ]


def list_to_settle(court_no: int, case: UUID) -> dict[UUID, tuple[str, str]]:
    """Give what is the matter with the answers of a case, by request, where a look may end it."""
    asked = models.Request.objects.filter(court_no=court_no, case_id=case)
    states = dict(asked.values_list("id", "state"))
    rows = needing_a_look(court_no).filter(request_id__in=states)
    return {
        row.request_id: (row.problem, row.problem_en)
        for row in rows.order_by("received_at", "id")
        if may_settle(row, State(states[row.request_id]))
    }


def may_settle(answer: models.Answer, state: State) -> bool:
    """Say whether a look may end it; what the request still waits for is asked for again instead.

    An answer to a request that can be reopened no more, such as one issued again, is only looked
    into: there is no other way to be done with it.
    """
    is_awaited = answer.interpreted_at is None and answer.problem_code != WRONG_KIND
    return not is_awaited or state not in OPENS_AGAIN


def needing_a_look(court_no: int, at: datetime | None = None) -> QuerySet[models.Answer]:
    """Give the answers that need a look; with ``at`` also those that wait too long to be read.

    Settled is what somebody looked into, asked for again or corrected by hand, and what the
    institution itself corrected since.
    """
    answers = models.Answer.objects.filter(court_no=court_no)
    found = answers.filter(settled_on__isnull=True).exclude(problem_code="")
    if at is not None:
        found = found | answers.filter(
            interpreted_at__isnull=True, received_at__lt=at - UNREAD_AFTER, settled_on__isnull=True
        )
    own: dict[str, Any] = {"court_no": court_no, "request_id": OuterRef("request_id")}
    corrected = models.Correction.objects.filter(
        **own, state="APPLIED", applied_at__gt=OuterRef("received_at")
    )
    later = models.Answer.objects.filter(
        **own, received_at__gt=OuterRef("received_at"), interpreted_at__isnull=False
    )
    answered = later.filter(is_correction=True)
    fitting = later.exclude(kind__in=BESIDE)
    return (
        found.exclude(Exists(corrected))
        .exclude(Exists(answered))
        .exclude(Exists(fitting), problem_code=WRONG_KIND)
    )


def _requests(court_no: int, ids: Iterable[UUID]) -> dict[UUID, models.Request]:
    rows = models.Request.objects.filter(court_no=court_no, id__in=list(ids))
    return {row.id: row for row in rows.defer("body_sealed")}


def _of(row: models.Request) -> StuckRequest:
    return StuckRequest(
        row.id,
        row.case_id,
        row.institution_id,
        row.kind,
        row.external_no,
        State(row.state),
        row.issued_on,
        row.due_on,
        row.reason_code,
        row.reason,
        row.reason_en,
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
