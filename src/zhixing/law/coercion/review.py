"""Review (复议) of a fine or detention: asked within three days, decided within five.

Asked at the next higher court, once; enforcement is not stayed.

对罚款、拘留决定的复议。自收到决定书之日起三日内，向上一级法院申请一次；上级法院应在收到申请后五
日内作出决定。复议期间，决定不停止执行。因不可抗力等正当理由耽误的，可以申请顺延。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "119"), ("CPL-INT", "185"))


@dataclass(frozen=True, slots=True)
class Review:
    """Hold the last day to ask, and once asked the last day to decide."""

    ask_by: date
    decide_by: date | None


@answers("COERCION_REVIEW")
def coercion_review(
    *, on: date, decision_received_on: date, asked_on: date | None = None
) -> Finding[Review]:
    """Find the days of the review of a fine or detention."""
    why = Reasons(on)
    days = why.parameter("review.coercion_request", decision_received_on)
    ask_by = why.adopt(
        period_due(on=on, start_on=decision_received_on, amount=days.whole, unit=Unit.DAY)
    ).due_on
    if asked_on is None:
        return why.finding(
            Review(ask_by, None), f"可于{ask_by}前申请复议。", f"Review can be asked by {ask_by}."
        )
    if asked_on > ask_by:
        raise CoercionRefused(
            "REVIEW_TOO_LATE",
            message_zh=f"复议申请期限已于{ask_by}届满。",
            message_en=f"The time to ask for review ended on {ask_by}.",
            basis=days.basis,
            remedy_zh="因不可抗力等正当理由耽误的，障碍消除后十日内可以申请顺延。",
            remedy_en="With good cause, ask for an extension within ten days after it ends.",
            field="asked_on",
        )
    limit = why.parameter("review.coercion_decide", asked_on)
    decide_by = why.adopt(
        period_due(on=on, start_on=asked_on, amount=limit.whole, unit=Unit.DAY)
    ).due_on
    return why.finding(
        Review(ask_by, decide_by),
        f"上级人民法院应于{decide_by}前作出决定。",
        f"The higher court decides by {decide_by}.",
    )


def _given(received: str, asked: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(received),
        "decision_received_on": date.fromisoformat(received),
        "asked_on": date.fromisoformat(asked) if asked else None,
    }


RULE = Rule(
    "COERCION_REVIEW",
    BASIS,
    Days(date(2015, 2, 4)),
    coercion_review,
    (
        Example(_given("2017-03-14"), Review(date(2017, 3, 17), None)),
        Example(_given("2017-03-14", "2017-03-17"), Review(date(2017, 3, 17), date(2017, 3, 22))),
        Example(_given("2017-03-14", "2017-03-18"), refusal="REVIEW_TOO_LATE"),
        Example(_given("2015-02-03"), refusal="PARAMETER_MISSING"),
    ),
    "罚款拘留的复议",
    "Review of a fine or detention",
    ("review.coercion_request", "review.coercion_decide"),
)
