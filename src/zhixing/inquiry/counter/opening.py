"""Opens window tasks: one way to a window for what goes to one institution together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import models, numbering
from zhixing.inquiry.counter.acts import WindowTaskOpened
from zhixing.inquiry.states import State
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.abilities import COUNTER_PROFILE
from zhixing.institutions.queries import find_window
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import Principal

REFERENCE_LENGTH = 20
OPEN, ASSIGNED, SERVED, ENDED = "OPEN", "ASSIGNED", "SERVED", "ENDED"


def open_window_tasks(
    rows: Iterable[models.Request], asked: Iterable[InstitutionView], on: date, *, by: Principal
) -> None:
    """Open a task for each institution reached by hand to which requests were just put out.

    :raises InquiryRefused: no window of such an institution is recorded.
    """
    out: dict[UUID, list[models.Request]] = {}
    for row in rows:
        if row.state == State.ISSUED.value and get_profile(row.profile).is_by_hand:
            out.setdefault(row.institution_id, []).append(row)
    for institution in asked:
        if institution.id in out:
            _open(institution, out.pop(institution.id), on, by=by)


def at_window(institution: InstitutionView) -> InstitutionView:
    """Give an institution as one that is reached by hand, whatever wire it speaks.

    :raises InquiryRefused: no window of it is recorded.
    """
    require_window(institution)
    return replace(institution, profile=COUNTER_PROFILE, address="")


def require_window(institution: InstitutionView) -> None:
    """Insist that somebody recorded where an institution takes papers by hand.

    :raises InquiryRefused: nobody did.
    """
    if find_window(institution.id) is None:
        raise refuse(
            "NO_WINDOW",
            f"未登记“{institution.name}”的业务窗口。",
            f"No window of {institution.name} is recorded.",
            field="institutions",
            remedy=(
                "请登记其窗口部门、地址、时间和联系岗位。",
                "Record its department, address, hours and contact post.",
            ),
        )


def _open(
    institution: InstitutionView, rows: Sequence[models.Request], on: date, *, by: Principal
) -> None:
    require_window(institution)
    first = rows[0]
    task = models.WindowTask.objects.create(
        id=new_id(),
        court_no=first.court_no,
        case_id=first.case_id,
        institution_id=institution.id,
        kind=first.kind,
        reference=numbering.next_numbers(first.court_no, on, 1, REFERENCE_LENGTH)[0],
        state=OPEN,
        opened_on=on,
        due_on=max(row.due_on or on for row in rows),
    )
    models.WindowItem.objects.bulk_create(
        models.WindowItem(
            id=new_id(),
            court_no=row.court_no,
            task_id=task.id,
            request_id=row.id,
            place=place,
        )
        for place, row in enumerate(rows, 1)
    )
    payload = WindowTaskOpened(
        task.id,
        institution.id,
        task.kind,
        tuple(row.id for row in rows),
        task.due_on,
        task.reference,
    )
    correlation = first.batch_id or first.matter_id
    append(NewAct(first.case_id, payload, on, correlation=correlation), by=by)
