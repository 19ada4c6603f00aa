"""When inquiry or appraisal is paused or withdrawn (暂缓、撤回询价评估).

询价、评估何时暂缓或者撤回。案件暂缓执行或者中止执行的，或者评估材料与事实严重不符、
需要重新调查的，应当暂缓。申请执行人撤回申请、债务已经全部履行，或者执行依据被撤销的，应当撤回。
当事人达成一致不再需要的，可以撤回。没有上述情形的，继续进行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("REFERENCE-PRICE", "28"), ("REFERENCE-PRICE", "29"))


class Cause(StrEnum):
    """Name the causes."""

    NONE = "none"
    CASE_DEFERRED_OR_SUSPENDED = "case_deferred_or_suspended"
    PAPERS_CONTRADICT_FACTS = "papers_contradict_facts"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    FULLY_PERFORMED = "fully_performed"
    TITLE_REVOKED = "title_revoked"
    PARTIES_AGREED = "parties_agreed"


class Course(StrEnum):
    """Name what follows."""

    GO_ON = "go_on"
    PAUSE = "pause"
    WITHDRAW = "withdraw"
    MAY_WITHDRAW = "may_withdraw"


COURSES = {
    Cause.NONE: (Course.GO_ON, "28"),
    Cause.CASE_DEFERRED_OR_SUSPENDED: (Course.PAUSE, "28"),
    Cause.PAPERS_CONTRADICT_FACTS: (Course.PAUSE, "28"),
    Cause.APPLICATION_WITHDRAWN: (Course.WITHDRAW, "29.1"),
    Cause.FULLY_PERFORMED: (Course.WITHDRAW, "29.1"),
    Cause.TITLE_REVOKED: (Course.WITHDRAW, "29.1"),
    Cause.PARTIES_AGREED: (Course.MAY_WITHDRAW, "29.2"),
}
_NAMES = {
    Course.GO_ON: ("继续进行", "it goes on"),
    Course.PAUSE: ("应当暂缓", "it is paused"),
    Course.WITHDRAW: ("应当撤回", "it is withdrawn"),
    Course.MAY_WITHDRAW: ("可以撤回", "it may be withdrawn"),
}


@dataclass(frozen=True, slots=True)
class PriceCourse:
    """Say whether the inquiry or appraisal goes on, and what follows."""

    allowed: bool
    course: Course


@answers("PRICE_PAUSE")
def price_pause(*, on: date, cause: Cause) -> Finding[PriceCourse]:
    """Say whether an inquiry or appraisal goes on."""
    why = Reasons(on)
    course, article = COURSES[cause]
    zh, en = _NAMES[course]
    why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", cite("REFERENCE-PRICE", article, on=on))
    return why.finding(
        PriceCourse(course is Course.GO_ON, course), f"{zh}。", f"{en[0].upper()}{en[1:]}."
    )


def _given(cause: Cause) -> dict[str, object]:
    return {"on": date(2020, 3, 2), "cause": cause}


RULE = Rule(
    "PRICE_PAUSE",
    BASIS,
    Days(date(2018, 9, 1)),
    price_pause,
    (
        Example(_given(Cause.NONE), {"allowed": True}),
        Example(_given(Cause.CASE_DEFERRED_OR_SUSPENDED), {"allowed": False, "course": "pause"}),
        Example(_given(Cause.FULLY_PERFORMED), {"course": "withdraw"}),
        Example(_given(Cause.PARTIES_AGREED), {"course": "may_withdraw"}),
    ),
    "暂缓与撤回询价评估",
    "Pausing and withdrawing the pricing",
    covers=("R-VAL-PAUSE/WITHDRAW",),
)
