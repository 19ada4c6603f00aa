"""Accounts that may not be frozen, or only for certain claims (特殊账户).

A list of purposes: refused, allowed for the claim the money is kept for, to be looked
at by a judge first, or open only beyond what the debtor needs to live. Purposes whose text was
not read are marked.

特殊用途账户能否冻结，按账户用途分为四类：不得冻结；只可为该款项专门用途所对应的债权而冻结；
须先由法官确认；工资收入账户只可控制超出必需生活费用的部分。没有特定用途的账户可以冻结。
没有读到原文的用途予以标记；相应文本施行以前的，也须由法官确认。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, is_in_force
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "27"), ("WAGES", "33"), ("CPL", "254"))


class Purpose(StrEnum):
    """Name what an account is for."""

    ORDINARY = "ordinary"
    MIGRANT_WAGES = "migrant_wages"
    WAGE_DEPOSIT = "wage_deposit"
    CENTRAL_BANK_RESERVE = "central_bank_reserve"
    SOCIAL_INSURANCE = "social_insurance"
    PARTY_OR_UNION_DUES = "party_or_union_dues"
    TREASURY = "treasury"
    MILITARY = "military"
    TRAVEL_DEPOSIT = "travel_deposit"
    SETTLEMENT_RESERVE = "settlement_reserve"
    TRUST = "trust"
    PRESALE_SUPERVISED = "presale_supervised"
    WAGE_INCOME = "wage_income"


class Treat(StrEnum):
    """Name what may be done with the account."""

    FREEZE = "freeze"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    BEYOND_MINIMUM = "beyond_minimum"


@dataclass(frozen=True, slots=True)
class Treatment:
    """Hold how a purpose is treated for its own claim and for any other."""

    own: Treat
    other: Treat
    instrument: str
    article: str
    zh: str
    en: str


_F, _C, _R, _B = Treat.FREEZE, Treat.CONFIRM, Treat.REFUSE, Treat.BEYOND_MINIMUM
LIST: Final = {
    Purpose.MIGRANT_WAGES: Treatment(
        _F, _R, "WAGES", "33", "农民工工资专用账户", "wage account of migrant workers"
    ),
    Purpose.WAGE_DEPOSIT: Treatment(_F, _R, "WAGES", "33", "工资保证金", "wage deposit"),
    Purpose.CENTRAL_BANK_RESERVE: Treatment(
        _R,
        _R,
        "EW",
        "27",
        "金融机构在人民银行的存款准备金、备付金",
        "reserves of a financial institution with the central bank",
    ),
    Purpose.TRAVEL_DEPOSIT: Treatment(
        _F, _R, "TRAVEL-AGENCIES", "16", "旅行社质量保证金", "deposit of a travel agency"
    ),
    Purpose.SOCIAL_INSURANCE: Treatment(_R, _R, "", "", "社会保险基金", "social-insurance fund"),
    Purpose.PARTY_OR_UNION_DUES: Treatment(_R, _R, "", "", "党费、工会经费", "party or union dues"),
    Purpose.TREASURY: Treatment(_C, _C, "", "", "财政专户", "treasury account"),
    Purpose.MILITARY: Treatment(_C, _C, "", "", "军费账户", "military account"),
    Purpose.SETTLEMENT_RESERVE: Treatment(
        _R, _R, "", "", "证券结算备付金", "securities settlement reserve"
    ),
    Purpose.TRUST: Treatment(_C, _R, "", "", "信托财产", "trust property"),
    Purpose.PRESALE_SUPERVISED: Treatment(
        _C, _C, "", "", "商品房预售资金监管账户", "supervised presale account"
    ),
    Purpose.WAGE_INCOME: Treatment(
        _B, _B, "CPL", "254", "工资等收入账户", "account into which wages are paid"
    ),
}


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """Say whether the account may be frozen, in whole or in part, must be confirmed first,
    or may not."""

    allowed: bool
    answer: Treat


@answers("ACCOUNT_PURPOSE")
def account_purpose(
    *, on: date, purpose: Purpose, is_for_own_claim: bool = False
) -> Finding[AccountAnswer]:
    """Say whether an account may be frozen or debited.

    ``is_for_own_claim``: the claim is of the kind the money is kept for, such as wages of
    that building project, or the compensation of tourists.
    """
    why = Reasons(on)
    found = LIST.get(purpose)
    if found is None:
        why.step("账户无特定用途。", "The account has no special purpose.", cite("EW", 27, on=on))
        return why.finding(AccountAnswer(True, _F), "可以冻结。", "It may be frozen.")
    has_text = bool(found.instrument) and is_in_force(found.instrument, on)
    answer = found.own if is_for_own_claim else found.other
    if not found.instrument:
        why.mark(f"memory:account-{purpose.value}")
    elif not has_text:
        answer = _C
        why.mark(f"doubt:account-{purpose.value}-before-its-text")
    why.step(
        f"{found.zh}{'，为其专门用途的债权' if is_for_own_claim else ''}。",
        f"It is a {found.en}{', for the claim it is kept for' if is_for_own_claim else ''}.",
        cite(found.instrument, found.article, on=on) if has_text else None,
        value=answer,
    )
    zh, en = _CONCLUSIONS[answer]
    return why.finding(AccountAnswer(answer in (_F, _B), answer), zh, en)


_CONCLUSIONS: Final = {
    _F: ("可以冻结。", "It may be frozen."),
    _C: ("须由法官确认后方可冻结。", "A judge confirms first."),
    _R: ("不得冻结、扣划。", "It may not be frozen."),
    _B: (
        "只可控制超出必需生活费用的部分。",
        "Only what is above the living minimum may be frozen.",
    ),
}


def _given(purpose: Purpose, on: str = "2021-06-01", own: bool = False) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "purpose": purpose, "is_for_own_claim": own}


RULE = Rule(
    "ACCOUNT_PURPOSE",
    BASIS,
    Days(date(1998, 7, 18)),
    account_purpose,
    (
        Example(_given(Purpose.ORDINARY), {"allowed": True}),
        Example(_given(Purpose.MIGRANT_WAGES), {"allowed": False, "answer": "refuse"}),
        Example(_given(Purpose.MIGRANT_WAGES, own=True), {"allowed": True}),
        Example(_given(Purpose.WAGE_DEPOSIT, "2020-04-30"), {"answer": "confirm"}),
        Example(_given(Purpose.WAGE_DEPOSIT, "2020-05-01"), {"answer": "refuse"}),
        Example(_given(Purpose.CENTRAL_BANK_RESERVE, own=True), {"answer": "refuse"}),
        Example(_given(Purpose.TRUST), {"answer": "refuse"}),
        Example(_given(Purpose.TREASURY), {"answer": "confirm"}),
        Example(_given(Purpose.WAGE_INCOME), {"allowed": True, "answer": "beyond_minimum"}),
    ),
    "特殊用途账户",
    "Accounts with a purpose",
    covers=("R-NQ-NOT-AUTO",),
)
