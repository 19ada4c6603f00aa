"""Handing an enforcement case over to bankruptcy (执行转破产).

The debtor is an enterprise legal person that cannot pay and is insolvent or clearly
unable; the debtor or any one applicant agrees in writing. Enforcement is then suspended,
money held is not shared out, seizures are kept. The court of the debtor's domicile says
within thirty days whether it accepts: if so seizures are lifted, if not enforcement
resumes, and the same ground does not serve twice.

执行案件移送破产的条件和移送后的程序。被执行人须为企业法人，不能清偿到期债务，且资产不足以清偿全
部债务或者明显缺乏清偿能力；并须经被执行人或者任一申请执行人书面同意。条件具备的，裁定中止执行，
已控制的款项不再分配，查封继续保留。被执行人住所地法院自收到材料之日起三十日内告知是否受理：
受理的，解除查封，在七日内移交已扣划的款项（据转载）；不受理的，恢复执行，并在七日内退回材料（据
转载）；同一事由不得再次移送。宣告破产的，终结对该被执行人的执行。移送决定作出后五日内送达（凭记
忆，待核）。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Citation, Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite, find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL-INT", "511"),
    ("CPL-INT", "512"),
    ("CPL-INT", "513"),
    ("BANKRUPTCY", "19"),
    ("BANKRUPTCY-TRANSFER", "2"),
)


class Answered(StrEnum):
    """Name what the receiving court decided."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DECLARED_BANKRUPT = "declared_bankrupt"


CONDITIONS = {
    "NOT_AN_ENTERPRISE": ("被执行人不是企业法人", "the debtor is no enterprise legal person"),
    "NO_WRITTEN_CONSENT": (
        "被执行人或者任一申请执行人没有书面同意",
        "neither the debtor nor any applicant agrees in writing",
    ),
    "CAN_PAY": ("不符合不能清偿到期债务的情形", "it is not unable to pay its debts when due"),
    "NOT_INSOLVENT": (
        "资产足以清偿且不明显缺乏清偿能力",
        "its assets suffice and it is not clearly unable to pay",
    ),
    "SAME_GROUND": ("不予受理后以同一事由再次移送", "the same ground a second time"),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """Say whether the case may be handed over, what is missing, and the days that follow."""

    allowed: bool
    missing: tuple[str, ...]
    serve_by: date | None
    answer_by: date | None
    hand_money_by: date | None
    papers_back_by: date | None
    effect: str


@answers("BANKRUPTCY_TRANSFER")
def bankruptcy_transfer(
    *,
    on: date,
    is_enterprise: bool,
    consent_in_writing: bool,
    cannot_pay: bool,
    insolvent: bool,
    clearly_unable: bool = False,
    refused_before_on_same_ground: bool = False,
    decided_on: date | None = None,
    papers_received_on: date | None = None,
    answered: Answered = Answered.PENDING,
    answered_on: date | None = None,
) -> Finding[Transfer]:
    """Say whether a case may be handed over, and what follows on which day."""
    why = Reasons(on)
    stands = {
        "NOT_AN_ENTERPRISE": not is_enterprise,
        "NO_WRITTEN_CONSENT": not consent_in_writing,
        "CAN_PAY": not cannot_pay,
        "NOT_INSOLVENT": not insolvent and not clearly_unable,
        "SAME_GROUND": refused_before_on_same_ground,
    }
    missing = tuple(code for code, is_so in stands.items() if is_so)
    basis = cite("CPL-INT", 511, on=on)
    for code in missing:
        zh, en = CONDITIONS[code]
        second = find_citation("BANKRUPTCY-TRANSFER", 19, on=on)
        why.step(f"{zh}。", f"{en[0].upper()}{en[1:]}.", second if code == "SAME_GROUND" else basis)
    if missing:
        none = Transfer(False, missing, None, None, None, None, "ENFORCEMENT_GOES_ON")
        return why.finding(none, "不具备移送条件。", "The case may not be handed over.")
    why.step(
        "条件具备，裁定中止执行，移送材料。", "All conditions met: suspend and hand over.", basis
    )
    effect, effect_basis = _effect(answered, on)
    why.step(*_EFFECTS[effect], effect_basis)
    found = Transfer(
        True,
        (),
        _due(why, "bankruptcy.serve_decision", decided_on),
        _due(why, "bankruptcy.accept", papers_received_on),
        _due(why, "bankruptcy.hand_over", _when(answered, Answered.ACCEPTED, answered_on)),
        _due(why, "bankruptcy.papers_back", _when(answered, Answered.REFUSED, answered_on)),
        effect,
    )
    return why.finding(found, "可以移送破产审查。", "The case may be handed over.")


_EFFECTS = {
    "SUSPENDED": (
        "中止执行，保留查封并及时续行；易腐物品可以变价，价款不分配。",
        "Suspended: seizures are kept and renewed; perishables may be sold; nothing is shared out.",
    ),
    "SEIZURES_LIFTED": (
        "受理破产，解除保全，继续中止；受理后的抵债裁定无效。",
        "Accepted: seizures are lifted, enforcement stays suspended; a later ruling that gives "
        "property for debt has no effect.",
    ),
    "RESUMED": ("不予受理，恢复执行。", "Not accepted: enforcement resumes."),
    "ENDED": ("宣告破产，裁定终结执行。", "Declared bankrupt: enforcement ends."),
}


def _effect(answered: Answered, on: date) -> tuple[str, Citation | None]:
    match answered:
        case Answered.PENDING:
            return "SUSPENDED", cite("CPL-INT", 511, on=on)
        case Answered.ACCEPTED:
            return "SEIZURES_LIFTED", cite("BANKRUPTCY", 19, on=on)
        case Answered.REFUSED:
            return "RESUMED", cite("CPL-INT", 512, on=on)
        case Answered.DECLARED_BANKRUPT:
            return "ENDED", cite("CPL-INT", 513, on=on)


def _when(answered: Answered, wanted: Answered, day: date | None) -> date | None:
    return day if answered is wanted else None


def _due(why: Reasons, code: str, start_on: date | None) -> date | None:
    if start_on is None:
        return None
    days = why.parameter(code, start_on).whole
    due = period_due(on=why.on, start_on=start_on, amount=days, unit=Unit.DAY)
    return why.adopt(due).due_on


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2021, 6, 1),
        "is_enterprise": True,
        "consent_in_writing": True,
        "cannot_pay": True,
        "insolvent": True,
        **more,
    }


