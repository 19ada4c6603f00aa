"""Whether a case has its own account (一案一账号), as its docket and the court's rules say."""

from __future__ import annotations

from datetime import date

from zhixing.cases.acts import Filing
from zhixing.cases.docket.chapters import Closure, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.funds.acts import Money
from zhixing.funds.policies import ACCOUNT_AT_FILING
from zhixing.kernel.finding import Finding
from zhixing.law.money.account import RULE, CaseAccount, case_account

OPENED = "ACCOUNT_OPENED"


def account_of(court_no: int, facts: Facts, on: date) -> Finding[CaseAccount] | None:
    """Find whether a case has its own account on a day; None before filing or before the rule.

    Law: Provisions on Managing Money and Goods in Enforcement art. 4.
    """
    filed_on = facts.of(Filing).filed_on
    if filed_on is None or on < max(filed_on, RULE.in_force.start):
        return None
    opened_on = None
    if facts.of(Money).account_number:
        opened_on = facts.of(Progress).reached.get(OPENED)
    policy = courts.find_policy(court_no, ACCOUNT_AT_FILING, filed_on)
    return case_account(
        on=on,
        filed_on=filed_on,
        opened_on=opened_on,
        closed_on=facts.of(Closure).closed_on,
        at_filing_since=None if policy is None else policy.valid_from,
    )
