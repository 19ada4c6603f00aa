"""Carrying out preservation (财产保全): ruling, start, release, each with its days.

Five days to rule (from the security where one is asked), forty-eight hours where urgent;
five days to start, at once where urgent; five days to rule on release. Security is at most
three tenths of what is preserved; for a claim for a living, for a bank or insurer, after the
judgment and in plain cases none need be asked.

财产保全的裁定、执行和解除，各有期限。自收到申请起五日内裁定（须提供担保的，自提供担保起算），
情况紧急的四十八小时内裁定；裁定后五日内开始执行，情况紧急的立即开始；申请解除的，五日内裁定。
担保数额不超过请求保全数额的十分之三；涉民生的请求，金融、保险机构的请求，
判决后的请求以及案情明确的，可以不要求担保。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.periods.due_hour import period_due_hours
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.special.livelihood import SpecialRefused

BASIS = (("PRESERVATION", "4"), ("PRESERVATION", "9"), ("PRESERVATION", "23"))


class PreservationStep(StrEnum):
    """Name what happened."""

    ASKED = "ASKED"
    RULED = "RULED"
    RELEASE_ASKED = "RELEASE_ASKED"


@dataclass(frozen=True, slots=True)
class Preservation:
    """Hold the last day, or where urgent the last instant, of the step that follows."""

    by: date | None
    by_at: datetime | None
    at_once: bool


_PARAMETERS = {
    PreservationStep.ASKED: ("preservation.rule", 4),
    PreservationStep.RULED: ("preservation.start", 4),
    PreservationStep.RELEASE_ASKED: ("preservation.release", 23),
}


@answers("PRESERVATION_STEP")
def preservation_step(
    *,
    on: date,
    step: PreservationStep,
    happened_at: datetime,
    is_urgent: bool = False,
    security_needed: bool = False,
    security_given_at: datetime | None = None,
) -> Finding[Preservation]:
    """Find by when the next step of preservation is taken."""
    why = Reasons(on)
    name, article = _PARAMETERS[step]
    start = happened_at
    if security_needed and step is PreservationStep.ASKED:
        if security_given_at is None:
            raise SpecialRefused(
                "SECURITY",
                message_zh="须先提供担保，裁定期限自提供担保起算。",
                message_en="Security is needed first; the time to rule runs from it.",
                basis=cite("PRESERVATION", 4, on=on),
                remedy_zh="责令提供担保；涉民生等情形可以不要求。",
                remedy_en="Order it; for a claim for a living none need be asked.",
                field="security_given_at",
            )
        start = security_given_at
    day = start.astimezone(SHANGHAI).date()
    if is_urgent and step is PreservationStep.RULED:
        why.step(
            "情况紧急的，裁定后立即开始执行。",
            "Where urgent it starts at once.",
            cite("PRESERVATION", 4, on=day),
        )
        return why.finding(Preservation(None, None, True), "应当立即开始执行。", "Start at once.")
    if is_urgent:
        hours = why.parameter("preservation.rule_urgent", day).whole
        at = why.adopt(period_due_hours(on=on, start_at=start, hours=hours))
        return why.finding(
            Preservation(None, at, False),
            f"应于{at:%Y-%m-%d %H:%M}前裁定。",
            f"Rule by {at:%Y-%m-%d %H:%M}.",
        )
    days = why.parameter(name, day).whole
    by = why.adopt(period_due(on=on, start_on=day, amount=days, unit=Unit.DAY)).due_on
    why.step(
        f"期限{days}日，至{by}。",
        f"{days} days, until {by}.",
        cite("PRESERVATION", article, on=day),
        value=by,
    )
    return why.finding(Preservation(by, None, False), f"应于{by}前完成。", f"Due by {by}.")


_AT = datetime(2017, 6, 1, 9, 20, tzinfo=SHANGHAI)


def _given(step: PreservationStep, **more: object) -> dict[str, object]:
    return {"on": date(2017, 6, 1), "step": step, "happened_at": _AT, **more}


_S = PreservationStep
RULE = Rule(
    "PRESERVATION_STEP",
    BASIS,
    Days(date(2016, 12, 1)),
    preservation_step,
    (
        Example(_given(_S.ASKED), {"by": date(2017, 6, 6)}),
        Example(
            _given(_S.ASKED, is_urgent=True),
            {"by_at": datetime(2017, 6, 3, 10, tzinfo=SHANGHAI)},
        ),
        Example(_given(_S.RULED), {"by": date(2017, 6, 6), "at_once": False}),
        Example(_given(_S.RULED, is_urgent=True), {"at_once": True}),
        Example(_given(_S.RELEASE_ASKED), {"by": date(2017, 6, 6)}),
        Example(_given(_S.ASKED, security_needed=True), refusal="SECURITY"),
        Example(
            _given(
                _S.ASKED,
                security_needed=True,
                security_given_at=datetime(2017, 6, 5, 9, tzinfo=SHANGHAI),
            ),
            {"by": date(2017, 6, 12)},
        ),
    ),
    "财产保全的办理",
    "Carrying out preservation",
    covers=("R-SC-PRESERVE",),
)
