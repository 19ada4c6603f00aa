"""Receipts of windows: the picture kept, read twice by two people, and entered when both agree."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import messages, models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.counter.acts import AssistanceRefused, CounterAnswered
from zhixing.inquiry.counter.going import end_task
from zhixing.inquiry.counter.keyed import (
    Difference,
    KeyedReceipt,
    check_receipt,
    compare,
    feedback_body,
    rejection_body,
)
from zhixing.inquiry.counter.opening import ASSIGNED, SERVED, at_window
from zhixing.inquiry.counter.tasks_of import lock_task, refuse_future, requests_of
from zhixing.inquiry.leaves import scan_value
from zhixing.inquiry.raw_messages import Stored, Verdict, note_message, store_message
from zhixing.inquiry.receiving import take_feedback
from zhixing.inquiry.states import TAKES_FEEDBACK
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.openjson import by_hand
from zhixing.institutions.queries import get_institution
from zhixing.kernel.canonical import canonical, to_json
from zhixing.kernel.clock import legal_day
from zhixing.kernel.codec import decode
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.law.coercion.misconduct import Misconduct, misconduct
from zhixing.platform.crypto.vault import vault
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.store import put
from zhixing.platform.log.queue import enqueue_leaf
from zhixing.platform.principal import Principal

OPERATION: Final = "counter/receipt"
MOST_BYTES: Final = 20 * 1024 * 1024
TABLE, COLUMN = "inquiry_keying", "body_sealed"
MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
"""How a picture begins that can be kept: told by its bytes, whatever its name says."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Hold a picture of a receipt: its name, and its bytes in Base64."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Say how a unit refused to help: why, by whom, on which day."""

    reason: str
    refused_by: str
    refused_on: date


class KeyingState(StrEnum):
    """Say how far two readings of a receipt got."""

    WAITING = "WAITING"
    DIFFERENT = "DIFFERENT"
    ENTERED = "ENTERED"


@dataclass(frozen=True, slots=True)
class KeyingOutcome:
    """Say how far two readings got; what differs is shown only when both were keyed."""

    state: KeyingState
    differences: tuple[Difference, ...] = ()


def attach_scan(task: UUID, scan: Scan, at: datetime, *, by: Principal) -> UUID:
    """Keep the picture of a receipt under its hash; the same picture is kept once.

    :raises InquiryRefused: not served yet, no picture, or a file of another kind.
    """
    require(by, Capability.RECORD)
    row = lock_task(task, SERVED, by=by)
    content, media_type = _picture(scan)
    sha256 = hashlib.sha256(content).hexdigest()
    known = models.WindowScan.objects.filter(court_no=row.court_no, task_id=row.id, sha256=sha256)
    found = known.first()
    if found is not None:
        return found.id
    kept = models.WindowScan.objects.create(
        id=new_id(),
        court_no=row.court_no,
        task_id=row.id,
        file_id=put(row.court_no, content, media_type).id,
        sha256=sha256,
        media_type=media_type,
        name=scan.name.strip()[:120],
        size=len(content),
        taken_by=by.person,
        taken_at=at,
    )
    enqueue_leaf(row.court_no, "window_scan", kept.id, scan_value(kept))
    return kept.id


def key_receipt(
    task: UUID, request: UUID, keyed: KeyedReceipt, at: datetime, *, by: Principal
) -> KeyingOutcome:
    """Key what a receipt says of one request, as one of two people; entered when both agree.

    Neither sees the other's reading before both have keyed. A person who keys again corrects
    the own reading; every reading is kept.

    :raises InquiryRefused: not served, no picture, or a reading that cannot be true.
    """
    require(by, Capability.RECORD)
    row = lock_task(task, SERVED, by=by)
    found = _request_of(row, request)
    scans = _scans(row)
    if not scans:
        raise refuse(
            "NO_SCAN",
            "请先上传回执扫描件。",
            "Take in the picture of the receipt first.",
            field="task",
        )
    if not (row.served_on or keyed.receipt_on) <= keyed.receipt_on <= legal_day(at):
        raise refuse_future("receipt_on")
    line = _line(found)
    check_receipt(keyed, found, messages.open_message(found), line)
    mine = _keep(row, found, keyed, at, by)
    other = _latest_of_another(found, by.person)
    if other is None:
        return KeyingOutcome(KeyingState.WAITING)
    theirs = open_keying(other)
    differences = compare(theirs, keyed)
    if differences:
        return KeyingOutcome(KeyingState.DIFFERENT, differences)
    _enter(row, found, keyed, line, scans, (other, mine), at, by=by)
    return KeyingOutcome(KeyingState.ENTERED)


def record_assistance_refusal(task: UUID, refused: Refused, at: datetime, *, by: Principal) -> None:
    """Record that a unit refused to help; its requests are rejected, what they held is free again.

    A fine on the unit or its head is proposed by the finding; nothing follows by itself.

    Law: 民事诉讼法 art. 117 (units under a duty to help).

    :raises InquiryRefused: nobody went, or no reason or no name is given.
    """
    require(by, Capability.RECORD)
    row = lock_task(task, ASSIGNED, SERVED, by=by)
    for field in ("reason", "refused_by"):
        if not getattr(refused, field).strip():
            raise refuse(
                "REFUSAL_INCOMPLETE",
                "请写明拒绝的理由和何人拒绝。",
                "State why assistance was refused, and by whom.",
                field=field,
            )
    on = refused.refused_on
    if not row.opened_on <= on <= legal_day(at):
        raise refuse_future("refused_on")
    waiting = [r for r in requests_of(row) if r.state in TAKES_FEEDBACK and not r.outcome]
    body = rejection_body(
        waiting,
        refused.reason.strip(),
        refused.refused_by.strip(),
        on,
        f"counter-{row.reference}-refused",
    )
    row.receipt_on = on
    row.save(update_fields=["receipt_on"])
    stored = _take(row, body, at, {"refusedBy": refused.refused_by.strip()})
    finding = misconduct(on=on, conduct=Misconduct.ASSISTING_UNIT_REFUSES, is_unit=True)
    payload = AssistanceRefused(
        row.id,
        row.institution_id,
        tuple(r.id for r in waiting),
        refused.reason.strip(),
        refused.refused_by.strip(),
    )
    append(NewAct(row.case_id, payload, on, findings=(finding,), correlation=stored.id), by=by)
    end_task(row, "REFUSED", refused.reason.strip(), legal_day(at), by=by)


def open_keying(row: models.Keying) -> KeyedReceipt:
    """Open what one person keyed."""
    body = vault().open_bytes(TABLE, COLUMN, row.id, bytes(row.body_sealed))
    return decode(KeyedReceipt, json.loads(body))


def latest_keyings(court_no: int, request: UUID) -> list[models.Keying]:
    """Give the latest reading of each person, the earliest first."""
    rows = models.Keying.objects.filter(court_no=court_no, request_id=request)
    latest = {row.person: row for row in rows.order_by("round")}
    return sorted(latest.values(), key=lambda row: row.id)


def _picture(scan: Scan) -> tuple[bytes, str]:
    try:
        content = base64.b64decode(scan.content, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    media_type = next((kind for head, kind in MAGIC if content.startswith(head)), "")
    if not media_type or len(content) > MOST_BYTES:
        raise refuse(
            "SCAN_UNREADABLE",
            "扫描件须为PDF、PNG或者JPEG，且不超过20MB。",
            "A picture is a PDF, PNG or JPEG of 20 MB at most.",
            field="content",
            remedy=("请重新扫描后上传。", "Scan it again."),
        )
    return content, media_type


def _request_of(task: models.WindowTask, request: UUID) -> models.Request:
    found = next((r for r in requests_of(task) if r.id == request), None)
    if found is None or found.state not in TAKES_FEEDBACK:
        raise refuse(
            "NOT_OF_THIS_TASK",
            "该请求不在此窗口任务之内。",
            "The request does not go by this window task.",
            field="request",
        )
    if found.outcome:
        raise refuse(
            "ALREADY_ENTERED",
            "该请求的回执已经入卷。",
            "The receipt of this request is entered already.",
            field="request",
            remedy=("有误的，请重开该请求。", "Reopen the request if it is wrong."),
        )
    return found


def _scans(task: models.WindowTask) -> list[models.WindowScan]:
    rows = models.WindowScan.objects.filter(court_no=task.court_no, task_id=task.id)
    return list(rows.order_by("id"))


def _line(row: models.Request) -> models.Line | None:
    if row.kind != Kind.CONTROL.value:
        return None
    return models.Line.objects.get(court_no=row.court_no, request_id=row.id)


def _keep(
    task: models.WindowTask,
    row: models.Request,
    keyed: KeyedReceipt,
    at: datetime,
    by: Principal,
) -> models.Keying:
    before = models.Keying.objects.filter(
        court_no=row.court_no, request_id=row.id, person=by.person
    ).count()
    key = new_id()
    return models.Keying.objects.create(
        id=key,
        court_no=row.court_no,
        task_id=task.id,
        request_id=row.id,
        person=by.person,
        person_name=by.person_name,
        round=before + 1,
        body_sealed=vault().seal_bytes(TABLE, COLUMN, key, canonical(to_json(keyed))),
        keyed_at=at,
    )


def _latest_of_another(row: models.Request, person: UUID) -> models.Keying | None:
    others = [k for k in latest_keyings(row.court_no, row.id) if k.person != person]
    return others[-1] if others else None


def _enter(
    task: models.WindowTask,
    row: models.Request,
    keyed: KeyedReceipt,
    line: models.Line | None,
    scans: Sequence[models.WindowScan],
    keyings: tuple[models.Keying, models.Keying],
    at: datetime,
    *,
    by: Principal,
) -> None:
    people = (keyings[0].person, keyings[1].person)
    served_on = task.served_on or keyed.receipt_on
    number = f"counter-{task.reference}-{row.external_no}-{keyings[1].round}"
    body = feedback_body(row, keyed, line, served_on, number)
    pictures = [scan.sha256 for scan in scans]
    more: dict[str, Any] = {"keyedBy": [str(p) for p in people], "scans": pictures}
    if keyed.conversion is not None:
        more["conversion"] = to_json(keyed.conversion)
    task.receipt_on = keyed.receipt_on
    task.save(update_fields=["receipt_on"])
    stored = _take(task, body, at, more)
    payload = CounterAnswered(
        task.id,
        row.id,
        task.institution_id,
        keyed.result.value,
        keyed.receipt_on,
        people,
        stored.sha256,
        tuple(pictures),
    )
    correlation = row.batch_id or row.matter_id
    append(NewAct(task.case_id, payload, keyed.receipt_on, correlation=correlation), by=by)
    left = [r for r in requests_of(task) if r.id != row.id and not _has_answer(r)]
    if not left:
        end_task(task, "ANSWERED", "", legal_day(at), by=by)


def _has_answer(row: models.Request) -> bool:
    return models.Answer.objects.filter(court_no=row.court_no, request_id=row.id).exists()


def _take(
    task: models.WindowTask, body: dict[str, Any], at: datetime, more: dict[str, Any]
) -> Stored:
    """Keep a record as evidence and its answers, as what comes over a wire is kept."""
    institution = at_window(get_institution(task.institution_id))
    served = None if task.served_at is None else task.served_at.isoformat()
    said = {"source": "COUNTER", "task": task.reference, "servedAt": served, "body": body, **more}
    payload = canonical(to_json(said)).decode()
    decoded = by_hand.decode_feedback(payload)
    if decoded.problems:
        raise Impossible(f"a record of ours cannot be read: {decoded.problems[0]}")
    arrived = wire_instant()
    with open_scope(Scope.system()):
        stored = store_message(institution, OPERATION, payload, arrived)
    with open_scope(Scope.of_institution(institution.id)):
        verdicts = take_feedback(institution, stored, decoded, arrived)
    with open_scope(Scope.system()):
        note_message(stored, is_decoded=True, verdicts=verdicts)
    if any(v is not Verdict.TAKEN for v in verdicts.values()):
        raise Impossible(f"a receipt of window task {task.reference} was not taken: {verdicts}")
    return stored


__all__ = [
    "KeyingOutcome",
    "KeyingState",
    "Refused",
    "Scan",
    "attach_scan",
    "key_receipt",
    "latest_keyings",
    "open_keying",
    "record_assistance_refusal",
]
