"""Breach of a consumption restriction (违反限制消费令): what may follow, and for whom.

It counts as refusing to carry out an effective judgment: detention or fine, a crime if
grave, and since 2013 a circumstance for listing. An assisting unit that lets it happen
after it received the notice may be fined. A report by anyone is received and examined.

违反限制消费令，按拒不履行生效裁判处理：可以罚款、拘留，情节严重构成犯罪的追究刑事责任；
2013年10月1日起，还属于应当纳入失信名单的情形。协助单位收到通知以后仍允许消费的，可以对其罚款。
处罚以限制消费令已经送达、违反行为已经查实为前提；任何人举报的，应当受理并审查。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.listing.restriction import RestrictionRefused
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("RESTRICTION", "10"), ("RESTRICTION", "11"), ("CPL", "114"), ("CPL", "117"))
ORDER_SERVED = Need(
    "ORDER_SERVED",
    "限制消费令（协助执行通知书）已送达",
    "the order, or the notice to assist, was served",
    "先送达，再查处其后的行为",
    "Serve it first; what comes after can be pursued",
    ("RESTRICTION", "5"),
    "is_served",
)
VERIFIED = Need(
    "VERIFIED",
    "违反行为已经查证属实",
    "the breach was verified",
    "受理举报并审查认定",
    "Receive the report and examine it",
    ("RESTRICTION", "10"),
    "is_verified",
)


@dataclass(frozen=True, slots=True)
class Consequences:
    """Hold what may follow a breach: punishments, listing, criminal referral."""

    may_fine: bool
    may_detain: bool
    must_list: bool
    may_refer: bool


@answers("RESTRICTION_BREACH")
def restriction_breach(
    *,
    on: date,
    is_served: bool,
    is_verified: bool,
    by_assisting_unit: bool = False,
    is_grave: bool = False,
) -> Finding[Consequences]:
    """Give what may follow a breach of a consumption restriction."""
    why = Reasons(on)
    needs = ((is_served, ORDER_SERVED), (is_verified, VERIFIED))
    insist(why, RestrictionRefused, needs, "不能处罚", "No punishment")
    why.step(
        "对违反限制消费令的举报，应当受理并审查认定。",
        "A report of a breach is received and examined.",
        cite("RESTRICTION", 10, on=on),
    )
    if by_assisting_unit:
        why.step(
            "协助单位收到通知后仍允许消费，可以罚款。",
            "An assisting unit that still allowed it may be fined.",
            find_citation("CPL", 117, on=on),
        )
        return why.finding(
            Consequences(True, False, False, False),
            "可以对该单位罚款。",
            "The unit may be fined.",
        )
    why.step(
        "属于拒不履行生效裁判，可以罚款、拘留。",
        "It is refusal to carry out an effective judgment: fine or detention.",
        find_citation("CPL", 114, on=on),
    )
    lists = on >= date(2013, 10, 1)
    if lists:
        why.step(
            "属于应当纳入失信名单的情形（2013年文本并须有履行能力）。",
            "It is a circumstance for listing (in 2013 with ability to perform).",
            cite("LISTING", 1, on=on),
        )
    return why.finding(
        Consequences(True, True, lists, is_grave),
        "可以罚款、拘留" + ("，应当纳入失信名单" if lists else "") + "。",
        "Fine or detention" + (", and listing" if lists else "") + ".",
    )


def _given(on: str, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "is_served": True, "is_verified": True, **more}


RULE = Rule(
    "RESTRICTION_BREACH",
    BASIS,
    Days(date(2010, 10, 1)),
    restriction_breach,
    (
        Example(_given("2013-09-30"), {"may_detain": True, "must_list": False}),
        Example(_given("2013-10-01"), {"must_list": True}),
        Example(_given("2017-05-01", is_grave=True), {"may_refer": True}),
        Example(
            _given("2017-05-01", by_assisting_unit=True), Consequences(True, False, False, False)
        ),
        Example(_given("2017-05-01", is_served=False), refusal="ORDER_SERVED"),
        Example(_given("2017-05-01", is_verified=False), refusal="VERIFIED"),
    ),
    "违反限制消费令的后果",
    "Breach of a consumption restriction",
    covers=("R-XX-VIOLATE",),
)
