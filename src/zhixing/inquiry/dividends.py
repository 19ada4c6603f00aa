"""The dividends of a case in its facts: of which right, payable on which day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.assets.queries import AssetView
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.values import refuse
from zhixing.kernel.fen import Fen
from zhixing.law.instruments import find_citation


@dataclass(frozen=True, slots=True)
class Dividend:
    """Hold one dividend: the thing it is, the right it is of, the day from which it is payable."""

    asset: UUID
    right: UUID
    payable_on: date


@chapter("dividends")
@dataclass(frozen=True, slots=True)
class Dividends:
    """Hold the dividends told of the rights a case froze."""

    told: tuple[Dividend, ...] = ()

    def of(self, asset: UUID) -> Dividend | None:
        """Give the dividend a thing is, None where it is another thing."""
        return next((d for d in self.told if d.asset == asset), None)


@act("DIVIDEND_DECLARED", zh="告知应付股息、红利", en="Dividend declared", subject="asset")
@dataclass(frozen=True, slots=True)
class DividendDeclared:
    """Record that a company or a register told of a dividend on a right the case froze.

    ``asset`` is the dividend itself, ``held`` what the freeze of the right holds of it, ``payer``
    who owes it, ``document`` its notice.
    """

    asset: UUID
    right: UUID
    amount: Fen
    held: Fen
    payable_on: date
    payer: UUID
    document: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Dividends)
        told = Dividend(self.asset, self.right, self.payable_on)
        return facts.put(replace(known, told=(*known.told, told)))


def refuse_not_due(view: AssetView, facts: Facts, on: date) -> None:
    """Insist that a dividend is payable; of other things nothing is asked.

    Law: 强制执行股权规定 art. 9 (what is due is performed to the court).
    """
    dividend = None if view.fruit_of is None else facts.of(Dividends).of(view.id)
    if dividend is not None and on < dividend.payable_on:
        raise refuse(
            "DIVIDEND_NOT_DUE",
            f"该股息、红利自{dividend.payable_on}起应付，尚未到期。",
            f"The dividend is payable from {dividend.payable_on}; it is not due yet.",
            field="asset",
            basis=find_citation("EQUITY", 9, on=on) or find_citation("EW", 36, on=on),
            remedy=("到期后再提请扣划。", "Order the transfer once it is due."),
        )
