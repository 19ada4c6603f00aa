"""Publishing non-performance in the media (媒体公布): who pays, who advances.

在媒体公布不履行义务的信息，由谁负担费用、由谁垫付。被执行人尚未履行义务的，方可公布。
费用由被执行人负担；申请执行人申请公布的，由其先行垫付，法院依职权公布的，由法院先行支出。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "266"), ("EP", "26"))
ADVANCED = Need(
    "ADVANCED",
    "申请公布的申请执行人已垫付费用",
    "the applicant who asked has advanced the cost",
    "请申请执行人先行垫付，或者由法院依职权公布",
    "Have the applicant advance it, or publish of the court’s own motion",
    ("EP", "26"),
    "cost_advanced",
)
UNPERFORMED = Need(
    "UNPERFORMED",
    "被执行人尚未履行义务",
    "the debtor has not performed",
    "已履行的，不得公布",
    "What is performed is not published",
    ("CPL", "266"),
    "is_unperformed",
)


@dataclass(frozen=True, slots=True)
class MediaCost:
    """Say who bears the cost and who advances it."""

    borne_by: str
    advanced_by: str


@answers("MEDIA_PUBLICATION")
def media_publication(
    *, on: date, is_unperformed: bool, asked_by_applicant: bool, cost_advanced: bool = False
) -> Finding[MediaCost]:
    """Say whether non-performance may be published, and at whose cost."""
    why = Reasons(on)
    needs = ((is_unperformed, UNPERFORMED), (cost_advanced or not asked_by_applicant, ADVANCED))
    insist(why, CoercionRefused, needs, "不能在媒体公布", "No publication")
    why.step(
        "费用由被执行人负担；申请执行人申请的，由其垫付。",
        "The debtor bears the cost; an applicant who asks advances it.",
        cite("EP", 26, on=on),
    )
    return why.finding(
        MediaCost("DEBTOR", "APPLICANT" if asked_by_applicant else "COURT"),
        "可以在媒体公布，费用由被执行人负担。",
        "It may be published; the debtor bears the cost.",
    )


def _given(asked: bool, **more: object) -> dict[str, object]:
    return {
        "on": date(2017, 3, 14),
        "is_unperformed": True,
        "asked_by_applicant": asked,
        **more,
    }


RULE = Rule(
    "MEDIA_PUBLICATION",
    BASIS,
    Days(date(2009, 1, 1)),
    media_publication,
    (
        Example(_given(False), MediaCost("DEBTOR", "COURT")),
        Example(_given(True, cost_advanced=True), MediaCost("DEBTOR", "APPLICANT")),
        Example(_given(True), refusal="ADVANCED"),
        Example(_given(False, is_unperformed=False), refusal="UNPERFORMED"),
    ),
    "媒体公布",
    "Publication in the media",
    covers=("R-CM-MEDIA",),
)
