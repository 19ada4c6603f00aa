"""Deposits of the demo court's debtors, as a bank would report them."""

from __future__ import annotations

from uuid import UUID

from zhixing.assets import operations as assets
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.life import Life


def find_deposit(life: Life, balance: Fen) -> UUID:
    """Enter a deposit of the first debtor into the register."""
    thing = assets.FoundThing(
        party=life.debtor,
        kind="DEPOSIT",
        identifier=f"62{life.rng.randrange(10**15, 10**16 - 1)}",
        institution=None,
        label="活期存款（演练）",
        balance=balance,
        available=balance,
    )
    return life.judge(lambda by: assets.record_found(life.case, thing, life.today, by=by))
