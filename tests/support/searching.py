"""A court that searches by yield and keeps standing orders, with cases that share a debtor."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.support.banks import DEBTOR, Sought, _claim
from tests.support.filed import DAY, file_one, notify
from zhixing.assignment.operations import Member, designate
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.stage import Stage

COSTS = {"NATIONAL": 50, "LOCAL": 200}
BY_YIELD = {
    "prior": {"asked": 20, "hits": 1, "worth": 100},
    "wave": 1,
    "costs": COSTS,
}
STANDING = {
    "longest_days": 180,
    "signals": ["PAYMENT", "CORRECTION", "CHANGE_NOTICE", "ADDRESS", "CLUE", "DEFAULT"],
    "costs": COSTS,
    "worth": 500_000,
    "loss": 100,
    "prior_arrivals": 1,
    "prior_days": 365,
    "shortest": 7,
    "longest": 90,
}


def adopt(court_no: int, code: str, value: dict[str, Any], on: date = DAY) -> None:
    """Let a court adopt a policy."""
    review_on = on.replace(year=on.year + 1)
    with open_scope(Scope.system()):
        adopt_policy(NewPolicy(court_no, code, "本院规定", on, review_on, value))


def another_case(stage: Stage, amount: str = "100000.00") -> Sought:
    """File another case against the same debtor on a stage that has one."""
    filed = file_one(stage, obligations=_claim(amount), debtors=(DEBTOR,))
    judge = stage.staff.of_kind(K.JUDGE, 2)
    member = Member(judge.person, judge.post)
    stage.do(
        K.DIRECTOR,
        lambda by: designate(filed.case, member, stage.staff.teams[0], "案情", stage.today, by=by),
    )
    notify(filed)
    return Sought(filed, "")
