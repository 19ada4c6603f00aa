"""When a control must be lifted (解除查封、扣押、冻结), and how.

Six grounds; the ruling goes to applicant, debtor or third party, and a registered
control needs a notice of assistance to the register.

应当解除控制措施的事由有六项：属于案外人的财产；申请执行人撤回申请或者放弃债权；财产没有卖出，
申请执行人和其他债权人也不接受抵债，且没有其他可行的执行措施；债务已经清偿；
提供了担保且申请执行人同意；以及法院认为应当解除的其他情形。解除裁定送达申请执行人、
被执行人或者案外人；已经登记的控制，还须向登记机关发出协助执行通知书。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "28"),)


class Ground(StrEnum):
    """Name the grounds by the items of the article."""

    THIRD_PARTY_PROPERTY = "third_party_property"
    WITHDRAWN_OR_WAIVED = "withdrawn_or_waived"
    UNSOLD = "unsold"
    PAID = "paid"
    SECURITY_GIVEN = "security_given"
    OTHER = "other"


NAMES = {
    Ground.THIRD_PARTY_PROPERTY: ("属于案外人财产", "it belongs to a third party"),
    Ground.WITHDRAWN_OR_WAIVED: ("撤回申请或者放弃债权", "withdrawn or waived"),
    Ground.UNSOLD: ("流拍或者变卖不成，无人接受抵债", "unsold and nobody takes it for the debt"),
    Ground.PAID: ("债务已经清偿", "the debt is paid"),
    Ground.SECURITY_GIVEN: ("提供担保，申请执行人同意", "security given, the applicant agrees"),
    Ground.OTHER: ("法院认为应当解除", "the court finds it should be lifted"),
}


@dataclass(frozen=True, slots=True)
class Release:
    """Say whether it must be lifted and which papers that needs."""

    allowed: bool
    papers: tuple[str, ...]


@answers("RELEASE_CONTROL")
def release_control(
    *,
    on: date,
    ground: Ground,
    is_registered: bool,
    applicant_agrees: bool = False,
    other_measure_possible: bool = False,
) -> Finding[Release]:
    """Say whether a control must be lifted on a ground.

    ``applicant_agrees`` matters when security is given; ``other_measure_possible`` when a
    thing stayed unsold.
    """
    why = Reasons(on)
    item = list(Ground).index(ground) + 1
    must = not (ground is Ground.SECURITY_GIVEN and not applicant_agrees) and not (
        ground is Ground.UNSOLD and other_measure_possible
    )
    zh, en = NAMES[ground]
    why.step(
        f"第{item}项：{zh}{'' if must else '，但条件不全'}。",
        f"Item {item}: {en}{'' if must else '; but not every condition is met'}.",
        cite("SEIZURE", 28, on=on),
        value=item,
    )
    papers = ("RELEASE_RULING", *(("ASSISTANCE_NOTICE",) if is_registered else ())) if must else ()
    return why.finding(
        Release(must, papers),
        "应当裁定解除。" if must else "不具备解除条件。",
        "It must be lifted." if must else "It need not be lifted.",
    )


def _given(ground: Ground, registered: bool = True, **more: object) -> dict[str, object]:
    return {"on": date(2019, 1, 2), "ground": ground, "is_registered": registered, **more}


RULE = Rule(
    "RELEASE_CONTROL",
    BASIS,
    Days(date(2005, 1, 1)),
    release_control,
    (
        Example(
            _given(Ground.PAID),
            {"allowed": True, "papers": ("RELEASE_RULING", "ASSISTANCE_NOTICE")},
        ),
        Example(_given(Ground.PAID, False), {"papers": ("RELEASE_RULING",)}),
        Example(_given(Ground.SECURITY_GIVEN), {"allowed": False}),
        Example(_given(Ground.SECURITY_GIVEN, applicant_agrees=True), {"allowed": True}),
        Example(_given(Ground.UNSOLD, other_measure_possible=True), {"allowed": False}),
    ),
    "解除控制措施",
    "Lifting a control",
    covers=("R-SZ-RELEASE",),
)
