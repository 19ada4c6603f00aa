"""Single closing days of institutions in a court's deadlines: counted ahead, excused afterwards.

A day announced ahead, or while a deadline still runs, moves that deadline. One that has passed
stays as it was, unless somebody of the court says with a reason that it counts after all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.answer_time import due_of
from zhixing.inquiry.leaves import excuse_value
from zhixing.inquiry.states import OUT
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.institutions.operations import announce_closing_days, take_back_closing_day
from zhixing.institutions.queries import get_institution, list_closing_days
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.ids import new_id
from zhixing.law.instruments import find_citation
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.queue import enqueue_leaf
from zhixing.platform.principal import Principal

RUNNING = tuple(state.value for state in OUT)


@dataclass(frozen=True, slots=True)
class ClosingDays:
    """Say on which single days an institution is closed, and why: a move, a change of systems."""

    institution: UUID
    days: tuple[date, ...]
    reason: str


def announce_closing(new: ClosingDays, on: date, *, by: Principal | None) -> None:
    """Record single closing days of an institution; deadlines that still run are counted anew.

    ``by`` None: the operator, in the SYSTEM scope.

    Law: rule ANSWER_DAYS.

    :raises Refusal: ``CLOSING_UNSOUND``, ``CLOSING_KNOWN``.
    """
    if by is not None:
        require(by, Capability.CONFIGURE)
    court_no, person = (None, None) if by is None else (by.court_no, by.person)
    with open_scope(Scope.system()):
        announce_closing_days(
            new.institution, new.days, new.reason, on, court_no=court_no, person=person
        )
    _count_anew(new.institution)


def take_back_closing(institution: UUID, day: date, on: date, *, by: Principal | None) -> None:
    """Take back a closing day that lies ahead; deadlines that still run are counted anew.

    :raises Refusal: ``CLOSING_NOT_AHEAD``.
    """
    if by is not None:
        require(by, Capability.CONFIGURE)
    with open_scope(Scope.system()):
        take_back_closing_day(institution, day, on)
    _count_anew(institution)


def recount_deadlines(institution: UUID, on: date, *, by: Principal) -> int:
    """Count anew a court's deadlines with an institution that run; gives how many moved.

    Counted from when the request went out, today at the earliest.
    """
    rows = models.Request.objects.select_for_update().filter(
        court_no=by.court_no, institution_id=institution, state__in=RUNNING, due_on__gte=on
    )
    return _move(rows.order_by("id"), get_institution(institution), on)


def excuse_closing(institution: UUID, day: date, reason: str, on: date, *, by: Principal) -> int:
    """Let a closing day told afterwards count in deadlines that have passed; gives how many moved.

    An answer that came late by no more than the closing then was in time.

    :raises InquiryRefused: no such closing day, no reason, excused before, or nothing has passed.
    """
    require(by, Capability.SUPERVISE)
    if day not in {c.day for c in list_closing_days(institution=institution)}:
        raise refuse(
            "CLOSING_UNKNOWN",
            f"没有登记该单位{day}停业。",
            f"No closing of it on {day} is recorded.",
            field="day",
            remedy=("请先登记停业日。", "Record the closing day first."),
        )
    if not reason.strip():
        raise refuse(
            "REASON_MISSING",
            "期限已经届满的，须写明顺延的理由。",
            "Say why a deadline that has passed is moved.",
            field="reason",
            basis=find_citation("NETWORK", 4, on=on),
        )
    moved = _move_passed(institution, day, on, by)
    if not moved:
        raise refuse(
            "NOTHING_PASSED",
            "没有因该停业日应予顺延的已届满期限。",
            "No deadline that has passed is touched by that day.",
            field="day",
        )
    try:
        with transaction.atomic():
            kept = models.ClosingExcuse.objects.create(
                id=new_id(),
                court_no=by.court_no,
                institution_id=institution,
                day=day,
                reason=reason.strip(),
                moved=moved,
                excused_on=on,
                person=by.person,
                post=by.post,
            )
    except IntegrityError:
        raise _excused_already() from None
    enqueue_leaf(by.court_no, "closing_excuse", kept.id, excuse_value(kept))
    return moved


def list_courts_asking(institution: UUID) -> list[int]:
    """List the courts that wait for an institution's answer; in the SYSTEM scope."""
    rows = models.Request.objects.filter(institution_id=institution, state__in=RUNNING)
    return sorted(set(rows.values_list("court_no", flat=True)))


def _move_passed(institution: UUID, day: date, on: date, by: Principal) -> int:
    """Move deadlines that passed by a closing day, and by those told in time or excused."""
    excused = models.ClosingExcuse.objects.filter(court_no=by.court_no, institution_id=institution)
    counted = {day, *excused.values_list("day", flat=True)}
    if excused.filter(day=day).exists():
        raise _excused_already()
    rows = models.Request.objects.select_for_update().filter(
        court_no=by.court_no,
        institution_id=institution,
        issued_on__lt=day,
        due_on__gte=day,
        due_on__lt=on,
    )
    view, moved = get_institution(institution), 0
    told = {c.day: c.told_on for c in list_closing_days(institution=institution)}
    for row in rows.order_by("id"):
        due_on = row.due_on or day
        days = tuple(d for d, t in sorted(told.items()) if d in counted or t <= due_on)
        moved += _move([row], replace(view, closed_days=days), None)
    return moved


def _excused_already() -> InquiryRefused:
    return refuse(
        "EXCUSED_ALREADY",
        "该停业日的顺延已经作出。",
        "That closing was excused already.",
        field="day",
    )


def _count_anew(institution: UUID) -> None:
    """Enqueue one count for each court that waits for an answer."""
    from zhixing.inquiry.tasks import recount_in_court

    with open_scope(Scope.system()):
        for court_no in list_courts_asking(institution):
            recount_in_court.defer(court_no=court_no, institution=str(institution))


def _move(
    rows: Iterable[models.Request], institution: InstitutionView, earliest: date | None
) -> int:
    """Move the deadlines of some requests to where they are counted now; gives how many moved."""
    moved = 0
    for row in rows:
        if row.issued_on is None or row.due_on is None:
            continue
        due = due_of(row, institution) or row.due_on
        due = due if earliest is None else max(due, earliest)
        if due == row.due_on:
            continue
        row.due_on = due
        row.save(update_fields=["due_on"])
        _move_task(row, due)
        moved += 1
    return moved


def _move_task(row: models.Request, due: date) -> None:
    """Let the window task by which a request goes be due with it."""
    items = models.WindowItem.objects.filter(court_no=row.court_no, request_id=row.id)
    models.WindowTask.objects.filter(
        court_no=row.court_no, id__in=items.values("task_id"), ended_on=None
    ).update(due_on=due)
