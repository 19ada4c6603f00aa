"""Correcting a listing (失信纠正): examination, correction, review, each with its days.

Since 1 May 2017: a written request is examined within fifteen days; if founded the court
corrects within three working days; if not, the person may ask the next higher court for
review within ten days of service, decided within fifteen. Nothing is stayed. The text of
2013 let the debtor ask, without days. What the court itself finds wrong is cancelled or
amended within three working days.

失信信息的纠正分为审查、改正、复议三步。2017年5月1日起，法院自收到书面申请起十五日内审查；
理由成立的，三个工作日内纠正；不成立的，申请人可以自决定送达起十日内向上一级人民法院申请复议，
复议机关在十五日内决定。其间不停止原决定的执行。2013年文本允许被执行人申请纠正，但没有规定天数。
法院自行发现错误的，在三个工作日内撤销或者更正。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.listing.grounds import CHANGE, ListingRefused
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("LISTING", "9"), ("LISTING", "11"), ("LISTING", "12"))


class CorrectionStep(StrEnum):
    """Name what has happened, from which the next days run."""

    ASKED = "ASKED"
    FOUNDED = "FOUNDED"
    REJECTION_SERVED = "REJECTION_SERVED"
    REVIEW_ASKED = "REVIEW_ASKED"
    ERROR_FOUND = "ERROR_FOUND"


_STEPS = {
    CorrectionStep.ASKED: (
        "listing.correct_review",
        Unit.DAY,
        "执行法院审查书面纠正申请",
        "the court examines the written request",
    ),
    CorrectionStep.FOUNDED: (
        "listing.correct_fix",
        Unit.WORKING_DAY,
        "执行法院纠正失信信息",
        "the court corrects the listing",
    ),
    CorrectionStep.REJECTION_SERVED: (
        "listing.review_request",
        Unit.DAY,
        "申请人向上一级人民法院申请复议",
        "the person may ask the next higher court for review",
    ),
    CorrectionStep.REVIEW_ASKED: (
        "listing.review_decide",
        Unit.DAY,
        "上一级人民法院作出决定",
        "the higher court decides",
    ),
    CorrectionStep.ERROR_FOUND: (
        "listing.cancel",
        Unit.WORKING_DAY,
        "撤销或者更正失信信息",
        "the listing is cancelled or amended",
    ),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold the last day of the step that follows; None before 2017, which set no days."""

    by: date | None
    stays_listing: bool


@answers("LISTING_CORRECTION")
def listing_correction(
    *, on: date, step: CorrectionStep, happened_on: date, is_in_writing: bool = True
) -> Finding[Correction]:
    """Find the last day of the step that follows in correcting a listing."""
    why = Reasons(on)
    if step is CorrectionStep.ASKED and not is_in_writing:
        raise ListingRefused(
            "NOT_IN_WRITING",
            message_zh="审查期限自收到书面纠正申请起算，尚无书面申请。",
            message_en="The days run from a written request; there is none.",
            basis=cite("LISTING", 12, on=happened_on),
            remedy_zh="请申请人补交书面申请；发现错误的，依职权撤销或者更正。",
            remedy_en="Ask for it in writing; an error the court finds is put right anyway.",
            field="is_in_writing",
        )
    name, unit, zh, en = _STEPS[step]
    if happened_on < CHANGE:
        why.step(
            "2013年文本允许申请纠正，未定天数。",
            "The text of 2013 allows the request and sets no days.",
            cite("LISTING", 11, on=happened_on),
        )
        return why.finding(Correction(None, False), f"{zh}，应及时进行。", f"In time {en}.")
    days = why.parameter(name, happened_on).whole
    by = why.adopt(period_due(on=on, start_on=happened_on, amount=days, unit=unit)).due_on
    why.step(
        "纠正和复议期间，不停止原决定的执行。",
        "Nothing is stayed meanwhile.",
        cite("LISTING", 12, on=happened_on),
    )
    return why.finding(Correction(by, False), f"应于{by}前{zh}。", f"By {by} {en}.")


def _given(step: CorrectionStep, day: str, **more: object) -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"on": on, "step": step, "happened_on": on, **more}


RULE = Rule(
    "LISTING_CORRECTION",
    BASIS,
    Days(date(2013, 10, 1)),
    listing_correction,
    (
        Example(_given(CorrectionStep.ASKED, "2017-05-02"), {"by": date(2017, 5, 17)}),
        Example(_given(CorrectionStep.ASKED, "2017-04-30"), {"by": None}),
        Example(_given(CorrectionStep.FOUNDED, "2017-09-29"), {"by": date(2017, 10, 10)}),
        Example(_given(CorrectionStep.REJECTION_SERVED, "2017-05-17"), {"by": date(2017, 5, 27)}),
        Example(_given(CorrectionStep.REVIEW_ASKED, "2017-06-05"), {"by": date(2017, 6, 20)}),
        Example(_given(CorrectionStep.ERROR_FOUND, "2017-06-02"), {"by": date(2017, 6, 7)}),
        Example(
            _given(CorrectionStep.ASKED, "2017-05-02", is_in_writing=False),
            refusal="NOT_IN_WRITING",
        ),
    ),
    "失信信息的纠正",
    "Correcting a listing",
    (
        "listing.cancel",
        "listing.correct_fix",
        "listing.correct_review",
        "listing.review_decide",
        "listing.review_request",
    ),
    covers=("R-SX-CORRECT",),
)
