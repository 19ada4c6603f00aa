"""Judicial aid in enforcement (执行救助): who, how much, until when, and what is given back.

An applicant in hardship whose debtor can pay nothing may get aid once, as a rule up to
thirty-six months of the place's average wage. What the debtor pays later is not kept
twice. The texts on aid were not read here; every figure is marked.

申请执行人生活困难，而被执行人没有履行能力的，可以给予司法救助，同一案件以一次为限，
数额一般不超过当地月平均工资的三十六倍，也不超过未受偿的数额。被执行人后来履行的，
申请执行人不得重复受偿。有关救助的文本没有读到原文，每一数值都予标记。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("JUDICIAL-AID", "1"),)


@dataclass(frozen=True, slots=True)
class Need:
    """Hold what is known of an applicant for aid."""

    debtor_cannot_pay: bool
    in_hardship: bool
    aided_before: bool = False


@dataclass(frozen=True, slots=True)
class Aid:
    """Hold whether aid is open, its usual ceiling, and by when to decide."""

    allowed: bool
    most: Fen
    decide_by: date


class AidRefused(Refusal):
    """Say which figure is none."""


@answers("JUDICIAL_AID")
def judicial_aid(
    *, on: date, need: Need, monthly_wage: Fen, unpaid: Fen, filed_on: date
) -> Finding[Aid]:
    """Say whether aid is open and how much at most.

    ``monthly_wage`` is the average of the place in the year before; ``unpaid`` what the
    debtor still owes, which aid does not exceed.
    """
    for name, amount in (("monthly_wage", monthly_wage), ("unpaid", unpaid)):
        if amount < 0:
            raise AidRefused(
                "NEGATIVE",
                message_zh=f"{name}：金额不得为负。",
                message_en=f"{name}: the amount is negative.",
                remedy_zh="请核对金额。",
                remedy_en="Check the amount.",
                field=name,
            )
    why = Reasons(on)
    basis = find_citation("JUDICIAL-AID", 1, on=filed_on)
    months = why.parameter("aid.months", filed_on).whole
    ceiling = Fen(int(monthly_wage) * months)
    most = min(ceiling, unpaid)
    why.step(
        f"当地上一年度月平均工资{monthly_wage.yuan}元，{months}个月为{ceiling.yuan}元；"
        f"未受偿{unpaid.yuan}元。",
        f"{months} months of {monthly_wage.yuan} are {ceiling.yuan} yuan; {unpaid.yuan} is unpaid.",
        basis,
        value=most,
    )
    allowed = need.debtor_cannot_pay and need.in_hardship and not need.aided_before
    for holds, zh, en in (
        (need.debtor_cannot_pay, "被执行人没有履行能力", "the debtor cannot pay"),
        (need.in_hardship, "申请执行人生活困难", "the applicant is in hardship"),
        (not need.aided_before, "同一案件未曾救助", "the case had no aid before"),
    ):
        why.step(
            f"{zh}：{'是' if holds else '否'}。", f"That {en}: {'yes' if holds else 'no'}.", basis
        )
    days = why.parameter("aid.decide", filed_on)
    due = why.adopt(period_due(on=on, start_on=filed_on, amount=days.whole, unit=Unit.WORKING_DAY))
    return why.finding(
        Aid(allowed, most if allowed else Fen(0), due.due_on),
        f"可以救助，一般不超过{most.yuan}元，应于{due.due_on}前决定。"
        if allowed
        else "不符合救助条件。",
        f"Aid is open, as a rule up to {most.yuan} yuan; decide by {due.due_on}."
        if allowed
        else "The conditions of aid do not hold.",
    )


def _given(wage: str, unpaid: str, *need: bool, filed: str = "2018-03-01") -> dict[str, object]:
    return {
        "on": date.fromisoformat(filed),
        "need": Need(*need),
        "monthly_wage": Fen.of_yuan(wage),
        "unpaid": Fen.of_yuan(unpaid),
        "filed_on": date.fromisoformat(filed),
    }


RULE = Rule(
    "JUDICIAL_AID",
    BASIS,
    Days(date(2016, 7, 1)),
    judicial_aid,
    (
        Example(
            _given("5000", "300000", True, True),
            Aid(True, Fen.of_yuan("180000"), date(2018, 3, 15)),
        ),
        Example(_given("5000", "100000", True, True), {"most": Fen.of_yuan("100000")}),
        Example(_given("5000", "300000", False, True), {"allowed": False}),
        Example(_given("5000", "300000", True, False), {"allowed": False}),
        Example(_given("5000", "300000", True, True, True), {"allowed": False}),
        Example(_given("-0.01", "1", True, True), refusal="NEGATIVE"),
        Example(_given("5000", "1", True, True, filed="2016-06-30"), refusal="PARAMETER_MISSING"),
    ),
    "执行司法救助",
    "Judicial aid in enforcement",
    ("aid.months", "aid.decide"),
    covers=("R-AID-WHO", "R-AID-AMOUNT", "R-AID-PROC"),
)
