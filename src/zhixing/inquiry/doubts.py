"""Compares what became of a control with what was ordered: what does not agree is to be looked at.

What was done is entered as the institution says, for it may stand; what cannot be, or reaches
beyond the order, is not. Law: CPL Interpretation (2022) art. 485 and Seizure Rules (2020) art. 27:
a control lasts as long as the court ordered and ends with that term unless it is renewed, so that
no later day an institution names keeps it alive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from zhixing.inquiry import models
from zhixing.inquiry.problems import Problem
from zhixing.inquiry.wire.feedback import ControlResult, Outcome
from zhixing.inquiry.wire.model import ControlLine
from zhixing.inquiry.wire.profile import get_profile

_BETWEEN = str.maketrans("", "", " -　")


def doubts_about(
    row: models.Request, ordered: Mapping[str, ControlLine], told: Collection[str]
) -> list[Problem]:
    """Say what does not agree in an answer as a whole: nobody had the request, or no such line."""
    found = []
    if row.attempts == 0 and row.delivered_at is None and not get_profile(row.profile).is_by_hand:
        found.append(
            Problem(
                "NEVER_HANDED_OUT",
                "该请求尚未被取走，却已收到办理结果，请向该单位核实。",
                "The request was never collected, yet there is a result: ask the institution.",
            )
        )
    strange = sorted(set(told) - set(ordered))
    if strange:
        names = "、".join(strange)[:200]
        found.append(
            Problem(
                "UNKNOWN_LINE",
                f"反馈了请求中没有的事项（{names}），该部分未入卷，请核对。",
                f"It tells of lines that were not ordered ({names}); these are not entered.",
            )
        )
    return found


def agreed(told: ControlResult, ordered: ControlLine) -> tuple[ControlResult, list[Problem]]:
    """Give a line's result without what cannot be, and what in it does not agree with the order."""
    if told.outcome is Outcome.NOT_DONE:
        return told, []
    found = _about_account(told, ordered)
    term, end = ordered.term, told.actual_to
    starts = [day for day in (told.actual_from, term.start if term else None) if day is not None]
    last = None if term is None else term.last
    if end is None or not starts:
        return told, found
    number = ordered.line_no
    if end < max(starts):
        found.append(
            Problem(
                "ENDS_BEFORE_IT_STARTS",
                f"第{number}项反馈的届满日{end}早于起始日{max(starts)}，未采用，"
                "期限暂按裁定所定，请向该单位核实。",
                f"Line {number} is said to end on {end}, before it starts on {max(starts)}; the "
                "term ordered is kept. Ask the institution.",
            )
        )
        return replace(told, actual_to=last), found
    if last is not None and end > last:
        found.append(
            Problem(
                "LONGER_THAN_ORDERED",
                f"第{number}项反馈的届满日{end}晚于裁定所定的{last}，期限仍按裁定计，请予核对。",
                f"Line {number} is said to last until {end}, the order until {last} only; the "
                "term ordered is kept. Compare them.",
            )
        )
        return replace(told, actual_to=last), found
    return told, found


def _about_account(told: ControlResult, ordered: ControlLine) -> list[Problem]:
    account, unit = ordered.account, ordered.unit
    named = [n for n in (account and account.no, account and account.sub_no) if n]
    named += [unit.unit_no] if unit else []
    said = told.account_no.translate(_BETWEEN)
    if not said or not named or said in {name.translate(_BETWEEN) for name in named}:
        return []
    return [
        Problem(
            "OTHER_ACCOUNT",
            f"第{ordered.line_no}项反馈的账号（尾号{said[-4:]}）与裁定的（尾号{named[0][-4:]}）"
            "不一致，请向该单位核实所控制的究竟是哪一项。",
            f"Line {ordered.line_no} names another number (ending {said[-4:]}) than the order "
            f"(ending {named[0][-4:]}): ask the institution what it really controlled.",
        )
    ]
