"""Ruling to freeze (执行裁定书·冻结其他财产): money in other accounts, shares, stakes, units."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import money
from zhixing.instruments.templates._deposit import OBJECTION, SAMPLE_TERM, Term
from zhixing.instruments.templates._sample import MATTER
from zhixing.instruments.templates._thing import (
    SAMPLE_THINGS,
    Thing,
    between,
    opening,
    thing_table,
)
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingFreezeRuling:
    """Hold what is frozen; ``measure`` is 冻结, 轮候冻结, 续行冻结; ``limit`` what it is for."""

    matter: Matter
    measure: str
    things: tuple[Thing, ...]
    limit: Fen
    term: Term
    with_income: bool = False
    further_basis: str = ""


def _wording(data: ThingFreezeRuling, frame: Frame) -> tuple[Block, ...]:
    income = "及其股息、红利等孳息" if data.with_income else ""
    return (
        *opening(data.matter, frame, data.further_basis),
        Para(
            f"{data.measure}被执行人名下的下列财产{income}，以{money(data.limit)}为限，"
            f"{between(data.term)}。"
        ),
        thing_table(data.things),
        Para(
            "冻结期间，未经本院许可，不得支付、转让、出质或者作其他妨碍执行的处分。"
            "轮候冻结自在先冻结解除或者失效时自动生效。"
        ),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="THING_FREEZE_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to freeze other property",
    kind=Kind.RULING,
    data=ThingFreezeRuling,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    remedy=OBJECTION,
    sample=ThingFreezeRuling(
        matter=MATTER,
        measure="冻结",
        things=SAMPLE_THINGS,
        limit=Fen.of_yuan("658900.00"),
        term=SAMPLE_TERM,
        with_income=True,
    ),
)
