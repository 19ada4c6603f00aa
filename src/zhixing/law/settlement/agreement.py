"""Whether a settlement counts in the case (和解协议的提交), and what follows.

Handed in by all in writing; or by one in writing and accepted by the others; or made by word
of mouth, taken down by the officer and signed by all: then enforcement may be suspended and
controls released at the applicant’s request. An agent needs special authority. On a thing
instead of money no ruling that hands it over may be made from the settlement alone.

和解协议在下列情形对案件产生效力：各方共同提交书面协议；一方提交书面协议，其他各方认可；
或者口头达成，由执行人员记入笔录并由各方签名。此时可以裁定中止执行，
并依申请执行人的申请解除控制措施。代理人须有特别授权。协议约定以物抵债的，
不得仅凭该协议作出以物抵债的裁定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "241"),
    ("SETTLEMENT", "1"),
    ("SETTLEMENT", "2"),
    ("SETTLEMENT", "3"),
    ("SETTLEMENT", "4"),
    ("SETTLEMENT", "6"),
)


class SettlementForm(StrEnum):
    """Name how the settlement came before the court."""

    ALL_HANDED_IN = "ALL_HANDED_IN"
    ONE_HANDED_IN_OTHERS_ACCEPT = "ONE_HANDED_IN_OTHERS_ACCEPT"
    ONE_HANDED_IN_OTHERS_DENY = "ONE_HANDED_IN_OTHERS_DENY"
    ORAL_RECORDED_AND_SIGNED = "ORAL_RECORDED_AND_SIGNED"
    ORAL_NOT_RECORDED = "ORAL_NOT_RECORDED"
    NOT_HANDED_IN = "NOT_HANDED_IN"


IN_COURT = (
    SettlementForm.ALL_HANDED_IN,
    SettlementForm.ONE_HANDED_IN_OTHERS_ACCEPT,
    SettlementForm.ORAL_RECORDED_AND_SIGNED,
)


class SettlementRefused(Refusal):
    """Say why a settlement does not count, or a step on it cannot be taken."""


AUTHORITY = Need(
    "SPECIAL_AUTHORITY",
    "代理人有特别授权",
    "the agent has special authority",
    "补交特别授权委托书，或者由本人确认",
    "Hand in the authority, or have the party confirm",
    ("SETTLEMENT", "4"),
    "agent_authorised",
)
FORM = Need(
    "IN_COURT",
    "和解协议已由各方提交、认可，或者记入笔录并签名",
    "the settlement was handed in, accepted, or recorded and signed",
    "由各方提交书面协议，或者记入笔录签名；未提交的，依异议程序审查",
    "Hand it in, or record and sign it; otherwise it is heard on an objection",
    ("SETTLEMENT", "2"),
    "form",
)


@dataclass(frozen=True, slots=True)
class SettlementEffect:
    """Say what may follow: suspension, release of controls, no handing over of a thing."""

    may_suspend: bool
    may_release: bool
    no_thing_ruling: bool


@answers("SETTLEMENT_FORM")
def settlement_form(
    *,
    on: date,
    form: SettlementForm,
    agent_authorised: bool = True,
    applicant_asks_release: bool = False,
    thing_instead_of_money: bool = False,
) -> Finding[SettlementEffect]:
    """Say whether a settlement counts, and what the court may do on it."""
    why = Reasons(on)
    needs = ((agent_authorised, AUTHORITY), (form in IN_COURT, FORM))
    insist(why, SettlementRefused, needs, "不能据此中止执行", "No suspension on it")
    why.step(
        "可以裁定中止执行。",
        "Enforcement may be suspended.",
        find_citation("SETTLEMENT", 2, on=on) or cite("CPL", 241, on=on),
    )
    if applicant_asks_release:
        why.step(
            "申请执行人申请解除查封、扣押、冻结的，可以准许。",
            "Controls may be released at the applicant’s request.",
            find_citation("SETTLEMENT", 3, on=on),
        )
    if thing_instead_of_money:
        why.step(
            "不得依据以物抵债的和解协议作出以物抵债裁定。",
            "No ruling that hands a thing over is made from the settlement.",
            find_citation("SETTLEMENT", 6, on=on),
        )
    new = on >= date(2018, 3, 1)
    return why.finding(
        SettlementEffect(True, applicant_asks_release, thing_instead_of_money and new),
        "可以裁定中止执行。",
        "Enforcement may be suspended.",
    )


def _given(on: str, form: SettlementForm, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "form": form, **more}


RULE = Rule(
    "SETTLEMENT_FORM",
    BASIS,
    Days(date(2008, 4, 1)),
    settlement_form,
    (
        Example(_given("2018-03-01", SettlementForm.ALL_HANDED_IN), {"may_suspend": True}),
        Example(
            _given("2017-03-30", SettlementForm.ORAL_RECORDED_AND_SIGNED), {"may_suspend": True}
        ),
        Example(_given("2018-03-01", SettlementForm.NOT_HANDED_IN), refusal="IN_COURT"),
        Example(_given("2018-03-01", SettlementForm.ONE_HANDED_IN_OTHERS_DENY), refusal="IN_COURT"),
        Example(
            _given("2018-03-01", SettlementForm.ALL_HANDED_IN, agent_authorised=False),
            refusal="SPECIAL_AUTHORITY",
        ),
        Example(
            _given("2018-03-01", SettlementForm.ALL_HANDED_IN, thing_instead_of_money=True),
            {"no_thing_ruling": True},
        ),
        Example(
            _given("2018-02-28", SettlementForm.ALL_HANDED_IN, thing_instead_of_money=True),
            {"no_thing_ruling": False},
        ),
    ),
    "和解协议的提交与效力",
    "A settlement before the court",
    covers=("R-SETTLE-FORM",),
)
