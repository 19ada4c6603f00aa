"""Ruling to transfer (执行裁定书·扣划其他款项): e-wallets, products, cash values, funds."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import money
from zhixing.instruments.templates._deposit import OBJECTION
from zhixing.instruments.templates._sample import MATTER
from zhixing.instruments.templates._thing import SAMPLE_MONEY, Thing, opening, thing_table
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingTransferRuling:
    """Hold what is taken; ``how`` says by what it becomes money (赎回、退保), may be empty."""

    matter: Matter
    things: tuple[Thing, ...]
    amount: Fen
    limit: Fen
    how: str = ""


def _wording(data: ThingTransferRuling, frame: Frame) -> tuple[Block, ...]:
    return (
        *opening(data.matter, frame),
        Para(
            f"{data.how}扣划被执行人下列财产内的款项{money(data.amount)}至本院案款专户"
            f"（尚应承担{money(data.limit)}）。"
        ),
        thing_table(data.things),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="THING_TRANSFER_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to transfer other money",
    kind=Kind.RULING,
    data=ThingTransferRuling,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "484")),
    wording=_wording,
    remedy=OBJECTION,
    sample=ThingTransferRuling(
        matter=MATTER,
        things=SAMPLE_MONEY,
        amount=Fen.of_yuan("58900.00"),
        limit=Fen.of_yuan("658900.00"),
    ),
)
