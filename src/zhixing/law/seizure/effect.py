"""From when a control has effect (查封、扣押、冻结生效).

A ruling is made and served; where others must help, ruling and notice of assistance have
effect when served on them. Equity that is not listed is frozen from its publication in
the company information system, and the first published is the first in rank (since 2022).
A registrable thing without registration gives way to controls that were registered.

控制措施自何时生效。应当作出裁定并送达；需要他人协助的，
裁定书和协助执行通知书送达协助单位时生效。非上市公司的股权，
2022年起自在企业信用信息公示系统公示时冻结生效，先公示的顺位在先。应当登记的财产没有办理登记的，
不得对抗已经登记的其他控制措施。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "1"), ("SEIZURE", "7"), ("EQUITY", "6"))
EQUITY_SINCE = date(2022, 1, 1)


class Thing(StrEnum):
    """Name the kinds whose controls take effect differently."""

    ORDINARY = "ordinary"
    REGISTERED = "registered"
    UNLISTED_EQUITY = "unlisted_equity"


@dataclass(frozen=True, slots=True)
class Effect:
    """Hold the moment of effect and whether it stands against registered controls."""

    takes_effect_at: datetime
    stands_against_registered: bool


class EffectRefused(Refusal):
    """Say what is missing for the control to have effect."""


@answers("CONTROL_EFFECT")
def control_effect(
    *,
    on: date,
    thing: Thing,
    ruling_made: bool,
    served_at: datetime | None,
    registered_at: datetime | None = None,
    published_at: datetime | None = None,
) -> Finding[Effect]:
    """Find from when a control has effect.

    ``served_at`` is when ruling and notice reached the assisting unit, or the debtor
    where nobody assists.
    """
    why = Reasons(on)
    by_publication = thing is Thing.UNLISTED_EQUITY and on >= EQUITY_SINCE
    at = published_at if by_publication else served_at
    basis = cite("EQUITY", 6, on=on) if by_publication else cite("SEIZURE", 1, on=on)
    if not ruling_made or at is None:
        raise EffectRefused(
            "NO_EFFECT_YET",
            message_zh="没有裁定，或者尚未送达（公示），控制未生效。",
            message_en="No ruling, or not yet served or published: it has no effect.",
            basis=basis,
            remedy_zh="请作出裁定，并送达协助单位或者办理公示。",
            remedy_en="Make the ruling and have it served or published.",
            field="ruling_made" if not ruling_made else "served_at",
        )
    why.step(
        f"自{at:%Y-%m-%d %H:%M}{'公示' if by_publication else '送达'}时生效。",
        f"In effect from {at:%Y-%m-%d %H:%M}, when {'published' if by_publication else 'served'}.",
        basis,
        value=at,
    )
    stands = thing is not Thing.REGISTERED or registered_at is not None
    if not stands:
        why.step(
            "未办理登记，不得对抗已经登记的其他查封。",
            "Not registered: it gives way to controls that were registered.",
            cite("SEIZURE", 7, on=on),
        )
    return why.finding(
        Effect(at, stands), f"自{at:%Y-%m-%d}起生效。", f"In effect from {at:%Y-%m-%d}."
    )


def _given(on: str, thing: Thing, **more: object) -> dict[str, object]:
    at = datetime.fromisoformat(f"{on}T09:30:00+08:00")
    return {
        "on": date.fromisoformat(on),
        "thing": thing,
        "ruling_made": True,
        "served_at": at,
        **more,
    }


_LATER = datetime.fromisoformat("2022-01-02T10:00:00+08:00")

RULE = Rule(
    "CONTROL_EFFECT",
    BASIS,
    Days(date(2005, 1, 1)),
    control_effect,
    (
        Example(_given("2019-01-02", Thing.ORDINARY), {"stands_against_registered": True}),
        Example(_given("2019-01-02", Thing.REGISTERED), {"stands_against_registered": False}),
        Example(
            _given("2021-12-31", Thing.UNLISTED_EQUITY),
            {"takes_effect_at": datetime.fromisoformat("2021-12-31T09:30:00+08:00")},
        ),
        Example(_given("2022-01-01", Thing.UNLISTED_EQUITY), refusal="NO_EFFECT_YET"),
        Example(
            _given("2022-01-01", Thing.UNLISTED_EQUITY, published_at=_LATER),
            {"takes_effect_at": _LATER},
        ),
        Example(_given("2019-01-02", Thing.ORDINARY, ruling_made=False), refusal="NO_EFFECT_YET"),
    ),
    "控制措施的生效",
    "Effect of a control",
    covers=("R-SZ-RULING",),
)
