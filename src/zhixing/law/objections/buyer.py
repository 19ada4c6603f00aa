"""A buyer against the enforcement on a home (买受人排除执行): the tests of both texts.

Against money claims since 2015: the ordinary buyer (contract, possession, price, no fault of
his own), the buyer of a developer’s home (contract, only home, more than half paid), the
holder of a preregistration, the tenant. In suits since 24 July 2025: the consumer (contract,
price paid or paid into court, family living) beats lien, mortgage and money claims; the
ordinary buyer beats money claims; who pays off the secured debt beats all.

买受人、承租人能否排除对房屋的执行，按提出的程序分别检验。2015年起在执行异议中对金钱债权：
一般买受人须查封前已有合同、已占有、已付清价款且对未过户没有过错；商品房买受人须查封前已有合同、
名下没有其他居住用房、已付价款过半；另有预告登记权利人和承租人。
2025年7月24日起在执行异议之诉中：消费者买房人有合同、已付清或者向法院交足价款、用于家庭居住的，
可以对抗建设工程价款优先权、抵押权和金钱债权；一般买受人只能对抗金钱债权；
向法院交付的价款足以清偿所担保债权的，对三者都能对抗。
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Missing, Need, test
from zhixing.law.objections.conduct import ObjectionRefused
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("OBJECTIONS", "28"),
    ("OBJECTIONS", "29"),
    ("OBJECTIONS", "30"),
    ("OBJECTIONS", "31"),
    ("OBJECTION-SUITS", "11"),
    ("OBJECTION-SUITS", "13"),
    ("OBJECTION-SUITS", "14"),
    ("OBJECTION-SUITS", "15"),
    ("OBJECTION-SUITS", "18"),
    ("OBJECTION-SUITS", "19"),
    ("OBJECTION-SUITS", "20"),
)
SUITS = date(2025, 7, 24)


class Claimant(StrEnum):
    """Name who opposes the enforcement."""

    ORDINARY_BUYER = "ORDINARY_BUYER"
    HOME_BUYER = "HOME_BUYER"
    DEBT_PAYING_BUYER = "DEBT_PAYING_BUYER"
    TAKER_IN_LIEU = "TAKER_IN_LIEU"
    RESETTLED = "RESETTLED"
    PREREGISTERED = "PREREGISTERED"
    TENANT = "TENANT"


class Against(StrEnum):
    """Name the right that is enforced."""

    MONEY = "MONEY"
    MORTGAGE = "MORTGAGE"
    CONSTRUCTION_LIEN = "CONSTRUCTION_LIEN"


FACTS: Final = {
    "contract_before": ("查封前已订立合法有效的书面合同", "a valid written contract came first"),
    "possession_before": ("查封前已合法占有", "lawful possession came before the seizure"),
    "price_paid": (
        "价款已全部支付，或者余款已按要求交付法院",
        "the price is paid, or the rest paid into court",
    ),
    "more_than_half_paid": ("已付价款超过合同价的百分之五十", "more than half the price is paid"),
    "only_home": ("名下无其他居住用房且用于居住", "it is to live in, and there is no other home"),
    "family_living": ("用于满足家庭居住生活需要", "it serves the family’s living"),
    "no_own_fault": ("非因自身原因未办理过户", "the title was not passed through no own fault"),
    "secures_debt_paid": (
        "交付法院的价款足以清偿相应主债权",
        "what is paid into court covers the secured debt",
    ),
    "true_due_debt": ("债权债务真实且已届期", "the debt is true and due"),
    "fair_value": ("抵债金额与实际价值基本相当", "the sum is about what the thing is worth"),
    "place_fixed": ("补偿房屋位置明确特定", "the place of the home is fixed"),
    "preregistered": ("已办理有效的预告登记", "a valid preregistration stands"),
    "rent_paid": ("已按约支付租金且使用", "rent is paid and the thing is used"),
}
_C, _A = Claimant, Against
_ALL: Final = frozenset(Against)
_MONEY: Final = frozenset({_A.MONEY})
_OLD: Final[Mapping[Claimant, tuple[str, tuple[str, ...], frozenset[Against]]]] = MappingProxyType(
    {
        _C.ORDINARY_BUYER: (
            "28",
            ("contract_before", "possession_before", "price_paid", "no_own_fault"),
            _MONEY,
        ),
        _C.HOME_BUYER: ("29", ("contract_before", "only_home", "more_than_half_paid"), _MONEY),
        _C.PREREGISTERED: ("30", ("preregistered",), _MONEY),
        _C.TENANT: ("31", ("contract_before", "possession_before"), _MONEY),
    }
)
_NEW: Final[Mapping[Claimant, tuple[str, tuple[str, ...], frozenset[Against]]]] = MappingProxyType(
    {
        _C.HOME_BUYER: ("11", ("contract_before", "price_paid", "family_living"), _ALL),
        _C.DEBT_PAYING_BUYER: ("13", ("contract_before", "secures_debt_paid"), _ALL),
        _C.ORDINARY_BUYER: (
            "14",
            ("contract_before", "price_paid", "possession_before", "no_own_fault"),
            _MONEY,
        ),
        _C.TAKER_IN_LIEU: (
            "15",
            ("true_due_debt", "contract_before", "fair_value", "possession_before", "no_own_fault"),
            _MONEY,
        ),
        _C.RESETTLED: ("18", ("contract_before", "place_fixed"), _ALL),
        _C.PREREGISTERED: ("19", ("contract_before", "price_paid", "preregistered"), _ALL),
        _C.TENANT: ("20", ("contract_before", "possession_before", "rent_paid"), _MONEY),
    }
)


@dataclass(frozen=True, slots=True)
class BuyerTest:
    """Say whether the enforcement is kept off, and what is missing."""

    permitted: bool
    missing: tuple[Missing, ...]
    article: str


@answers("BUYER_TEST")
def buyer_test(
    *, on: date, claimant: Claimant, against: Against, shown: frozenset[str], in_suit: bool = False
) -> Finding[BuyerTest]:
    """Test whether a buyer or tenant keeps off the enforcement.

    ``shown`` names the facts shown. ``in_suit`` asks the text for suits, in force since 24
    July 2025; else that for objections.
    """
    why = Reasons(on)
    new = in_suit and on >= SUITS
    code = "OBJECTION-SUITS" if new else "OBJECTIONS"
    entry = (_NEW if new else _OLD).get(claimant)
    if entry is None:
        raise _no_test(on, code, new)
    number, facts, beaten = entry
    _check_names(shown)
    needs = [
        (
            name in shown,
            Need(
                name.upper(),
                *FACTS[name],
                "由主张权利的人举证",
                "The claimant proves it",
                (code, number),
                "shown",
            ),
        )
        for name in facts
    ]
    needs.append(
        (
            against in beaten,
            Need(
                "RANK",
                "所主张的权利能够对抗该项债权",
                "the right stands against the right enforced",
                "对担保物权，须符合能够对抗担保物权的情形",
                "Against a mortgage or lien another ground is needed",
                (code, number),
                "against",
            ),
        )
    )
    missing = test(why, needs)
    return why.finding(
        BuyerTest(not missing, missing, number),
        "可以排除执行。"
        if not missing
        else f"不能排除执行，缺少：{'；'.join(m.zh for m in missing)}。",
        "Enforcement is kept off."
        if not missing
        else f"Enforcement goes on; missing: {'; '.join(m.en for m in missing)}.",
    )


def _no_test(on: date, code: str, new: bool) -> ObjectionRefused:
    return ObjectionRefused(
        "NO_TEST",
        message_zh="当日有效的文本没有列举此种情形。",
        message_en="The text of that day lists no such claimant.",
        basis=cite(code, 24 if not new else 3, on=on),
        remedy_zh="按权利人、合法真实、能否排除执行三项审查；不服的提起执行异议之诉。",
        remedy_en="Ask who holds the right, whether it is lawful and true, whether it keeps "
        "off enforcement; then there is the suit.",
        field="claimant",
    )


def _check_names(shown: frozenset[str]) -> None:
    unknown = sorted(shown - FACTS.keys())
    if unknown:
        raise ObjectionRefused(
            "UNKNOWN_FACT",
            message_zh=f"没有这项事实：{unknown[0]}。",
            message_en=f"There is no fact {unknown[0]!r}.",
            remedy_zh=f"可用：{'、'.join(FACTS)}。",
            remedy_en=f"Use one of {', '.join(FACTS)}.",
            field="shown",
        )


def _given(
    on: str, who: Claimant, against: Against, *shown: str, **more: object
) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "claimant": who,
        "against": against,
        "shown": frozenset(shown),
        **more,
    }


_FOUR = ("contract_before", "possession_before", "price_paid", "no_own_fault")
_HOME = ("contract_before", "price_paid", "family_living")
RULE = Rule(
    "BUYER_TEST",
    BASIS,
    Days(date(2015, 5, 5)),
    buyer_test,
    (
        Example(
            _given("2017-06-01", _C.ORDINARY_BUYER, _A.MONEY, *_FOUR),
            {"permitted": True, "article": "28"},
        ),
        Example(
            _given("2017-06-01", _C.ORDINARY_BUYER, _A.MONEY, *_FOUR[:3]),
            {"permitted": False, "missing": [{"code": "NO_OWN_FAULT"}]},
        ),
        Example(
            _given("2017-06-01", _C.ORDINARY_BUYER, _A.MORTGAGE, *_FOUR),
            {"permitted": False, "missing": [{"code": "RANK"}]},
        ),
        Example(
            _given("2025-07-23", _C.HOME_BUYER, _A.MORTGAGE, *_HOME, in_suit=True),
            {"permitted": False, "article": "29"},
        ),
        Example(
            _given("2025-07-24", _C.HOME_BUYER, _A.MORTGAGE, *_HOME, in_suit=True),
            {"permitted": True, "article": "11"},
        ),
        Example(
            _given("2025-07-24", _C.TAKER_IN_LIEU, _A.MONEY, "true_due_debt"),
            refusal="NO_TEST",
        ),
    ),
    "买受人、承租人排除执行",
    "A buyer or tenant against enforcement",
    covers=("R-OBJ-OUTSIDER",),
)
