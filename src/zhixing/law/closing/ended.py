"""Ending enforcement for good (终结执行): the ground, and what each ground needs.

Withdrawal; the instrument revoked; a debtor dead without estate or obligor; the right-holder
of support dead; a borrower too poor, without income and unable to work; bankruptcy declared;
a specific thing lost without an agreed price; a suit on the settlement or by the creditor of
a notarial instrument accepted; a unit gone without property, successor or a party to add
(an opinion not read). The ruling takes effect when served.

终结执行的事由及各自的要件。申请执行人书面撤回申请；据以执行的文书被撤销；被执行人死亡，
既无遗产可供执行又无义务承担人；追索赡养、扶养、抚养费案件的权利人死亡；被执行的自然人因生活困难
无力偿还借款，没有收入来源又丧失劳动能力；裁定宣告破产；特定物毁损灭失而双方未就折价达成一致；
就和解协议提起的诉讼，或者公证债权文书的债权人提起的诉讼，已经受理；法院外的和解协议已履行完毕；
被执行单位撤销、注销，没有财产、没有权利义务承受人，也无人可以追加，此项所据意见未读原文。
就和解协议起诉和法院外和解两项，自2018年3月1日起适用；单位消灭一项，自2015年起适用。
裁定送达当事人后立即生效。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.closing.termination import ClosingRefused, ClosingTest
from zhixing.law.instruments import cite
from zhixing.law.need import Need, test
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "268"),
    ("CPL", "269"),
    ("CPL-INT", "464"),
    ("CPL-INT", "492"),
    ("CPL-INT", "513"),
    ("EW", "61"),
    ("SETTLEMENT", "14"),
)


class EndGround(StrEnum):
    """Name the ground on which enforcement ends."""

    WITHDRAWN = "withdrawn"
    SETTLED_AND_WITHDRAWN = "settled_and_withdrawn"
    INSTRUMENT_REVOKED = "instrument_revoked"
    DEBTOR_DEAD = "debtor_dead"
    SUPPORT_HOLDER_DEAD = "support_holder_dead"
    POOR_BORROWER = "poor_borrower"
    BANKRUPTCY_DECLARED = "bankruptcy_declared"
    THING_LOST = "thing_lost"
    SUIT_ON_SETTLEMENT = "suit_on_settlement"
    SETTLEMENT_OUTSIDE_COURT_PERFORMED = "settlement_outside_court_performed"
    UNIT_GONE = "unit_gone"


@dataclass(frozen=True, slots=True)
class EndFacts:
    """Hold the facts that the grounds ask for."""

    in_writing: bool = False
    settlement_reached: bool = False
    revoking_instrument: bool = False
    no_estate: bool = False
    no_obligor: bool = False
    claim_is_support: bool = False
    debt_is_loan: bool = False
    no_income: bool = False
    unable_to_work: bool = False
    bankruptcy_declared: bool = False
    thing_lost: bool = False
    price_agreed: bool = False
    suit_accepted: bool = False
    settlement_performed: bool = False
    no_property: bool = False
    no_party_to_add: bool = False


def _need(
    name: str, zh: str, en: str, remedy_zh: str, remedy_en: str, basis: tuple[str, str]
) -> Need:
    return Need(name.upper(), zh, en, remedy_zh, remedy_en, basis, name)


_LAW = ("CPL", "268")
_NEEDS = {
    "in_writing": _need(
        "in_writing",
        "申请执行人书面撤回申请",
        "the applicant withdrew in writing",
        "取得书面撤回申请",
        "Obtain the withdrawal in writing",
        _LAW,
    ),
    "settlement_reached": _need(
        "settlement_reached",
        "双方达成和解协议",
        "the parties settled",
        "提交和解协议",
        "Hand in the settlement",
        ("CPL-INT", "464"),
    ),
    "revoking_instrument": _need(
        "revoking_instrument",
        "据以执行的法律文书已被撤销",
        "the instrument was revoked",
        "取得撤销文书",
        "Obtain the paper that revokes it",
        _LAW,
    ),
    "no_estate": _need(
        "no_estate",
        "无遗产可供执行",
        "there is no estate",
        "调查遗产；有遗产的执行遗产",
        "Inquire into the estate; enforce against it",
        _LAW,
    ),
    "no_obligor": _need(
        "no_obligor",
        "又无义务承担人",
        "nobody takes over the duty",
        "变更、追加义务承担人",
        "Change or add who takes it over",
        _LAW,
    ),
    "claim_is_support": _need(
        "claim_is_support",
        "属于追索赡养费、扶养费、抚养费的案件",
        "the claim is one for support",
        "其他债权由继承人继续申请",
        "Any other claim passes to the heirs",
        _LAW,
    ),
    "debt_is_loan": _need(
        "debt_is_loan",
        "债务为借款且因生活困难无力偿还",
        "the debt is a loan the debtor is too poor to repay",
        "其他债务符合条件的，终结本次执行程序",
        "For another debt end the present procedure where its conditions are met",
        _LAW,
    ),
    "no_income": _need(
        "no_income",
        "无收入来源",
        "the debtor has no income",
        "查明收入",
        "Inquire into income",
        _LAW,
    ),
    "unable_to_work": _need(
        "unable_to_work",
        "又丧失劳动能力",
        "the debtor is unable to work",
        "取得劳动能力的证据",
        "Obtain proof of it",
        _LAW,
    ),
    "bankruptcy_declared": _need(
        "bankruptcy_declared",
        "已裁定宣告破产（仅受理的，应中止）",
        "bankruptcy was declared (on acceptance alone, suspend)",
        "受理后裁定中止，宣告后再终结",
        "Suspend on acceptance, end on the declaration",
        ("CPL-INT", "513"),
    ),
    "thing_lost": _need(
        "thing_lost",
        "特定物确已毁损或者灭失",
        "the thing is destroyed or lost",
        "原物尚在的，执行原物",
        "Enforce the thing itself while it is there",
        ("CPL-INT", "492"),
    ),
    "no_price_agreed": _need(
        "price_agreed",
        "双方不能就折价赔偿协商一致",
        "no price was agreed",
        "已协商一致的，执行折价款",
        "Enforce the price where agreed",
        ("CPL-INT", "492"),
    ),
    "suit_accepted": _need(
        "suit_accepted",
        "就履行和解协议的诉讼已被受理",
        "the suit on the settlement was accepted",
        "待起诉受理",
        "Wait for the suit to be accepted",
        ("SETTLEMENT", "14"),
    ),
    "settlement_performed": _need(
        "settlement_performed",
        "自行达成的和解协议已履行完毕",
        "the settlement made outside court is performed",
        "尚未履行完毕的，裁定中止或者驳回异议",
        "Otherwise suspend or reject the objection",
        ("SETTLEMENT", "19"),
    ),
    "no_property": _need(
        "no_property",
        "单位已终止且无财产可供执行",
        "the unit is gone and has no property",
        "清查财产",
        "Inquire into property",
        ("CASE-OPENING", "17"),
    ),
    "no_party_to_add": _need(
        "no_party_to_add",
        "又无可变更、追加的主体",
        "nobody can be changed or added",
        "依法变更、追加当事人",
        "Change or add a party",
        ("CASE-OPENING", "17"),
    ),
}
GROUNDS = {
    EndGround.WITHDRAWN: ("in_writing",),
    EndGround.SETTLED_AND_WITHDRAWN: ("settlement_reached", "in_writing"),
    EndGround.INSTRUMENT_REVOKED: ("revoking_instrument",),
    EndGround.DEBTOR_DEAD: ("no_estate", "no_obligor"),
    EndGround.SUPPORT_HOLDER_DEAD: ("claim_is_support",),
    EndGround.POOR_BORROWER: ("debt_is_loan", "no_income", "unable_to_work"),
    EndGround.BANKRUPTCY_DECLARED: ("bankruptcy_declared",),
    EndGround.THING_LOST: ("thing_lost", "no_price_agreed"),
    EndGround.SUIT_ON_SETTLEMENT: ("suit_accepted",),
    EndGround.SETTLEMENT_OUTSIDE_COURT_PERFORMED: ("settlement_performed",),
    EndGround.UNIT_GONE: ("no_property", "no_party_to_add"),
}
_SINCE = {
    EndGround.SUIT_ON_SETTLEMENT: date(2018, 3, 1),
    EndGround.SETTLEMENT_OUTSIDE_COURT_PERFORMED: date(2018, 3, 1),
    EndGround.UNIT_GONE: date(2015, 1, 1),
}


@answers("CLOSING_ENDED")
def closing_ended(*, on: date, ground: EndGround, facts: EndFacts) -> Finding[ClosingTest]:
    """Test whether enforcement may be ended on a ground."""
    why = Reasons(on)
    since = _SINCE.get(ground)
    if since is not None and on < since:
        raise ClosingRefused(
            "GROUND_LATER",
            message_zh=f"该终结事由自{since}起才有规定。",
            message_en=f"This ground came with a text of {since}.",
            basis=cite("CPL", 268, on=on),
            remedy_zh="依其他法定事由处理，或者终结本次执行程序。",
            remedy_en="Use another ground of law, or end the present procedure.",
            field="ground",
        )
    if ground is EndGround.UNIT_GONE:
        why.mark("memory:CASE-OPENING-17")
    missing = test(why, ((_holds(facts, name), _NEEDS[name]) for name in GROUNDS[ground]))
    why.step(
        "裁定送达当事人后立即生效。",
        "The ruling takes effect once served on the parties.",
        cite("CPL", 269, on=on),
    )
    return why.finding(
        ClosingTest(not missing, missing),
        "可以裁定终结执行。"
        if not missing
        else f"不能终结执行，缺少：{'；'.join(m.zh for m in missing)}。",
        "Enforcement may be ended by ruling."
        if not missing
        else f"Enforcement may not be ended; missing: {'; '.join(m.en for m in missing)}.",
    )


def _holds(facts: EndFacts, name: str) -> bool:
    if name == "no_price_agreed":
        return not facts.price_agreed
    return bool(getattr(facts, name))


def _given(on: str, ground: EndGround, **facts: bool) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "ground": ground, "facts": EndFacts(**facts)}


RULE = Rule(
    "CLOSING_ENDED",
    BASIS,
    Days(date(2008, 4, 1)),
    closing_ended,
    (
        Example(_given("2017-06-01", EndGround.WITHDRAWN, in_writing=True), {"permitted": True}),
        Example(
            _given("2017-06-01", EndGround.POOR_BORROWER, debt_is_loan=True, no_income=True),
            {"permitted": False, "missing": [{"code": "UNABLE_TO_WORK"}]},
        ),
        Example(
            _given("2017-06-01", EndGround.DEBTOR_DEAD, no_estate=True),
            {"permitted": False, "missing": [{"code": "NO_OBLIGOR"}]},
        ),
        Example(
            _given("2017-06-01", EndGround.THING_LOST, thing_lost=True, price_agreed=True),
            {"permitted": False, "missing": [{"code": "PRICE_AGREED"}]},
        ),
        Example(
            _given("2018-02-28", EndGround.SUIT_ON_SETTLEMENT, suit_accepted=True),
            refusal="GROUND_LATER",
        ),
        Example(
            _given("2018-03-01", EndGround.SUIT_ON_SETTLEMENT, suit_accepted=True),
            {"permitted": True},
        ),
    ),
    "终结执行的事由",
    "Ending enforcement: grounds",
    covers=("R-CLOSE-END",),
)
