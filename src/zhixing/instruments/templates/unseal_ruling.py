"""Ruling to release a sealing (执行裁定书·解除查封): ends it and says why."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._deposit import OBJECTION
from zhixing.instruments.templates._estate import SAMPLE_UNITS, Unit, unit_table
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealRuling:
    """Hold what a ruling unseals; ``reason`` is a clause without a full stop."""

    matter: Matter
    sealing_ruling: str
    units: tuple[Unit, ...]
    reason: str


def _wording(data: UnsealRuling, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，以{data.sealing_ruling}查封了被执行人的不动产。"
            f"现因{data.reason}，应当解除查封。依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para("解除对下列不动产的查封。"),
        unit_table(data.units),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="UNSEAL_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to release a sealing",
    kind=Kind.RULING,
    data=UnsealRuling,
    basis=(Basis("SEIZURE", "28"),),
    wording=_wording,
    remedy=OBJECTION,
    sample=UnsealRuling(
        matter=MATTER,
        sealing_ruling="（2027）示例01执1号执行裁定书",
        units=SAMPLE_UNITS,
        reason="被执行人已履行生效法律文书确定的全部义务",
    ),
)
