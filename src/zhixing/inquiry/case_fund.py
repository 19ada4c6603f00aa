"""The account of a case that frozen money is moved to, as an order names it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.courts import queries as courts
from zhixing.funds.queries import get_case_money
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import CaseFund
from zhixing.platform.principal import Principal

FUND_BANK = "CASE_FUND_BANK"
REHEARSAL_BANK = ("演练银行演练支行", "000000000002")


def case_fund(case: UUID, on: date, by: Principal) -> CaseFund:
    """Give the account of a case that money is moved to.

    :raises InquiryRefused: the case has none, or the court has named no bank.
    """
    court = courts.get_court(by.court_no)
    number = get_case_money(by.court_no, case).account_number
    policy = courts.find_policy(by.court_no, FUND_BANK, on)
    if policy is not None:
        bank = (str(policy.value.get("bank", "")), str(policy.value.get("bank_no", "")))
    else:
        bank = REHEARSAL_BANK if court.is_rehearsal else ("", "")
    if not (number and all(bank)):
        raise refuse(
            "NO_CASE_ACCOUNT" if not number else "NO_FUND_BANK",
            "本案尚无案款账号，或本院未登记案款开户行。",
            "The case has no account, or the court has named no bank for case money.",
            field="case",
            remedy=(
                "请先开立案款专户（一案一账号），并登记开户行。",
                "Open the case's account and name the court's bank.",
            ),
        )
    return CaseFund(court.name, *bank, number)
