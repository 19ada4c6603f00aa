"""A guarantee in enforcement (执行担保): its paper, its period, and enforcing it directly.

The letter promises direct enforcement; a company adds its resolution, the applicant its
written consent. After the deferral, unperformed, the court enforces the guaranteed property
or the guarantor’s directly, cash of the debtor first; the guarantor is not made a debtor.
The period runs from the end of the deferral, as written, else a year; later nothing is
granted. A guarantee clause in a settlement, with the promise of direct enforcement, is
enforced once the original is resumed. Guarantees made before 1 March 2018 fall under the
older texts.

执行担保的文书、期间和直接执行。担保书须写明自愿接受直接强制执行；公司提供担保的附决议，
申请执行人须书面同意。暂缓期满仍未履行的，法院可以直接执行担保财产或者保证人的财产，
被执行人有现金、存款的先执行，不得将担保人追加为被执行人。担保期间自暂缓期满起按约定计算，
没有约定的为一年，逾期不予支持。和解协议中的担保条款写明接受直接强制执行的，恢复执行后可以执行。
2018年3月1日以前成立的担保，适用此前的规定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.settlement.agreement import SettlementRefused

BASIS = (
    ("GUARANTEE", "4"),
    ("GUARANTEE", "5"),
    ("GUARANTEE", "6"),
    ("GUARANTEE", "11"),
    ("GUARANTEE", "12"),
    ("GUARANTEE", "13"),
    ("SETTLEMENT", "18"),
)
LETTER = Need(
    "LETTER",
    "担保书内容齐备，含自愿接受直接强制执行的承诺",
    "the letter is complete, with the promise to accept direct enforcement",
    "补正担保书",
    "Complete the letter",
    ("GUARANTEE", "4"),
    "letter_complete",
)
RESOLUTION = Need(
    "RESOLUTION",
    "公司担保已提交章程和决议",
    "a company handed in charter and resolution",
    "提交符合公司法的决议",
    "Hand in the resolution",
    ("GUARANTEE", "5"),
    "resolution_given",
)
AGREED = Need(
    "CONSENT",
    "申请执行人书面同意（和解中的担保条款除外）",
    "the applicant agreed in writing (save for a clause of a settlement)",
    "取得书面同意",
    "Obtain the consent",
    ("GUARANTEE", "6"),
    "applicant_consents",
)
RESUMED = Need(
    "NOT_DUE",
    "暂缓期满仍未履行、担保人处分担保财产，或者和解已恢复执行",
    "the deferral is over unperformed, the security was touched, or the original is resumed",
    "待暂缓期满，或者先恢复执行",
    "Wait for its end, or resume first",
    ("GUARANTEE", "11"),
    "deferral_ended_on",
)
ASKED = Need(
    "ASKED",
    "申请执行人申请执行担保财产或者保证人财产",
    "the applicant asks for it",
    "由申请执行人提出申请",
    "Have the applicant ask",
    ("GUARANTEE", "11"),
    "asked_on",
)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Hold the last day of the guarantee period; never makes the guarantor a debtor."""

    until_on: date
    enforce_directly: bool
    add_as_debtor: bool


