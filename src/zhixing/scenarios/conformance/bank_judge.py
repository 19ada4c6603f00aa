"""The requests that banks are tried with, and how what they say of each is judged: by the book.

Requests, what follows what, and what is expected of each line stand in ``bank/book.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from zhixing.inquiry.wire.feedback import ControlResult, Feedback, Outcome
from zhixing.inquiry.wire.model import AssistanceRequest, ControlLine, Measure
from zhixing.inquiry.wire.testbook import bank_book
from zhixing.kernel.codec import decode
from zhixing.scenarios.conformance.bank_form import OLDER
from zhixing.scenarios.conformance.report import Report, compared, listed
from zhixing.scenarios.conformance.words import in_words, results_in_words

CARRIED_OUT: Final = frozenset({Outcome.DONE, Outcome.PARTIAL})
TERMED: Final = frozenset({Measure.FREEZE, Measure.RENEW})


def bank_requests(profile: str) -> dict[str, AssistanceRequest]:
    """Give the requests of the book by their names, numbered as the profile numbers them."""
    book = bank_book()
    requests = {n: decode(AssistanceRequest, given) for n, given in book["requests"].items()}
    if profile != OLDER:
        return requests
    numbers: dict[str, str] = book["older_numbers"]
    older = {requests[name].external_no: number for name, number in numbers.items()}
    return {
        name: replace(
            request,
            external_no=numbers[name],
            lines=tuple(_renumbered(line, older) for line in request.lines),
        )
        for name, request in requests.items()
    }


def _renumbered(line: ControlLine, older: Mapping[str, str]) -> ControlLine:
    if line.origin is None:
        return line
    number = line.origin.request_no
    return replace(line, origin=replace(line.origin, request_no=older.get(number, number[-20:])))


def may_go(name: str, told: Mapping[str, Any]) -> bool:
    """Say whether a request may be handed out: what it follows was answered."""
    before = bank_book()["after"].get(name)
    return before is None or before in told


def judge_answers(
    report: Report, requests: Mapping[str, AssistanceRequest], first: Mapping[str, Feedback]
) -> None:
    """Judge the first answer to each request of the book."""
    silent = [name for name in requests if name not in first]
    report.note("answered", not silent, f"没有反馈 no feedback：{listed(silent)}")
    known, unknown = first.get("known"), first.get("unknown")
    found = known is not None and bool(known.accounts)
    (line,) = requests["freeze"].lines
    account = "" if line.account is None else line.account.no
    report.note("known", found, compared(f"账户 account {account}", in_words(known)))
    nothing = unknown is not None and unknown.no_record
    report.note("unknown", nothing, compared("查无开户信息", in_words(unknown)))
    for name, expected in bank_book()["expect"].items():
        _judge_lines(report, name, expected, first.get(name))
    for name, request in requests.items():
        if request.lines and name in first:
            _judge_extent(report, name, request, first[name])


def _judge_lines(
    report: Report, name: str, expected: dict[str, Any], told: Feedback | None
) -> None:
    results = () if told is None else told.results
    outcomes = {r.line: r.outcome.value for r in results}
    fine = outcomes == expected["lines"]
    fine = fine and all(r.reason for r in results if r.outcome is Outcome.NOT_DONE)
    wanted = "；".join(f"{line}：{outcome}" for line, outcome in expected["lines"].items())
    if expected.get("receipt"):
        fine = fine and told is not None and bool(told.receipts)
        wanted += "；回执 receipt"
    report.note(f"{expected['check']}/{name}", fine, compared(wanted, in_words(told)))


def _judge_extent(report: Report, name: str, request: AssistanceRequest, told: Feedback) -> None:
    """Hold amount and term of what was done against what was ordered."""
    results = {r.line: r for r in told.results if r.outcome in CARRIED_OUT}
    for line in request.lines:
        result = results.get(str(line.line_no))
        if result is None:
            continue
        code = f"{name}-{line.line_no}" if len(request.lines) > 1 else name
        seen = results_in_words([result])
        if line.amount is not None:
            wanted = f"SKJE ≤ {line.amount.yuan}"
            fine = _is_within(line, result)
            report.note(f"within-order/{code}", fine, compared(wanted, seen))
        if line.measure in TERMED and line.term is not None and line.term.last is not None:
            kept = result.actual_to == line.term.last
            wanted = f"CSJSRQ {line.term.last.isoformat()}"
            report.note(f"term-kept/{code}", kept, compared(wanted, seen))


def _is_within(line: ControlLine, result: ControlResult) -> bool:
    ordered = line.amount
    if ordered is None:
        return True
    excess = result.excess or 0
    return result.actual is not None and result.actual <= ordered and excess <= 0
