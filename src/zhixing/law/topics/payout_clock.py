"""By when money received in enforcement is paid out (执行款发放期限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from zhixing.law.money.payout import Approval, Delay, DelayReason, payout_clock
from zhixing.law.topics.topic import Answer, Between, Example, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """Hold a cause of delay that has ended, or still lasts."""

    reason: DelayReason
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutClockRequest:
    """Ask by when to pay. A reason is its name, or an object with the day it ended."""

    arrived_on: date
    reasons: tuple[DelayReason | ReasonGiven, ...]
    target_days: Annotated[int, Between(1, 365)] | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class PayoutClockResult:
    """Hold the last day, null while a cause of delay lasts, and who approves the delay."""

    due_on: date | None
    approval: Approval | None
    approve_by: date
    target_on: date | None
    age_days: int | None
    age_band: str | None


def answer(request: PayoutClockRequest) -> Answer:
    """Find by when to pay."""
    found = payout_clock(
        on=request.arrived_on,
        arrived_on=request.arrived_on,
        delays=tuple(
            Delay(r) if isinstance(r, DelayReason) else Delay(r.reason, r.ended_on)
            for r in request.reasons
        ),
        target_days=request.target_days,
        as_of=request.as_of,
    )
    value = found.value
    result = PayoutClockResult(
        value.due_on,
        value.approval,
        value.approve_by,
        value.target_on,
        value.age_days,
        value.age_band,
    )
    return Answer(result, found)


TOPIC = Topic(
    "payout-clock",
    "执行款发放期限",
    "Clock of paying out",
    PayoutClockRequest,
    PayoutClockResult,
    answer,
    (
        Example(
            {"arrived_on": "2021-03-01", "reasons": []},
            {"due_on": "2021-03-31", "approval": None},
        ),
        Example(
            {"arrived_on": "2021-03-01", "reasons": ["distribution"]},
            {
                "due_on": None,
                "approval": "director_or_supervising_leader",
                "approve_by": "2021-03-31",
            },
        ),
        Example(
            {"arrived_on": "2021-03-01", "reasons": ["distribution", "distribution"]},
            error="OUT_OF_RANGE",
        ),
        Example({"arrived_on": "2017-04-30", "reasons": []}, error="PARAMETER_MISSING"),
        Example({"arrived_on": "2021-03-01", "reasons": ["holiday"]}, error="NOT_A_CHOICE"),
    ),
    ("PAYOUT_CLOCK",),
)
