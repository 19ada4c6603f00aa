"""Ruling to transfer (执行裁定书·划拨): moves deposits to the account of the case."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, money
from zhixing.instruments.templates._deposit import (
    OBJECTION,
    SAMPLE_ACCOUNTS,
    Account,
    account_table,
    in_own_currency,
    is_foreign,
    total,
)
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRuling:
    """Hold what a transfer ruling orders, account by account."""

    matter: Matter
    accounts: tuple[Account, ...]
    limit: Fen


def _wording(data: TransferRuling, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，责令被执行人履行{matter.title}确定的义务，"
            f"被执行人至今未履行，尚应承担{money(data.limit)}。"
            f"依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para(_ordered(data)),
        account_table(in_own_currency(data.accounts)),
        Para("本裁定立即执行。"),
    )


def _ordered(data: TransferRuling) -> str:
    if is_foreign(data.accounts):
        return "将被执行人下列账户内的外币存款兑换为人民币，划拨至本院案款专户。"
    return f"划拨被执行人下列账户内的存款，合计{total(data.accounts)}，至本院案款专户。"


TEMPLATE = InstrumentTemplate(
    code="TRANSFER_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to transfer deposits",
    kind=Kind.RULING,
    data=TransferRuling,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "484")),
    wording=_wording,
    remedy=OBJECTION,
    sample=TransferRuling(matter=MATTER, accounts=SAMPLE_ACCOUNTS, limit=Fen.of_yuan("658900.00")),
)
