"""Claims for a living (涉民生案件): what the law gives them over other claims.

Support, pension, medical costs, wages, injury at work and in traffic: preservation may do
without security; support awards go to enforcement of the court’s own motion; refusal of
support, pension, medical costs and wages weighs heavier as a crime. Money in a wage account
or wage deposit of migrant workers is not touched for another debt. That every debtor be
detained at the first summons stands in no text and is refused.

涉民生债权比其他债权优先之处。包括劳动报酬、医疗费、抚恤金、赡养费、扶养费和抚育费的请求，
以及工伤、交通事故的赔偿请求。保全可以不要求担保；抚养、赡养的判决由审判部门依职权移送执行；
拒不支付赡养、抚恤、医疗费和劳动报酬构成犯罪的，从重处罚；农民工工资专用账户和工资保证金，
不得为其他债务查封、冻结。对每个被执行人一经传唤即拘留，没有文本依据，不予准许。
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

BASIS = (
    ("PRESERVATION", "9"),
    ("EW", "17"),
    ("REFUSAL-CRIME", "10"),
    ("WAGES", "33"),
)


class LivelihoodClaim(StrEnum):
    """Name the claim."""

    SUPPORT = "SUPPORT"
    PENSION = "PENSION"
    MEDICAL = "MEDICAL"
    WAGES = "WAGES"
    WORK_INJURY = "WORK_INJURY"
    TRAFFIC_INJURY = "TRAFFIC_INJURY"
    PERSONAL_INJURY = "PERSONAL_INJURY"
    OTHER = "OTHER"


class SpecialRefused(Refusal):
    """Say why a special rule does not hold."""


@dataclass(frozen=True, slots=True)
class Livelihood:
    """Say what the claim enjoys."""

    no_security: bool
    ex_officio: bool
    weighs_heavier: bool
    wage_account_safe: bool


_C = LivelihoodClaim
_NO_SECURITY = (_C.SUPPORT, _C.PENSION, _C.MEDICAL, _C.WAGES, _C.WORK_INJURY, _C.TRAFFIC_INJURY)
_HEAVIER = (_C.SUPPORT, _C.PENSION, _C.MEDICAL, _C.WAGES)


@answers("LIVELIHOOD_CLAIM")
def livelihood_claim(
    *, on: date, claim: LivelihoodClaim, detain_at_first_summons: bool = False
) -> Finding[Livelihood]:
    """Say what a claim for a living enjoys; ``detain_at_first_summons`` asks for more."""
    why = Reasons(on)
    if detain_at_first_summons:
        raise _automatic(on)
    free = claim in _NO_SECURITY and on >= date(2016, 12, 1)
    support = claim is LivelihoodClaim.SUPPORT
    heavier = claim in _HEAVIER and on >= date(2015, 7, 22)
    safe = claim is LivelihoodClaim.WAGES and on >= date(2020, 5, 1)
    for holds, zh, en, basis in (
        (
            free,
            "诉讼保全可以不要求提供担保。",
            "Preservation may do without security.",
            find_citation("PRESERVATION", 9, on=on),
        ),
        (
            support,
            "由审判庭移送执行。",
            "The trial division hands the award over.",
            find_citation("EW", 17, on=on),
        ),
        (
            heavier,
            "拒不执行构成犯罪的，从重处罚。",
            "Refusal weighs heavier as a crime.",
            find_citation("REFUSAL-CRIME", 10, on=on),
        ),
        (
            safe,
            "农民工工资专用账户和保证金不得因其他原因被查封、冻结、划拨。",
            "Wage accounts and deposits of migrant workers are not touched for another debt.",
            find_citation("WAGES", 33, on=on),
        ),
    ):
        if holds:
            why.step(zh, en, basis)
    is_living = claim is not LivelihoodClaim.OTHER
    why.step(
        "属于涉民生案件，优先立案、执行和发放（工作要求）。"
        if is_living
        else "不属于涉民生案件，适用一般规定。",
        "A claim for a living: filed, enforced and paid first (working practice)."
        if is_living
        else "No claim for a living; the general rules hold.",
    )
    return why.finding(
        Livelihood(free, support, heavier, safe),
        "涉民生案件，优先办理。" if is_living else "一般案件。",
        "A claim for a living, handled first." if is_living else "An ordinary claim.",
    )


def _automatic(on: date) -> SpecialRefused:
    return SpecialRefused(
        "AUTOMATIC_DETENTION",
        message_zh="“首传必拘”没有法律依据，拘留须有具体妨害行为并经院长批准。",
        message_en="Detention at the first summons has no basis; it needs an act of "
        "obstruction and the president.",
        basis=cite("CPL", 119, on=on),
        remedy_zh="查明妨害执行行为后逐案报批。",
        remedy_en="Establish the act and ask for approval case by case.",
        field="detain_at_first_summons",
    )


def _given(on: str, claim: LivelihoodClaim, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "claim": claim, **more}


RULE = Rule(
    "LIVELIHOOD_CLAIM",
    BASIS,
    Days(date(2008, 4, 1)),
    livelihood_claim,
    (
        Example(_given("2017-06-01", _C.SUPPORT), Livelihood(True, True, True, False)),
        Example(_given("2016-11-30", _C.WAGES), Livelihood(False, False, True, False)),
        Example(_given("2016-12-01", _C.WAGES), Livelihood(True, False, True, False)),
        Example(_given("2020-05-01", _C.WAGES), {"wage_account_safe": True}),
        Example(_given("2020-04-30", _C.WAGES), {"wage_account_safe": False}),
        Example(_given("2017-06-01", _C.PERSONAL_INJURY), {"no_security": False}),
        Example(_given("2017-06-01", _C.OTHER), Livelihood(False, False, False, False)),
        Example(
            _given("2017-06-01", _C.WAGES, detain_at_first_summons=True),
            refusal="AUTOMATIC_DETENTION",
        ),
    ),
    "涉民生案件",
    "Claims for a living",
    covers=("R-SC-LIVELIHOOD", "R-SC-WAGES"),
)
