"""The clock of a petition about enforcement (执行信访期限).

Registered with a handler within five working days; about the court's own case, closed and
answered within thirty days; about a lower court's, screened within fifteen working days;
handed down from above, closed within sixty days.

执行信访的办理期限。收到后五个工作日内登记并确定办理人。反映本院案件的，
自登记起三十日内办结并答复信访人；反映下级法院案件的，十五个工作日内甄别，情况紧急的立即甄别；
上级交办的，六十日内办结。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PETITIONS", "4"), ("PETITIONS", "5"), ("PETITIONS", "6"), ("PETITION-OPINIONS", "1"))


class PetitionKind(StrEnum):
    """Name whose matter a petition is about."""

    OWN = "OWN"
    LOWER = "LOWER"
    REFERRED = "REFERRED"


@dataclass(frozen=True, slots=True)
class PetitionClock:
    """Hold the days of a petition; None where no text read sets one."""

    register_by: date | None
    close_by: date | None
    screen_by: date | None


class PetitionRefused(Refusal):
    """Say which days contradict each other."""


@answers("PETITION_CLOCK")
def petition_clock(
    *, on: date, kind: PetitionKind, received_on: date, registered_on: date | None = None
) -> Finding[PetitionClock]:
    """Find the days of a petition received on a day."""
    if registered_on is not None and registered_on < received_on:
        raise PetitionRefused(
            "REGISTERED_BEFORE_RECEIVED",
            message_zh=f"登记日{registered_on}早于收到日{received_on}。",
            message_en=f"Registered on {registered_on}, before its receipt on {received_on}.",
            basis=find_citation("PETITIONS", 4, on=received_on),
            remedy_zh="请核对日期。",
            remedy_en="Check the days.",
            field="registered_on",
        )
    why = Reasons(on)
    if kind is PetitionKind.REFERRED:
        close = _count(why, "petition.referred", received_on)
        return why.finding(
            PetitionClock(None, close, None), f"应于{close}前办结。", f"Close it by {close}."
        )
    register = _count(why, "petition.register", received_on)
    if kind is PetitionKind.LOWER:
        screen = _count(why, "petition.screen", received_on)
        return why.finding(
            PetitionClock(register, None, screen),
            f"应于{register}前登记并确定办理人，{screen}前甄别；情况紧急的立即甄别。",
            f"Register it by {register}, screen it by {screen}; at once if urgent.",
        )
    close = _count(why, "petition.close", registered_on or received_on)
    return why.finding(
        PetitionClock(register, close, None),
        f"应于{register}前登记并确定办理人，{close}前办结并告知信访人。",
        f"Register it by {register}; close it and tell the petitioner by {close}.",
    )


def _count(why: Reasons, name: str, start_on: date) -> date:
    length = why.parameter(name, start_on)
    unit = Unit.WORKING_DAY if length.unit == "working_day" else Unit.DAY
    found = period_due(on=why.on, start_on=start_on, amount=length.whole, unit=unit)
    return why.adopt(found).due_on


def _given(kind: PetitionKind, received: str, registered: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(received),
        "kind": kind,
        "received_on": date.fromisoformat(received),
        "registered_on": date.fromisoformat(registered) if registered else None,
    }


RULE = Rule(
    "PETITION_CLOCK",
    BASIS,
    Days(date(2016, 6, 27)),
    petition_clock,
    (
        Example(
            _given(PetitionKind.OWN, "2022-03-01"),
            PetitionClock(date(2022, 3, 8), date(2022, 3, 31), None),
        ),
        Example(
            _given(PetitionKind.OWN, "2022-03-01", "2022-03-08"), {"close_by": date(2022, 4, 7)}
        ),
        Example(
            _given(PetitionKind.LOWER, "2022-09-28"),
            PetitionClock(date(2022, 10, 10), None, date(2022, 10, 24)),
            note="国庆假期与调休 the October holiday and days worked in exchange",
        ),
        Example(
            _given(PetitionKind.REFERRED, "2018-03-01"),
            PetitionClock(None, date(2018, 5, 2), None),
        ),
        Example(
            _given(PetitionKind.OWN, "2022-03-01", "2022-02-28"),
            refusal="REGISTERED_BEFORE_RECEIVED",
        ),
        Example(_given(PetitionKind.OWN, "2021-08-31"), refusal="PARAMETER_MISSING"),
    ),
    "执行信访期限",
    "Clock of a petition",
    ("petition.register", "petition.close", "petition.screen", "petition.referred"),
    covers=("R-PET-REG", "R-PET-2016"),
)
