"""What an institution told, in words: for the lines of a report, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhixing.inquiry.wire.feedback import ControlResult, Feedback


def in_words(feedback: Feedback | None) -> str:
    """Say what a feedback tells of its request.

    >>> in_words(None)
    '没有反馈 no feedback'
    """
    if feedback is None:
        return "没有反馈 no feedback"
    return "；".join(_parts(feedback)) or "空的反馈 an empty feedback"


def _parts(feedback: Feedback) -> Iterator[str]:
    if feedback.rejection is not None:
        yield f"退回 rejected（{feedback.rejection.reason}{feedback.rejection.remark}）"
    if feedback.no_record:
        yield "查无 nothing found"
    if feedback.lookup_failed:
        yield "查询异常 the look-up failed"
    if feedback.accounts:
        yield "账户 accounts " + ", ".join(account.no for account in feedback.accounts)
    if feedback.estate is not None:
        units = dict.fromkeys(right.unit_no for right in feedback.estate.rights)
        yield "不动产单元 units " + (", ".join(units) or "无 none")
    if feedback.results and feedback.rejection is None:
        yield results_in_words(feedback.results)
    if feedback.receipts:
        yield f"回执 receipts × {len(feedback.receipts)}"


def results_in_words(results: Iterable[ControlResult]) -> str:
    """Say what became of each line."""
    return "；".join(_result(one) for one in results) or "没有控制结果 no result"


def _result(one: ControlResult) -> str:
    told = [one.outcome.value]
    if one.actual is not None:
        told.append(f"实际 actual {one.actual.yuan}")
    if one.limit is not None:
        told.append(f"要求 ordered {one.limit.yuan}")
    if one.actual_to is not None:
        told.append(f"至 until {one.actual_to.isoformat()}")
    if one.institution_ref:
        told.append(f"编号 reference {one.institution_ref}")
    if one.reason:
        told.append(f"原因 reason “{one.reason}”")
    return f"{one.line}：{'，'.join(told)}"
