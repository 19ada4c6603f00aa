"""What an account is for: by its bank's words, and as the court determined it.

A bank's word of an account's class is read liberally and never guessed: words that name no
purpose leave it unknown. What the court determined goes before what the bank said, and is
taken back by determining otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets import models
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.purpose_acts import AccountPurposeMarked, AccountPurposes
from zhixing.assets.queries import AssetView, get_asset
from zhixing.cases.docket.append import append
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.seizure.account_purpose import AccountAnswer, Purpose, Treat, account_purpose
from zhixing.platform.principal import PostKind, Principal

P = Purpose
WORDS: Final[Mapping[Purpose, tuple[str, ...]]] = {
    P.MIGRANT_WAGES: ("农民工工资专", "农民工工资账户", "农民工专户", "民工工资专户"),
    P.WAGE_DEPOSIT: ("工资保证金", "工资支付保证金"),
    P.CENTRAL_BANK_RESERVE: ("存款准备金", "备付金存款"),
    P.SOCIAL_INSURANCE: ("社会保险基金", "社保基金", "社会保险费收入", "社保专户"),
    P.PARTY_OR_UNION_DUES: ("党费", "工会经费", "工会账户"),
    P.TREASURY: ("财政专户", "财政零余额", "国库"),
    P.MILITARY: ("军费", "军队", "武警"),
    P.TRAVEL_DEPOSIT: ("旅行社质量保证金", "旅游服务质量保证金"),
    P.SETTLEMENT_RESERVE: ("结算备付金", "客户交易结算资金"),
    P.TRUST: ("信托财产", "信托专户", "信托账户"),
    P.PRESALE_SUPERVISED: ("预售资金监管", "预售监管", "预售资金专户"),
    P.WAGE_INCOME: ("代发工资", "工资卡", "工资账户", "工资户", "代发养老金", "养老金账户"),
}
"""What a bank's class of an account must say somewhere for a purpose; the first that fits holds."""


class PurposeRefused(Refusal):
    """Say why what an account is for cannot be determined so."""


@dataclass(frozen=True, slots=True)
class NewPurpose:
    """Say what an account is for, why, and by which evidence.

    ``is_for_own_claim``: the claim is the one the money is kept for; ``is_confirmed``: a judge
    confirms that an account of such a purpose may be controlled in this case.
    """

    case: UUID
    asset: UUID
    purpose: Purpose
    reason: str
    evidence: str
    is_for_own_claim: bool = False
    is_confirmed: bool = False


def purpose_in(class_text: str) -> str:
    """Read what an account is for out of its bank's word of its class; empty while unknown.

    >>> purpose_in("农民工工资专用存款账户"), purpose_in("个人活期（代发工资）"), purpose_in("活期")
    ('migrant_wages', 'wage_income', '')
    """
    text = "".join(class_text.split())
    for purpose, words in WORDS.items():
        if any(word in text for word in words):
            return purpose.value
    return ""


def is_barred(purpose: str, on: date) -> bool:
    """Say whether the law bars an account by what its bank says of it."""
    return bool(purpose) and account_purpose(on=on, purpose=Purpose(purpose)).value.answer is _R


def find_account_purpose(view: AssetView, facts: Facts, on: date) -> Finding[AccountAnswer] | None:
    """Find what the law says of an account of its purpose; None where no purpose is known."""
    mark = facts.of(AccountPurposes).of(view.id)
    if mark is not None:
        return account_purpose(on=on, purpose=mark.purpose, is_for_own_claim=mark.is_for_own_claim)
    return account_purpose(on=on, purpose=Purpose(view.purpose)) if view.purpose else None


def is_confirmed(view: AssetView, facts: Facts) -> bool:
    """Say whether a judge confirmed that an account of such a purpose may be controlled."""
    mark = facts.of(AccountPurposes).of(view.id)
    return mark is not None and mark.is_confirmed


def mark_account_purpose(new: NewPurpose, on: date, *, by: Principal) -> None:
    """Record what an account is for (认定账户用途), which every freeze and transfer asks.

    A later determination takes the place of an earlier one, of the bank's word as well.

    :raises PurposeRefused: no account of the case, no reason or no evidence, or a
        confirmation by somebody who is no judge.
    """
    require(by, Capability.ORDER_FREEZE)
    view = get_asset(by.court_no, new.asset)
    lock_case(new.case, by)
    _check(new, view, on, by)
    found = account_purpose(on=on, purpose=new.purpose, is_for_own_claim=new.is_for_own_claim)
    models.Asset.objects.filter(court_no=by.court_no, id=view.id).update(
        is_exempt=found.value.answer is _R
    )
    act = AccountPurposeMarked(
        view.id,
        new.purpose,
        new.is_for_own_claim,
        new.is_confirmed,
        new.reason.strip(),
        new.evidence.strip(),
    )
    append(NewAct(new.case, act, on, subject=view.id, findings=(found,)), by=by)


_R: Final = Treat.REFUSE


def _check(new: NewPurpose, view: AssetView, on: date, by: Principal) -> None:
    if view.case != new.case or kind_of(view.kind).way is not Way.MONEY:
        raise PurposeRefused(
            "NO_ACCOUNT",
            message_zh="该财产不是本案的账户、款项。",
            message_en="It is no account of this case.",
            remedy_zh="请选择本案查得的账户。",
            remedy_en="Choose an account found in this case.",
            field="asset",
        )
    if not new.reason.strip() or not new.evidence.strip():
        raise PurposeRefused(
            "NO_GROUND",
            message_zh="认定账户用途须写明理由和证据。",
            message_en="What an account is for needs a reason and evidence.",
            remedy_zh="请写明理由，以及证据的名称、卷宗页码。",
            remedy_en="State why, and what proves it and where it lies.",
            field="evidence" if new.reason.strip() else "reason",
        )
    if new.is_confirmed and by.kind is not PostKind.JUDGE:
        raise PurposeRefused(
            "JUDGE_CONFIRMS",
            message_zh="此类账户能否控制，须由法官确认。",
            message_en="A judge confirms whether such an account may be controlled.",
            basis=find_citation("EW", 27, on=on),
            remedy_zh="请由承办法官确认。",
            remedy_en="Have the judge in charge confirm it.",
            field="is_confirmed",
        )
