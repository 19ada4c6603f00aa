"""Reads feedback of the open profile from its evidence: answers, results, rejections.

The evidence is the message as it came, with the particulars of its signature. A feedback
that cannot be read is named and never costs the others of its message.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from enum import StrEnum

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.feedback import (
    ControlResult,
    Decoded,
    Feedback,
    FeedbackKind,
    Outcome,
    PriorityRight,
    PriorMeasure,
    PropertyFound,
    Receipt,
    Rejection,
    RejectionForm,
)
from zhixing.inquiry.wire.model import Writ
from zhixing.inquiry.wire.openjson.members import Findings, Members
from zhixing.inquiry.wire.openjson.statement import Statement, read_body
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.reasons import ReasonCode, classify_reason
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.canonical import canonical

ROOT = "feedbacks"
MOST_FEEDBACKS = 500
MOST_ROWS = 5000


class Said(StrEnum):
    """Name what a feedback says of its request."""

    FOUND = "FOUND"
    NIL = "NIL"
    FAILED = "FAILED"
    CONTROLLED = "CONTROLLED"
    REJECTED = "REJECTED"


def evidence_of(statement: Statement, signature: bytes, body: bytes) -> str:
    """Give what is kept of a signed message: its text as it came, and the signature with it."""
    particulars = {name: getattr(statement, name) for name in Statement.__slots__ if name != "body"}
    kept = {
        "raw": body.decode("utf-8"),
        "signature": base64.b64encode(signature).decode(),
        "signed": particulars,
    }
    return canonical(kept).decode()


def open_evidence(payload: str) -> tuple[Statement, bytes]:
    """Give the statement and the signature of what was kept, so that they are checked again."""
    kept = json.loads(payload)
    body = read_body(kept["raw"].encode())
    return Statement(**kept["signed"], body=body), base64.b64decode(kept["signature"])


def decode_feedback(payload: str, profile: WireProfile, operation: str = "") -> Decoded:
    """Read the feedbacks of a message from its evidence.

    :raises Unreadable: the message as a whole is none.
    """
    try:
        statement, _ = open_evidence(payload)
    except (WireError, ValueError, KeyError, TypeError) as error:
        raise Unreadable("message", "", "不是开放接口的报文", f"no open message: {error}") from None
    return read_message(statement.body)


def read_message(body: object) -> Decoded:
    """Read the feedbacks of a message's body.

    :raises Unreadable: the body is no object, or lists no feedback, or far too many.
    """
    found = Findings()
    message = Members.of(body, "", found)
    if message is None:
        raise Unreadable("message", "", "正文应为对象", "the body must be an object")
    message.text("messageId", needed=True)
    message.text("sentAt")
    rows = message.rows(ROOT)
    message.finish()
    if not rows or len(rows) > MOST_FEEDBACKS:
        raise Unreadable(
            "message",
            ROOT,
            f"应有1至{MOST_FEEDBACKS}条反馈",
            f"must list 1 to {MOST_FEEDBACKS} feedbacks",
            "no-feedback",
        )
    feedbacks: dict[str, Feedback] = {}
    for row in rows:
        feedback = _feedback(row)
        if feedback is None:
            continue
        if feedback.request_no in feedbacks:
            problem = Unreadable(
                row.row,
                "requestNo",
                "同一报文中重复",
                "stands twice in the message",
                "request-twice",
            )
            found.problems.append(problem)
            continue
        feedbacks[feedback.request_no] = feedback
    return Decoded(ROOT, tuple(feedbacks.values()), tuple(found.notes), tuple(found.problems))


def _feedback(row: Members) -> Feedback | None:
    before = len(row.found.problems)
    number = row.text("requestNo", needed=True)
    said = row.choice("result", Said)
    if not number or said is None:
        return None
    is_complete = row.flag("complete", otherwise=True)
    if said is Said.REJECTED:
        feedback = Feedback(number, FeedbackKind.REJECT, rejection=_rejection(row))
    elif said is Said.CONTROLLED:
        feedback = _control(row, number)
    else:
        feedback = _answer(row, number, said, is_complete)
    row.finish()
    return None if _is_lost(row, before) else feedback


def _is_lost(row: Members, before: int) -> bool:
    """Say whether something was lost that the whole feedback hangs on."""
    fatal = {"contradiction", "no-row-read"}
    return any(p.code in fatal for p in row.found.problems[before:])


def _answer(row: Members, number: str, said: Said, is_complete: bool) -> Feedback:
    told = row.rows("records")
    records = [r for r in (_record(m) for m in told[:MOST_ROWS]) if r is not None]
    if said is Said.FOUND and not told and is_complete:
        _fatal(row, "contradiction", "称查得却无记录", "says FOUND and lists no record")
    elif said is Said.FOUND and told and not records:
        _fatal(row, "no-row-read", "没有一条记录可读", "none of its records can be read")
    elif said is not Said.FOUND and told:
        _fatal(row, "contradiction", "称未查得却有记录", f"says {said.value} and lists records")
    return Feedback(
        number,
        FeedbackKind.PROPERTY,
        no_record=said is Said.NIL,
        lookup_failed=said is Said.FAILED,
        properties=tuple(records),
        is_complete=is_complete,
    )


def _fatal(row: Members, code: str, zh: str, en: str) -> None:
    row.found.problems.append(Unreadable(row.row, "records", zh, en, code))


def _record(row: Members) -> PropertyFound | None:
    kind = row.choice("kind", PropertyKind)
    identifier = row.text("identifier", needed=True)
    record = PropertyFound(
        row.text("recordNo"),
        kind or PropertyKind.OTHER,
        identifier,
        row.text("name"),
        row.text("status"),
        row.text("location"),
        row.day("registeredOn"),
        row.text("holderShare"),
        row.number("quantity"),
        row.text("unit"),
        row.text("currency"),
        row.money("value"),
        row.money("available"),
        row.flag("exempt", otherwise=False),
        row.text("remark"),
        tuple(_measure(m) for m in row.rows("priorMeasures")),
        tuple(_right(m) for m in row.rows("rights")),
        row.texts("details"),
    )
    row.finish()
    return record if kind is not None and identifier else None


def _measure(row: Members) -> PriorMeasure:
    measure = PriorMeasure(
        row.text("seq"),
        row.text("authority", needed=True),
        row.text("documentNo"),
        row.money("amount"),
        row.day("until"),
        remark=row.text("remark"),
    )
    row.finish()
    return measure


def _right(row: Members) -> PriorityRight:
    right = PriorityRight(
        row.text("seq"),
        row.text("kind", needed=True),
        row.text("holder", needed=True),
        row.money("amount"),
        row.text("address"),
        row.text("contact"),
        remark=row.text("remark"),
    )
    row.finish()
    return right


def _control(row: Members, number: str) -> Feedback:
    told = row.rows("results")
    results = [r for r in (_result(m) for m in told) if r is not None]
    if not results:
        _fatal(row, "no-row-read", "没有一条控制结果可读", "no result of a line can be read")
    return Feedback(
        number,
        FeedbackKind.CONTROL,
        results=tuple(results),
        receipts=tuple(r for r in (_receipt(m) for m in row.rows("receipts")) if r is not None),
    )


def _result(row: Members) -> ControlResult | None:
    line = row.text("lineNo", needed=True)
    outcome = row.choice("outcome", Outcome)
    reason = row.text("reason", needed=outcome is Outcome.NOT_DONE)
    result = ControlResult(
        line,
        outcome or Outcome.NOT_DONE,
        row.text("identifier"),
        "",
        "",
        None,
        row.money("value"),
        row.money("available"),
        row.day("from"),
        row.day("to"),
        row.money("limit"),
        row.money("actual"),
        row.number("actualQuantity"),
        row.money("excess"),
        reason,
        classify_reason(reason) if reason else None,
        row.text("remark"),
        tuple(_measure(m) for m in row.rows("priorMeasures")),
        tuple(_right(m) for m in row.rows("rights")),
        row.text("institutionRef"),
    )
    row.finish()
    return result if line and outcome is not None else None


def _rejection(row: Members) -> Rejection:
    reason = row.text("reason", needed=True)
    code = classify_reason(reason) if reason else ReasonCode.OTHER
    return Rejection(
        RejectionForm.OWN_MESSAGE,
        reason,
        code,
        row.text("remark"),
        row.text("contact"),
        row.text("phone"),
    )


def _receipt(row: Members) -> Receipt | None:
    name, extension = row.text("fileName", needed=True), row.text("extension") or "pdf"
    stated = row.text("sha256").lower()
    value = row.values.get("content")
    row.asked.add("content")
    row.finish()
    try:
        content = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except binascii.Error:
        content = b""
    if not content:
        row.found.problems.append(
            Unreadable(row.row, "content", "不是Base64", "is no Base64", "not-base64")
        )
        return None
    agrees = stated == hashlib.sha256(content).hexdigest() if stated else None
    return Receipt(Writ(1, "回执", name, extension, content), stated, agrees)
