"""Which court receives a case handed over to bankruptcy (执转破管辖).

The intermediate court of the debtor's domicile; a basic court only when the high court
approved it.

执行转破产案件由哪一法院接收。由被执行人住所地的中级法院接收；经高级法院批准的，可以由基层法院接
收。不在被执行人住所地的法院和级别不符的法院，均不得接收。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL-INT", "511"), ("BANKRUPTCY-TRANSFER", "3"))


class Level(StrEnum):
    """Name the levels of courts."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Receiving:
    """Say whether the court may receive the case."""

    allowed: bool


@answers("BANKRUPTCY_COURT")
def bankruptcy_court(
    *, on: date, level: Level, at_domicile: bool, high_court_approved: bool = False
) -> Finding[Receiving]:
    """Say whether a court may receive the case."""
    why = Reasons(on)
    right_level = level is Level.INTERMEDIATE or (level is Level.BASIC and high_court_approved)
    why.step(
        "由被执行人住所地法院审查。" if at_domicile else "不是被执行人住所地法院。",
        "The court of the debtor’s domicile." if at_domicile else "Not the court of the domicile.",
        cite("CPL-INT", 511, on=on),
    )
    why.step(
        "一般由中级法院管辖，经高级法院批准可交基层法院。",
        "The intermediate court, or a basic court the high court approved.",
        cite("BANKRUPTCY-TRANSFER", 3, on=on),
    )
    allowed = right_level and at_domicile
    return why.finding(
        Receiving(allowed),
        "可以移送该院。" if allowed else "不得移送该院。",
        "It may receive the case." if allowed else "It may not receive the case.",
    )


def _given(level: Level, at_domicile: bool = True, approved: bool = False) -> dict[str, object]:
    return {
        "on": date(2021, 6, 1),
        "level": level,
        "at_domicile": at_domicile,
        "high_court_approved": approved,
    }


RULE = Rule(
    "BANKRUPTCY_COURT",
    BASIS,
    Days(date(2017, 1, 20)),
    bankruptcy_court,
    (
        Example(_given(Level.INTERMEDIATE), {"allowed": True}),
        Example(_given(Level.INTERMEDIATE, False), {"allowed": False}),
        Example(_given(Level.BASIC), {"allowed": False}),
        Example(_given(Level.BASIC, approved=True), {"allowed": True}),
        Example(_given(Level.HIGH), {"allowed": False}),
    ),
    "执转破管辖",
    "Court of a transfer to bankruptcy",
    covers=("R-ZPC-COURT",),
)
