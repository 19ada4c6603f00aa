"""Interference with what was enforced (执结后的妨害): removed on request within six months.

执行终结后的妨害如何排除。执行终结后六个月内，被执行人或者其他人妨害已经执行的标的的，
权利人可以申请法院在执行程序中排除妨害，法院可以对行为人予以处罚；因此受到损失的，另行起诉。
妨害发生在六个月之后，或者权利人没有申请的，不在执行程序中处理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL-INT", "519"), ("CPL", "114"))


IN_TIME = Need(
    "OUT_OF_TIME",
    "妨害行为发生在执行终结后六个月内",
    "the conduct falls within six months of the end",
    "受害人可以另行起诉",
    "Whoever is harmed may sue",
    ("CPL-INT", "519"),
    "happened_on",
)
ASKED = Need(
    "NOT_ASKED",
    "权利人申请排除妨害",
    "it was asked for",
    "待权利人申请",
    "Wait for a request",
    ("CPL-INT", "519"),
    "asked",
)


@dataclass(frozen=True, slots=True)
class Interference:
    """Hold the last day on which such conduct falls under the article."""

    until: date


@answers("INTERFERENCE")
def interference(
    *, on: date, ended_on: date, happened_on: date, asked: bool
) -> Finding[Interference]:
    """Say whether interference after the end is removed within enforcement."""
    why = Reasons(on)
    months = why.parameter("closing.interference", ended_on)
    until = add_months(ended_on, months.whole)
    needs = ((ended_on <= happened_on <= until, IN_TIME), (asked, ASKED))
    insist(why, ClosingRefused, needs, "不能在执行程序中排除妨害", "Not within enforcement")
    why.step(
        f"自{ended_on}起至{until}的妨害，可以依申请排除并处罚；造成损失的，另行起诉。",
        f"From {ended_on} until {until} it is removed on request and may be punished; for harm "
        "there is a suit.",
        cite("CPL-INT", 519, on=on),
        value=until,
    )
    return why.finding(
        Interference(until), "可以排除妨害并处罚。", "It may be removed and punished."
    )


def _given(happened: str, asked: bool = True) -> dict[str, object]:
    day = date.fromisoformat(happened)
    return {"on": day, "ended_on": date(2017, 8, 31), "happened_on": day, "asked": asked}


RULE = Rule(
    "INTERFERENCE",
    BASIS,
    Days(date(2015, 2, 4)),
    interference,
    (
        Example(_given("2018-02-28"), {"until": date(2018, 2, 28)}),
        Example(_given("2018-03-01"), refusal="OUT_OF_TIME"),
        Example(_given("2017-08-30"), refusal="OUT_OF_TIME"),
        Example(_given("2017-09-30", asked=False), refusal="NOT_ASKED"),
    ),
    "执行终结后排除妨害",
    "Interference after the end",
    ("closing.interference",),
    covers=("R-CLOSE-REOPEN",),
)
