"""Letter telling the sending court that its case is filed and who handles it (受托立案告知函)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedFilingNotice:
    """Hold when the case was filed here and how its officer is reached."""

    matter: Matter
    sender: str
    sender_no: str
    entrust_letter: str
    filed_on: date
    officer: str
    phone: str


def _wording(data: EntrustedFilingNotice, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.sender}："),
        Para(
            f"贵院{data.entrust_letter}委托本院执行的{data.sender_no}案件"
            f"（{data.matter.naming}），本院已于"
            f"{day_in_figures(data.filed_on)}立案，案号为{frame.case_number}。"
        ),
        Para(f"本院指定的承办人：{data.officer}；联系电话：{data.phone}。"),
        Para(
            f"依照{cite_all(frame.basis)}之规定，请贵院将所附立案通知书送达申请执行人，在收到后七日内"
            "书面通知申请执行人案件已经委托执行，并对贵院案件作销案处理。"
        ),
        Para("附：立案通知书。"),
    )


TEMPLATE = InstrumentTemplate(
    code="ENTRUSTED_FILING_NOTICE",
    name_zh="受托立案告知函",
    name_en="Letter telling the sending court of the filing",
    kind=Kind.NOTICE,
    data=EntrustedFilingNotice,
    basis=(Basis("ENTRUSTING", "2"), Basis("ENTRUSTING", "7")),
    wording=_wording,
    sample=EntrustedFilingNotice(
        matter=MATTER,
        sender="示例区人民法院",
        sender_no="（2027）示例01执1号",
        entrust_letter="（2027）示例委1号",
        filed_on=date(2027, 3, 10),
        officer="示例庚",
        phone="010-00000001",
    ),
)
