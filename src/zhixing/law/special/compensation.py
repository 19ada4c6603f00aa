"""State compensation for a wrong measure (执行司法赔偿): what counts, and when it is claimed.

Among what counts: enforcing beyond the instrument, an outsider’s property, wrongful listing,
restriction or exit ban. Claimed after the procedure ended; earlier where a fine or detention
was revoked or hurt somebody, where property was found not to be the debtor’s or the act
unlawful, or where more than five years have passed since filing, the present procedure was
ended and nothing is left. Not while an objection over the same act is heard.

错误执行措施的国家赔偿：包括哪些行为、何时申请。应受理的行为包括超出执行依据的范围执行、
执行案外人财产、违法纳入失信名单、限制消费或者限制出境等。一般在执行程序终结以后申请；
下列情形可以提前：罚款、拘留被撤销或者造成人身损害；财产经确认不属于被执行人或者行为已确认违法；
自立案起超过五年，已经终结本次执行程序且没有可供执行的财产。对同一行为的异议、
复议或者监督尚在审查的，不予受理。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("COMPENSATION", "2"), ("COMPENSATION", "5"), ("COMPENSATION", "6"))


class WrongAct(StrEnum):
    """Name the act complained of, by the items of the list."""

    BEYOND_INSTRUMENT = "BEYOND_INSTRUMENT"
    DELIBERATE_DELAY = "DELIBERATE_DELAY"
    OUTSIDER_PROPERTY = "OUTSIDER_PROPERTY"
    SECURED_RIGHTS_IGNORED = "SECURED_RIGHTS_IGNORED"
    OTHER_COURTS_PROPERTY = "OTHER_COURTS_PROPERTY"
    KEPT_CARELESSLY = "KEPT_CARELESSLY"
    PERISHABLES_NOT_SOLD = "PERISHABLES_NOT_SOLD"
    UNLAWFUL_SALE = "UNLAWFUL_SALE"
    UNLAWFUL_REVOCATION = "UNLAWFUL_REVOCATION"
    LISTING_RESTRICTION_EXIT_BAN = "LISTING_RESTRICTION_EXIT_BAN"
    OTHER = "OTHER"


class CompensationRefused(Refusal):
    """Say why a claim for compensation is not accepted."""


@dataclass(frozen=True, slots=True)
class CompensationClaim:
    """Hold the item of the list and why it may be claimed now."""

    item: int
    because: str


@answers("COMPENSATION_CLAIM")
def compensation_claim(
    *,
    on: date,
    act: WrongAct,
    procedure_ended: bool,
    filed_on: date,
    coercion_revoked_or_harmed: bool = False,
    confirmed_unlawful: bool = False,
    present_procedure_ended_nothing_left: bool = False,
    under_objection: bool = False,
) -> Finding[CompensationClaim]:
    """Say whether compensation may be claimed on a day."""
    why = Reasons(on)
    item = list(WrongAct).index(act) + 1
    if under_objection:
        raise CompensationRefused(
            "UNDER_OBJECTION",
            message_zh="异议、复议或者执行监督审查期间，不受理赔偿申请。",
            message_en="While objection, review or supervision is heard no claim is accepted.",
            basis=cite("COMPENSATION", 6, on=on),
            remedy_zh="待该程序终结后提出。",
            remedy_en="Claim once that is over.",
            field="under_objection",
        )
    years = why.parameter("compensation.early_claim").whole
    long_since = on > add_months(filed_on, 12 * years)
    because = _because(
        (procedure_ended, "ENDED"),
        (coercion_revoked_or_harmed, "COERCION_REVOKED"),
        (confirmed_unlawful, "CONFIRMED_UNLAWFUL"),
        (present_procedure_ended_nothing_left and long_since, "FIVE_YEARS"),
    )
    if because is None:
        raise CompensationRefused(
            "NOT_ENDED",
            message_zh="执行程序尚未终结，也没有可以提前申请的情形。",
            message_en="The procedure has not ended, and none of the exceptions holds.",
            basis=cite("COMPENSATION", 5, on=on),
            remedy_zh="先申请撤销、更正或者提出异议；程序终结后再申请赔偿。",
            remedy_en="Ask for correction or object first; claim once the procedure ended.",
            field="procedure_ended",
        )
    why.step(
        f"属于应受理的第（{item}）项错误执行行为。",
        f"It is item {item} of the acts for which a claim is accepted.",
        cite("COMPENSATION", 2, on=on),
        value=item,
    )
    why.step(
        "执行程序已经终结。" if because == "ENDED" else "符合终结前申请的情形。",
        "The procedure has ended." if because == "ENDED" else "An exception allows it now.",
        cite("COMPENSATION", 5, on=on),
        value=because,
    )
    return why.finding(
        CompensationClaim(item, because), "可以申请赔偿。", "Compensation may be claimed."
    )


def _because(*cases: tuple[bool, str]) -> str | None:
    return next((code for holds, code in cases if holds), None)


def _given(on: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "act": WrongAct.LISTING_RESTRICTION_EXIT_BAN,
        "procedure_ended": False,
        "filed_on": date(2018, 2, 28),
        **more,
    }


RULE = Rule(
    "COMPENSATION_CLAIM",
    BASIS,
    Days(date(2022, 3, 1)),
    compensation_claim,
    (
        Example(_given("2022-06-01", procedure_ended=True), {"item": 10, "because": "ENDED"}),
        Example(_given("2022-06-01"), refusal="NOT_ENDED"),
        Example(
            _given("2023-02-28", present_procedure_ended_nothing_left=True), refusal="NOT_ENDED"
        ),
        Example(
            _given("2023-03-01", present_procedure_ended_nothing_left=True),
            {"because": "FIVE_YEARS"},
        ),
        Example(
            _given("2022-06-01", procedure_ended=True, under_objection=True),
            refusal="UNDER_OBJECTION",
        ),
    ),
    "执行司法赔偿的申请",
    "Claiming state compensation",
    ("compensation.early_claim",),
    covers=("R-DP-ERROR",),
)
