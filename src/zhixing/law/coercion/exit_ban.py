"""A ban on leaving the country (限制出境): who, on whose request, until when, what remedy.

Asked by the applicant in writing, or ordered by the court where needed. For a unit it
reaches the legal representative, the main person in charge or who is directly responsible;
for a person without full capacity the statutory agent. It must be lifted once all is
performed, may be lifted on sufficient security or with consent. Review: ten days, decided
within fifteen, nothing stayed. The law sets no term; the end agreed with the border
authority is recorded.

限制出境的对象、程序、期限和救济。由申请执行人书面申请，必要时法院可以依职权决定。
被执行人为单位的，及于法定代表人、主要负责人或者影响债务履行的直接责任人员；被执行人无完全民事行
为能力的，及于其法定代理人；其他人不得限制。全部债务履行完毕的，应当解除；提供充分有效担保或者申
请执行人同意的，可以解除。不服的，自收到决定之日起十日内向上一级法院申请复议，复议应在十五日内作
出决定，期间不停止执行。法律未定限制期限，此点标为存疑，应记录与出入境管理机关约定的截止日。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.coercion.detention import CoercionRefused
from zhixing.law.instruments import cite, find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "266"),
    ("EP", "23"),
    ("EP", "24"),
    ("EP", "25"),
    ("OBJECTIONS", "9"),
    ("EXIT-ENTRY", "65"),
)


class Banned(StrEnum):
    """Name who is to be kept from leaving."""

    DEBTOR = "DEBTOR"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"
    PERSON_IN_CHARGE = "PERSON_IN_CHARGE"
    DIRECTLY_RESPONSIBLE = "DIRECTLY_RESPONSIBLE"
    STATUTORY_AGENT = "STATUTORY_AGENT"
    OTHER = "OTHER"


class BanEnding(StrEnum):
    """Name why the ban might end."""

    NONE = "NONE"
    PERFORMED = "PERFORMED"
    SECURITY = "SECURITY"
    APPLICANT_AGREES = "APPLICANT_AGREES"


@dataclass(frozen=True, slots=True)
class ExitBan:
    """Hold the last days to ask for review and to decide it, and whether the ban must or may
    be lifted."""

    review_by: date | None
    decide_by: date | None
    must_lift: bool
    may_lift: bool


@answers("EXIT_BAN")
def exit_ban(
    *,
    on: date,
    banned: Banned,
    debtor_is_unit: bool,
    debtor_lacks_capacity: bool = False,
    decision_received_on: date | None = None,
    review_asked_on: date | None = None,
    ending: BanEnding = BanEnding.NONE,
) -> Finding[ExitBan]:
    """Check whom an exit ban may reach, its review and its end."""
    why = Reasons(on)
    behind_unit = (
        Banned.LEGAL_REPRESENTATIVE,
        Banned.PERSON_IN_CHARGE,
        Banned.DIRECTLY_RESPONSIBLE,
    )
    fits = (
        (banned is Banned.DEBTOR and not debtor_is_unit and not debtor_lacks_capacity)
        or (banned in behind_unit and debtor_is_unit)
        or (banned is Banned.STATUTORY_AGENT and debtor_lacks_capacity)
    )
    if not fits:
        raise CoercionRefused(
            "NOT_REACHED",
            message_zh="限制出境不及于此人。",
            message_en="An exit ban does not reach this person.",
            basis=cite("EP", 24, on=on),
            remedy_zh="单位被执行人限于法定代表人、主要负责人、影响债务履行的直接责任人员；"
            "无完全行为能力的限于其法定代理人。",
            remedy_en="For a unit: its legal representative, main person in charge or who is "
            "directly responsible; for one without full capacity: the statutory agent.",
            field="banned",
        )
    why.step(
        "由申请执行人书面申请，必要时依职权决定。",
        "Asked in writing by the applicant, or ordered by the court where needed.",
        cite("EP", 23, on=on),
    )
    why.mark("doubt:term-of-an-exit-ban")
    why.step(
        "法律未定期限；应记录与出入境机关约定的截止日并在届满前提示。",
        "The law sets no term; record the end agreed with the border authority.",
        find_citation("EXIT-ENTRY", 65, on=on),
    )
    review_by = _review(why, decision_received_on)
    decide_by = _decide(why, review_asked_on)
    must, may = _ending(why, ending)
    end_zh = "应当及时解除。" if must else ("可以解除。" if may else "")
    end_en = " It must be lifted." if must else (" It may be lifted." if may else "")
    return why.finding(
        ExitBan(review_by, decide_by, must, may),
        "可以限制出境。" + (f"可于{review_by}前申请复议。" if review_by else "") + end_zh,
        "An exit ban may be ordered." + (f" Review by {review_by}." if review_by else "") + end_en,
    )


def _review(why: Reasons, received_on: date | None) -> date | None:
    if received_on is None:
        return None
    days = why.parameter("exit_ban.review_request", received_on).whole
    due = why.adopt(period_due(on=why.on, start_on=received_on, amount=days, unit=Unit.DAY))
    why.step(
        "向上一级人民法院申请复议，复议期间不停止执行。",
        "Review is asked of the next higher court; nothing is stayed.",
        cite("OBJECTIONS", 9, on=received_on),
    )
    return due.due_on


def _decide(why: Reasons, asked_on: date | None) -> date | None:
    if asked_on is None:
        return None
    days = why.parameter("exit_ban.review_decide", asked_on).whole
    return why.adopt(period_due(on=why.on, start_on=asked_on, amount=days, unit=Unit.DAY)).due_on


def _ending(why: Reasons, ending: BanEnding) -> tuple[bool, bool]:
    if ending is BanEnding.NONE:
        return False, False
    must = ending is BanEnding.PERFORMED
    why.step(
        "全部债务已履行，应当及时解除。"
        if must
        else "有充分有效担保或者申请执行人同意，可以解除。",
        "All is performed: it must be lifted in time."
        if must
        else "With sufficient security or consent it may be lifted.",
        cite("EP", 25, on=why.on),
    )
    return must, not must


def _given(on: str, banned: Banned, unit: bool, **more: object) -> dict[str, object]:
    return {"on": date.fromisoformat(on), "banned": banned, "debtor_is_unit": unit, **more}


RULE = Rule(
    "EXIT_BAN",
    BASIS,
    Days(date(2009, 1, 1)),
    exit_ban,
    (
        Example(_given("2017-03-14", Banned.DEBTOR, False), {"review_by": None}),
        Example(
            _given("2017-03-14", Banned.DEBTOR, False, decision_received_on=date(2017, 3, 14)),
            {"review_by": date(2017, 3, 24)},
        ),
        Example(
            _given("2015-05-04", Banned.DEBTOR, False, decision_received_on=date(2015, 5, 4)),
            refusal="PARAMETER_MISSING",
        ),
        Example(
            _given("2017-03-24", Banned.DEBTOR, False, review_asked_on=date(2017, 3, 24)),
            {"decide_by": date(2017, 4, 10)},
            note="4月8日是周六 8 April is a Saturday",
        ),
        Example(_given("2017-03-14", Banned.LEGAL_REPRESENTATIVE, True), {"must_lift": False}),
        Example(_given("2017-03-14", Banned.OTHER, True), refusal="NOT_REACHED"),
        Example(_given("2017-03-14", Banned.LEGAL_REPRESENTATIVE, False), refusal="NOT_REACHED"),
        Example(
            _given("2017-03-14", Banned.STATUTORY_AGENT, False, debtor_lacks_capacity=True),
            {"may_lift": False},
        ),
        Example(
            _given("2017-03-14", Banned.DEBTOR, False, ending=BanEnding.PERFORMED),
            {"must_lift": True},
        ),
        Example(
            _given("2017-03-14", Banned.DEBTOR, False, ending=BanEnding.SECURITY),
            {"must_lift": False, "may_lift": True},
        ),
    ),
    "限制出境",
    "A ban on leaving the country",
    ("exit_ban.review_decide", "exit_ban.review_request"),
    covers=("R-CM-EXIT", "R-OBJ-EXITBAN"),
)
