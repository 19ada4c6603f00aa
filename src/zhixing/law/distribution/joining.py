"""Who may join a distribution (参与分配的条件), and until when.

The debtor is a natural person or another organisation, not an enterprise legal person;
the creditor has a title, or a security or priority on the thing; enforcement has begun
and the property is not yet enforced to the end; the debtor's property cannot pay all.
Since 2021 the first-seizing court presides; after a preservation only once the trial of
its case has ended.

债权人可否参与分配，以及至何时为止。被执行人须为自然人或者其他组织，不得为企业法人；
债权人须已取得执行依据，或者对该财产享有担保物权或者优先权；须以书面申请；执行程序已经开始，
且该财产尚未执行终结；被执行人的财产不足以清偿全部债权，但享有优先权的债权人不受此限。2021年起，
由首先查封的法院主持分配；首先查封为财产保全的，待其案件审理终结后方可分配。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.distribution.claims import Debtor
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL-INT", "506"), ("CPL-INT", "507"), ("EW", "56"))


@dataclass(frozen=True, slots=True)
class Joining:
    """Say whether the creditor may join, what is missing, and whether sharing may begin."""

    allowed: bool
    missing: tuple[str, ...]
    may_share_out: bool


MISSING = {
    "ENTERPRISE": (
        "被执行人为企业法人，不适用参与分配",
        "the debtor is an enterprise: no joining, but order of seizure or bankruptcy",
        506,
    ),
    "TITLE": ("没有执行依据，也没有优先权", "neither title nor priority", 506),
    "NOT_BEGUN": ("执行程序尚未开始", "enforcement has not begun", 507),
    "OVER": ("财产已经执行终结", "the property is already enforced to the end", 507),
    "SUFFICIENT": ("财产足以清偿所有债权", "the property can pay all", 506),
    "APPLICATION": ("没有书面申请", "no written application", 507),
}


@answers("JOIN_DISTRIBUTION")
def join_distribution(
    *,
    on: date,
    debtor: Debtor,
    has_title: bool,
    has_priority: bool,
    begun: bool,
    property_finished_on: date | None,
    property_sufficient: bool,
    applied_in_writing: bool,
    first_seizure_is_preservation: bool = False,
    trial_ended: bool = True,
) -> Finding[Joining]:
    """Say whether a creditor may join on a day.

    ``property_finished_on`` is the day the property was enforced to the end.
    """
    why = Reasons(on)
    stands = {
        "ENTERPRISE": debtor is Debtor.ENTERPRISE,
        "TITLE": not has_title and not has_priority,
        "NOT_BEGUN": not begun,
        "OVER": property_finished_on is not None and property_finished_on <= on,
        "SUFFICIENT": property_sufficient and not has_priority,
        "APPLICATION": not applied_in_writing,
    }
    missing = tuple(code for code, is_so in stands.items() if is_so)
    for code in missing:
        zh, en, article = MISSING[code]
        why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", cite("CPL-INT", article, on=on))
    may_share_out = not first_seizure_is_preservation or trial_ended
    why.step(
        "由首先查封法院主持" + ("。" if may_share_out else "，待其案件审理终结后分配。"),
        "The first-seizing court presides"
        + ("." if may_share_out else "; it shares out once its own trial has ended."),
        cite("EW", 56, on=on),
    )
    return why.finding(
        Joining(not missing, missing, may_share_out),
        "可以参与分配。" if not missing else "不能参与分配。",
        "The creditor may join." if not missing else "The creditor may not join.",
    )


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2021, 6, 1),
        "debtor": Debtor.NATURAL_PERSON,
        "has_title": True,
        "has_priority": False,
        "begun": True,
        "property_finished_on": None,
        "property_sufficient": False,
        "applied_in_writing": True,
        **more,
    }


RULE = Rule(
    "JOIN_DISTRIBUTION",
    BASIS,
    Days(date(2015, 2, 4)),
    join_distribution,
    (
        Example(_given(), {"allowed": True}),
        Example(_given(debtor=Debtor.ENTERPRISE), {"allowed": False, "missing": ("ENTERPRISE",)}),
        Example(_given(has_title=False), {"missing": ("TITLE",)}),
        Example(_given(has_title=False, has_priority=True), {"allowed": True}),
        Example(_given(property_finished_on=date(2021, 6, 1)), {"missing": ("OVER",)}),
        Example(_given(property_finished_on=date(2021, 6, 2)), {"allowed": True}),
        Example(
            _given(first_seizure_is_preservation=True, trial_ended=False), {"may_share_out": False}
        ),
    ),
    "参与分配的条件",
    "Joining a distribution",
    covers=("R-PD-WHO", "R-PD-ORDER"),
)
