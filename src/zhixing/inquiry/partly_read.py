"""Which answers to queries were not read whole: what was found is not all there may be.

Such an answer is in the docket with its losses named or, where nothing of it could be read, waits.
Until somebody has looked into it, or the institution or a hand corrected it, the property of the
case must not look complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from zhixing.inquiry import models
from zhixing.inquiry.problems import LOST, WRONG_KIND
from zhixing.inquiry.states import State
from zhixing.inquiry.stuck import needing_a_look

PASSED = (State.REISSUED.value, State.WITHDRAWN.value)
"""States of requests in whose place another stands, or none."""


@dataclass(frozen=True, slots=True)
class PartlyRead:
    """Name an answer of which something could not be read: whose it is, and what was lost."""

    answer: UUID
    request: UUID
    party: UUID
    institution: UUID
    external_no: str
    problem: str
    problem_en: str
    is_entered: bool
    """The rest of it is in the docket."""


def list_partly_read(court_no: int, case: UUID) -> list[PartlyRead]:
    """List the answers to queries of a case that were read in part, the oldest first."""
    asked = models.Request.objects.filter(court_no=court_no, case_id=case, kind="QUERY")
    known = {
        row[0]: row[1:]
        for row in asked.exclude(state__in=PASSED).values_list(
            "id", "party_id", "institution_id", "external_no"
        )
    }
    rows = _lost(court_no).filter(request_id__in=known).order_by("received_at", "id")
    return [
        PartlyRead(
            row.id,
            row.request_id,
            *known[row.request_id],
            row.problem,
            row.problem_en,
            row.interpreted_at is not None,
        )
        for row in rows
    ]


def requests_partly_read(court_no: int, cases: Iterable[UUID]) -> frozenset[UUID]:
    """Give the queries of some cases of whose answers something could not be read."""
    asked = models.Request.objects.filter(court_no=court_no, case_id__in=list(cases), kind="QUERY")
    found = _lost(court_no).filter(request_id__in=asked.values("id"))
    return frozenset(found.values_list("request_id", flat=True))


def _lost(court_no: int) -> QuerySet[models.Answer]:
    in_part = Q(problem_code=LOST, interpreted_at__isnull=False)
    not_at_all = Q(interpreted_at__isnull=True) & ~Q(problem_code=WRONG_KIND)
    return needing_a_look(court_no).filter(in_part | not_at_all)
