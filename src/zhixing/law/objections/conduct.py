"""An objection to conduct (执行行为异议): who may raise it, when, on which route, who decides.

Raised by a party or an interested person in writing before the procedure ends, save against
the ending itself. All grounds against one act together: once withdrawn or rejected, the same
act is not attacked again. A debtor’s grounds from before the instrument belong to retrial,
save a set-off. A panel decides without whoever handled the case; nothing is stayed, save on
security; the ruling tells the remedy and its time.

当事人、利害关系人认为执行行为违法的，应当在执行程序终结以前书面提出异议；
对终结执行行为本身的异议除外，期限为六十日。对同一行为的各项理由应当一并提出，
撤回或者被驳回以后不得再就该行为提出。被执行人以执行依据生效以前的实体事由提出的，
应通过再审解决，互负到期债务的抵销除外。由没有办理该实施案件的人员组成合议庭审查；不停止执行，
但被执行人提供担保的可以停止处分，申请执行人也提供担保的继续执行。裁定应当告知救济途径和期限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "236"),
    ("OBJECTIONS", "5"),
    ("OBJECTIONS", "6"),
    ("OBJECTIONS", "7"),
    ("OBJECTIONS", "11"),
    ("OBJECTIONS", "12"),
    ("OBJECTIONS", "15"),
    ("OBJECTIONS", "16"),
    ("EP", "9"),
)


class Objector(StrEnum):
    """Name who objects."""

    PARTY = "PARTY"
    LATER_SEIZER = "LATER_SEIZER"
    BIDDER = "BIDDER"
    PREEMPTION_HOLDER = "PREEMPTION_HOLDER"
    ASSISTING_UNIT = "ASSISTING_UNIT"
    OTHER_HARMED = "OTHER_HARMED"
    STRANGER = "STRANGER"


class ObjectionReason(StrEnum):
    """Name what the objection is built on."""

    CONDUCT_UNLAWFUL = "CONDUCT_UNLAWFUL"
    DEBT_GONE_AFTER = "DEBT_GONE_AFTER"
    BEFORE_INSTRUMENT = "BEFORE_INSTRUMENT"
    SET_OFF = "SET_OFF"
    RIGHT_IN_THING = "RIGHT_IN_THING"


class ObjectionRefused(Refusal):
    """Say why an objection is not heard."""


@dataclass(frozen=True, slots=True)
class ObjectionTest:
    """Say whether it is heard in a hearing, stayed, and what the ruling must tell."""

    hearing: bool
    stayed: bool
    goes_on: bool
    must_tell_remedy: bool


WRITTEN = Need(
    "IN_WRITING",
    "以书面提出并附身份证明、证据和送达地址",
    "the objection is in writing, with identity, proof and address",
    "一次性告知三日内补足",
    "Tell once what is missing; it is made good within three days",
    ("OBJECTIONS", "1"),
    "in_writing",
)
IN_TIME = Need(
    "BEFORE_END",
    "在执行程序终结前提出（对终结执行的异议除外）",
    "it is raised before the procedure ends (save against the ending)",
    "对终结执行行为，六十日内提出；其他可申请执行监督",
    "Against the ending object within sixty days; else ask for supervision",
    ("OBJECTIONS", "6"),
    "procedure_ended",
)
FIRST_TIME = Need(
    "REPEATED",
    "对同一执行行为的多个事由一并提出，未曾撤回或者被驳回",
    "all grounds against one act are raised together, and it was not withdrawn or rejected",
    "对其他执行行为可以另行异议",
    "Another act may be attacked anew",
    ("OBJECTIONS", "15"),
    "raised_before",
)
OTHER_PANEL = Need(
    "HANDLER_EXCLUDED",
    "由合议庭审查，且不含办理该实施案件的人员",
    "a panel decides, without whoever handled the case",
    "另行组成合议庭",
    "Form another panel",
    ("OBJECTIONS", "11"),
    "handler_on_panel",
)
CONCERNED = Need(
    "CONCERNED",
    "异议人是当事人或者合法权益受影响的利害关系人",
    "who objects is a party or is harmed in a lawful interest",
    "说明受侵害的合法权益",
    "Say which interest is harmed",
    ("OBJECTIONS", "5"),
    "objector",
)


@answers("OBJECTION_TEST")
def objection_test(
    *,
    on: date,
    objector: Objector,
    reason: ObjectionReason,
    in_writing: bool = True,
    procedure_ended: bool = False,
    against_ending: bool = False,
    raised_before: bool = False,
    handler_on_panel: bool = False,
    is_complex: bool = False,
    debtor_gives_security: bool = False,
    applicant_gives_security: bool = False,
) -> Finding[ObjectionTest]:
    """Say whether an objection to conduct is heard, and with what effect."""
    why = Reasons(on)
    _check_route(on, reason)
    insist(
        why,
        ObjectionRefused,
        (
            (objector is not Objector.STRANGER, CONCERNED),
            (in_writing, WRITTEN),
            (against_ending or not procedure_ended, IN_TIME),
            (not raised_before, FIRST_TIME),
            (not handler_on_panel, OTHER_PANEL),
        ),
        "不予受理或者不能审查",
        "Not heard",
    )
    why.step(
        "案情复杂、争议较大，应当听证。" if is_complex else "书面审查。",
        "A hearing is held." if is_complex else "Decided on paper.",
        cite("OBJECTIONS", 12, on=on),
    )
    stayed = debtor_gives_security and not applicant_gives_security
    why.step(
        "申请执行人提供充分有效担保，应当继续执行。"
        if applicant_gives_security
        else ("已提供充分有效担保，可以停止相应处分。" if stayed else "审查和复议期间不停止执行。"),
        "The applicant gives security: it goes on."
        if applicant_gives_security
        else ("On security disposal may be stopped." if stayed else "Nothing is stayed."),
        cite("EP", 9, on=on),
    )
    why.step(
        "裁定应当告知申请复议的权利和期限。",
        "The ruling tells the right of review and its time.",
        cite("OBJECTIONS", 16, on=on),
    )
    return why.finding(
        ObjectionTest(is_complex, stayed, applicant_gives_security, True),
        "应予审查" + ("，可以停止处分。" if stayed else "，不停止执行。"),
        "It is heard" + ("; disposal may be stopped." if stayed else "; nothing is stayed."),
    )


def _check_route(on: date, reason: ObjectionReason) -> None:
    if reason is ObjectionReason.RIGHT_IN_THING:
        raise ObjectionRefused(
            "OTHER_ROUTE",
            message_zh="对执行标的主张实体权利的，按案外人异议审查。",
            message_en="A right in the thing is heard as an outsider’s objection.",
            basis=cite("OBJECTIONS", 8, on=on),
            remedy_zh="适用民事诉讼法关于案外人异议的规定。",
            remedy_en="Take that route.",
            field="reason",
        )
    if reason is ObjectionReason.BEFORE_INSTRUMENT:
        raise ObjectionRefused(
            "RETRIAL",
            message_zh="执行依据生效之前的实体事由，不在异议中审查。",
            message_en="Grounds from before the instrument are not heard here.",
            basis=cite("OBJECTIONS", 7, on=on),
            remedy_zh="告知申请再审或者通过其他程序解决；互负到期债务的，可以请求抵销。",
            remedy_en="Tell the debtor to ask for retrial; mutual debts due may be set off.",
            field="reason",
        )


def _given(**more: object) -> dict[str, object]:
    return {
        "on": date(2017, 6, 1),
        "objector": Objector.PARTY,
        "reason": ObjectionReason.CONDUCT_UNLAWFUL,
        **more,
    }


RULE = Rule(
    "OBJECTION_TEST",
    BASIS,
    Days(date(2015, 5, 5)),
    objection_test,
    (
        Example(_given(), {"stayed": False, "must_tell_remedy": True}),
        Example(_given(debtor_gives_security=True), {"stayed": True}),
        Example(
            _given(debtor_gives_security=True, applicant_gives_security=True),
            {"stayed": False, "goes_on": True},
        ),
        Example(_given(objector=Objector.STRANGER), refusal="CONCERNED"),
        Example(_given(procedure_ended=True), refusal="BEFORE_END"),
        Example(_given(procedure_ended=True, against_ending=True), {"hearing": False}),
        Example(_given(raised_before=True), refusal="REPEATED"),
        Example(_given(handler_on_panel=True), refusal="HANDLER_EXCLUDED"),
        Example(_given(reason=ObjectionReason.BEFORE_INSTRUMENT), refusal="RETRIAL"),
        Example(_given(reason=ObjectionReason.SET_OFF, is_complex=True), {"hearing": True}),
        Example(_given(reason=ObjectionReason.RIGHT_IN_THING), refusal="OTHER_ROUTE"),
    ),
    "执行行为异议的受理与审查",
    "An objection to conduct",
    covers=("R-OBJ-CONDUCT", "R-OBJ-PANEL", "R-DP-REMEDY"),
)
