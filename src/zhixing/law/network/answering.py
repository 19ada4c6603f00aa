"""How fast institution and court answer each other (网络查控反馈与异议).

The law wants results promptly; the hours of an institution are a convention of practice,
configurable. An institution that thinks a measure unlawful objects in writing, and the
court answers in fifteen days.

协助单位应当及时反馈网络查控的结果；具体的小时数是实务惯例，可以由法院与协助单位约定，
逾期即催办。协助单位认为查控措施违法的，应当书面提出异议，法院在十五日内审查并答复。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("NETWORK", "4"), ("NETWORK", "6"))


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """Hold by when the institution answers, and by when the court answers an objection."""

    answer_by: datetime
    objection_decided_by: date | None


class HoursRefused(Refusal):
    """Say that the hours agreed cannot be."""


@answers("NETWORK_ANSWER")
def network_answer(
    *,
    on: date,
    sent_at: datetime,
    is_bank: bool,
    agreed_hours: int | None = None,
    objected_on: date | None = None,
) -> Finding[NetworkAnswer]:
    """Find when an answer is overdue and is to be urged.

    ``agreed_hours`` are those agreed with the institution; without them the practice.
    """
    why = Reasons(on)
    if agreed_hours is not None and not 1 <= agreed_hours <= 24 * 60:
        raise HoursRefused(
            "HOURS_OUT_OF_RANGE",
            message_zh="约定时限应在1至1440小时之间。",
            message_en="The hours agreed lie between 1 and 1440.",
            remedy_zh="请核对与协助单位的约定。",
            remedy_en="Check the agreement with the institution.",
            field="agreed_hours",
        )
    if agreed_hours is None:
        code = "network.answer_bank" if is_bank else "network.answer_other"
        hours = why.parameter(code).whole
    else:
        hours = agreed_hours
        why.choose("agreed_hours", hours)
        why.mark("policy:network-hours")
    answer_by = sent_at + timedelta(hours=hours)
    why.step(
        f"应及时反馈；{hours}小时，至{answer_by:%Y-%m-%d %H:%M}，逾期催办。",
        f"Promptly; {hours} hours, until {answer_by:%Y-%m-%d %H:%M}, then it is urged.",
        cite("NETWORK", 4, on=on),
        value=answer_by,
    )
    decided_by = None
    if objected_on is not None:
        days = why.parameter("network.objection", objected_on).whole
        due = period_due(on=on, start_on=objected_on, amount=days, unit=Unit.DAY)
        decided_by = why.adopt(due).due_on
    return why.finding(
        NetworkAnswer(answer_by, decided_by),
        f"应于{answer_by:%Y-%m-%d %H:%M}前反馈。",
        f"The answer is due by {answer_by:%Y-%m-%d %H:%M}.",
    )


_AT = datetime.fromisoformat("2021-06-01T09:30:00+08:00")


def _given(**more: object) -> dict[str, object]:
    return {"on": date(2021, 6, 1), "sent_at": _AT, "is_bank": True, **more}


RULE = Rule(
    "NETWORK_ANSWER",
    BASIS,
    Days(date(2013, 9, 2)),
    network_answer,
    (
        Example(_given(), {"answer_by": _AT + timedelta(hours=24)}),
        Example(_given(is_bank=False), {"answer_by": _AT + timedelta(hours=72)}),
        Example(_given(agreed_hours=8), {"answer_by": _AT + timedelta(hours=8)}),
        Example(_given(objected_on=date(2021, 6, 1)), {"objection_decided_by": date(2021, 6, 16)}),
        Example(_given(agreed_hours=0), refusal="HOURS_OUT_OF_RANGE"),
    ),
    "网络查控的反馈与异议",
    "Answers over the network",
    ("network.answer_bank", "network.answer_other", "network.objection"),
    covers=("R-NQ-RESPONSE", "R-NQ-OBJ-15D"),
)
