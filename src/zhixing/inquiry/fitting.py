"""Whether a feedback answers what was asked: what a query found, or what became of a control.

A refusal fits every request. What does not fit tells nothing about the request it names, least of
all that nothing was found; it is kept and closes nothing.
"""

from __future__ import annotations

from typing import Final

from zhixing.inquiry.problems import WRONG_KIND, Problem
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.model import Kind

FITTING: Final = {
    Kind.QUERY.value: frozenset(
        {
            FeedbackKind.ACCOUNTS,
            FeedbackKind.PROPERTY,
            FeedbackKind.REAL_ESTATE,
            FeedbackKind.LEDGER,
            FeedbackKind.RECEIPT,
        }
    ),
    Kind.CONTROL.value: frozenset({FeedbackKind.CONTROL, FeedbackKind.RECEIPT}),
}
"""The kinds of feedback that answer a request of a kind, or may stand beside an answer to it."""
ASKED: Final = {Kind.QUERY.value: ("查询", "a query"), Kind.CONTROL.value: ("控制", "a control")}
TOLD: Final = {
    FeedbackKind.ACCOUNTS: ("账户查询结果", "accounts"),
    FeedbackKind.PROPERTY: ("财产查询结果", "property found"),
    FeedbackKind.REAL_ESTATE: ("不动产查询结果", "real estate found"),
    FeedbackKind.LEDGER: ("交易流水", "movements of an account"),
    FeedbackKind.CONTROL: ("控制结果", "what became of a control"),
}


def fits(kind: str, feedback: Feedback) -> bool:
    """Say whether a feedback answers a request of this kind; a rejection always does."""
    return feedback.is_rejected or feedback.kind in FITTING[kind]


def misfit_of(kind: str, feedback: Feedback) -> Problem:
    """Say what was asked and what was told in its place."""
    asked, told = ASKED[kind], TOLD.get(feedback.kind, (feedback.kind.value, feedback.kind.value))
    return Problem(
        WRONG_KIND,
        f"反馈种类与请求不符：请求为{asked[0]}，反馈的却是{told[0]}。反馈已存档，请求仍待反馈；"
        "请联系该单位按原请求反馈。",
        f"It is no answer to what was asked: the request is {asked[1]}, the feedback tells "
        f"{told[1]}. It is kept, and the request still waits; ask the institution to answer it.",
    )
