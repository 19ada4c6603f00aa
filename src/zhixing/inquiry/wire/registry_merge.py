"""Several blocks about one request in a registry's message, made one answer.

A front-end may answer unit by unit, each unit in a block of its own under the same number. What
the blocks say stands side by side; only what a later block says of the same unit takes the place
of what an earlier one said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.real_estate import (
    Estate,
    MortgageFound,
    PreNotice,
    RightFound,
    SealingFound,
)
from zhixing.inquiry.wire.rows import Sink

F = TypeVar("F", bound=RightFound | MortgageFound | PreNotice | SealingFound)


def merged(first: Feedback, second: Feedback, sink: Sink, path: str) -> Feedback:
    """Give what two blocks say of one request; ``path`` names the second.

    Where one refuses and the other answers, the answer stands and the refusal is a problem.
    """
    answers = [f for f in (first, second) if f.rejection is None]
    if not answers:
        return second
    mark = sink.mark
    if len(answers) == 1:
        sink.lose(
            path,
            "RESULT",
            "同一请求单号下既有拒绝又有结果，保留结果",
            "refuses and answers under one number; the answer is kept",
            "answer-and-refusal",
        )
        (kept,) = answers
        is_query = kept.kind is FeedbackKind.REAL_ESTATE
        lost = (*first.lost, *second.lost, *sink.lost_since(mark))
        return replace(kept, no_record=False, lost=lost) if is_query else kept
    estate = None
    if first.estate is not None and second.estate is not None:
        estate = _estate(first.estate, second.estate, sink, path)
    results = {r.line: r for r in first.results}
    for result in second.results:
        if result.line in results:
            _note_repeat(sink, path, result.line)
        results[result.line] = result
    return replace(
        second,
        no_record=first.no_record and second.no_record,
        estate=estate,
        results=tuple(results.values()),
        receipts=(*first.receipts, *second.receipts),
        lost=(*first.lost, *second.lost),
    )


def _estate(first: Estate, second: Estate, sink: Sink, path: str) -> Estate:
    told = {r.number for r in first.rights}
    for number in sorted({r.number for r in second.rights} & told):
        _note_repeat(sink, path, number)
    return Estate(
        _latest(first.rights, second.rights),
        _latest(first.mortgages, second.mortgages),
        _latest(first.pre_notices, second.pre_notices),
        _latest(first.sealings, second.sealings),
    )


def _latest(first: Sequence[F], second: Sequence[F]) -> tuple[F, ...]:
    again = {_key(one) for one in second}
    return (*(one for one in first if _key(one) not in again), *second)


def _key(one: RightFound | MortgageFound | PreNotice | SealingFound) -> tuple[str, str]:
    if isinstance(one, RightFound):
        return one.kind.value, one.number
    return "", one.number if isinstance(one, PreNotice) else one.unit_no


def _note_repeat(sink: Sink, path: str, unit: str) -> None:
    sink.note(
        "unit-repeated",
        path,
        "BDCDYH",
        f"不动产单元号 {unit} 重复，以后者为准",
        f"unit {unit} repeats; the later holds",
    )
