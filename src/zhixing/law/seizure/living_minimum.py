"""What must stay free for the debtor and dependants (必需的生活费用).

The local minimum living standard, per person and month, for the debtor and everyone the
debtor supports. Of money found it is left once for the debtor, not once in every account:
known money that stays free elsewhere counts first, the rest stays in the thing at hand. From
a wage, and in an account into which it is paid, at least this stays whatever is elsewhere.
There is no override: new inputs are the only way to a new figure. How many months are kept
the law does not say: the court's rule or whoever establishes the figure says it.

必须为被执行人及其扶养的人留出生活费用：按当地最低生活标准，以人、月计，
人数包括被执行人和全部由其扶养的人。对查得的款项，每名被执行人只保留一次：其他未被控制的款项先予计入，
不足部分留在本项财产内。扣留工资的，每月至少留下这一数额；工资收入账户不计其他款项，直接留足。没有例外，
只有依据的标准、人数或者月数变化后才能得出新的数额；没有标准的，不作计算。保留几个月，法律没有规定，
由法院的规定或者查明人确定。
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
    """Hold what stays free a month and in all, what may be taken of the wage, and what of it
    must stay in the thing at hand."""

    per_month: Fen
    kept_free: Fen
    from_wage: Fen | None
    in_thing: Fen


class MinimumRefused(Refusal):
    """Say which figure is missing or cannot be."""


@answers("LIVING_MINIMUM")
def living_minimum(
    *,
    on: date,
    local_standard: Fen | None,
    persons: int,
    months: int = 1,
    wage: Fen | None = None,
    free_elsewhere: Fen = Fen(0),
    is_wage_account: bool = False,
    standard_source: str = "",
    is_adopted: bool = False,
) -> Finding[LivingMinimum]:
    """Find what stays free: standard × persons × months, and the rest of a monthly wage.

    ``local_standard`` is the place's minimum living standard per person and month, as
    ``standard_source`` published it; ``is_adopted``: it is the court's rule, not a figure stated
    for this debtor. ``persons`` counts the debtor and the dependants. ``free_elsewhere`` is
    the debtor's other known money that stays free.
    """
    _check(local_standard, persons, months, wage)
    why = Reasons(on)
    why.choose("months", months)
    if is_adopted:
        why.mark("policy:LIVING_STANDARD")
    if standard_source:
        why.step(f"标准来源：{standard_source}。", f"The standard is that of {standard_source}.")
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
    in_thing = _in_thing(why, kept, free_elsewhere, is_wage_account)
    return why.finding(
        LivingMinimum(per_month, kept, from_wage, in_thing),
        f"保留必需的生活费用{kept.yuan}元，其中留在本项财产内{in_thing.yuan}元。",
        f"{kept.yuan} yuan stay free, {in_thing.yuan} of them here.",
    )


def _in_thing(why: Reasons, kept: Fen, elsewhere: Fen, is_wage_account: bool) -> Fen:
    """Say what must stay in the thing at hand, beside what stays free elsewhere."""
    if is_wage_account:
        why.step(
            f"本项为工资收入，须在其中留足{kept.yuan}元，只能控制超出部分。",
            f"It is income from wages: {kept.yuan} stay in it, only what is above may be taken.",
            cite("CPL", 254, on=why.on),
            value=kept,
        )
        return kept
    rest = max(kept - elsewhere, Fen(0))
    why.step(
        f"其他已知且未被控制的款项{elsewhere.yuan}元，本项财产内须留{rest.yuan}元。",
        f"Other known money of {elsewhere.yuan} stays free; {rest.yuan} must stay here.",
        cite("SEIZURE", 3, on=why.on),
        value=rest,
    )
    return rest


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
        Example(
            _given("700", 1, free_elsewhere=Fen.of_yuan("699.99")),
            {"in_thing": Fen(1)},
            note="只保留一次 left once",
        ),
        Example(_given("700", 1, free_elsewhere=Fen.of_yuan("700")), {"in_thing": Fen(0)}),
        Example(
            _given("700", 1, free_elsewhere=Fen.of_yuan("9000"), is_wage_account=True),
            {"in_thing": Fen.of_yuan("700")},
            note="工资收入账户 an account of wages",
        ),
        Example(_given(None, 3), refusal="FIGURE_MISSING"),
        Example(_given("700", 0), refusal="FIGURE_MISSING"),
    ),
    "必需的生活费用",
    "Necessary living expenses",
    covers=("R-SZ-EXEMPT",),
)
