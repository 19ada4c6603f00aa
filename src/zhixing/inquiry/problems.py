"""What stands in the way of an answer, or is to be looked at in it, in words for the handler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import psycopg

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.kernel.refusal import Refusal

MOST_NAMED: Final = 5
"""How many lost fields of an answer are named; the raw message shows the others."""
WRONG_KIND: Final = "WRONG_KIND"
LOST: Final = "PARTLY_UNREADABLE"
NOT_ENTERED: Final = "ANSWER_CANNOT_BE_ENTERED"
NOT_KEPT: Final = "ANSWER_CANNOT_BE_KEPT"


@dataclass(frozen=True, slots=True)
class Problem:
    """Say what is the matter with an answer: a stable code, and words in both languages."""

    code: str
    zh: str
    en: str


def problem_of(error: Exception) -> Problem:
    """Say why an answer could not be read; nothing of what it says is repeated."""
    if isinstance(error, Refusal):
        return Problem(error.code, error.message_zh, error.message_en)
    if isinstance(error, WireError):
        return Problem(error.code, error.zh, error.en)
    cause = error.__cause__
    state = cause.sqlstate or "" if isinstance(cause, psycopg.Error) else ""
    is_too_large = isinstance(error, OverflowError) or state.startswith("54")
    if is_too_large or isinstance(cause, psycopg.DataError):
        return Problem(
            NOT_KEPT,
            "反馈中有无法保存的内容（不能使用的字符、过长的文字或者超出范围的数值），尚未入卷。"
            "请联系该单位更正，并重开请求请其再次反馈。",
            "The answer holds what cannot be kept (a sign that is not allowed, a text too long, "
            "a value out of range) and is not in the docket. Ask for a corrected one and reopen "
            "the request.",
        )
    if state.startswith("23") and isinstance(cause, psycopg.Error):
        name = (cause.diag.constraint_name or "").replace("_", " ")
        return Problem(
            NOT_KEPT,
            f"反馈内容与已登记的数据冲突（{name}），尚未入卷。请核对后重开请求或者人工更正。",
            f"The answer contradicts what is recorded ({name}) and is not in the docket. "
            "Compare them, then reopen the request or correct by hand.",
        )
    kind = type(error).__name__
    return Problem(
        NOT_ENTERED,
        f"读取反馈时出错（{kind}），尚未入卷；详情见系统日志。可重开请求请其再次反馈。",
        f"The answer could not be read ({kind}) and is not in the docket; the system's log says "
        "more. Reopen the request for another answer.",
    )


def loss_of(losses: Sequence[Unreadable]) -> Problem:
    """Say which rows and fields of an answer could not be read, though the rest is entered."""
    named = losses[:MOST_NAMED]
    more = len(losses) - len(named)
    zh = "；".join(loss.zh for loss in named) + (f"；另有{more}处" if more else "")
    en = "; ".join(loss.en for loss in named) + (f"; and {more} more" if more else "")
    return Problem(
        LOST,
        f"反馈中有未能读取的内容，其余已入卷：{zh}",
        f"Part of the answer could not be read, the rest is entered: {en}",
    )


def as_one(problems: Sequence[Problem]) -> Problem:
    """Give several problems of an answer as one, under the code of the first; none is empty."""
    if not problems:
        return Problem("", "", "")
    return Problem(
        problems[0].code,
        "；".join(p.zh for p in problems),
        "; ".join(p.en for p in problems),
    )
