"""Reads an exchange of foreign money into the docket, and tells whether its yuan have arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.funds.queries import list_receipts
from zhixing.inquiry import models
from zhixing.inquiry.counter.acts import ForeignMoneyExchanged
from zhixing.inquiry.foreign_transfers import FrozenForeign
from zhixing.inquiry.parts import standing_terms
from zhixing.inquiry.results import Result, apply_result
from zhixing.inquiry.wire.feedback import ControlResult, Conversion
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.law.seizure.foreign_conversion import foreign_conversion
from zhixing.platform.principal import Principal

EXCHANGED = "FOREIGN_MONEY_EXCHANGED"


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """Give one exchange, and what the court's account booked under the bank's serial number.

    ``booked`` is None while no receipt of that number stands.
    """

    told: ForeignMoneyExchanged
    on: date
    booked: Fen | None

    @property
    def differs_by(self) -> Fen:
        """Give what was booked above what the bank said, below zero where it is less."""
        return Fen(0) if self.booked is None else Fen(self.booked - self.told.received)


def apply_exchange(
    row: models.Request,
    line: models.Line,
    told: ControlResult,
    exchange: Conversion,
    on: date,
    *,
    by: Principal,
) -> Result:
    """Record what a bank exchanged: so much leaves the freeze, at the rate of the freeze.

    The same word again changes nothing.

    :raises ConversionRefused: the yuan do not agree with rate and amount.
    """
    agreed = foreign_conversion(
        on=on,
        foreign=int(exchange.foreign),
        per_hundred=exchange.per_hundred,
        rate_on=exchange.rate_on,
        received=exchange.received,
    )
    book = _counts_for(row, line, exchange.foreign)
    before = (line.outcome, line.actual_fen)
    result = Result.of(replace(told, actual=book, excess=None), line)
    apply_result(row, line, result, on, by=by)
    if (line.outcome, line.actual_fen) != before:
        payload = ForeignMoneyExchanged(
            line.asset_id,
            row.id,
            exchange.currency,
            exchange.foreign,
            exchange.per_hundred,
            exchange.rate_on,
            exchange.received,
            exchange.serial.strip(),
        )
        act = NewAct(
            row.case_id,
            payload,
            on,
            subject=line.asset_id,
            findings=(agreed,),
            correlation=row.matter_id,
        )
        append(act, by=by)
    return result


def list_exchanges(court_no: int, case: UUID) -> list[ExchangeView]:
    """Give what was exchanged for a case, each with what its account booked of it."""
    booked: dict[str, Fen] = {
        r.reference: r.amount for r in list_receipts(court_no, case) if r.reversed_on is None
    }
    told = [
        (decode(ForeignMoneyExchanged, act.payload), act.occurred_on)
        for act in cases.list_acts(court_no, case)
        if act.type == EXCHANGED
    ]
    return [ExchangeView(t, on, booked.get(t.serial)) for t, on in told]


def _counts_for(row: models.Request, line: models.Line, foreign: Fen) -> Fen:
    """Give what an amount exchanged takes out of the freeze, what this line took put back."""
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    if control is None or line.origin_request is None:
        return Fen(line.amount_fen)
    origin = models.Request.objects.get(court_no=row.court_no, id=line.origin_request)
    stands = Fen(control.stands + line.actual_fen)
    return FrozenForeign.of(stands, standing_terms(origin)).counts_for(foreign)
