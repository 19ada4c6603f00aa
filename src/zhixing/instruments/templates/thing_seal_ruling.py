"""Ruling to seal (执行裁定书·查封其他登记财产): vehicles, ships, land use rights."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.templates._deposit import OBJECTION, SAMPLE_TERM, Term
from zhixing.instruments.templates._sample import MATTER
from zhixing.instruments.templates._thing import (
    SAMPLE_VEHICLES,
    Thing,
    between,
    opening,
    thing_table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingSealRuling:
    """Hold what a ruling seals; ``measure`` is 查封, 轮候查封, 续行查封 …"""

    matter: Matter
    measure: str
    things: tuple[Thing, ...]
    term: Term


def _wording(data: ThingSealRuling, frame: Frame) -> tuple[Block, ...]:
    return (
        *opening(data.matter, frame),
        Para(f"{data.measure}被执行人名下的下列财产，{between(data.term)}。"),
        thing_table(data.things),
        Para(
            "查封期间，未经本院许可，不得转让、抵押、出租或者作其他妨碍执行的处分。"
            "轮候查封自在先查封解除或者失效时自动生效。"
        ),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="THING_SEAL_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to seal other registered property",
    kind=Kind.RULING,
    data=ThingSealRuling,
    basis=(Basis("CPL", "255"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    remedy=OBJECTION,
    sample=ThingSealRuling(matter=MATTER, measure="查封", things=SAMPLE_VEHICLES, term=SAMPLE_TERM),
)
