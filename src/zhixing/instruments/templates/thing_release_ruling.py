"""Ruling to release (执行裁定书·解除其他财产的控制): ends a freeze or a sealing, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._deposit import OBJECTION
from zhixing.instruments.templates._sample import MATTER
from zhixing.instruments.templates._thing import SAMPLE_VEHICLES, Thing, thing_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingReleaseRuling:
    """Hold what is released; ``control`` is 冻结 or 查封, ``reason`` a clause without full stop."""

    matter: Matter
    control: str
    original_ruling: str
    things: tuple[Thing, ...]
    reason: str


def _wording(data: ThingReleaseRuling, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，以{data.original_ruling}{data.control}了被执行人的财产。"
            f"现因{data.reason}，应当解除{data.control}。"
            f"依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para(f"解除对下列财产的{data.control}。"),
        thing_table(data.things),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="THING_RELEASE_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to release other property",
    kind=Kind.RULING,
    data=ThingReleaseRuling,
    basis=(Basis("SEIZURE", "28"),),
    wording=_wording,
    remedy=OBJECTION,
    sample=ThingReleaseRuling(
        matter=MATTER,
        control="查封",
        original_ruling="（2027）示例01执1号执行裁定书",
        things=SAMPLE_VEHICLES,
        reason="被执行人已履行生效法律文书确定的全部义务",
    ),
)
