"""Enforcement in another province (异地执行): by which way a court may act there.

Its own officers go there once the high court of their province approved it; the court there is
asked for help. Single acts (query, freeze, seal, investigate, serve) are asked of the court
there, which files no case. The whole case is entrusted under rule ENTRUSTING. Within the own
province none of this applies. That the approval was also needed before 2021 is from memory of
the text of 2011.

赴外省执行的方式。本院人员确需赴异地执行的，须经所在辖区高级人民法院批准，可以请求当地法院协助；
查询、冻结、查封、调查、送达等单项事务，可以委托当地法院协助，当地法院不立案；整案委托适用规则ENTRUSTING。
本省范围内的，不适用。2021年以前的文本亦要求批准，系凭记忆。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.entrusting.case import EntrustRefused
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("ENTRUSTING", "1"),
    ("ENTRUSTING", "2"),
    ("ENTRUSTING", "12"),
    ("ENTRUSTING", "14"),
)


class OutsideWay(StrEnum):
    """Name the ways of acting in another province short of entrusting the whole case."""

    ON_SITE = "ON_SITE"
    SINGLE_ACT = "SINGLE_ACT"


@dataclass(frozen=True, slots=True)
class Outside:
    """Hold the way that is open, and whether the court there may be asked for help."""

    way: OutsideWay
    may_ask_help: bool


ANOTHER_PROVINCE = Need(
    "SAME_PROVINCE",
    "财产或者被执行人在其他省、自治区、直辖市",
    "the property or the debtor is in another province",
    "省内依高级人民法院的办法办理",
    "Within a province the high court’s rules govern",
    ("ENTRUSTING", "14"),
    "province",
)
APPROVED = Need(
    "HIGH_COURT_APPROVAL",
    "赴异地执行已经所在辖区高级人民法院批准",
    "the high court of the own province approved going there",
    "层报高级人民法院批准，或者改为事项委托、整案委托",
    "Ask the high court, or entrust a single act or the case",
    ("ENTRUSTING", "1"),
    "approval",
)


@answers("OUT_OF_AREA")
def out_of_area(
    *, on: date, way: OutsideWay, is_another_province: bool, high_court_approves: bool = False
) -> Finding[Outside]:
    """Find whether a court may act in another province in a way."""
    why = Reasons(on)
    goes = way is OutsideWay.ON_SITE
    needs = [(is_another_province, ANOTHER_PROVINCE)]
    if goes:
        needs.append((high_court_approves, APPROVED))
    insist(why, EntrustRefused, needs, "不能异地执行", "Not in another province")
    if goes:
        why.step(
            "可以请求当地法院协助执行。",
            "The court there may be asked for help.",
            cite("ENTRUSTING", 12, on=on),
        )
        return why.finding(
            Outside(way, True),
            "可以派员赴异地执行，请求当地法院协助。",
            "Officers may go there, and the court there may be asked for help.",
        )
    why.step(
        "单项事务委托当地法院协助，不立案。",
        "A single act is asked of the court there, which files no case.",
        cite("ENTRUSTING", 2, on=on),
    )
    return why.finding(
        Outside(way, True),
        "可以委托当地法院办理单项事务。",
        "The court there may be asked for a single act.",
    )


def _given(way: OutsideWay, **more: object) -> dict[str, object]:
    return {"on": date(2021, 6, 1), "way": way, "is_another_province": True, **more}


RULE = Rule(
    "OUT_OF_AREA",
    BASIS,
    Days(date(2011, 5, 16)),
    out_of_area,
    (
        Example(_given(OutsideWay.SINGLE_ACT), {"may_ask_help": True}),
        Example(_given(OutsideWay.ON_SITE, high_court_approves=True), {"may_ask_help": True}),
        Example(_given(OutsideWay.ON_SITE), refusal="HIGH_COURT_APPROVAL"),
        Example(_given(OutsideWay.SINGLE_ACT, is_another_province=False), refusal="SAME_PROVINCE"),
    ),
    "异地执行",
    "Enforcement in another province",
)
