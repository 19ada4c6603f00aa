"""Ruling to seal (执行裁定书·查封): seals units of real estate, first, in line, or renewed."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._deposit import OBJECTION, SAMPLE_TERM, Term
from zhixing.instruments.templates._estate import SAMPLE_UNITS, Unit, unit_table
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRuling:
    """Hold what a ruling seals; ``measure`` is 查封, 轮候查封, 预查封, 续行查封 …"""

    matter: Matter
    measure: str
    units: tuple[Unit, ...]
    term: Term


def _wording(data: SealRuling, frame: Frame) -> tuple[Block, ...]:
    matter, term = data.matter, data.term
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，被执行人未履行{matter.title}确定的义务。"
            f"依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para(
            f"{data.measure}被执行人名下的下列不动产，期限自{day_in_figures(term.starts_on)}起"
            f"至{day_in_figures(term.ends_on)}止。"
        ),
        unit_table(data.units),
        Para(
            "查封期间，未经本院许可，不得转让、抵押、出租或者作其他妨碍执行的处分。"
            "轮候查封自在先查封解除或者失效时自动生效。"
        ),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="SEAL_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to seal real estate",
    kind=Kind.RULING,
    data=SealRuling,
    basis=(Basis("CPL", "255"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    remedy=OBJECTION,
    sample=SealRuling(matter=MATTER, measure="查封", units=SAMPLE_UNITS, term=SAMPLE_TERM),
)
