"""Two courts, one title (重复立案): the court that filed first keeps the case.

A court that finds, before filing, that another competent court has filed does not file
again. One that finds it afterwards cancels its case and hands what it controls to the
court that filed first.

两个法院就同一执行依据、同一被执行人立案的，由先立案的法院执行。立案前发现其他有管辖权的法院已经
立案的，不得重复立案；立案后发现的，撤销本院案件，已控制的财产交先立案的法院处理。
两院同日立案的，协商解决，协商不成的，报请共同的上级法院指定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EP", "2"), ("EW", "13"))


class Outcome(StrEnum):
    """Name what a court does about another's filing."""

    FILE = "FILE"
    DO_NOT_FILE = "DO_NOT_FILE"
    KEEP = "KEEP"
    CANCEL = "CANCEL"
    CANCEL_AND_HAND_OVER = "CANCEL_AND_HAND_OVER"
    NEGOTIATE = "NEGOTIATE"


_WORDS = {
    Outcome.FILE: ("未发现其他法院立案", "no other court has filed"),
    Outcome.DO_NOT_FILE: ("不得重复立案", "do not file again"),
    Outcome.KEEP: ("本院先立案，由本院执行", "this court filed first and keeps the case"),
    Outcome.CANCEL: ("撤销案件", "cancel the case"),
    Outcome.CANCEL_AND_HAND_OVER: (
        "撤销案件，控制的财产交先立案的法院处理",
        "cancel the case and hand the property controlled to the court that filed first",
    ),
    Outcome.NEGOTIATE: (
        "同日立案，协商解决，协商不成的报请共同上级人民法院指定",
        "both filed on one day: agree, or let the court above both decide",
    ),
}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Hold what to do."""

    outcome: Outcome


class DuplicateRefused(Refusal):
    """Say which days contradict each other."""


@answers("FILING_DUPLICATE")
def filing_duplicate(
    *,
    on: date,
    other_filed_on: date | None = None,
    own_filed_on: date | None = None,
    controls_property: bool = False,
) -> Finding[Duplicate]:
    """Say what to do where another competent court may have filed on the same title
    against the same debtor."""
    if controls_property and own_filed_on is None:
        raise DuplicateRefused(
            "NOT_FILED",
            message_zh="本院尚未立案，不存在已控制的财产。",
            message_en="This court has not filed and controls no property.",
            basis=find_citation("EP", 2, on=on),
            remedy_zh="请核对立案日期。",
            remedy_en="Check the day of filing.",
            field="controls_property",
        )
    why = Reasons(on)
    outcome = _outcome(other_filed_on, own_filed_on, controls_property)
    zh, en = _WORDS[outcome]
    basis = find_citation("EP", 2, on=on) or find_citation("EW", 13, on=on)
    if outcome is Outcome.NEGOTIATE:
        basis = find_citation("EW", 14, on=on)
    why.step(
        f"其他法院立案：{other_filed_on or '无'}；本院立案：{own_filed_on or '无'}。",
        f"Filed elsewhere: {other_filed_on or 'no'}; here: {own_filed_on or 'no'}.",
        find_citation("EW", 13, on=on),
    )
    why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", basis, value=outcome.value)
    return why.finding(Duplicate(outcome), f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def _outcome(other: date | None, own: date | None, controls: bool) -> Outcome:
    if other is None:
        return Outcome.FILE if own is None else Outcome.KEEP
    if own is None:
        return Outcome.DO_NOT_FILE
    if own == other:
        return Outcome.NEGOTIATE
    if own < other:
        return Outcome.KEEP
    return Outcome.CANCEL_AND_HAND_OVER if controls else Outcome.CANCEL


def _ex(
    outcome: Outcome | str, other: str | None, own: str | None, controls: bool = False
) -> Example:
    given = {
        "on": date(2018, 3, 9),
        "other_filed_on": date.fromisoformat(other) if other else None,
        "own_filed_on": date.fromisoformat(own) if own else None,
        "controls_property": controls,
    }
    if outcome == "NOT_FILED":
        return Example(given, refusal=outcome)
    return Example(given, {"outcome": outcome})


RULE = Rule(
    "FILING_DUPLICATE",
    BASIS,
    Days(date(1998, 7, 18)),
    filing_duplicate,
    (
        _ex(Outcome.FILE, None, None),
        _ex(Outcome.DO_NOT_FILE, "2018-03-01", None),
        _ex(Outcome.KEEP, "2018-03-02", "2018-03-01"),
        _ex(Outcome.CANCEL, "2018-03-01", "2018-03-02"),
        _ex(Outcome.CANCEL_AND_HAND_OVER, "2018-03-01", "2018-03-02", controls=True),
        _ex(Outcome.NEGOTIATE, "2018-03-01", "2018-03-01"),
        _ex("NOT_FILED", "2018-03-01", None, controls=True),
    ),
    "重复立案",
    "Two filings on one title",
    covers=("R-FILE-JURIS",),
)
