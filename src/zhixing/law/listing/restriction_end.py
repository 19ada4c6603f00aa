"""When a consumption restriction is lifted (解除), and what it outlives.

It must be lifted in time when the duty is performed, in the range in which it was made
known; it may be lifted on effective security or with the applicant’s consent. A listed
debtor stays restricted: security or consent does not lift it while the listing stands.
The end of a listing’s term, or of the present procedure, does not lift it.

义务履行完毕的，应当及时解除限制消费，并在原来公布的范围内公布；限制消费令载明的期间届满的，
也应解除。提供有效担保或者申请执行人同意的，可以解除。按2015年文本，
仍在失信名单内的被执行人必须限制消费，纳入存续期间不因担保或者同意而解除，只有履行完毕除外。
失信期限届满或者终结本次执行程序，都不是解除的理由。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.listing.restriction import CHANGE, RestrictionRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("RESTRICTION", "9"), ("RESTRICTION", "1"))


class LiftGround(StrEnum):
    """Name why the restriction might be lifted."""

    PERFORMED = "PERFORMED"
    SECURITY = "SECURITY"
    APPLICANT_AGREES = "APPLICANT_AGREES"
    BANKRUPTCY_ACCEPTED = "BANKRUPTCY_ACCEPTED"
    PERIOD_OVER = "PERIOD_OVER"
    REPRESENTATIVE_CHANGED = "REPRESENTATIVE_CHANGED"
    LISTING_ENDED = "LISTING_ENDED"
    PROCEDURE_ENDED = "PROCEDURE_ENDED"


@dataclass(frozen=True, slots=True)
class Lift:
    """Say whether the restriction must or may be lifted."""

    is_duty: bool


_TEXTS = {
    LiftGround.PERFORMED: (
        True,
        "已履行完毕，应当及时解除",
        "performed: it must be lifted in time",
    ),
    LiftGround.SECURITY: (False, "已提供确实有效的担保", "effective security was given"),
    LiftGround.APPLICANT_AGREES: (False, "申请执行人同意", "the applicant agrees"),
    LiftGround.PERIOD_OVER: (True, "限制消费令载明的期间届满", "the period in the order is over"),
    LiftGround.BANKRUPTCY_ACCEPTED: (
        True,
        "破产申请已受理（答疑意见，非司法解释）",
        "bankruptcy was accepted (guidance, not an interpretation)",
    ),
    LiftGround.REPRESENTATIVE_CHANGED: (
        False,
        "经查法定代表人变更属实且原任已无影响（意见原文未核）",
        "the change of representative is genuine (that opinion was not read)",
    ),
}
_NOT_LIFTED = {
    LiftGround.LISTING_ENDED: ("失信名单期限届满", "the term of the listing is over"),
    LiftGround.PROCEDURE_ENDED: ("终结本次执行程序", "the present procedure was ended"),
}


@answers("RESTRICTION_LIFT")
def restriction_lift(*, on: date, ground: LiftGround, is_listed: bool) -> Finding[Lift]:
    """Say whether a restriction must or may be lifted; ``is_listed``: a listing still stands."""
    why = Reasons(on)
    basis = cite("RESTRICTION", 9, on=on)
    if ground in _NOT_LIFTED:
        zh, en = _NOT_LIFTED[ground]
        raise RestrictionRefused(
            "STAYS",
            message_zh=f"{zh}不是解除限制消费的事由。",
            message_en=f"That {en} does not lift the restriction.",
            basis=basis,
            remedy_zh="履行完毕、提供有效担保或者经申请执行人同意后解除。",
            remedy_en="It is lifted on performance, effective security or the applicant’s consent.",
            field="ground",
        )
    duty, zh, en = _TEXTS[ground]
    if is_listed and on >= CHANGE and ground is not LiftGround.PERFORMED:
        raise RestrictionRefused(
            "LISTED",
            message_zh="仍在失信名单内，应当限制消费，不能解除。",
            message_en="The debtor is still listed and must stay restricted.",
            basis=cite("RESTRICTION", 1, on=on),
            remedy_zh="先依法删除失信信息，再解除限制消费。",
            remedy_en="Delete the listing as the law allows first.",
            field="is_listed",
        )
    if ground is LiftGround.REPRESENTATIVE_CHANGED:
        why.mark("memory:CONSIDERATE-17")
        basis = find_citation("CONSIDERATE", 17, on=on) or basis
    if ground is LiftGround.BANKRUPTCY_ACCEPTED:
        why.mark("secondary:guidance-on-bankruptcy")
    why.step(f"{zh}。", f"{en[:1].upper()}{en[1:]}.", basis)
    why.step(
        "在原通知或者公告的范围内通知或者公告解除。",
        "It is made known in the range in which the restriction was.",
        cite("RESTRICTION", 9, on=on),
    )
    return why.finding(
        Lift(duty),
        "应当解除限制消费。" if duty else "可以解除限制消费。",
        "It must be lifted." if duty else "It may be lifted.",
    )


def _given(on: str, ground: LiftGround, is_listed: bool = False) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ground": ground, "is_listed": is_listed}


RULE = Rule(
    "RESTRICTION_LIFT",
    BASIS,
    Days(date(2010, 10, 1)),
    restriction_lift,
    (
        Example(_given("2016-01-04", LiftGround.PERFORMED, True), {"is_duty": True}),
        Example(_given("2016-01-04", LiftGround.SECURITY), {"is_duty": False}),
        Example(_given("2016-01-04", LiftGround.SECURITY, True), refusal="LISTED"),
        Example(_given("2015-07-21", LiftGround.SECURITY, True), {"is_duty": False}),
        Example(_given("2019-05-02", LiftGround.LISTING_ENDED), refusal="STAYS"),
        Example(_given("2019-05-02", LiftGround.PROCEDURE_ENDED), refusal="STAYS"),
        Example(_given("2019-05-02", LiftGround.BANKRUPTCY_ACCEPTED), {"is_duty": True}),
        Example(_given("2021-05-06", LiftGround.REPRESENTATIVE_CHANGED), {"is_duty": False}),
    ),
    "解除限制消费",
    "Lifting a consumption restriction",
    covers=("R-XX-LIFT", "R-XX-TERM"),
)