@answers("GUARANTEE")
def guarantee(
    *,
    on: date,
    deferral_ended_on: date,
    asked_on: date | None,
    letter_complete: bool = True,
    is_company: bool = False,
    resolution_given: bool = False,
    applicant_consents: bool = True,
    months: int | None = None,
    clause_of_settlement: bool = False,
    security_touched: bool = False,
    made_on: date | None = None,
) -> Finding[Guarantee]:
    """Say whether a guarantee may be enforced directly, and until when.

    ``months`` is the period as written, None where none is or it is unclear; ``made_on`` the
    day the guarantee was made, where it is known.
    """
    why = Reasons(on)
    _check_made(made_on)
    due = asked_on is not None and (asked_on > deferral_ended_on or security_touched)
    insist(
        why,
        SettlementRefused,
        (
            (letter_complete, LETTER),
            (resolution_given or not is_company, RESOLUTION),
            (applicant_consents or clause_of_settlement, AGREED),
            (asked_on is not None, ASKED),
            (due, RESUMED),
        ),
        "不能直接执行担保",
        "No direct enforcement",
    )
    until = _until(why, deferral_ended_on, months, asked_on)
    why.step(
        f"担保期间自{deferral_ended_on}起至{until}。",
        f"The guarantee period runs from {deferral_ended_on} until {until}.",
        cite("GUARANTEE", 12, on=on),
        value=until,
    )
    why.step(
        "直接裁定执行担保财产或者保证人财产，以其应履行部分为限；被执行人有现金、存款的先行执行；"
        "不得将担保人变更、追加为被执行人。",
        "The guaranteed property or the guarantor’s is enforced directly within what is owed, cash "
        "and deposits of the debtor first; the guarantor is not made debtor.",
        cite("SETTLEMENT", 18, on=on) if clause_of_settlement else cite("GUARANTEE", 11, on=on),
    )
    return why.finding(
        Guarantee(until, True, False),
        f"可以直接执行担保，期间至{until}。",
        f"The guarantee may be enforced directly, until {until}.",
    )


def _until(why: Reasons, ended_on: date, months: int | None, asked_on: date | None) -> date:
    default = why.parameter("guarantee.default")
    until = add_months(ended_on, months if months is not None else 12 * default.whole)
    why.choose("period", "WRITTEN" if months is not None else "STATUTORY")
    if asked_on is not None and asked_on > until:
        raise SettlementRefused(
            "PERIOD_OVER",
            message_zh=f"担保期间已于{until}届满，不予支持。",
            message_en=f"The guarantee period ended on {until}; nothing is granted.",
            basis=cite("GUARANTEE", 13, on=why.on),
            remedy_zh="继续执行被执行人的财产；他人提供的担保财产可以依申请解除控制。",
            remedy_en="Go on against the debtor; security given by another is released on request.",
            field="asked_on",
        )
    return until


def _check_made(made_on: date | None) -> None:
    since = date(2018, 3, 1)
    if made_on is not None and made_on < since:
        raise SettlementRefused(
            "OLDER_TEXT",
            message_zh=f"{since}以前成立的执行担保，不适用担保规定。",
            message_en=f"A guarantee made before {since} does not fall under these provisions.",
            basis=cite("GUARANTEE", 16, on=since),
            remedy_zh="适用民事诉讼法及其解释关于执行担保的规定。",
            remedy_en="Apply the Civil Procedure Law and its Interpretation.",
            field="made_on",
        )


def _given(asked: str | None, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(asked or "2019-06-02"),
        "deferral_ended_on": date(2019, 6, 1),
        "asked_on": date.fromisoformat(asked) if asked else None,
        **more,
    }


RULE = Rule(
    "GUARANTEE",
    BASIS,
    Days(date(2018, 3, 1)),
    guarantee,
    (
        Example(_given("2019-06-02"), Guarantee(date(2020, 6, 1), True, False)),
        Example(_given("2020-06-01"), {"until_on": date(2020, 6, 1)}),
        Example(_given("2020-06-02"), refusal="PERIOD_OVER"),
        Example(_given("2019-12-02", months=6), refusal="PERIOD_OVER"),
        Example(_given("2019-06-01"), refusal="NOT_DUE"),
        Example(_given("2019-05-01", security_touched=True), {"enforce_directly": True}),
        Example(_given("2019-06-02", is_company=True), refusal="RESOLUTION"),
        Example(_given("2019-06-02", letter_complete=False), refusal="LETTER"),
        Example(_given(None), refusal="ASKED"),
        Example(_given("2019-06-02", made_on=date(2018, 2, 28)), refusal="OLDER_TEXT"),
        Example(_given("2019-06-02", made_on=date(2018, 3, 1)), {"enforce_directly": True}),
        Example(
            _given("2019-06-02", clause_of_settlement=True, applicant_consents=False),
            {"add_as_debtor": False},
        ),
    ),
    "执行担保",
    "Guarantee in enforcement",
    ("guarantee.default",),
    covers=("R-GUAR", "R-SETTLE-GUARANTEE"),
)
