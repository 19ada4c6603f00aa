"""Reading banks: who calls, which documents they want, what they feed back. Liberal.

A feedback is told by its root element and never by the operation it came through: some
front-ends send the rejection of a control through the operation for queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zhixing.inquiry.wire.bank_rows import (
    read_account,
    read_outcome,
    read_prior_measure,
    read_receipt,
    read_result,
    read_right,
    read_transaction,
)
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import (
    AccountFound,
    ControlResult,
    Decoded,
    Feedback,
    FeedbackKind,
    Outcome,
    Receipt,
    Rejection,
    RejectionForm,
    Sentinel,
    Transaction,
)
from zhixing.inquiry.wire.layers import is_carried, key_readings
from zhixing.inquiry.wire.profile import Purpose, WireProfile
from zhixing.inquiry.wire.reasons import WHOLE_REQUEST, ReasonCode, classify_reason
from zhixing.inquiry.wire.rows import Row, Sink, open_document

_EXPECTED = {
    Purpose.FEED_QUERY: "zhxxlist",
    Purpose.FEED_CONTROL: "kzxxlist",
    Purpose.FEED_LEDGER: "wlxxlist",
    Purpose.FEED_REJECTION: "htxxlist",
}


_SENTINELS = frozenset(Sentinel)


@dataclass(frozen=True, slots=True)
class UserMarker:
    """Hold who calls. ``readings`` are all (user, password) pairs the text may mean, best first.

    A short name may be both a word and Base64 of another: try each against those known.
    """

    username: str
    password: str
    readings: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"UserMarker({self.username!r})"


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """Hold what a document fetch asks for: ``field`` is WSBH (writ set) or BDHM (request)."""

    field: str
    value: str
    readings: tuple[str, ...]


def decode_usermarker(payload: str, profile: WireProfile) -> UserMarker:
    """Read who calls, from values raw or in Base64.

    :raises Unreadable: no document, or no user name in it.
    """
    row = _condition(payload, profile, "usermarker", "USERNAME")
    best = (row.text("USERNAME"), row.text("PASSWORD"))
    raw = (row.raw("USERNAME").strip(), row.raw("PASSWORD").strip())
    inner = (_inner(row, "USERNAME", profile), _inner(row, "PASSWORD", profile))
    readings = tuple(dict.fromkeys(pair for pair in (best, inner, raw) if pair[0]))
    return UserMarker(*readings[0], readings)


def decode_document_key(payload: str, profile: WireProfile) -> DocumentKey:
    """Read which writs or credentials are wanted (``wsbhinfo``, ``bdhminfo``).

    :raises Unreadable: no document, or neither number in it.
    """
    row = _condition(payload, profile, "bdhminfo", "WSBH", "BDHM")
    name = "WSBH" if row.raw("WSBH").strip() else "BDHM"
    meant = key_readings(row.raw(name), profile.charset, row.path, name)
    readings = tuple(dict.fromkeys(v for v in (row.text(name), *meant) if v))
    return DocumentKey(name, readings[0], readings)


def _inner(row: Row, name: str, profile: WireProfile) -> str:
    meant = key_readings(row.raw(name), profile.charset, row.path, name)
    return meant[0] if meant else ""


def _condition(payload: str, profile: WireProfile, what: str, *names: str) -> Row:
    _, root = open_document(payload, profile, Sink(), what=what)
    for row in (*root.rows("condition"), root):
        if any(row.raw(name).strip() for name in names):
            return row
    wanted = "/".join(names)
    raise Unreadable(what, wanted, "未填写", "is empty")


def decode_feedback(
    payload: str | bytes, profile: WireProfile, operation: str | None = None
) -> Decoded:
    """Read a feedback, whichever operation brought it (named only so that a mismatch is noted).

    A row or field that cannot be read is named in ``problems``; the rest is kept.

    :raises Unreadable: not a document, or of a root this wire does not know.
    """
    sink = Sink()
    name, root = open_document(payload, profile, sink, what="feedback")
    read = _READERS.get(name)
    if read is None:
        raise Unreadable(
            root.path, "", "不认识的反馈", "is no feedback of this wire", "unknown-root"
        )
    called = profile.find_operation(operation) if operation else None
    is_misrouted = called is not None and _EXPECTED.get(called.purpose, name) != name
    if is_misrouted:
        sink.note(
            "other-operation",
            root.path,
            operation or "",
            "经由其他操作送达",
            "came through another operation",
        )
    feedbacks = read(root, sink, is_misrouted)
    if not feedbacks and not sink.problems:
        sink.lose(root.path, "", "没有任何记录", "holds no row", "no-rows")
    return Decoded(
        root.path,
        tuple(feedbacks),
        tuple(sink.notes.values()),
        tuple(sink.problems),
        {n: text for n, text in sink.spelled.items() if not is_carried(n, profile.charset)},
    )


def _by_request(
    rows: Iterable[Row], sink: Sink, others: Iterable[str] = ()
) -> dict[str, list[Row]]:
    """Group rows by request number; a row without one takes the only number of its document."""
    listed = list(rows)
    numbers = {number for row in listed if (number := row.text("BDHM"))} | {n for n in others if n}
    grouped: dict[str, list[Row]] = {}
    for row in listed:
        number = row.text("BDHM")
        if not number and len(numbers) == 1:
            number = next(iter(numbers))
            sink.note(
                "number-filled",
                row.path,
                "BDHM",
                "缺请求编号，按同一报文补",
                "taken from its siblings",
            )
        if number:
            grouped.setdefault(number, []).append(row)
            if not number.isascii():
                sink.spelled.setdefault(number, row.raw("BDHM").strip())
        else:
            sink.lose(
                row.path,
                "BDHM",
                "缺请求编号，无法归属",
                "is missing; whose row is it?",
                "no-number",
            )
    return grouped


def _inner_numbers(rows: Iterable[Row], *items: str) -> list[str]:
    return [inner.text("BDHM") for row in rows for item in items for inner in row.rows(item)]


def _read_accounts(root: Row, sink: Sink, is_misrouted: bool) -> list[Feedback]:
    root.note_strangers("zhxx")
    rows = list(root.rows("zhxx"))
    inner = _inner_numbers(rows, "djxx", "wlxx", "jrxx")
    grouped = _by_request(rows, sink, inner)
    return [_accounts_of(number, group, sink) for number, group in grouped.items()]


def _accounts_of(number: str, rows: list[Row], sink: Sink) -> Feedback:
    accounts: list[AccountFound] = []
    sentinels: set[str] = set()
    rejection: Rejection | None = None
    mark = sink.mark
    for row in rows:
        account_no = row.text("KHZH")
        if account_no == Sentinel.NOT_APPROVED:
            rejection = _rejection(RejectionForm.PSEUDO_ACCOUNT, row.text("BEIZ"))
        if account_no in _SENTINELS:
            sentinels.add(account_no)
        elif _is_account(row, account_no, sink):
            accounts.append(read_account(row))
    return Feedback(
        request_no=number,
        kind=FeedbackKind.REJECT if rejection else FeedbackKind.ACCOUNTS,
        no_record=sentinels == {Sentinel.NO_RECORD} and not accounts and len(rows) == 1,
        lookup_failed=Sentinel.LOOKUP_FAILED in sentinels,
        accounts=tuple(accounts),
        rejection=rejection,
        lost=sink.lost_since(mark),
    )


def _is_account(row: Row, number: str, sink: Sink) -> bool:
    """Say whether a value can be the number of an account; what cannot is a problem."""
    if not row.raw("KHZH").strip():
        sink.lose(row.path, "KHZH", "缺账号", "is missing", "no-account")
    elif number and not any(c.isdecimal() for c in number):
        sink.lose(
            row.path,
            "KHZH",
            "不是账号：其中没有数字",
            "is no account: no digit in it",
            "bad-account",
        )
    elif row.is_too_wide("KHZH"):
        sink.lose(
            row.path,
            "KHZH",
            "不是账号：超过附件规定的长度",
            "is no account: longer than the annex allows",
            "bad-account",
        )
    else:
        return bool(number)
    return False


def _rejection(form: RejectionForm, reason: str) -> Rejection:
    return Rejection(form, reason, classify_reason(reason))


def _read_controls(root: Row, sink: Sink, is_misrouted: bool) -> list[Feedback]:
    root.note_strangers("kzxx", "hzxx", "djxx", "qlxx")
    rows = list(root.rows("kzxx"))
    papers = list(root.rows("hzxx"))
    hints = [paper.text("BDHM") for paper in papers] + _inner_numbers(rows, "djxx", "qlxx")
    grouped = _by_request(rows, sink, hints)
    receipts = _receipts(papers, sink, grouped)
    beside = {item: _beside(root, item) for item in ("djxx", "qlxx")}
    feedbacks = []
    for number in dict.fromkeys((*grouped, *receipts)):
        results = _results_of(number, grouped.get(number, []), beside, sink)
        kept = receipts.get(number, ())
        rejection = _pseudo_result(results, kept, is_misrouted)
        kind = FeedbackKind.REJECT if rejection else FeedbackKind.CONTROL
        if results or kept:
            feedbacks.append(
                Feedback(number, kind, results=results, receipts=kept, rejection=rejection)
            )
    return feedbacks


Beside = dict[tuple[str, str], list[Row]]


def _results_of(
    number: str, rows: list[Row], beside: dict[str, Beside], sink: Sink
) -> tuple[ControlResult, ...]:
    results: dict[str, ControlResult] = {}
    for row in rows:
        line, outcome = row.text("CCXH"), read_outcome(row)
        if not line:
            sink.lose(row.path, "CCXH", "缺序号", "is missing", "no-line")
            continue
        if outcome is None:
            sink.lose(row.path, "KZZT", "控制状态须为 1 或 2", "must be 1 or 2", "bad-state")
            continue
        if line in results:
            sink.note(
                "line-repeated",
                row.path,
                "CCXH",
                "序号重复，以后者为准",
                "repeats; the later holds",
            )
        prior, rights = (
            [r for owner in (number, "") for r in beside[item].get((owner, line), [])]
            for item in ("djxx", "qlxx")
        )
        results[line] = read_result(
            row,
            outcome,
            tuple(read_prior_measure(r) for r in prior),
            tuple(read_right(r) for r in rights),
        )
    return tuple(results.values())


def _beside(root: Row, item: str) -> Beside:
    """Gather sub-rows that stand in the root instead of in their line, by number and line."""
    found: Beside = {}
    for row in root.rows(item):
        found.setdefault((row.text("BDHM"), row.text("CCXH")), []).append(row)
    return found


def _receipts(
    papers: list[Row], sink: Sink, results: dict[str, list[Row]]
) -> dict[str, tuple[Receipt, ...]]:
    found: dict[str, tuple[Receipt, ...]] = {}
    for number, rows in _by_request(papers, sink, results).items():
        read = (read_receipt(row, seq, sink) for seq, row in enumerate(rows, 1))
        found[number] = tuple(receipt for receipt in read if receipt is not None)
    return found


def _pseudo_result(
    results: tuple[ControlResult, ...], receipts: tuple[Receipt, ...], is_misrouted: bool
) -> Rejection | None:
    """Tell a refusal to act from lines that were each tried and failed."""
    if not results or receipts or any(r.outcome is not Outcome.NOT_DONE for r in results):
        return None
    reasons = {r.reason for r in results}
    speaks_of_all = all(r.reason_code in WHOLE_REQUEST for r in results)
    if speaks_of_all or (is_misrouted and len(reasons) == 1):
        return _rejection(RejectionForm.PSEUDO_RESULT, results[0].reason)
    return None


def _read_ledger(root: Row, sink: Sink, is_misrouted: bool) -> list[Feedback]:
    root.note_strangers("wlxx")
    feedbacks = []
    for number, rows in _by_request(root.rows("wlxx"), sink).items():
        movements: tuple[Transaction, ...] = tuple(read_transaction(row, "") for row in rows)
        feedbacks.append(Feedback(number, FeedbackKind.LEDGER, transactions=movements))
    return feedbacks


def _read_rejections(root: Row, sink: Sink, is_misrouted: bool) -> list[Feedback]:
    root.note_strangers("htxx")
    feedbacks = []
    for number, rows in _by_request(root.rows("htxx"), sink).items():
        row = rows[-1]
        reason, remark = row.text("XCHTYY"), row.text("XCHTBZ")
        code = classify_reason(remark)
        rejection = Rejection(
            form=RejectionForm.OWN_LIST,
            reason=reason,
            reason_code=classify_reason(reason) if code is ReasonCode.OTHER else code,
            remark=remark,
            contact=row.text("XCHTR"),
            phone=row.text("XCHTDH"),
        )
        feedbacks.append(Feedback(number, FeedbackKind.REJECT, rejection=rejection))
    return feedbacks


_READERS: dict[str, Callable[[Row, Sink, bool], list[Feedback]]] = {
    "zhxxlist": _read_accounts,
    "kzxxlist": _read_controls,
    "hzxxlist": _read_controls,
    "wlxxlist": _read_ledger,
    "htxxlist": _read_rejections,
}
