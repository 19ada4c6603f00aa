"""What is collected by the open profile besides requests: documents and cards at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zhixing.inquiry import messages, models
from zhixing.inquiry.handout import UNREADABLE_FILE, count_call
from zhixing.inquiry.states import State
from zhixing.inquiry.store import write
from zhixing.inquiry.wire.openjson.writing import documents_object
from zhixing.institutions.records import InstitutionView
from zhixing.platform.database.scope import Scope, open_scope


def hand_out_whole(
    institution: InstitutionView, number: str, at: datetime
) -> dict[str, Any] | None:
    """Give the documents and cards of a request, and mark them as fetched.

    None: no request of this institution's that went out, or its documents are damaged.
    """
    count_call(institution.id, at, fetches=1)
    row = (
        models.Request.objects.select_for_update()
        .filter(institution_id=institution.id, external_no=number)
        .exclude(state__in=[State.DRAFT.value, State.WITHDRAWN.value])
        .first()
    )
    if row is None:
        return None
    try:
        cards = messages.open_message(row).credentials
        with open_scope(Scope.of_court(row.court_no, row.court_no)):
            writs = messages.load_writs(row.court_no, row.files)
    except (*UNREADABLE_FILE, ValueError):
        return None
    row.writs_at = row.docs_at = at
    if row.state == State.DELIVERED.value:
        row.state = State.DOCS_FETCHED.value
    write(row, "writs_at", "docs_at", "state")
    return documents_object(number, writs, cards)
