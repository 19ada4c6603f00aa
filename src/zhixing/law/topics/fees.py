"""Fees (执行申请费、保全申请费、拍卖佣金) on an amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.fees.auction_commission import auction_commission
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.law.fees.execution_fee_range import execution_fee_range
from zhixing.law.fees.preservation_fee import preservation_fee
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Most, Topic

_MOST_YUAN = 10**15
Amount = Annotated[Fen, Between(0, _MOST_YUAN)]


class FeeKind(StrEnum):
    """Name the fees."""

    EXECUTION = "execution"
    PRESERVATION = "preservation"
    AUCTION_COMMISSION = "auction_commission"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeesRequest:
    """Ask for the fee on an amount, null where the case has none.

    ``lots`` are the prices of the single lots of an auction; they add up to ``amount``.
    """

    kind: FeeKind
    amount: Amount | None
    lots: Annotated[tuple[Amount, ...], Most(2_000)] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FeesResult:
    """Hold the fee; null where the court fixes it between ``least`` and ``most``.

    ``percent`` is a commission’s share of the price.
    """

    fee: Fen | None
    least: Fen
    most: Fen
    percent: str | None = None


class FeeAskedWrongly(Refusal):
    """Say that the lots do not go with the amount."""


def answer(request: FeesRequest) -> Answer:
    """Compute the fee."""
    on = request.on or KNOWN_ON
    if request.lots and request.kind is not FeeKind.AUCTION_COMMISSION:
        raise _wrong(
            "NOT_WITH_KIND", "lots", "只有拍卖佣金按标的计算", "only a commission has lots"
        )
    with blame("on", of=("PARAMETER_MISSING", "NOT_IN_FORCE")):
        match request.kind:
            case FeeKind.AUCTION_COMMISSION:
                return _commission(request, on)
            case FeeKind.PRESERVATION:
                found = preservation_fee(on=on, amount=request.amount)
            case FeeKind.EXECUTION if request.amount is None:
                span = execution_fee_range(on=on)
                return Answer(FeesResult(None, span.value.least, span.value.most), span)
            case FeeKind.EXECUTION:
                found = execution_fee(on=on, amount=request.amount)
    return Answer(FeesResult(found.value, found.value, found.value), found)


def _commission(request: FeesRequest, on: date) -> Answer:
    if request.amount is None:
        raise _wrong("MISSING", "amount", "应给出成交价", "the price is needed")
    if request.lots and sum(request.lots) != request.amount:
        total = Fen(sum(request.lots)).yuan
        raise _wrong(
            "DOES_NOT_ADD_UP",
            "lots",
            f"各标的合计{total}元，与{request.amount.yuan}元不符",
            f"the lots add up to {total}, not {request.amount.yuan}",
        )
    found = auction_commission(on=on, prices=request.lots or (request.amount,))
    c = found.value
    return Answer(FeesResult(c.total, c.least, c.most, c.percent), found)


def _wrong(code: str, field: str, zh: str, en: str) -> FeeAskedWrongly:
    said_zh, said_en = f"{field}：{zh}。", f"{field}: {en}."
    return FeeAskedWrongly(code, message_zh=said_zh, message_en=said_en, field=field)


TOPIC = Topic(
    "fees",
    "费用",
    "Fees",
    FeesRequest,
    FeesResult,
    answer,
    (
        Example({"kind": "execution", "amount": "500000.00"}, {"fee": "7400.00"}),
        Example({"kind": "execution", "amount": "10000000.00"}, {"fee": "77400.00"}),
        Example(
            {"kind": "execution", "amount": None},
            {"fee": None, "least": "50.00", "most": "500.00"},
            note="没有金额 no amount",
        ),
        Example({"kind": "preservation", "amount": "100000.00"}, {"fee": "1020.00"}),
        Example({"kind": "preservation", "amount": "896000.01"}, {"fee": "5000.00"}),
        Example(
            {"kind": "auction_commission", "amount": "210000000.00"},
            {
                "fee": "2190000.00",
                "percent": "1.04",
                "least": "2190000.00",
                "most": "10500000.00",
            },
            note="一个标的 one single lot",
        ),
        Example(
            {
                "kind": "auction_commission",
                "amount": "12000000.00",
                "lots": ["2000000.00", "10000000.00"],
            },
            {"fee": "440000.00", "percent": "3.67"},
        ),
        Example({"kind": "execution", "amount": "-1.00"}, error="OUT_OF_RANGE"),
        Example(
            {"kind": "execution", "amount": "1.00", "on": "2007-03-31"}, error="PARAMETER_MISSING"
        ),
        Example(
            {"kind": "auction_commission", "amount": "3.00", "lots": ["1.00"]},
            error="DOES_NOT_ADD_UP",
        ),
        Example({"kind": "auction_commission", "amount": None}, error="MISSING"),
        Example(
            {"kind": "preservation", "amount": "3.00", "lots": ["3.00"]}, error="NOT_WITH_KIND"
        ),
    ),
    ("EXECUTION_FEE", "EXECUTION_FEE_RANGE", "PRESERVATION_FEE", "AUCTION_COMMISSION"),
)
