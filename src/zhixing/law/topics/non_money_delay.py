"""Money for delay of a duty other than money (迟延履行金)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from zhixing.kernel.fen import Fen
from zhixing.law.interest.non_money import non_money_delay
from zhixing.law.topics.topic import Answer, Between, Example, Topic

_YUAN: Final = Between(0, 10**12)


@dataclass(frozen=True, slots=True, kw_only=True)
class NonMoneyRequest:
    """Ask what is owed for delay by ``as_of``: twice the loss, or what the court decided."""

    due_on: date
    as_of: date
    loss: Annotated[Fen, _YUAN] | None = None
    decided: Annotated[Fen, _YUAN] | None = None


@dataclass(frozen=True, slots=True)
class NonMoneyResult:
    """Hold the amount, the days of delay, and whether the court set it."""

    amount: Fen
    days: int
    decided_by_court: bool


def answer(request: NonMoneyRequest) -> Answer:
    """Find what is owed for the delay."""
    found = non_money_delay(
        on=request.as_of,
        due_on=request.due_on,
        until_on=request.as_of,
        loss=request.loss,
        decided=request.decided,
    )
    value = found.value
    return Answer(NonMoneyResult(value.amount, value.days, value.decided_by_court), found)


TOPIC = Topic(
    "non-money-delay",
    "迟延履行金",
    "Delay of a duty other than money",
    NonMoneyRequest,
    NonMoneyResult,
    answer,
    (
        Example(
            {"due_on": "2018-03-30", "as_of": "2018-06-29", "loss": "8000.00"},
            {"amount": "16000.00", "days": 91, "decided_by_court": False},
            note="双倍补偿损失 twice the loss",
        ),
        Example(
            {"due_on": "2018-03-30", "as_of": "2018-06-29"},
            error="COURT_DECIDES",
            note="没有损失的，由人民法院决定 without loss the court decides",
        ),
    ),
    ("NON_MONEY_DELAY",),
)
