"""How money may be received (案款收取): the case's account, direct payment, cash.

Money goes to the court's enforcement account, under the case's own number, or from the
debtor to the applicant directly, which is recorded. Never to a person's account. Cash is
taken only where it cannot be avoided: by two officers, with a receipt at once and a
record, and handed to finance the same day, the next working day at the latest.

执行款应当汇入法院的执行款账户，使用本案的专门账号，或者由被执行人直接付给申请执行人并记录在案；
不得进入个人账户。现金只在无法避免时收取：由两名以上执行人员办理，当场出具收据并制作笔录，
当日移交财务部门，最迟为下一个工作日。不能识别属于哪一案件的款项，限期认领，这一期限是地方做法，
予以标记。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("MONEY", "6"), ("MONEY", "9"))


class Path(StrEnum):
    """Name the way money is paid."""

    CASE_ACCOUNT = "case_account"
    TO_APPLICANT = "to_applicant"
    CASH = "cash"
    PERSONAL_ACCOUNT = "personal_account"
    OTHER_COURT_ACCOUNT = "other_court_account"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Say whether the way is allowed, what is missing, and by when finance has the cash."""

    allowed: bool
    missing: tuple[str, ...]
    to_finance_by: date | None
    claim_by: date | None


@answers("MONEY_RECEIPT")
def money_receipt(
    *,
    on: date,
    path: Path,
    received_on: date,
    officers: int = 0,
    receipt_given: bool = False,
    record_signed: bool = False,
    unavoidable: bool = False,
    is_identified: bool = True,
) -> Finding[Receipt]:
    """Say whether money may be received in a way, and what follows.

    ``is_identified`` is false when it is not known for which case the money came.
    """
    why = Reasons(on)
    missing: tuple[str, ...] = ()
    to_finance_by = claim_by = None
    if path in (Path.PERSONAL_ACCOUNT, Path.OTHER_COURT_ACCOUNT):
        missing = ("CASE_ACCOUNT",)
    if path is Path.CASH:
        tests = {
            "UNAVOIDABLE": unavoidable,
            "TWO_OFFICERS": officers >= 2,
            "RECEIPT": receipt_given,
            "RECORD": record_signed,
        }
        missing = tuple(name for name, is_so in tests.items() if not is_so)
        days = why.parameter("money.cash_to_finance", received_on).whole
        due = period_due(on=on, start_on=received_on, amount=days, unit=Unit.WORKING_DAY)
        to_finance_by = why.adopt(due).due_on
    if not is_identified:
        days = why.parameter("money.unidentified", received_on).whole
        due = period_due(on=on, start_on=received_on, amount=days, unit=Unit.DAY)
        claim_by = why.adopt(due).due_on
        why.mark("doubt:unidentified-money-is-local-practice")
    why.step(
        "收款方式符合规定。" if not missing else f"不符合规定：{'、'.join(missing)}。",
        "The way is allowed." if not missing else f"Not allowed: {', '.join(missing)}.",
        cite("MONEY", 6, version="2017"),
        value=missing,
    )
    return why.finding(
        Receipt(not missing, missing, to_finance_by, claim_by),
        "可以收取。" if not missing else "不得如此收取。",
        "It may be received." if not missing else "It may not be received so.",
    )


def _given(path: Path, on: str = "2021-03-05", **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "path": path, "received_on": day, **more}


_CASH: dict[str, Any] = {
    "officers": 2,
    "receipt_given": True,
    "record_signed": True,
    "unavoidable": True,
}

RULE = Rule(
    "MONEY_RECEIPT",
    BASIS,
    Days(date(2006, 5, 18)),
    money_receipt,
    (
        Example(_given(Path.CASE_ACCOUNT), {"allowed": True, "to_finance_by": None}),
        Example(_given(Path.PERSONAL_ACCOUNT), {"allowed": False, "missing": ("CASE_ACCOUNT",)}),
        Example(_given(Path.CASH, **_CASH), {"allowed": True, "to_finance_by": date(2021, 3, 8)}),
        Example(
            _given(Path.CASH, **{**_CASH, "officers": 1}),
            {"allowed": False, "missing": ("TWO_OFFICERS",)},
        ),
        Example(_given(Path.CASH, "2017-04-28", **_CASH), {"to_finance_by": date(2017, 5, 2)}),
        Example(_given(Path.CASE_ACCOUNT, is_identified=False), {"claim_by": date(2021, 3, 8)}),
    ),
    "案款收取",
    "Receiving money",
    ("money.cash_to_finance", "money.unidentified"),
    covers=("R-MONEY-ONEACCOUNT", "R-MONEY-PATHS", "R-MONEY-CASH"),
)