_DAY = date(2021, 5, 10)

RULE = Rule(
    "BANKRUPTCY_TRANSFER",
    BASIS,
    Days(date(2015, 2, 4)),
    bankruptcy_transfer,
    (
        Example(
            _given(decided_on=_DAY, papers_received_on=_DAY),
            {
                "allowed": True,
                "serve_by": date(2021, 5, 17),
                "answer_by": date(2021, 6, 9),
                "effect": "SUSPENDED",
            },
        ),
        Example(
            _given(answered=Answered.ACCEPTED, answered_on=_DAY),
            {"hand_money_by": date(2021, 5, 17), "effect": "SEIZURES_LIFTED"},
        ),
        Example(
            _given(answered=Answered.REFUSED, answered_on=_DAY),
            {"papers_back_by": date(2021, 5, 17), "effect": "RESUMED"},
        ),
        Example(_given(answered=Answered.DECLARED_BANKRUPT), {"effect": "ENDED"}),
        Example(
            _given(consent_in_writing=False),
            {"allowed": False, "missing": ("NO_WRITTEN_CONSENT",)},
        ),
        Example(_given(insolvent=False), {"missing": ("NOT_INSOLVENT",)}),
        Example(_given(insolvent=False, clearly_unable=True), {"allowed": True}),
        Example(_given(refused_before_on_same_ground=True), {"missing": ("SAME_GROUND",)}),
    ),
    "执行转破产",
    "Transfer to bankruptcy",
    (
        "bankruptcy.serve_decision",
        "bankruptcy.accept",
        "bankruptcy.hand_over",
        "bankruptcy.papers_back",
    ),
    covers=("R-ZPC-COND", "R-ZPC-STEPS", "R-ZPC-EFFECT"),
)
