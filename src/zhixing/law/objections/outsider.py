"""An outsider’s objection (案外人异议): when it is heard, and until when nothing is sold.

Raised before the thing’s own enforcement ends (before the procedure ends where a party took
the thing), once only. While it is heard, for fifteen days after a rejection is served, and
while the suit is pending, the thing is not disposed of; with the applicant’s security it
goes on. Founded: enforcement on the thing is suspended. In criminal property cases it is
heard in public on the other route.

案外人对执行标的主张权利的，应当在该标的执行终结以前提出异议；标的由当事人取得的，
可以在执行程序终结以前提出；只能提出一次。异议审查期间、驳回裁定送达后十五日内和诉讼期间，
不得处分该标的；审查和诉讼期间申请执行人提供充分有效担保的，可以继续执行。异议成立的，
中止对该标的的执行。刑事涉财产案件，改按执行行为异议的程序公开听证审查。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.objections.conduct import ObjectionRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "238"),
    ("CPL-INT", "462"),
    ("CPL-INT", "463"),
    ("EP", "15"),
    ("CPL-INT", "313"),
    ("OBJECTIONS", "6"),
    ("OBJECTIONS", "15"),
)


class OutsiderStage(StrEnum):
    """Name how far the objection has come."""

    PENDING = "PENDING"
    REJECTED = "REJECTED"
    FOUNDED = "FOUNDED"
    SUIT_PENDING = "SUIT_PENDING"
    SUIT_LOST = "SUIT_LOST"


@dataclass(frozen=True, slots=True)
class OutsiderEffect:
    """Say whether the thing may be disposed of on the day asked, and from when."""

    may_dispose: bool
    barred_until: date | None
    suspended: bool


THING_OPEN = Need(
    "THING_ENDED",
    "该执行标的尚未执行终结（由当事人受让的，执行程序尚未终结）",
    "the thing’s own enforcement has not ended (nor the procedure where a party took it)",
    "另行向申请执行人、被执行人主张权利",
    "Claim against the parties in a suit of its own",
    ("OBJECTIONS", "6"),
    "thing_ended",
)
ONCE = Need(
    "REPEATED",
    "未曾撤回或者被驳回",
    "it was not withdrawn or rejected before",
    "被驳回的，十五日内起诉",
    "After a rejection sue within fifteen days",
    ("OBJECTIONS", "15"),
    "raised_before",
)


@answers("OUTSIDER_EFFECT")
def outsider_effect(
    *,
    on: date,
    stage: OutsiderStage,
    thing_ended: bool = False,
    raised_before: bool = False,
    rejection_served_on: date | None = None,
    applicant_gives_security: bool = False,
) -> Finding[OutsiderEffect]:
    """Say whether the thing may be disposed of on a day while an outsider objects."""
    why = Reasons(on)
    needs = ((not thing_ended, THING_OPEN), (not raised_before, ONCE))
    insist(why, ObjectionRefused, needs, "案外人异议不予受理", "The objection is not heard")
    if stage is OutsiderStage.FOUNDED:
        why.step(
            "异议成立，裁定中止对该标的的执行。",
            "Founded: enforcement on the thing is suspended.",
            cite("CPL", 238, on=on),
        )
        return why.finding(
            OutsiderEffect(False, None, True),
            "中止对该标的的执行，不得处分。",
            "Suspended; the thing is not disposed of.",
        )
    barred_until, barred = None, stage in (OutsiderStage.PENDING, OutsiderStage.SUIT_PENDING)
    if stage is OutsiderStage.REJECTED:
        barred_until = _fifteen(why, rejection_served_on)
        barred = on <= barred_until
    elif barred:
        why.step(
            "异议审查或者诉讼期间，不得处分。",
            "While it is heard or the suit is pending, the thing is not disposed of.",
            _while(stage, on),
        )
    else:
        why.step("诉讼已经终审驳回，可以处分。", "The suit is lost; it goes on.", _while(stage, on))
    secured = barred and applicant_gives_security and stage is not OutsiderStage.REJECTED
    if secured:
        why.step(
            "申请执行人提供充分有效担保，可以继续执行。",
            "The applicant gives security: it goes on.",
            _while(stage, on),
        )
    free = secured or not barred
    until = f"（至{barred_until}）" if barred_until and barred else ""
    return why.finding(
        OutsiderEffect(free, barred_until, False),
        "可以处分该标的。" if free else f"不得处分该标的{until}。",
        "The thing may be disposed of."
        if free
        else "The thing may not be disposed of"
        + (f" until {barred_until}." if barred_until and barred else "."),
    )


def _while(stage: OutsiderStage, on: date) -> Citation:
    """Cite what holds while it is heard, or else while the suit is pending."""
    return cite("EP", 15, on=on) if stage is OutsiderStage.PENDING else cite("CPL-INT", 313, on=on)


def _fifteen(why: Reasons, served_on: date | None) -> date:
    if served_on is None:
        raise ObjectionRefused(
            "SERVICE_MISSING",
            message_zh="须给出驳回裁定送达案外人的日期。",
            message_en="The day on which the rejection was served on the outsider is needed.",
            basis=cite("CPL-INT", 463, on=why.on),
            remedy_zh="先送达，自送达之日起十五日内不得处分。",
            remedy_en="Serve it first; for fifteen days from service nothing is disposed of.",
            field="rejection_served_on",
        )
    days = why.parameter("outsider.no_disposal", served_on).whole
    until = served_on + timedelta(days=days)
    why.choose("rolls", False)
    why.step(
        f"自{served_on}送达起{days}日内（至{until}）不得处分。",
        f"For {days} days from service on {served_on}, until {until}, nothing is disposed of.",
        cite("CPL-INT", 463, on=served_on),
        value=until,
    )
    return until


def _given(on: str, stage: OutsiderStage, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "stage": stage, **more}


_SERVED = date(2017, 6, 1)
RULE = Rule(
    "OUTSIDER_EFFECT",
    BASIS,
    Days(date(2015, 5, 5)),
    outsider_effect,
    (
        Example(_given("2017-06-01", OutsiderStage.PENDING), {"may_dispose": False}),
        Example(
            _given("2017-06-01", OutsiderStage.PENDING, applicant_gives_security=True),
            {"may_dispose": True},
        ),
        Example(
            _given("2017-06-16", OutsiderStage.REJECTED, rejection_served_on=_SERVED),
            {"may_dispose": False, "barred_until": date(2017, 6, 16)},
        ),
        Example(
            _given("2017-06-17", OutsiderStage.REJECTED, rejection_served_on=_SERVED),
            {"may_dispose": True},
        ),
        Example(_given("2017-06-17", OutsiderStage.REJECTED), refusal="SERVICE_MISSING"),
        Example(_given("2017-06-17", OutsiderStage.FOUNDED), {"suspended": True}),
        Example(_given("2017-06-17", OutsiderStage.SUIT_PENDING), {"may_dispose": False}),
        Example(_given("2017-06-17", OutsiderStage.SUIT_LOST), {"may_dispose": True}),
        Example(
            _given("2017-06-17", OutsiderStage.PENDING, thing_ended=True), refusal="THING_ENDED"
        ),
        Example(
            _given("2017-06-17", OutsiderStage.PENDING, raised_before=True), refusal="REPEATED"
        ),
    ),
    "案外人异议的效力",
    "An outsider’s objection and its effect",
    ("outsider.no_disposal",),
    covers=("R-OBJ-OUTSIDER",),
)
