"""What instruments about money paid in or out share: the table of its parts, the account."""

from __future__ import annotations

from zhixing.instruments.rendering.blocks import Fields, Table
from zhixing.instruments.rendering.wording import account_number, money_in_figures
from zhixing.instruments.templates._deposit import Account
from zhixing.kernel.fen import Fen

Parts = tuple[tuple[str, Fen], ...]
"""What for, and how much."""


def total_of(parts: Parts) -> Fen:
    """Give what the parts come to."""
    return Fen(sum(amount for _, amount in parts))


def table_of(parts: Parts) -> Table:
    """Give the parts with their total."""
    return Table(
        headers=("款项", "金额（元）"),
        rows=(
            *((name, money_in_figures(amount)) for name, amount in parts),
            ("合计", money_in_figures(total_of(parts))),
        ),
        widths=(3, 2),
        align=("left", "right"),
    )


def fields_of(account: Account, holder: str, bank: str, number: str) -> Fields:
    """Give the lines of an account under their names."""
    return Fields(
        ((holder, account.holder), (bank, account.bank), (number, account_number(account.number)))
    )
