"""Reading registries: who calls, which documents they want, what they feed back. Liberal.

A feedback is told by what its ``Data`` holds and never by the operation it came through.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhixing.inquiry.wire.bank_in import DocumentKey, UserMarker
from zhixing.inquiry.wire.bank_rows import read_outcome, read_receipt
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import (
    ControlResult,
    Decoded,
    Feedback,
    FeedbackKind,
    Outcome,
    Receipt,
    Rejection,
    RejectionForm,
)
from zhixing.inquiry.wire.layers import key_readings
from zhixing.inquiry.wire.profile import Purpose, WireProfile
from zhixing.inquiry.wire.reasons import classify_reason
from zhixing.inquiry.wire.registry_estate import read_estate
from zhixing.inquiry.wire.registry_merge import merged
from zhixing.inquiry.wire.registry_rows import ElementRow, open_elements
from zhixing.inquiry.wire.rows import Row, Sink

OK = "0000"
_PEELS = 3
"""A number is sent under one layer of Base64, in one place under two."""


def decode_usermarker(payload: str, profile: WireProfile) -> UserMarker:
    """Read who calls, from values raw or in Base64.

    :raises Unreadable: no document, or no user name in it.
    """
    row = _condition(payload, profile, "usermarker", "USERNAME")
    best = (row.text("USERNAME"), row.text("PASSWORD"))
    raw = (row.raw("USERNAME").strip(), row.raw("PASSWORD").strip())
    inner = (_peeled(row, "USERNAME", raw[0]), _peeled(row, "PASSWORD", raw[1]))
    readings = tuple(dict.fromkeys(pair for pair in (best, inner, raw) if pair[0]))
    return UserMarker(*readings[0], readings)


def decode_document_key(payload: str, profile: WireProfile) -> DocumentKey:
    """Read which writs or credentials are wanted; ``readings`` are the number at every depth.

    :raises Unreadable: no document, or no number in it.
    """
    row = _condition(payload, profile, "wsbhinfo", "CXQQDH")
    readings = [row.raw("CXQQDH").strip()]
    for _ in range(_PEELS):
        readings.append(_peeled(row, "CXQQDH", readings[-1]))
    deepest_first = tuple(dict.fromkeys(v for v in reversed(readings) if v))
    return DocumentKey("CXQQDH", deepest_first[0], deepest_first)


def _peeled(row: Row, name: str, value: str) -> str:
    meant = key_readings(value, "utf-8", row.path, name)
    return meant[0] if meant else ""


def _condition(payload: str, profile: WireProfile, what: str, name: str) -> Row:
    _, root = open_elements(payload, profile, Sink(), what=what)
    for row in (*root.rows("condition"), root):
        if row.raw(name).strip():
            return row
    raise Unreadable(what, name, "未填写", "is empty")


def decode_feedback(payload: str, profile: WireProfile, operation: str | None = None) -> Decoded:
    """Read a feedback, whichever operation brought it (named only so that a mismatch is noted).

    A row or field that cannot be read is named in ``problems``; the rest is kept.

    :raises Unreadable: not a document, or holding no feedback this wire knows.
    """
    sink = Sink()
    name, root = open_elements(payload, profile, sink, what="feedback")
    data = (root.first("data") or root) if name == "message" else root
    holder = data.first("bdcfklist") or data
    queries, controls = list(holder.rows("bdccxjg")), list(holder.rows("bdckzjg"))
    papers = [*data.rows("hzxx"), *holder.rows("hzxx")] if holder is not data else []
    papers = papers or list(data.rows("hzxx"))
    if not (queries or controls or papers) and not {"bdcfklist", "hzxxlist"} & {*data.names()}:
        raise Unreadable(
            root.path, "", "不认识的反馈", "is no feedback of this wire", "unknown-root"
        )
    called = profile.find_operation(operation) if operation else None
    carries = Purpose.FEED_QUERY if queries else Purpose.FEED_CONTROL
    if called is not None and called.purpose is not carries:
        sink.note(
            "other-operation",
            root.path,
            operation or "",
            "经由其他操作送达",
            "came through another operation",
        )
    head = _head(root)
    answers = _read_each(queries, head, sink, is_control=False)
    results = _read_each(controls, head, sink, is_control=True)
    feedbacks = _by_number(answers, results, _read_receipts(papers, sink), sink)
    if not feedbacks and not sink.problems:
        sink.lose(root.path, "", "没有任何记录", "holds no row", "no-rows")
    return Decoded(root.path, tuple(feedbacks), tuple(sink.notes.values()), tuple(sink.problems))


@dataclass(frozen=True, slots=True)
class _Head:
    """Hold what the head of a message says of it as a whole."""

    path: str
    code: str
    words: str


def _head(root: ElementRow) -> _Head:
    head = root.first("head")
    if head is None:
        return _Head(root.path, "", "")
    return _Head(head.path, head.text("RESPONSECODE"), head.text("RESPONSEINFO"))


def _read_each(
    rows: list[Row], head: _Head, sink: Sink, *, is_control: bool
) -> dict[str, Feedback]:
    found: dict[str, Feedback] = {}
    for row in rows:
        number = row.text("CXQQDH")
        if not number or not isinstance(row, ElementRow):
            sink.lose(
                row.path,
                "CXQQDH",
                "缺请求单号，无法归属",
                "is missing; whose row is it?",
                "no-number",
            )
            continue
        read = (_control if is_control else _query)(number, row, head, sink)
        if read is not None:
            known = found.get(number)
            found[number] = read if known is None else merged(known, read, sink, row.path)
    return found


def _by_number(
    answers: dict[str, Feedback],
    results: dict[str, Feedback],
    papers: dict[str, tuple[Receipt, ...]],
    sink: Sink,
) -> list[Feedback]:
    """Give one feedback for each number: results with their receipts, never both kinds."""
    for number in answers.keys() & results.keys():
        sink.lose(
            "BDCFKLIST",
            "CXQQDH",
            f"请求单号 {number} 同时作为查询和控制反馈，按控制处理",
            f"{number} is answered as a query and as a control; taken for a control",
            "two-kinds",
        )
    told = {**answers, **results}
    for number, receipts in papers.items():
        known = told.get(number)
        told[number] = (
            Feedback(number, FeedbackKind.RECEIPT, receipts=receipts)
            if known is None
            else replace(known, receipts=receipts)
        )
    return list(told.values())


def _query(number: str, row: ElementRow, head: _Head, sink: Sink) -> Feedback:
    """Read the answer to a query; only ``0000`` without any list says that nothing was found."""
    mark = sink.mark
    _note_head(row, head, sink)
    estate = read_estate(row, sink)
    refused = _refused(row, head)
    if refused is not None and estate.is_empty:
        return Feedback(number, FeedbackKind.REJECT, rejection=refused)
    if refused is not None:
        sink.lose(
            row.path,
            "RESULT",
            f"结果代码为失败（{refused.remark} {refused.reason}），却列有内容，保留内容",
            f"says that it failed ({refused.remark}) and holds records; they are kept",
            "answer-and-refusal",
        )
    if estate.is_empty and row.text("RESULT") != OK and head.code != OK:
        sink.lose(row.path, "RESULT", "没有结果代码", "there is no result code", "no-result")
    lost = sink.lost_since(mark)
    is_nothing = estate.is_empty and not lost
    return Feedback(
        number, FeedbackKind.REAL_ESTATE, no_record=is_nothing, estate=estate, lost=lost
    )


def _note_head(row: ElementRow, head: _Head, sink: Sink) -> None:
    """Keep a problem where the head says that something failed and the block that nothing did."""
    if head.code not in ("", OK) and row.text("RESULT") == OK:
        sink.lose(
            head.path,
            "RESPONSECODE",
            f"报文头代码 {head.code} {head.words}，与结果 {OK} 矛盾",
            f"says {head.code} {head.words} where the block says {OK}",
            "head-contradicts",
        )


def _control(number: str, row: ElementRow, head: _Head, sink: Sink) -> Feedback | None:
    _note_head(row, head, sink)
    results: dict[str, ControlResult] = {}
    for line in row.rows("kzxx"):
        unit, outcome = line.text("BDCDYH"), read_outcome(line)
        if not unit:
            sink.lose(line.path, "BDCDYH", "缺不动产单元号", "is missing", "no-line")
        elif outcome is None:
            sink.lose(line.path, "KZZT", "控制状态须为 1 或 2", "must be 1 or 2", "bad-state")
        else:
            results[unit] = _result(unit, outcome, line)
    refused = _refused(row, head)
    if refused is not None and not results:
        return Feedback(number, FeedbackKind.REJECT, rejection=refused)
    if not results:
        sink.lose(row.path, "KZXX", "没有办理结果", "holds no result", "no-rows")
        return None
    return Feedback(number, FeedbackKind.CONTROL, results=tuple(results.values()))


def _refused(row: ElementRow, head: _Head) -> Rejection | None:
    """Give the refusal a code other than ``0000`` amounts to: the block's, or else the head's."""
    code = row.text("RESULT") or head.code
    if code in ("", OK):
        return None
    words = row.text("MESSAGE") or head.words
    return Rejection(
        RejectionForm.RESULT_CODE, words or f"RESULT {code}", classify_reason(words), remark=code
    )


def _result(unit: str, outcome: Outcome, row: Row) -> ControlResult:
    """Read a line's result; the right type in it is fixed by the front-end and not looked at."""
    reason = row.text("WNKZYY")
    business, sealing = row.text("YWH"), row.text("CFYWH")
    return ControlResult(
        line=unit,
        outcome=outcome,
        account_no="",
        product_no="",
        wealth_account="",
        scope=None,
        balance=None,
        available=None,
        actual_from=row.date("CSKSRQ"),
        actual_to=row.date("CSJSRQ"),
        limit=None,
        actual=None,
        actual_quantity=None,
        excess=None,
        reason=reason,
        reason_code=classify_reason(reason) if reason else None,
        remark=row.text("BEIZ"),
        institution_ref=sealing or business,
        business_no=business if sealing and business != sealing else "",
    )


def _read_receipts(rows: list[Row], sink: Sink) -> dict[str, tuple[Receipt, ...]]:
    found: dict[str, list[Receipt]] = {}
    for seq, row in enumerate(rows, 1):
        number = row.text("CXQQDH")
        receipt = read_receipt(row, seq, sink)
        if number and receipt is not None:
            found.setdefault(number, []).append(receipt)
    return {number: tuple(receipts) for number, receipts in found.items()}
