"""When to ask the president for more time (申请延长执行期限): in the five days before expiry.

The president (or vice-president) decides before the period ends; a second extension is
reported to the high court.

何时申请延长执行期限。应在期限届满前五日内提出（据转载），由院长或者分管副院长在届满前决定；
期满后不得再申请延长，只能依法结案并说明超期原因。第二次延长的，须层报高级人民法院备案。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMS", "1"), ("TIME-LIMITS", "5"), ("TIME-LIMITS", "14"))


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """Hold the first and the last day to ask; ``decide_by`` is the president's last day."""

    ask_from: date
    ask_by: date
    decide_by: date


class RequestRefused(Refusal):
    """Say why it is too late to ask."""


@answers("EXTENSION_REQUEST")
def extension_request(
    *, on: date, due_on: date, asked_on: date | None = None
) -> Finding[ExtensionRequest]:
    """Find the days on which to ask for an extension of a period ending on ``due_on``."""
    why = Reasons(on)
    days = why.parameter("clock.extension_request", due_on)
    if asked_on is not None and asked_on > due_on:
        raise RequestRefused(
            "ASKED_AFTER_EXPIRY",
            message_zh=f"执行期限已于{due_on}届满，{asked_on}不能再申请延长。",
            message_en=f"The period ended on {due_on}; it cannot be extended on {asked_on}.",
            basis=days.basis,
            remedy_zh="请依法结案并说明超期原因。",
            remedy_en="Close the case by law and state why it is overdue.",
            field="asked_on",
        )
    from_on = due_on - timedelta(days=days.whole)
    why.step(
        f"应在期限届满前{days.whole}日内提出：{from_on}至{due_on}；院长在届满前批准或者决定。",
        f"Ask in the {days.whole} days before expiry, {from_on} to {due_on}; the president "
        "decides before it.",
        find_citation("TIME-LIMITS", 14, on=due_on),
        value=from_on,
    )
    return why.finding(
        ExtensionRequest(from_on, due_on, due_on),
        f"应在{from_on}至{due_on}之间申请延长。",
        f"Ask for an extension from {from_on} to {due_on}.",
    )


def _given(due: str, asked: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(due),
        "due_on": date.fromisoformat(due),
        "asked_on": date.fromisoformat(asked) if asked else None,
    }


RULE = Rule(
    "EXTENSION_REQUEST",
    BASIS,
    Days(date(2007, 1, 1)),
    extension_request,
    (
        Example(_given("2016-04-11"), {"ask_from": date(2016, 4, 6), "ask_by": date(2016, 4, 11)}),
        Example(_given("2016-04-11", "2016-04-11"), {"decide_by": date(2016, 4, 11)}),
        Example(_given("2016-04-11", "2016-04-12"), refusal="ASKED_AFTER_EXPIRY"),
        Example(_given("2006-12-31"), refusal="PARAMETER_MISSING"),
    ),
    "申请延长执行期限",
    "Asking for an extension",
    ("clock.extension_request",),
    covers=("R-TL-6M",),
)
