"""Whether the whole network was asked and answered: what the full set needs to be complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.reach import list_asked
from zhixing.inquiry.states import State

ANSWERED = ("FOUND", "NIL")


def list_unanswered(
    court_no: int, case: UUID, parties: Sequence[UUID], on: date
) -> list[tuple[UUID, UUID]]:
    """List the pairs of institution and party that no answer covers by a day.

    Of the institutions that answer over the wire on the day; nothing found is an answer, a
    rejection or silence is none.
    """
    rows = models.Request.objects.filter(
        court_no=court_no,
        case_id=case,
        kind="QUERY",
        outcome__in=ANSWERED,
        answered_on__lte=on,
    ).exclude(state=State.REISSUED.value)
    answered = set(rows.values_list("institution_id", "party_id"))
    wanted = [(i.id, party) for i in list_asked(court_no, on) for party in parties]
    return [pair for pair in wanted if pair not in answered]
