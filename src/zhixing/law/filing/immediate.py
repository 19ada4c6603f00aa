"""Measures before the notice period has run out (立即采取执行措施).

The court may control property at once; the notice then goes out with the measure or within
three days. Taking or selling property is meant for a debtor who did not perform as the
notice says, so before its period ends the reason goes on record. Nothing is blocked.

在执行通知指定的期限届满以前，可否采取执行措施。法院可以立即控制财产，不以通知期限届满为条件；
此时执行通知应与措施同时发出，或者在三日内发出。扣划、变价等处分，原以被执行人未按执行通知履行为
前提，因此在通知期限届满前处分的，应记明理由；但并不因此受阻。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "251"), ("EP", "22"), ("CPL", "253"))


class MeasureKind(StrEnum):
    """Name measures by what they do to property: hold it, or take and sell it."""

    CONTROL = "CONTROL"
    DISPOSE = "DISPOSE"


@dataclass(frozen=True, slots=True)
class Immediate:
    """Hold by when the notice must go out, None if it has, and whether a reason is needed."""

    notice_by: date | None
    needs_reason: bool


class MeasureRefused(Refusal):
    """Say which days contradict each other."""


@answers("IMMEDIATE_MEASURE")
def immediate_measure(
    *,
    on: date,
    kind: MeasureKind,
    measure_on: date,
    notice_sent_on: date | None = None,
    perform_until: date | None = None,
) -> Finding[Immediate]:
    """Say what follows from a measure taken on a day; ``perform_until`` is the last day
    the notice gave the debtor."""
    if perform_until is not None and notice_sent_on is None:
        raise MeasureRefused(
            "NOTICE_MISSING",
            message_zh="填写了通知指定的履行期限，但没有发出通知的日期。",
            message_en="A period is given, but not the day the notice setting it went out.",
            basis=find_citation("CPL", 251, on=measure_on),
            remedy_zh="请填写执行通知发出日期。",
            remedy_en="Give the day the notice was sent.",
            field="notice_sent_on",
        )
    why = Reasons(on)
    why.step(
        "执行员接到申请执行书后可以立即采取执行措施，不以通知期限届满为条件。",
        "Measures may be taken at once; the end of the notice period is no condition.",
        find_citation("CPL", 251, on=measure_on),
    )
    notice_by = None
    if notice_sent_on is None or notice_sent_on > measure_on:
        days = why.parameter("notice.after_immediate_measure", measure_on)
        notice_by = why.adopt(
            period_due(on=on, start_on=measure_on, amount=days.whole, unit=Unit.DAY)
        ).due_on
    early = notice_by is not None or (perform_until is not None and measure_on <= perform_until)
    needs_reason = kind is MeasureKind.DISPOSE and early
    if needs_reason:
        why.mark("warning:disposal-before-notice-period-ends")
        why.step(
            "扣划、变价针对未按执行通知履行的被执行人；通知期限届满前处分的，应记明理由。",
            "Taking or selling is for a debtor who did not perform by the notice; before its end "
            "the reason is put on record.",
            find_citation("CPL", 253, on=measure_on),
        )
    parts = [f"执行通知应同时或者于{notice_by}前发出。"] if notice_by else ["执行通知已发出。"]
    told = (
        [f"The notice goes out with it or by {notice_by}."] if notice_by else ["Notice was sent."]
    )
    if needs_reason:
        parts.append("须记明提前处分的理由。")
        told.append("The reason for disposing early is recorded.")
    return why.finding(Immediate(notice_by, needs_reason), "".join(parts), " ".join(told))


def _ex(
    kind: MeasureKind,
    measure: str,
    by: str | None,
    reason: bool,
    *days: str | None,
    refusal: str | None = None,
) -> Example:
    sent, until = (*days, None, None)[:2]
    day = date.fromisoformat(measure)
    given = {
        "on": day,
        "kind": kind,
        "measure_on": day,
        "notice_sent_on": date.fromisoformat(sent) if sent else None,
        "perform_until": date.fromisoformat(until) if until else None,
    }
    value = None if refusal else Immediate(date.fromisoformat(by) if by else None, reason)
    return Example(given, value, refusal)


RULE = Rule(
    "IMMEDIATE_MEASURE",
    BASIS,
    Days(date(2008, 4, 1)),
    immediate_measure,
    (
        _ex(MeasureKind.CONTROL, "2017-03-14", "2017-03-17", False),
        _ex(MeasureKind.CONTROL, "2017-03-14", None, False, "2017-03-14", "2017-03-20"),
        _ex(MeasureKind.DISPOSE, "2017-03-20", None, True, "2017-03-14", "2017-03-20"),
        _ex(MeasureKind.DISPOSE, "2017-03-21", None, False, "2017-03-14", "2017-03-20"),
        _ex(MeasureKind.DISPOSE, "2017-03-14", "2017-03-17", True),
        _ex(
            MeasureKind.DISPOSE,
            "2017-03-14",
            None,
            False,
            None,
            "2017-03-20",
            refusal="NOTICE_MISSING",
        ),
        _ex(MeasureKind.CONTROL, "2008-12-31", None, False, refusal="PARAMETER_MISSING"),
    ),
    "立即采取执行措施",
    "Measures at once",
    ("notice.after_immediate_measure",),
    covers=("R-IMMEDIATE", "R-NOTICE-10D"),
)
