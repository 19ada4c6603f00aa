"""The account of a case (一案一账号): whether it has its own, since when, who opens it.

Since 1 May 2017 money is received case by case: number, money and payer correspond, and
the notice names bank, holder and account, so that a debtor can pay and what is paid is not
of unknown origin. No text sets a day for opening it. A court may have it opened
at filing; else it is opened by hand.

一案一账号。自2017年5月1日起，执行款按一案一账号的方式归集，案号、款项、被执行人或者交款人一一
对应；执行通知书等文书应当告知开户银行、户名、账号，被执行人方能交款，到账款项才不致成为不明款。
文本未规定开立的期限。本院规定立案即开户的，立案时自动开立；未作规定的，由有权登记到账的人员开立。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("MONEY", "4"), ("MONEY", "5"), ("POLICY", "1"))


class AccountState(StrEnum):
    """Say whether a case has its own account."""

    OPEN = "OPEN"
    LACKING = "LACKING"
    CLOSED_WITHOUT = "CLOSED_WITHOUT"


@dataclass(frozen=True, slots=True)
class CaseAccount:
    """Say how it stands, since when, whether filing opens it, and the days without one.

    ``lacking_days`` counts from the day after filing; zero where there is an account.
    """

    state: AccountState
    opened_on: date | None
    by_itself: bool
    lacking_days: int


class AccountNotDue(Refusal):
    """Say why a case cannot have an account yet."""


@answers("CASE_ACCOUNT")
def case_account(
    *,
    on: date,
    filed_on: date,
    opened_on: date | None = None,
    closed_on: date | None = None,
    at_filing_since: date | None = None,
) -> Finding[CaseAccount]:
    """Say whether a case has its own account on a day.

    ``at_filing_since`` is the first day of the court's own rule that filing opens the
    account, None where it had adopted none when the case was filed.
    """
    if on < filed_on:
        raise AccountNotDue(
            "NOT_FILED",
            message_zh=f"本案于{filed_on}立案，此前没有案款专户。",
            message_en=f"The case was filed on {filed_on}; before that it has no account.",
            remedy_zh="请选择立案之日或者以后的日期。",
            remedy_en="Choose the day of filing or a later one.",
            field="on",
        )
    why = Reasons(on)
    why.step(
        "执行款按一案一账号归集，案号、款项、被执行人或者交款人一一对应。",
        "Money is gathered case by case: number, money and payer correspond.",
        cite("MONEY", 4, version="2017"),
    )
    why.step(
        "法律文书应当告知开户银行、户名、账号；没有专户，被执行人无从交款，汇入款项成为不明款。",
        "The notice names bank, holder and account; without one a debtor cannot pay, and what "
        "comes in is of unknown origin.",
        cite("MONEY", 5, version="2017"),
    )
    by_itself = at_filing_since is not None
    if at_filing_since is not None:
        why.mark("policy:account-at-filing")
        why.step(
            f"本院自{at_filing_since}起规定立案即开户，立案时自动开立。",
            f"Since {at_filing_since} the court's own rule opens the account at filing.",
            cite("POLICY", 1, on=on),
            value=at_filing_since,
        )
    else:
        why.step(
            "立案时本院没有立案即开户的规定，由有权登记到账的人员开立。",
            "The court had no rule that filing opens it: whoever posts receipts opens it.",
            value=False,
        )
    if opened_on is not None and opened_on <= on:
        found = CaseAccount(AccountState.OPEN, opened_on, by_itself, 0)
        zh, en = f"已于{opened_on}开立。", f"Opened on {opened_on}."
    elif closed_on is not None and closed_on <= on:
        found = CaseAccount(AccountState.CLOSED_WITHOUT, None, by_itself, 0)
        zh, en = "已结案，未曾开立。", "The case is closed and never had one."
    else:
        days = (on - filed_on).days
        found = CaseAccount(AccountState.LACKING, None, by_itself, days)
        zh, en = f"尚未开立，立案后已{days}日。", f"None yet, {days} days after filing."
    return why.finding(found, zh, en)


def _given(on: str, **days: str) -> dict[str, object]:
    given = {name: date.fromisoformat(day) for name, day in days.items()}
    return {"on": date.fromisoformat(on), "filed_on": date(2018, 3, 1), **given}


RULE = Rule(
    "CASE_ACCOUNT",
    BASIS,
    Days(date(2017, 5, 1)),
    case_account,
    (
        Example(
            _given("2018-03-05", opened_on="2018-03-02"),
            {"state": "OPEN", "opened_on": date(2018, 3, 2), "by_itself": False},
        ),
        Example(
            _given("2018-03-02", opened_on="2018-03-02", at_filing_since="2018-01-01"),
            {"state": "OPEN", "by_itself": True},
        ),
        Example(
            _given("2018-03-05", opened_on="2018-03-06"),
            {"state": "LACKING", "opened_on": None, "lacking_days": 4},
        ),
        Example(_given("2018-03-01"), {"state": "LACKING", "lacking_days": 0}),
        Example(_given("2018-06-01", closed_on="2018-06-01"), {"state": "CLOSED_WITHOUT"}),
        Example(_given("2018-05-31", closed_on="2018-06-01"), {"state": "LACKING"}),
        Example(_given("2018-02-28"), refusal="NOT_FILED"),
    ),
    "一案一账号",
    "A case's own account",
    covers=("R-MONEY-ONEACCOUNT",),
)
