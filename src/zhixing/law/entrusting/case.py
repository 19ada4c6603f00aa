"""Entrusting a case to a court of another province (委托执行): when, days, ranks, return.

Entrusted when nothing is left here and property lies there; to a court of the same level.
That court files in seven days, the sending court tells the applicant in seven and cancels
its case. Missing papers: thirty days. Seizures count as the other court’s and keep their
rank; what runs out within a month is renewed first. Return needs the high court, then fifteen
days. Not closed in six months: the applicant may turn to the higher court. Single acts are
asked for over the platform and are no case.

跨省委托执行的条件、期限、顺位和退回。本辖区内已无财产可供执行，而其他省、自治区、
直辖市有财产的，可以委托财产所在地或者行为实施地的同级法院。受托法院收到委托函后七日内立案；
委托法院收到立案通知后七日内书面通知申请执行人，并将本案销案。手续、材料不全的，委托法院在三十日
内补办或者说明。已采取的查封、扣押、冻结视为受托法院的措施，顺位不变；剩余期限不足一个月的，
先行续封续冻再移交。退回委托须经高级法院同意，同意后十五日内退回材料并说明。六个月内未执结的，
申请执行人可以请求受托法院的上一级法院处理。查询、冻结等单项事务，通过平台请求协助，
不作为委托执行案件立案。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("ENTRUSTING", "1"),
    ("ENTRUSTING", "2"),
    ("ENTRUSTING", "6"),
    ("ENTRUSTING", "7"),
    ("ENTRUSTING", "8"),
    ("ENTRUSTING", "9"),
    ("ENTRUSTING", "11"),
)


class EntrustStep(StrEnum):
    """Name what happened, from which the next days run."""

    LETTER_RECEIVED = "LETTER_RECEIVED"
    FILING_NOTICE_RECEIVED = "FILING_NOTICE_RECEIVED"
    PAPERS_ASKED = "PAPERS_ASKED"
    RETURN_AGREED = "RETURN_AGREED"
    FILED = "FILED"


class EntrustRefused(Refusal):
    """Say why a case cannot be entrusted or returned."""


NOTHING_HERE = Need(
    "PROPERTY_HERE",
    "本辖区内已无财产可供执行",
    "nothing is left to enforce here",
    "先执行本辖区的财产，外地财产作事项委托",
    "Enforce here first; ask for single acts there",
    ("ENTRUSTING", "1"),
    "nothing_here",
)
THERE = Need(
    "NOTHING_THERE",
    "其他省、自治区、直辖市有可供执行的财产",
    "property lies in another province",
    "查明外地财产；省内委托依高级人民法院的办法",
    "Find property there; within a province the high court’s rules govern",
    ("ENTRUSTING", "1"),
    "property_there",
)
SAME_LEVEL = Need(
    "LEVEL",
    "受托法院为财产所在地或者行为实施地的同级人民法院",
    "the court is of the same level, where the property or act is",
    "另选同级法院",
    "Choose a court of the same level",
    ("ENTRUSTING", "3"),
    "same_level",
)
RENEWED = Need(
    "RENEW_FIRST",
    "查封、冻结剩余期限不少于一个月，或者已先行续封续冻",
    "what is controlled has a month left, or was renewed first",
    "先续封续冻再移交",
    "Renew first, then hand over",
    ("ENTRUSTING", "6"),
    "shortest_control_ends_on",
)
HIGH_COURT = Need(
    "HIGH_COURT",
    "退回已经所在辖区高级人民法院同意",
    "the high court agreed to the return",
    "层报高级人民法院审批",
    "Ask the high court",
    ("ENTRUSTING", "9"),
    "high_court_agrees",
)


@dataclass(frozen=True, slots=True)
class Entrusted:
    """Hold the last day of the step that follows, and what it is."""

    by: date
    what: str


_NEXT = {
    EntrustStep.LETTER_RECEIVED: ("entrust.file", Unit.DAY, "受托法院立案", "the court files", 7),
    EntrustStep.FILING_NOTICE_RECEIVED: (
        "entrust.tell",
        Unit.DAY,
        "委托法院书面通知申请执行人并销案",
        "the sending court tells the applicant and cancels its case",
        7,
    ),
    EntrustStep.PAPERS_ASKED: (
        "entrust.papers",
        Unit.DAY,
        "委托法院补办手续或者说明",
        "the sending court completes the papers or says why not",
        8,
    ),
    EntrustStep.RETURN_AGREED: (
        "entrust.return",
        Unit.DAY,
        "受托法院退回材料并说明",
        "the court returns the papers and says why",
        9,
    ),
    EntrustStep.FILED: (
        "entrust.close",
        Unit.MONTH,
        "受托法院执结；逾期申请执行人可以请求上一级法院",
        "the court closes it; after that the applicant may turn to the higher court",
        11,
    ),
}


@answers("ENTRUSTING")
def entrusting(
    *,
    on: date,
    step: EntrustStep,
    happened_on: date,
    nothing_here: bool = True,
    property_there: bool = True,
    same_level: bool = True,
    shortest_control_ends_on: date | None = None,
    high_court_agrees: bool = True,
) -> Finding[Entrusted]:
    """Check an entrusted case and find the last day of the step that follows."""
    why = Reasons(on)
    month = why.parameter("entrust.renew", happened_on).whole
    enough = (
        shortest_control_ends_on is None
        or shortest_control_ends_on >= add_months(happened_on, month)
        or step is not EntrustStep.LETTER_RECEIVED
    )
    insist(
        why,
        EntrustRefused,
        (
            (nothing_here, NOTHING_HERE),
            (property_there, THERE),
            (same_level, SAME_LEVEL),
            (enough, RENEWED),
            (high_court_agrees or step is not EntrustStep.RETURN_AGREED, HIGH_COURT),
        ),
        "不能委托执行（退回）",
        "Not entrusted (or returned)",
    )
    name, unit, zh, en, article = _NEXT[step]
    amount = why.parameter(name, happened_on).whole
    by = why.adopt(period_due(on=on, start_on=happened_on, amount=amount, unit=unit)).due_on
    why.step(f"{zh}。", f"{en[:1].upper()}{en[1:]}.", cite("ENTRUSTING", article, on=happened_on))
    why.step(
        "已采取的查封、扣押、冻结视为受托法院的措施，顺位不变。",
        "Controls already made count as the other court’s and keep their rank.",
        cite("ENTRUSTING", 6, on=happened_on),
    )
    return why.finding(Entrusted(by, step), f"应于{by}前：{zh}。", f"By {by}: {en}.")


def _given(step: EntrustStep, **more: object) -> dict[str, object]:
    day = date(2017, 6, 1)
    return {"on": day, "step": step, "happened_on": day, **more}


_S = EntrustStep
RULE = Rule(
    "ENTRUSTING",
    BASIS,
    Days(date(2011, 5, 16)),
    entrusting,
    (
        Example(_given(_S.LETTER_RECEIVED), {"by": date(2017, 6, 8)}),
        Example(_given(_S.FILING_NOTICE_RECEIVED), {"by": date(2017, 6, 8)}),
        Example(_given(_S.PAPERS_ASKED), {"by": date(2017, 7, 3)}),
        Example(_given(_S.RETURN_AGREED), {"by": date(2017, 6, 16)}),
        Example(_given(_S.FILED), {"by": date(2017, 12, 1)}),
        Example(
            _given(_S.LETTER_RECEIVED, shortest_control_ends_on=date(2017, 6, 30)),
            refusal="RENEW_FIRST",
        ),
        Example(
            _given(_S.LETTER_RECEIVED, shortest_control_ends_on=date(2017, 7, 1)),
            {"by": date(2017, 6, 8)},
        ),
        Example(_given(_S.LETTER_RECEIVED, nothing_here=False), refusal="PROPERTY_HERE"),
        Example(_given(_S.RETURN_AGREED, high_court_agrees=False), refusal="HIGH_COURT"),
    ),
    "委托执行",
    "Entrusting a case",
    (
        "entrust.close",
        "entrust.file",
        "entrust.papers",
        "entrust.renew",
        "entrust.return",
        "entrust.tell",
    ),
    covers=("R-ENTRUST",),
)
