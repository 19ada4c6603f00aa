"""An exemption from a consumption restriction (准许消费): asked, approved, for a set time.

What is necessary for life or business may be done only after the court approved a request.
An opinion of 2019, not read in its own text, speaks of a set time of a month at most; the
length is therefore a dated figure and marked.

被限制消费的人因生活或者经营必需而消费的，须先向执行法院申请，经批准后才能进行，
且以批准的事项和期间为限，期满自动恢复限制。2019年的一份意见提到暂时解除以一个月为限，
该意见的原文尚未核对，因此期限的长短作为分时段的数值处理，并予标记；自2020年1月2日起检查。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.listing.restriction import RestrictionRefused
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("RESTRICTION", "8"), ("CONSIDERATE", "17"))
ASKED = Need(
    "ASKED",
    "被限制人已向执行法院提出申请",
    "the restricted person asked the court",
    "请先提出申请并附证明材料",
    "Ask first, with proof",
    ("RESTRICTION", "8"),
    "is_asked",
)
NECESSARY = Need(
    "NECESSARY",
    "该项消费为生活或者经营所必需",
    "the consumption is necessary for life or business",
    "请说明并证明必要性",
    "Show why it is necessary",
    ("RESTRICTION", "8"),
    "is_necessary",
)
APPROVED = Need(
    "APPROVED",
    "已获人民法院批准",
    "the court approved it",
    "获批准后方可进行",
    "Wait for the approval",
    ("RESTRICTION", "8"),
    "is_approved",
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """Hold the days of the exemption, both included."""

    from_on: date
    until_on: date


@answers("RESTRICTION_EXEMPTION")
def restriction_exemption(
    *,
    on: date,
    is_asked: bool,
    is_necessary: bool,
    is_approved: bool,
    from_on: date,
    until_on: date,
) -> Finding[Exemption]:
    """Check an exemption from a consumption restriction and its days."""
    why = Reasons(on)
    needs = ((is_asked, ASKED), (is_necessary, NECESSARY), (is_approved, APPROVED))
    insist(why, RestrictionRefused, needs, "不能进行该项消费", "Not exempt")
    if until_on < from_on:
        raise RestrictionRefused(
            "REVERSED",
            message_zh=f"止日{until_on}早于起日{from_on}。",
            message_en=f"The end {until_on} lies before the start {from_on}.",
            remedy_zh="请核对起止日期。",
            remedy_en="Check both days.",
            field="until_on",
        )
    if on >= date(2020, 1, 2):
        most = why.parameter("restriction.exemption_most")
        latest = add_months(from_on, most.whole)
        if until_on > latest:
            raise RestrictionRefused(
                "TOO_LONG",
                message_zh=f"暂时解除至{until_on}，最长至{latest}。",
                message_en=f"Exempt until {until_on}; {latest} is the latest.",
                basis=most.basis,
                remedy_zh="缩短期间；到期仍有必要的，另行申请。",
                remedy_en="Shorten it; ask again if still needed.",
                field="until_on",
            )
    why.step(
        "只及于批准的事项和期间，期满自动恢复限制。",
        "It covers what was approved and no more; the restriction returns by itself.",
        None,
    )
    return why.finding(
        Exemption(from_on, until_on),
        f"准许自{from_on}至{until_on}进行该项消费。",
        f"Exempt from {from_on} until {until_on}.",
    )


def _given(on: str, until: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {
        "on": day,
        "is_asked": True,
        "is_necessary": True,
        "is_approved": True,
        "from_on": day,
        "until_on": date.fromisoformat(until),
        **more,
    }


RULE = Rule(
    "RESTRICTION_EXEMPTION",
    BASIS,
    Days(date(2010, 10, 1)),
    restriction_exemption,
    (
        Example(_given("2021-01-31", "2021-02-28"), {"until_on": date(2021, 2, 28)}),
        Example(_given("2021-01-31", "2021-03-01"), refusal="TOO_LONG"),
        Example(_given("2016-01-31", "2016-04-30"), {"until_on": date(2016, 4, 30)}),
        Example(_given("2021-01-31", "2021-02-01", is_approved=False), refusal="APPROVED"),
        Example(_given("2021-01-31", "2021-02-01", is_necessary=False), refusal="NECESSARY"),
        Example(_given("2021-01-31", "2021-01-30"), refusal="REVERSED"),
    ),
    "准许被限制的消费",
    "Exemption from a consumption restriction",
    ("restriction.exemption_most",),
    covers=("R-XX-EXEMPTION",),
)
