"""What must stay free for the debtor and dependants (必需的生活费用).

The local minimum living standard, per person and month, for the debtor and everyone the
debtor supports. From a wage at least this stays each month. There is no override: new
inputs are the only way to a new figure.

必须为被执行人及其扶养的人留出生活费用：按当地最低生活标准，以人、月计，
人数包括被执行人和全部由其扶养的人。扣留工资的，每月至少留下这一数额。没有例外，只有依据的标准、
人数或者月数变化后才能得出新的数额；没有标准的，不作计算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "3"), ("CPL", "254"))


@dataclass(frozen=True, slots=True)
class LivingMinimum:
    """Hold what stays free a month and in all, and what may be taken of the wage."""

    per_month: Fen
    kept_free: Fen
    from_wage: Fen | None


class MinimumRefused(Refusal):
    """Say which figure is missing or cannot be."""


@answers("LIVING_MINIMUM")
def living_minimum(
    *, on: date, local_standard: Fen | None, persons: int, months: int = 1, wage: Fen | None = None
) -> Finding[LivingMinimum]:
    """Find what stays free: standard × persons × months, and the rest of a monthly wage.

    ``local_standard`` is the place's minimum living standard per person and month;
    ``persons`` counts the debtor and the dependants.
    """
    _check(local_standard, persons, months, wage)
    why = Reasons(on)
    standard = local_standard or Fen(0)
    per_month, kept = standard * persons, standard * persons * months
    why.step(
        f"当地标准{standard.yuan}元×{persons}人×{months}个月＝{kept.yuan}元，保留不得控制。",
        f"Local standard {standard.yuan} × {persons} persons × {months} months = {kept.yuan};"
        " it stays free.",
        cite("SEIZURE", 3, on=on),
        value=kept,
    )
    from_wage = None
    if wage is not None:
        from_wage = max(wage - per_month, Fen(0))
        why.step(
            f"月收入{wage.yuan}元，保留{min(wage, per_month).yuan}元，可扣留{from_wage.yuan}元。",
            f"Of a wage of {wage.yuan} a month {from_wage.yuan} may be withheld.",
            cite("CPL", 254, on=on),
            value=from_wage,
        )
    return why.finding(
        LivingMinimum(per_month, kept, from_wage),
        f"保留必需的生活费用{kept.yuan}元。",
        f"{kept.yuan} yuan stay free.",
    )


def _check(standard: Fen | None, persons: int, months: int, wage: Fen | None) -> None:
    faults = {
        "local_standard": standard is None or standard <= 0,
        "persons": persons < 1,
        "months": months < 1,
        "wage": wage is not None and wage < 0,
    }
    field = next((name for name, is_wrong in faults.items() if is_wrong), None)
    if field is None:
        return
    raise MinimumRefused(
        "FIGURE_MISSING",
        message_zh=f"“{field}”缺失或者不成立，不能计算必需的生活费用。",
        message_en=f"{field} is missing or impossible; the minimum cannot be computed.",
        remedy_zh="请录入当地最低生活保障标准、人数和月数；没有标准的，由法院查明后录入。",
        remedy_en="Enter the local standard, persons and months; establish a missing one.",
        field=field,
    )


def _given(standard: str | None, persons: int, **more: object) -> dict[str, object]:
    amount = Fen.of_yuan(standard) if standard else None
    return {"on": date(2019, 1, 2), "local_standard": amount, "persons": persons, **more}


RULE = Rule(
    "LIVING_MINIMUM",
    BASIS,
    Days(date(2013, 1, 1)),
    living_minimum,
    (
        Example(_given("700", 3, months=2), {"kept_free": Fen.of_yuan("4200")}),
        Example(_given("700", 3, wage=Fen.of_yuan("2100")), {"from_wage": Fen(0)}),
        Example(_given("700", 3, wage=Fen.of_yuan("2100.01")), {"from_wage": Fen(1)}),
        Example(_given(None, 3), refusal="FIGURE_MISSING"),
        Example(_given("700", 0), refusal="FIGURE_MISSING"),
    ),
    "必需的生活费用",
    "Necessary living expenses",
    covers=("R-SZ-EXEMPT",),
)
