"""Who goes, with what papers, and when they were handed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.answer_time import due_of
from zhixing.inquiry.counter.acts import AssistanceServed, WindowTaskEnded
from zhixing.inquiry.counter.bundle import make_bundle
from zhixing.inquiry.counter.opening import ASSIGNED, ENDED, OPEN, SERVED
from zhixing.inquiry.counter.tasks_of import lock_task, refuse_future, requests_of
from zhixing.inquiry.states import State
from zhixing.inquiry.store import write
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import Kind
from zhixing.institutions.kinds import InstitutionKind
from zhixing.institutions.queries import get_institution
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.clock import legal_day
from zhixing.kernel.finding import Finding
from zhixing.law.filing.officers import officers_present
from zhixing.law.instruments import find_citation
from zhixing.law.seizure.effect import Thing, control_effect
from zhixing.platform.files.store import put
from zhixing.platform.principal import PostKind, Principal

PDF = "application/pdf"
DELIVERED = (
    *("state", "delivered_at", "attempts", "writs_at", "docs_at"),
    *("due_on", "reason_code", "reason", "reason_en"),
)
"""The columns that handing in changes."""
GOING = frozenset({PostKind.JUDGE, PostKind.ASSISTANT, PostKind.CLERK, PostKind.COURT_POLICE})
"""The posts whose people carry papers to a window."""
REGISTRIES = frozenset(
    {
        InstitutionKind.REAL_ESTATE_REGISTRY,
        InstitutionKind.HOUSING_AUTHORITY,
        InstitutionKind.LAND_AUTHORITY,
        InstitutionKind.VEHICLE_REGISTRY,
        InstitutionKind.SHIP_REGISTRY,
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Name the two officers who go, and the day on which they mean to."""

    first: UUID
    second: UUID
    visit_on: date | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Say when papers were handed in at a window, who took them, and that cards were shown."""

    served_at: datetime
    received_by: str
    papers_shown: bool


def assign_window_task(task: UUID, pair: Pair, on: date, *, by: Principal) -> None:
    """Assign a window task to two officers; another pair takes the place of the first.

    Law: 民事诉讼法 art. 239 (officers show their papers); 执行工作规定 art. 7; that two go is
    custom, see rule OFFICERS_PRESENT.

    :raises InquiryRefused: one person twice, or somebody who is no officer of this court.
    """
    require(by, Capability.ORDER_QUERY)
    row = lock_task(task, OPEN, ASSIGNED, by=by)
    if pair.first == pair.second:
        raise refuse(
            "TWO_OFFICERS",
            "到协助单位窗口须由两名执行人员前往。",
            "Two officers go to a window.",
            field="second",
            basis=find_citation("CPL", 239, on=on),
            remedy=("请另选一人。", "Choose another person."),
        )
    able = {p.person for p in courts.list_principals(by.court_no, on) if p.kind in GOING}
    for field in ("first", "second"):
        if getattr(pair, field) not in able:
            raise refuse(
                "NOT_AN_OFFICER",
                "所选人员当日不是本院执行人员。",
                "The person is no enforcement officer of this court on that day.",
                field=field,
                remedy=("请从本院执行人员中选择。", "Choose among the court's officers."),
            )
    if pair.visit_on is not None and pair.visit_on < on:
        raise refuse_future("visit_on")
    changed = {row.first_officer, row.second_officer} != {pair.first, pair.second}
    row.first_officer, row.second_officer = pair.first, pair.second
    row.visit_on, row.state = pair.visit_on, ASSIGNED
    if changed:
        row.bundle_file = row.printed_at = None
        row.bundle_sha256, row.bundle_pages = "", 0
    row.save()


def print_window_bundle(task: UUID, at: datetime, *, by: Principal) -> UUID:
    """Make the sealed bundle of a task as one PDF, and give its file; a repeat gives the same.

    It holds a cover with a two-dimensional code, the documents, copies of both officers' cards
    and the receipt to be filled in, page by page numbered.

    :raises InquiryRefused: nobody is assigned yet.
    """
    require(by, Capability.RECORD)
    row = lock_task(task, ASSIGNED, SERVED, by=by)
    if row.bundle_file is not None:
        return row.bundle_file
    made = make_bundle(row, requests_of(row), at, by=by)
    row.bundle_file = put(row.court_no, made.content, PDF).id
    row.bundle_sha256 = hashlib.sha256(made.content).hexdigest()
    row.bundle_pages, row.printed_at = made.pages, at
    row.save()
    return row.bundle_file


def serve_at_window(task: UUID, service: Service, at: datetime, *, by: Principal) -> None:
    """Record that both officers handed the papers in: requests are delivered, controls effective.

    :raises InquiryRefused: not printed, or a moment that cannot be.
    :raises OfficersRefused: cards were not shown.
    """
    require(by, Capability.RECORD)
    row = lock_task(task, ASSIGNED, by=by)
    if row.bundle_file is None or row.first_officer is None or row.second_officer is None:
        raise refuse(
            "NOT_PRINTED",
            "尚未打印送达材料。",
            "The papers were not printed yet.",
            field="task",
            remedy=("请先打印。", "Print them first."),
        )
    served_on = legal_day(service.served_at)
    if service.served_at > at or served_on < row.opened_on:
        raise refuse_future("served_at")
    if not service.received_by.strip():
        raise refuse(
            "RECEIVER_MISSING",
            "请填写窗口接收人。",
            "State who took the papers.",
            field="received_by",
        )
    present = officers_present(on=served_on, officers=2, papers_shown=service.papers_shown)
    findings: list[Finding[Any]] = [present]
    institution = get_institution(row.institution_id)
    if row.kind == Kind.CONTROL.value:
        thing = Thing.REGISTERED if institution.kind in REGISTRIES else Thing.ORDINARY
        findings.append(
            control_effect(
                on=served_on,
                thing=thing,
                ruling_made=True,
                served_at=service.served_at,
                registered_at=service.served_at if thing is Thing.REGISTERED else None,
            )
        )
    requests = requests_of(row)
    for request in requests:
        _deliver(request, service.served_at, institution)
    row.due_on = max((r.due_on for r in requests if r.due_on), default=row.due_on)
    row.state, row.served_at, row.served_on = SERVED, service.served_at, served_on
    row.received_by = service.received_by.strip()[:80]
    row.save()
    payload = AssistanceServed(
        row.id,
        row.institution_id,
        tuple(r.id for r in requests),
        (row.first_officer, row.second_officer),
        service.served_at,
        row.received_by,
        row.bundle_sha256,
    )
    append(
        NewAct(row.case_id, payload, served_on, service.served_at, findings=tuple(findings)),
        by=by,
    )


def withdraw_window_task(task: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Give up a way to a window that was not gone yet; its requests become dead letters.

    :raises InquiryRefused: the papers were handed in already, or no reason is given.
    """
    require(by, Capability.ORDER_QUERY)
    row = lock_task(task, OPEN, ASSIGNED, by=by)
    if not reason.strip():
        raise refuse(
            "REASON_MISSING",
            "请写明不再前往的理由。",
            "Say why nobody goes any more.",
            field="reason",
        )
    for request in requests_of(row):
        if request.state == State.ISSUED.value:
            request.state, request.reason_code = State.QUARANTINED.value, "WINDOW_WITHDRAWN"
            request.reason = f"窗口任务已取消：{reason.strip()}"
            request.reason_en = "the window task was withdrawn"
            write(request, "state", "reason_code", "reason", "reason_en")
    end_task(row, "WITHDRAWN", reason.strip(), on, by=by)


def end_task(row: models.WindowTask, result: str, reason: str, on: date, *, by: Principal) -> None:
    """End a task with its result, and take it off the calendar."""
    row.state, row.result, row.reason, row.ended_on = ENDED, result, reason, on
    row.save()
    payload = WindowTaskEnded(row.id, row.institution_id, result, reason)
    append(NewAct(row.case_id, payload, on), by=by)


def _deliver(row: models.Request, at: datetime, institution: InstitutionView) -> None:
    """Mark a request as handed in with its documents; the institution's time runs from now."""
    if State(row.state) not in (State.ISSUED, State.EXPIRED):
        return
    row.state, row.delivered_at, row.attempts = State.DELIVERED.value, at, row.attempts + 1
    row.writs_at = row.docs_at = at
    row.due_on = due_of(row, institution)
    row.reason_code = row.reason = row.reason_en = ""
    write(row, *DELIVERED)
    row.state = State.DOCS_FETCHED.value
    write(row, "state")
