"""The property part of a criminal judgment (刑事涉财执行): handed over, filed, closed.

The criminal division hands it over with its table; filed in seven days, enforced by the
court of first instance, in six months, longer with the president’s approval. There is no
applicant; the victim is no applicant either. Living costs are kept. What the last auction
did not sell is offered to the treasury, or to the victim at that reserve, or sold without
one. A civil part of the judgment follows the civil rules.

刑事裁判涉财产部分的执行。由刑事审判部门连同移送执行表移送，七日内立案，由第一审法院执行，
六个月内执结，经院长批准可以延长。没有申请执行人，被害人也不是申请执行人。
应为被执行人及其扶养家属留出生活费用。最后一次拍卖没有卖出的，
由财政部门或者被害人按该次保留价接收；不接收的，可以不设保留价再行拍卖。
附带民事部分依民事执行的规定办理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.special.livelihood import SpecialRefused

BASIS = (
    ("CRIMINAL-PROPERTY", "1"),
    ("CRIMINAL-PROPERTY", "2"),
    ("CRIMINAL-PROPERTY", "3"),
    ("CRIMINAL-PROPERTY", "7"),
    ("CRIMINAL-PROPERTY", "9"),
    ("CRIMINAL-PROPERTY", "12"),
)


def _need(code: str, zh: str, en: str, remedy_zh: str, remedy_en: str, article: str) -> Need:
    return Need(code, zh, en, remedy_zh, remedy_en, ("CRIMINAL-PROPERTY", article))


CRIMINAL_PART = _need(
    "CIVIL_PART",
    "属于罚金、没收、退赔、赃款赃物等事项（附带民事部分除外）",
    "it is a fine, confiscation, restitution or proceeds of crime, not the civil part",
    "附带民事部分适用民事执行的规定",
    "The civil part follows the civil rules",
    "1",
)
FIRST_COURT = _need(
    "FIRST_INSTANCE",
    "由第一审人民法院执行（可以委托财产所在地同级法院）",
    "the court of first instance enforces it (or entrusts the court of the place)",
    "移送第一审人民法院",
    "Hand it to the court of first instance",
    "2",
)
TABLE = _need(
    "TRANSFER_TABLE",
    "移送材料齐全，含生效裁判和《移送执行表》",
    "the papers are complete, with judgment and transfer table",
    "由刑事审判部门补齐",
    "Have the criminal division complete them",
    "7",
)


@dataclass(frozen=True, slots=True)
class CriminalProperty:
    """Hold the last days to file and to close; nobody is the applicant."""

    file_by: date
    close_by: date | None
    has_applicant: bool


@answers("CRIMINAL_PROPERTY")
def criminal_property(
    *,
    on: date,
    handed_over_on: date,
    is_criminal_part: bool = True,
    is_first_instance: bool = True,
    papers_complete: bool = True,
    filed_on: date | None = None,
) -> Finding[CriminalProperty]:
    """Find the days of a criminal property case."""
    why = Reasons(on)
    insist(
        why,
        SpecialRefused,
        (
            (is_criminal_part, CRIMINAL_PART),
            (is_first_instance, FIRST_COURT),
            (papers_complete, TABLE),
        ),
        "不能立案执行",
        "Not filed",
    )
    days = why.parameter("criminal_property.file", handed_over_on).whole
    file_by = why.adopt(
        period_due(on=on, start_on=handed_over_on, amount=days, unit=Unit.DAY)
    ).due_on
    close_by = None
    if filed_on is not None:
        months = why.parameter("criminal_property.limit", filed_on).whole
        close_by = why.adopt(
            period_due(on=on, start_on=filed_on, amount=months, unit=Unit.MONTH)
        ).due_on
    why.step(
        "保留被执行人及其所扶养家属的生活必需费用。",
        "The living costs of the debtor and family are kept.",
        cite("CRIMINAL-PROPERTY", 9, on=on),
    )
    return why.finding(
        CriminalProperty(file_by, close_by, False),
        f"应于{file_by}前立案" + (f"，于{close_by}前执结。" if close_by else "。"),
        f"File by {file_by}" + (f", close by {close_by}." if close_by else "."),
    )


def _given(**more: object) -> dict[str, object]:
    day = date(2017, 6, 1)
    return {"on": day, "handed_over_on": day, **more}


RULE = Rule(
    "CRIMINAL_PROPERTY",
    BASIS,
    Days(date(2014, 11, 6)),
    criminal_property,
    (
        Example(_given(), CriminalProperty(date(2017, 6, 8), None, False)),
        Example(_given(filed_on=date(2017, 6, 5)), {"close_by": date(2017, 12, 5)}),
        Example(_given(is_criminal_part=False), refusal="CIVIL_PART"),
        Example(_given(is_first_instance=False), refusal="FIRST_INSTANCE"),
        Example(_given(papers_complete=False), refusal="TRANSFER_TABLE"),
    ),
    "刑事裁判涉财产部分的执行",
    "The property part of a criminal judgment",
    covers=("R-SC-CRIM",),
)
