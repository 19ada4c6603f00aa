"""A settlement the court was never given (执行外和解), raised by the debtor as an objection.

Performed: enforcement ends. Not yet due, or being kept: it is suspended, save where the
debtor shows that it will not be kept. Not kept, or not valid: the objection is rejected.

执行外达成而没有提交法院的和解协议，由被执行人以异议提出。已经履行完毕的，终结执行；
履行期限尚未届至或者正在履行的，中止执行，但被执行人表明将不履行的除外；
没有按约定履行或者协议无效的，驳回异议。被执行人没有据此提出异议的，执行照常进行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.settlement.agreement import SettlementRefused

BASIS = (("SETTLEMENT", "19"),)


class OutsideState(StrEnum):
    """Name how the settlement stands."""

    PERFORMED = "PERFORMED"
    NOT_DUE = "NOT_DUE"
    BEING_KEPT = "BEING_KEPT"
    NOT_KEPT = "NOT_KEPT"
    INVALID = "INVALID"


class Outcome(StrEnum):
    """Name what the court rules."""

    END = "END"
    SUSPEND = "SUSPEND"
    REJECT = "REJECT"


@dataclass(frozen=True, slots=True)
class OutsideRuling:
    """Hold what the court rules, and the item."""

    outcome: Outcome
    item: int


_RULINGS = {
    OutsideState.PERFORMED: (Outcome.END, 1),
    OutsideState.NOT_DUE: (Outcome.SUSPEND, 2),
    OutsideState.BEING_KEPT: (Outcome.SUSPEND, 3),
    OutsideState.NOT_KEPT: (Outcome.REJECT, 4),
    OutsideState.INVALID: (Outcome.REJECT, 5),
}
_WORDS = {
    Outcome.END: ("裁定终结原生效法律文书的执行", "End the enforcement of the original"),
    Outcome.SUSPEND: ("裁定中止执行", "Suspend enforcement"),
    Outcome.REJECT: ("裁定驳回异议", "Reject the objection"),
}


@answers("SETTLEMENT_OUTSIDE")
def settlement_outside(
    *,
    on: date,
    state: OutsideState,
    objected_by_debtor: bool,
    anticipatory_breach: bool = False,
) -> Finding[OutsideRuling]:
    """Say how the court rules on a settlement it was not given."""
    why = Reasons(on)
    basis = cite("SETTLEMENT", 19, on=on)
    if not objected_by_debtor:
        raise SettlementRefused(
            "NOT_OBJECTED",
            message_zh="被执行人没有据此提出异议，执行照常进行。",
            message_en="The debtor did not object on it; enforcement goes on.",
            basis=basis,
            remedy_zh="被执行人可以提出执行行为异议，或者由各方将协议提交法院。",
            remedy_en="The debtor may object, or all hand the settlement in.",
            field="objected_by_debtor",
        )
    outcome, item = _RULINGS[state]
    if state is OutsideState.NOT_DUE and anticipatory_breach:
        outcome = Outcome.REJECT
        why.step(
            "被执行人已表明不履行的，不予中止。",
            "The debtor shows that it will not be kept: no suspension.",
            basis,
        )
    zh, en = _WORDS[outcome]
    why.step(f"{zh}。", f"{en}.", basis, value=item)
    return why.finding(OutsideRuling(outcome, item), f"{zh}。", f"{en}.")


def _given(state: OutsideState, **more: object) -> dict[str, object]:
    return {"on": date(2018, 6, 1), "state": state, "objected_by_debtor": True, **more}


RULE = Rule(
    "SETTLEMENT_OUTSIDE",
    BASIS,
    Days(date(2018, 3, 1)),
    settlement_outside,
    (
        Example(_given(OutsideState.PERFORMED), {"outcome": "END"}),
        Example(_given(OutsideState.NOT_DUE), {"outcome": "SUSPEND", "item": 2}),
        Example(_given(OutsideState.NOT_DUE, anticipatory_breach=True), {"outcome": "REJECT"}),
        Example(_given(OutsideState.BEING_KEPT), {"outcome": "SUSPEND", "item": 3}),
        Example(_given(OutsideState.NOT_KEPT), {"outcome": "REJECT"}),
        Example(_given(OutsideState.PERFORMED, objected_by_debtor=False), refusal="NOT_OBJECTED"),
    ),
    "执行外和解的异议",
    "A settlement outside court",
)
