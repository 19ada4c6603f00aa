"""Sharing the proceeds of enforcement among creditors (案款分配)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.distribution.claims import Claim, ClaimClass, Debtor, Treatment
from zhixing.law.distribution.distribution import Span, distribution
from zhixing.law.topics.reading import MOST_YUAN
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Most, Topic

_AMOUNT: Final = Between(0, MOST_YUAN)
_RANK: Final = Between(1, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGiven:
    """Hold one claim that joins."""

    id: Annotated[str, Most(100)]
    class_: ClaimClass
    amount: Annotated[Fen, _AMOUNT]
    seized_rank: Annotated[int, _RANK] | None = None
    collateral: Annotated[Fen, _AMOUNT] | None = None
    security_rank: Annotated[int, _RANK] | None = None
    instrument: Annotated[str, Most(100)] | None = None
    disputed: Annotated[Fen, _AMOUNT] = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class DistributionRequest:
    """Ask how proceeds are shared out."""

    debtor: Debtor
    proceeds: Annotated[Fen, _AMOUNT]
    costs: Annotated[Fen, _AMOUNT]
    claims: tuple[ClaimGiven, ...]
    kept_free: Annotated[Fen, _AMOUNT] = ZERO
    wages: Treatment = Treatment.PRIORITY
    tax: Treatment = Treatment.PRIORITY
    on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Hold one rank of the plan."""

    rank: int
    class_: ClaimClass
    ids: tuple[str, ...]
    claimed: Fen
    paid: Fen
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class DistributionResult:
    """Hold every share, the ranks, and where the rest of the money goes."""

    shares: dict[str, Fen]
    order: tuple[OrderLine, ...]
    to_costs: Fen
    kept_free: Fen
    surplus: Fen
    unpaid: dict[str, Fen]
    reserved: dict[str, Fen]
    range: dict[str, Span]


def answer(request: DistributionRequest) -> Answer:
    """Share the proceeds out."""
    found = distribution(
        on=request.on or KNOWN_ON,
        debtor=request.debtor,
        proceeds=request.proceeds,
        costs=request.costs,
        claims=tuple(
            Claim(
                c.id,
                c.class_,
                c.amount,
                c.seized_rank,
                c.collateral,
                c.security_rank,
                c.instrument,
                c.disputed,
            )
            for c in request.claims
        ),
        kept_free=request.kept_free,
        wages=request.wages,
        tax=request.tax,
    )
    plan = found.value
    order = tuple(
        OrderLine(x.rank, x.kind, x.ids, x.claimed, x.paid, x.zh, x.en) for x in plan.order
    )
    result = DistributionResult(
        plan.shares,
        order,
        plan.to_costs,
        plan.kept_free,
        plan.surplus,
        plan.unpaid,
        plan.reserved,
        plan.range,
    )
    return Answer(result, found)


_A = {"id": "a", "class": "ordinary", "amount": "100.00", "seized_rank": 2}
_B = {"id": "b", "class": "ordinary", "amount": "200.00", "seized_rank": 1}


def _ask(debtor: str, proceeds: str, *claims: Any, **more: Any) -> dict[str, Any]:
    return {"debtor": debtor, "proceeds": proceeds, "costs": "10.00", "claims": [*claims], **more}


TOPIC = Topic(
    "distribution",
    "案款分配",
    "Sharing out the proceeds",
    DistributionRequest,
    DistributionResult,
    answer,
    (
        Example(
            _ask("natural_person", "160.00", _A, _B),
            {"shares": {"a": "50.00", "b": "100.00"}, "to_costs": "10.00", "surplus": "0.00"},
        ),
        Example(
            _ask("enterprise", "160.00", _A, _B),
            {"shares": {"a": "0.00", "b": "150.00"}},
        ),
        Example(
            _ask(
                "criminal",
                "100.00",
                {"id": "医", "class": "medical", "amount": "50.00"},
                {"id": "退", "class": "restitution", "amount": "50.00"},
                {"id": "罚", "class": "fine", "amount": "50.00"},
            ),
            {"shares": {"医": "50.00", "退": "40.00", "罚": "0.00"}},
        ),
        Example(_ask("enterprise", "160.00", _A, _A), error="DOUBLE_ID"),
        Example(_ask("enterprise", "-1.00", _A), error="OUT_OF_RANGE"),
        Example(
            _ask("natural_person", "1.00", {**_A, "class": "restitution"}),
            error="NOT_WITH_DEBTOR",
        ),
    ),
    ("DISTRIBUTION",),
)
