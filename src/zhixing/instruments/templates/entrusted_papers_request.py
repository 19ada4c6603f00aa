"""Letter asking the sending court to complete the papers of an entrusted case (补办材料函)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedPapersRequest:
    """Hold which papers are asked for, of which court, until when."""

    matter: Matter
    sender: str
    sender_no: str
    entrust_letter: str
    wanted: tuple[str, ...]
    note: str = ""
    due_on: date


def _wording(data: EntrustedPapersRequest, frame: Frame) -> tuple[Block, ...]:
    listed = "；".join(f"{n}.{p}" for n, p in enumerate(data.wanted, 1))
    lacking = f"尚缺下列材料：{listed}。" if listed else "手续尚需补办。"
    note = (Para(data.note if data.note.endswith("。") else f"{data.note}。"),) if data.note else ()
    return (
        Addressee(f"{data.sender}："),
        Para(
            f"贵院{data.entrust_letter}委托本院执行{data.sender_no}案件（{data.matter.naming}）的"
            f"手续、材料收悉。经查，{lacking}"
        ),
        *note,
        Para(
            f"依照{cite_all(frame.basis)}之规定，请贵院于{day_in_figures(data.due_on)}前补办；"
            "不能按期补办的，请书面说明。既不补办又不说明原因的，视为撤回委托，本院可以退回委托材料。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="ENTRUSTED_PAPERS_REQUEST",
    name_zh="补办委托材料函",
    name_en="Letter asking for missing papers",
    kind=Kind.NOTICE,
    data=EntrustedPapersRequest,
    basis=(Basis("ENTRUSTING", "8"),),
    wording=_wording,
    sample=EntrustedPapersRequest(
        matter=MATTER,
        sender="示例区人民法院",
        sender_no="（2027）示例01执1号",
        entrust_letter="（2027）示例委1号",
        wanted=("委托执行案件审批表", "本辖区无财产的调查材料"),
        due_on=date(2027, 4, 14),
    ),
)
