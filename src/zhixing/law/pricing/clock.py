"""The days around a reference price (参考价期限): start, sale, reports, objections.

It is started within thirty days of the seizure, and realisation within ten days after
the price stands. A report goes to the parties in three days; who cannot be reached has
received it fifteen days after publication; objections come within five days of receipt.
One about the method goes to the appraiser in three days, who answers in five.

围绕参考价的各项期限。查封后三十日内启动确定程序；参考价确定后十日内启动变价。
报告在三日内送交当事人；无法送交的，公示满十五日视为收到；异议在收到后五日内提出。
对评估方法等提出异议的，三日内转交评估机构，评估机构在五日内说明；需要补正的，
自接到通知起三日内补正。对议价和定向询价的结果不受理异议；有证据证明欺诈、串通或者结果虚假的，
在第一次拍卖公告以前按执行监督处理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.pricing.method import Method
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = tuple(("REFERENCE-PRICE", a) for a in ("1", "21", "22", "23", "24", "25", "30"))


class Step(StrEnum):
    """Name the steps whose last day is asked for, by the event each runs from."""

    START = "start"
    SEND_REPORT = "send_report"
    COUNTS_AS_RECEIVED = "counts_as_received"
    OBJECT = "object"
    PASS_ON = "pass_on"
    APPRAISER_ANSWERS = "appraiser_answers"
    CORRECT = "correct"
    START_SALE = "start_sale"


PARAMETERS = {
    Step.START: ("value.start", "查封之日", "the seizure"),
    Step.SEND_REPORT: ("value.send_report", "收到报告之日", "receipt of the report"),
    Step.COUNTS_AS_RECEIVED: ("value.public_notice", "公示之日", "the publication"),
    Step.OBJECT: ("value.objection", "当事人收到报告之日", "the party’s receipt"),
    Step.PASS_ON: ("value.pass_on", "收到异议之日", "receipt of the objection"),
    Step.APPRAISER_ANSWERS: ("value.appraiser_answer", "移交异议之日", "passing it on"),
    Step.CORRECT: ("value.correction", "通知补正之日", "the order to correct"),
    Step.START_SALE: ("value.start_sale", "参考价确定之日", "fixing the price"),
}


@dataclass(frozen=True, slots=True)
class PriceDue:
    """Hold the last day of the step."""

    due_on: date


class ObjectionRefused(Refusal):
    """Say why an objection to this price is not accepted."""


@answers("PRICE_CLOCK")
def price_clock(
    *, on: date, step: Step, event_on: date, method: Method = Method.APPRAISAL
) -> Finding[PriceDue]:
    """Find the last day of a step around a reference price.

    ``event_on`` is the day of the event the step runs from.
    """
    why = Reasons(on)
    if step is Step.OBJECT and method in (Method.AGREEMENT, Method.DIRECTED_INQUIRY):
        raise ObjectionRefused(
            "NO_OBJECTION",
            message_zh="对议价、定向询价的结果提出异议的，不予受理。",
            message_en="Agreement and directed inquiry cannot be objected to.",
            basis=cite("REFERENCE-PRICE", "24.2", on=event_on),
            remedy_zh="有欺诈、串通或者虚假结果的证据的，在一拍公告前按执行监督处理。",
            remedy_en="Evidence of fraud, collusion or a false result is looked at by "
            "supervision before the first auction notice.",
            field="method",
        )
    code, zh, en = PARAMETERS[step]
    days = why.parameter(code, event_on).whole
    due = why.adopt(
        period_due(
            on=on,
            start_on=event_on,
            amount=days,
            unit=Unit.DAY,
            rolls=step is not Step.COUNTS_AS_RECEIVED,
        )
    )
    why.step(
        f"自{zh}（{event_on}）起{days}日，至{due.due_on}止。",
        f"{days} days from {en} ({event_on}): until {due.due_on}.",
        value=due.due_on,
    )
    return why.finding(PriceDue(due.due_on), f"至{due.due_on}止。", f"Until {due.due_on}.")


def _given(step: Step, method: Method = Method.APPRAISAL) -> dict[str, object]:
    day = date(2020, 3, 2)
    return {"on": day, "step": step, "event_on": day, "method": method}


RULE = Rule(
    "PRICE_CLOCK",
    BASIS,
    Days(date(2018, 9, 1)),
    price_clock,
    (
        Example(_given(Step.START), PriceDue(date(2020, 4, 1))),
        Example(_given(Step.SEND_REPORT), PriceDue(date(2020, 3, 5))),
        Example(_given(Step.COUNTS_AS_RECEIVED), PriceDue(date(2020, 3, 17))),
        Example(_given(Step.OBJECT), PriceDue(date(2020, 3, 9)), note="3月7日是周六 a Saturday"),
        Example(_given(Step.PASS_ON), PriceDue(date(2020, 3, 5))),
        Example(_given(Step.APPRAISER_ANSWERS), PriceDue(date(2020, 3, 9))),
        Example(_given(Step.CORRECT), PriceDue(date(2020, 3, 5))),
        Example(_given(Step.START_SALE), PriceDue(date(2020, 3, 12))),
        Example(_given(Step.OBJECT, Method.AGREEMENT), refusal="NO_OBJECTION"),
    ),
    "参考价期限",
    "Clock of a reference price",
    tuple(code for code, _, _ in PARAMETERS.values()),
    covers=("R-VAL-START-30D", "R-VAL-SERVE-3D", "R-VAL-OBJ-5D", "R-VAL-SELL-10D"),
)
