"""Ruling to freeze (执行裁定书·冻结): controls deposits up to the debt."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, money
from zhixing.instruments.templates._deposit import OBJECTION
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeRuling:
    """Hold what a freeze ruling orders; ``limit`` is the most that may be controlled."""

    matter: Matter
    limit: Fen
    term_in_words: str


def _wording(data: FreezeRuling, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，被执行人未履行{matter.title}确定的义务。"
            f"依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para(
            f"冻结被执行人{matter.debtor_names}的银行存款，以{money(data.limit)}为限，"
            f"期限为{data.term_in_words}。"
        ),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="FREEZE_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to freeze deposits",
    kind=Kind.RULING,
    data=FreezeRuling,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    remedy=OBJECTION,
    sample=FreezeRuling(matter=MATTER, limit=Fen.of_yuan("658900.00"), term_in_words="一年"),
)
