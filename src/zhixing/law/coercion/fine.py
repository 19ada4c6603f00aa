"""A fine (罚款): limits for a person and a unit, by the president, once for one act.

罚款的幅度、批准和次数。对自然人：2013年起十万元以下，此前一万元以下；对单位：2013年起五万元以上
一百万元以下，此前一万元以上三十万元以下（2012年以前的数额凭记忆，待核）。罚款由院长批准。
同一妨害行为的罚款、拘留不得连续适用，发生新的妨害行为的，可以另行处罚。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused, check_not_repeated
from zhixing.law.coercion.route import FINE, Route, approval_basis
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "118.1"), ("CPL", "119"), ("CPL-INT", "184"))


@dataclass(frozen=True, slots=True)
class Fine:
    """Hold the fine, the limits, and the route."""

    amount: Fen
    least: Fen
    most: Fen
    route: Route


@answers("FINE")
def fine(
    *,
    on: date,
    amount: Fen,
    is_unit: bool,
    approved_by_president: bool,
    act_reference: str = "",
    punished_acts: frozenset[str] = frozenset(),
) -> Finding[Fine]:
    """Check a fine against the limits of its day."""
    why = Reasons(on)
    top = why.parameter("fine.unit_most" if is_unit else "fine.individual_most")
    least = Fen.of_yuan(why.parameter("fine.unit_least").whole) if is_unit else Fen(1)
    most = Fen.of_yuan(top.whole)
    if not least <= amount <= most:
        raise CoercionRefused(
            "FINE_OUT_OF_RANGE",
            message_zh=f"罚款{amount.yuan}元，应为{least.yuan}元至{most.yuan}元。",
            message_en=f"{amount.yuan} yuan; the fine must be {least.yuan} to {most.yuan}.",
            basis=top.basis,
            remedy_zh="请在法定幅度内确定数额。",
            remedy_en="Choose an amount within the limits.",
            field="amount",
        )
    check_not_repeated(on, act_reference, punished_acts)
    if not approved_by_president:
        raise CoercionRefused(
            "PRESIDENT_APPROVAL",
            message_zh="罚款必须经院长批准。",
            message_en="A fine must be approved by the president.",
            basis=approval_basis(on),
            remedy_zh="请报院长批准。",
            remedy_en="Ask the president.",
            field="approved_by_president",
        )
    why.step(
        f"罚款{amount.yuan}元在{least.yuan}元至{most.yuan}元之内。",
        f"{amount.yuan} lies within {least.yuan} to {most.yuan}.",
        top.basis,
        value=amount,
    )
    return why.finding(
        Fine(amount, least, most, FINE),
        f"可以罚款{amount.yuan}元。{FINE.remedy_zh}。",
        f"A fine of {amount.yuan} yuan is allowed. Remedy: {FINE.remedy_en}.",
    )


def _given(on: str, yuan: str, is_unit: bool, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "amount": Fen.of_yuan(yuan),
        "is_unit": is_unit,
        "approved_by_president": True,
        **more,
    }


RULE = Rule(
    "FINE",
    BASIS,
    Days(date(2008, 4, 1)),
    fine,
    (
        Example(_given("2017-03-14", "100000", False), {"amount": Fen.of_yuan("100000")}),
        Example(_given("2017-03-14", "100000.01", False), refusal="FINE_OUT_OF_RANGE"),
        Example(_given("2012-12-31", "10000", False), {"most": Fen.of_yuan("10000")}),
        Example(_given("2012-12-31", "10000.01", False), refusal="FINE_OUT_OF_RANGE"),
        Example(_given("2012-12-31", "300000", True), {"least": Fen.of_yuan("10000")}),
        Example(_given("2012-12-31", "300000.01", True), refusal="FINE_OUT_OF_RANGE"),
        Example(_given("2013-01-01", "49999.99", True), refusal="FINE_OUT_OF_RANGE"),
        Example(_given("2013-01-01", "50000", True), {"least": Fen.of_yuan("50000")}),
        Example(_given("2013-01-01", "1000000", True), {"most": Fen.of_yuan("1000000")}),
        Example(
            _given("2017-03-14", "500", False, approved_by_president=False),
            refusal="PRESIDENT_APPROVAL",
        ),
    ),
    "罚款",
    "Fine",
    ("fine.individual_most", "fine.unit_least", "fine.unit_most"),
    covers=("R-CM-FINE",),
)
