"""How each kind of property may be controlled, and whether it may be taken as money (财产种类).

Money and claims to money are frozen and can be paid over; shares, stakes and units are
frozen and sold; registered things are sealed and sold. Income that the debtor lives on is
no account to be frozen: it is withheld month by month, and the living minimum stays.

各类财产如何控制、可否直接扣划。款项以及可以折成款项的权利，冻结后可以扣划；股权、证券、信托受益权等，
冻结后须经变价；应当登记的财产，查封后须经变价。养老金、社会保险待遇是生活来源，不作为账户冻结、扣划，
只能依法扣留、提取收入，并保留必需的生活费用。网络资金等“其他资金”的期限，2015年以后文本没有列明，
从严按存款的一年；理财产品、保险现金价值等按其他财产权。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.term import Asset

BASIS = (("CPL", "253"), ("CPL", "254"), ("CPL", "255"), ("SEIZURE", "3"), ("EQUITY", "6"))


class ThingKind(StrEnum):
    """Name the kinds of property that are controlled differently."""

    DEPOSIT = "DEPOSIT"
    WALLET = "WALLET"
    FIN_ASSET = "FIN_ASSET"
    FUND_SHARE = "FUND_SHARE"
    TRUST_SHARE = "TRUST_SHARE"
    INSURANCE = "INSURANCE"
    HOUSING_FUND = "HOUSING_FUND"
    PENSION = "PENSION"
    SOCIAL_BENEFIT = "SOCIAL_BENEFIT"
    TAX_REFUND = "TAX_REFUND"
    DIVIDEND = "DIVIDEND"
    SECURITIES = "SECURITIES"
    EQUITY = "EQUITY"
    REAL_ESTATE = "REAL_ESTATE"
    HOUSING_CONTRACT = "HOUSING_CONTRACT"
    LAND_RIGHT = "LAND_RIGHT"
    VEHICLE = "VEHICLE"
    SHIP = "SHIP"
    IP_RIGHT = "IP_RIGHT"
    OTHER_RIGHT = "OTHER_RIGHT"


class Control(StrEnum):
    """Name what is wanted of it: to freeze an amount or a share, to seal, to take the money."""

    FREEZE = "FREEZE"
    SEAL = "SEAL"
    TAKE = "TAKE"


@dataclass(frozen=True, slots=True)
class Controlled:
    """Hold what the law makes of a kind: which controls, which term, what is marked.

    ``is_protected``: what may be taken of it hangs on the debtor's living or housing.
    """

    term: Asset
    is_divisible: bool
    controls: frozenset[Control]
    is_protected: bool = False
    marks: tuple[str, ...] = ()


_MONEY: Final = frozenset({Control.FREEZE, Control.TAKE})
_SOLD: Final = frozenset({Control.FREEZE})
_SEALED: Final = frozenset({Control.SEAL})
_FUNDS: Final = ("doubt:term-of-other-funds",)
_CATEGORY: Final = ("doubt:term-of-financial-product",)
_CASH_VALUE: Final = ("doubt:insurance-cash-value",)

KINDS: Final = {
    ThingKind.DEPOSIT: Controlled(Asset.DEPOSIT, True, _MONEY),
    ThingKind.WALLET: Controlled(Asset.FUNDS, True, _MONEY, marks=_FUNDS),
    ThingKind.FIN_ASSET: Controlled(Asset.OTHER_RIGHT, True, _MONEY, marks=_CATEGORY),
    ThingKind.FUND_SHARE: Controlled(Asset.OTHER_RIGHT, True, _MONEY, marks=_CATEGORY),
    ThingKind.TRUST_SHARE: Controlled(Asset.OTHER_RIGHT, False, _SOLD),
    ThingKind.INSURANCE: Controlled(Asset.OTHER_RIGHT, True, _MONEY, marks=_CASH_VALUE),
    ThingKind.HOUSING_FUND: Controlled(Asset.FUNDS, True, _MONEY, True, _FUNDS),
    ThingKind.PENSION: Controlled(Asset.FUNDS, True, frozenset(), True),
    ThingKind.SOCIAL_BENEFIT: Controlled(Asset.FUNDS, True, frozenset(), True),
    ThingKind.TAX_REFUND: Controlled(Asset.OTHER_RIGHT, True, _MONEY),
    ThingKind.DIVIDEND: Controlled(Asset.OTHER_RIGHT, True, _MONEY),
    ThingKind.SECURITIES: Controlled(Asset.OTHER_RIGHT, True, _SOLD),
    ThingKind.EQUITY: Controlled(Asset.OTHER_RIGHT, True, _SOLD),
    ThingKind.REAL_ESTATE: Controlled(Asset.IMMOVABLE, False, _SEALED),
    ThingKind.HOUSING_CONTRACT: Controlled(Asset.IMMOVABLE, False, _SEALED),
    ThingKind.LAND_RIGHT: Controlled(Asset.IMMOVABLE, False, _SEALED),
    ThingKind.VEHICLE: Controlled(Asset.MOVABLE, False, _SEALED),
    ThingKind.SHIP: Controlled(Asset.MOVABLE, False, _SEALED),
    ThingKind.IP_RIGHT: Controlled(Asset.OTHER_RIGHT, False, _SEALED),
    ThingKind.OTHER_RIGHT: Controlled(Asset.OTHER_RIGHT, False, _SOLD),
}


@dataclass(frozen=True, slots=True)
class Fitting:
    """Say by which term the control lasts, and whether it takes effect by publication."""

    term: Asset
    by_publication: bool


class KindRefused(Refusal):
    """Say why a kind of property cannot be controlled in this way."""


def treatment_of(kind: str) -> Controlled:
    """Give what the law makes of a kind; one not named is another right.

    >>> treatment_of("VEHICLE").term.value, treatment_of("COPYRIGHT").term.value
    ('movable', 'other_right')
    """
    is_named = kind in ThingKind.__members__
    return KINDS[ThingKind(kind) if is_named else ThingKind.OTHER_RIGHT]


@answers("CONTROL_OF_KIND")
def control_of_kind(*, on: date, kind: ThingKind, control: Control) -> Finding[Fitting]:
    """Say whether a kind of property may be controlled, or taken, in a way."""
    why = Reasons(on)
    found = KINDS[kind]
    basis = _basis(kind, control, on)
    if control not in found.controls:
        raise _refusal(kind, control, on)
    for mark in found.marks:
        why.mark(mark)
    by_publication = kind is ThingKind.EQUITY and find_citation("EQUITY", 6, on=on) is not None
    words = {
        Control.FREEZE: ("可以冻结", "It may be frozen"),
        Control.SEAL: ("可以查封", "It may be sealed"),
        Control.TAKE: ("可以扣划", "Its money may be taken"),
    }[control]
    why.step(f"该类财产{words[0]}。", f"{words[1]}.", basis, value=found.term)
    if by_publication:
        why.step(
            "股权自在企业信用信息公示系统公示时冻结生效，先公示的为在先冻结。",
            "Equity is frozen from its publication; the first published is first in rank.",
            basis,
        )
    return why.finding(Fitting(found.term, by_publication), f"{words[0]}。", f"{words[1]}.")


def _basis(kind: ThingKind, control: Control, on: date) -> Citation | None:
    if kind is ThingKind.EQUITY:
        return find_citation("EQUITY", 6, on=on) or cite("CPL", 253, on=on)
    return cite("CPL", 255 if control is Control.SEAL else 253, on=on)


def _refusal(kind: ThingKind, control: Control, on: date) -> KindRefused:
    found = KINDS[kind]
    if not found.controls:
        return KindRefused(
            "LIVING_PROTECTED",
            message_zh="养老金、社会保险待遇是生活来源，不得作为账户冻结、扣划。",
            message_en="Pensions and social benefits are what the debtor lives on: "
            "they are not frozen or taken as an account.",
            basis=cite("SEIZURE", 3, on=on),
            remedy_zh="请依法扣留、提取超出必需生活费用的收入。",
            remedy_en="Withhold what is above the living minimum of the income instead.",
            field="asset",
        )
    if control is Control.TAKE:
        return KindRefused(
            "TO_BE_SOLD_FIRST",
            message_zh="该类财产不是款项，须先变价，不能直接扣划。",
            message_en="It is no money: it is sold first and cannot be transferred.",
            basis=cite("CPL", 255, on=on),
            remedy_zh="请冻结（查封）后确定参考价，拍卖或者变卖。",
            remedy_en="Control it, find its reference price, and sell it.",
            field="asset",
        )
    wanted = ("查封", "Seal") if Control.SEAL in found.controls else ("冻结", "Freeze")
    return KindRefused(
        "OTHER_CONTROL",
        message_zh="该类财产不以此种方式控制。",
        message_en="This kind of property is not controlled in this way.",
        basis=_basis(kind, control, on),
        remedy_zh=f"请改用{wanted[0]}。",
        remedy_en=f"{wanted[1]} it instead.",
        field="asset",
    )


def _given(kind: ThingKind, control: Control, on: str = "2019-03-05") -> dict[str, object]:
    return {"on": date.fromisoformat(on), "kind": kind, "control": control}


RULE = Rule(
    "CONTROL_OF_KIND",
    BASIS,
    Days(date(2005, 1, 1)),
    control_of_kind,
    (
        Example(_given(ThingKind.WALLET, Control.FREEZE), {"term": "funds"}),
        Example(_given(ThingKind.WALLET, Control.TAKE), {"term": "funds"}),
        Example(_given(ThingKind.DIVIDEND, Control.TAKE), {"term": "other_right"}),
        Example(_given(ThingKind.VEHICLE, Control.SEAL), {"term": "movable"}),
        Example(_given(ThingKind.VEHICLE, Control.FREEZE), refusal="OTHER_CONTROL"),
        Example(_given(ThingKind.VEHICLE, Control.TAKE), refusal="TO_BE_SOLD_FIRST"),
        Example(_given(ThingKind.LAND_RIGHT, Control.SEAL), {"term": "immovable"}),
        Example(_given(ThingKind.EQUITY, Control.FREEZE, "2021-12-31"), {"by_publication": False}),
        Example(_given(ThingKind.EQUITY, Control.FREEZE, "2022-01-01"), {"by_publication": True}),
        Example(_given(ThingKind.EQUITY, Control.TAKE), refusal="TO_BE_SOLD_FIRST"),
        Example(_given(ThingKind.EQUITY, Control.SEAL), refusal="OTHER_CONTROL"),
        Example(_given(ThingKind.PENSION, Control.FREEZE), refusal="LIVING_PROTECTED"),
        Example(_given(ThingKind.SOCIAL_BENEFIT, Control.TAKE), refusal="LIVING_PROTECTED"),
        Example(_given(ThingKind.HOUSING_FUND, Control.FREEZE), {"term": "funds"}),
    ),
    "各类财产的控制方式",
    "Controls by kind of property",
)
