"""Who must be there when a measure is taken (执行人员): two officers who show their papers.

The papers are the law's; the number two is custom, which no national text read here names.

采取执行措施须有哪些人员在场。执行人员应当出示证件，此为法律规定；至少两人，为惯例，
所读全国文本均未写明人数。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "239"), ("EW", "7"))


@dataclass(frozen=True, slots=True)
class Presence:
    """Hold whether the officers suffice, and how many at least."""

    allowed: bool
    least: int


class OfficersRefused(Refusal):
    """Say that papers were not shown."""


@answers("OFFICERS_PRESENT")
def officers_present(*, on: date, officers: int, papers_shown: bool) -> Finding[Presence]:
    """Say whether a measure may be taken by so many officers."""
    why = Reasons(on)
    basis = find_citation("CPL", 239, on=on)
    if not papers_shown:
        raise OfficersRefused(
            "PAPERS_NOT_SHOWN",
            message_zh="采取强制执行措施时，执行员应当出示证件。",
            message_en="Officers show their papers when they take a measure.",
            basis=basis,
            remedy_zh="请出示工作证件并记录。",
            remedy_en="Show them and put it on record.",
            field="papers_shown",
        )
    why.step("执行人员已出示证件。", "The officers showed their papers.", basis)
    least = why.parameter("officers.measure_least").whole
    enough = officers >= least
    return why.finding(
        Presence(enough, least),
        f"执行人员{officers}人，{'符合' if enough else '不足'}{least}人的要求。",
        f"{officers} officers; at least {least} are {'there' if enough else 'needed'}.",
    )


RULE = Rule(
    "OFFICERS_PRESENT",
    BASIS,
    Days(date(2008, 4, 1)),
    officers_present,
    (
        Example({"on": date(2018, 3, 1), "officers": 2, "papers_shown": True}, Presence(True, 2)),
        Example({"on": date(2018, 3, 1), "officers": 1, "papers_shown": True}, {"allowed": False}),
        Example(
            {"on": date(2018, 3, 1), "officers": 2, "papers_shown": False},
            refusal="PAPERS_NOT_SHOWN",
        ),
    ),
    "执行人员",
    "Officers present",
    ("officers.measure_least",),
    covers=("R-TWO-OFFICERS",),
)
