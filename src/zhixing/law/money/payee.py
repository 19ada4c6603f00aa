"""To whom money may be paid (收款人), and who signs for it.

To the applicant's own account, confirmed in writing. An agent collects only with special
authority; another person's account needs the applicant's written consent and proof of
identity. Who approves which amount is a court's own rule. Money the applicant does not
collect is announced and deposited.

执行款付给申请执行人本人的账户，账户由其书面确认。代理人领取的，须有特别授权；付到他人账户的，
须有申请执行人的书面同意和收款人的身份证明。多少金额由谁审批，是各院自己的制度。
申请执行人经公告仍不领取的款项，予以提存。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "20"), ("MONEY", "10"))


class Payee(StrEnum):
    """Name whose account the money would go to."""

    APPLICANT = "applicant"
    AGENT = "agent"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True, slots=True)
class Tier:
    """Hold one tier of a court's approvals: up to which amount, and whose approval."""

    most: Fen | None
    approver: str


@dataclass(frozen=True, slots=True)
class PayeeTest:
    """Say whether money may be paid there, what is missing, who approves, or to deposit."""

    allowed: bool
    missing: tuple[str, ...]
    approver: str | None
    deposit: bool


@answers("MONEY_PAYEE")
def money_payee(
    *,
    on: date,
    payee: Payee,
    account_confirmed: bool = False,
    special_authority: bool = False,
    written_consent: bool = False,
    identity_proven: bool = False,
    amount: Fen = ZERO,
    tiers: tuple[Tier, ...] = (),
    missing_after_notice: bool = False,
) -> Finding[PayeeTest]:
    """Say whether money may be paid to an account.

    ``missing_after_notice``: the applicant was told by public notice and did not come.
    """
    why = Reasons(on)
    tests = {
        Payee.APPLICANT: {"ACCOUNT_CONFIRMED": account_confirmed},
        Payee.AGENT: {"SPECIAL_AUTHORITY": special_authority},
        Payee.OTHER_PERSON: {"WRITTEN_CONSENT": written_consent, "IDENTITY": identity_proven},
    }[payee]
    missing = tuple(name for name, is_so in tests.items() if not is_so)
    money = find_citation("MONEY", 10, on=on)
    why.step(
        "收款条件具备。" if not missing else f"缺少：{'、'.join(missing)}。",
        "All is there." if not missing else f"Missing: {', '.join(missing)}.",
        cite("EW", 20, on=on) if payee is Payee.AGENT else money,
        value=missing,
    )
    if payee is Payee.OTHER_PERSON:
        why.mark("memory:paying-to-another-person")
    approver = None
    if tiers:
        why.mark("policy:PAY_OUT")
        approver = next((t.approver for t in tiers if t.most is None or amount <= t.most), None)
        why.step(f"由{approver}审批。", f"{approver} approves.", cite("POLICY", "1", on=on))
    if missing_after_notice:
        why.mark("memory:deposit-of-unclaimed-money")
        why.step("公告后仍未领取，予以提存。", "Not collected after public notice: deposit it.")
    return why.finding(
        PayeeTest(not missing, missing, approver, missing_after_notice),
        "可以发放。" if not missing else "不得发放。",
        "It may be paid." if not missing else "It may not be paid.",
    )


def _given(payee: Payee, **more: object) -> dict[str, object]:
    return {"on": date(2021, 3, 5), "payee": payee, **more}


_TIERS = (Tier(Fen(10_000_000), "DIVISION_HEAD"), Tier(None, "DIRECTOR"))

RULE = Rule(
    "MONEY_PAYEE",
    BASIS,
    Days(date(1998, 7, 18)),
    money_payee,
    (
        Example(_given(Payee.APPLICANT, account_confirmed=True), {"allowed": True}),
        Example(_given(Payee.APPLICANT), {"allowed": False, "missing": ("ACCOUNT_CONFIRMED",)}),
        Example(_given(Payee.AGENT), {"missing": ("SPECIAL_AUTHORITY",)}),
        Example(_given(Payee.AGENT, special_authority=True), {"allowed": True}),
        Example(_given(Payee.OTHER_PERSON, written_consent=True), {"missing": ("IDENTITY",)}),
        Example(
            _given(Payee.AGENT, amount=Fen(10_000_000), tiers=_TIERS),
            {"approver": "DIVISION_HEAD"},
        ),
        Example(
            _given(Payee.AGENT, amount=Fen(10_000_001), tiers=_TIERS), {"approver": "DIRECTOR"}
        ),
        Example(_given(Payee.APPLICANT, missing_after_notice=True), {"deposit": True}),
    ),
    "收款人与审批",
    "Payee and approval",
    covers=("R-MONEY-PAYEE", "R-MONEY-APPROVE", "R-MONEY-UNCLAIMED"),
)
