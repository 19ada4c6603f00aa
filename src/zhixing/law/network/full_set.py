"""When every institution must be asked (应当全面查询), and when a court may ask by yield.

Ending the present procedure needs an exhausted investigation, the queries owed after it
are queries of the whole network, and a listing is deleted after two such queries that found
nothing: for these all are asked. A local list of four checks (四查) binds the kinds it names
while it is not done. Else the extent of a query is the court's to choose, and a court may
begin with the institutions that promise most.

网络查询何时应当向全部联网单位发出，何时可以先问产出较高的单位。为终结本次执行程序而查询的，须穷尽
财产调查措施；终结后的定期查询、为删除失信信息而作的查询，均通过网络查控系统全面进行；本院规定
“四查”的，完成以前其所列财产种类均须查询。此外查询的范围由法院依案件需要决定，可以按预期产出分批
进行，但每个未问的单位均须写明理由。现行文本未规定分批查询，此为平台自定规则。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMINATION", "3"), ("TERMINATION", "9"), ("LISTING", "10"), ("POLICY", "1"))


class SearchPurpose(StrEnum):
    """Name what a query is made for."""

    ENFORCEMENT = "ENFORCEMENT"
    BEFORE_ENDING = "BEFORE_ENDING"
    AFTER_ENDING = "AFTER_ENDING"
    DELISTING = "DELISTING"


@dataclass(frozen=True, slots=True)
class FullSet:
    """Say whether all must be asked, and which kinds of property must be where not all."""

    is_required: bool
    kinds: tuple[str, ...]


class FullSetRefused(Refusal):
    """Say why it cannot be told whom a query must reach."""


_DEMANDS = {
    SearchPurpose.BEFORE_ENDING: (
        ("TERMINATION", 3),
        "终结本次执行程序须穷尽财产调查措施，网络查询应当全面进行。",
        "Ending the present procedure needs an exhausted investigation: all are asked.",
    ),
    SearchPurpose.AFTER_ENDING: (
        ("TERMINATION", 9),
        "终结后每六个月通过网络查控系统查询一次，查询应当全面进行。",
        "After the ending the network is queried every six months: all are asked.",
    ),
    SearchPurpose.DELISTING: (
        ("LISTING", 10),
        "终结后两次以上网络查询均未发现财产的，方可删除失信信息，查询应当全面进行。",
        "A listing is deleted after two network queries that found nothing: all are asked.",
    ),
}


@answers("FULL_SET")
def full_set(
    *, on: date, purpose: SearchPurpose, checks_kinds: tuple[str, ...] = ()
) -> Finding[FullSet]:
    """Find whether a query must reach every institution.

    ``checks_kinds`` are the kinds of property that the court's own list of checks still
    misses; empty where it has none or all are done.
    """
    why = Reasons(on)
    if len(set(checks_kinds)) != len(checks_kinds):
        raise FullSetRefused(
            "KIND_TWICE",
            message_zh="“四查”清单中的财产种类重复。",
            message_en="A kind of property stands twice in the list of checks.",
            remedy_zh="请删去重复的种类。",
            remedy_en="Leave out what stands twice.",
            field="checks_kinds",
        )
    demand = _DEMANDS.get(purpose)
    if demand is not None:
        (code, article), zh, en = demand
        why.step(zh, en, find_citation(code, article, on=on), value=True)
        return why.finding(
            FullSet(True, checks_kinds),
            "应当向全部联网单位查询，不得按产出取舍。",
            "Every institution must be asked; none is left out by yield.",
        )
    if checks_kinds:
        why.mark("policy:four-checks")
        why.step(
            f"本院“四查”尚有{len(checks_kinds)}类财产未查，有关单位不得略过。",
            f"The court's list of checks still misses {len(checks_kinds)} kinds; who answers for "
            "them is not left out.",
            cite("POLICY", 1, on=on),
            value=list(checks_kinds),
        )
    why.mark("policy:search-by-yield")
    why.step(
        "现行规定未要求一次查遍；可以按预期产出分批查询，未问的单位写明理由。",
        "No text demands that all be asked at once; the court may begin with those that promise "
        "most, and says why others were left.",
        cite("POLICY", 1, on=on),
        value=False,
    )
    return why.finding(
        FullSet(False, checks_kinds),
        "可以按预期产出分批查询。",
        "Institutions may be asked in the order of what they promise.",
    )


def _given(day: str, purpose: SearchPurpose, *kinds: str) -> dict[str, object]:
    return {"on": date.fromisoformat(day), "purpose": purpose, "checks_kinds": kinds}


RULE = Rule(
    "FULL_SET",
    BASIS,
    Days(date(2013, 9, 2)),
    full_set,
    (
        Example(
            _given("2018-06-01", SearchPurpose.ENFORCEMENT), {"is_required": False, "kinds": []}
        ),
        Example(_given("2018-06-01", SearchPurpose.BEFORE_ENDING), {"is_required": True}),
        Example(_given("2018-06-01", SearchPurpose.AFTER_ENDING), {"is_required": True}),
        Example(_given("2018-06-01", SearchPurpose.DELISTING), {"is_required": True}),
        Example(
            _given("2018-06-01", SearchPurpose.ENFORCEMENT, "VEHICLE"),
            {"is_required": False, "kinds": ["VEHICLE"]},
        ),
        Example(
            _given("2018-06-01", SearchPurpose.ENFORCEMENT, "VEHICLE", "VEHICLE"),
            refusal="KIND_TWICE",
        ),
    ),
    "网络查询的范围",
    "Whom a query must reach",
)
