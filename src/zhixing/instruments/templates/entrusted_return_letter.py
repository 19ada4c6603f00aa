"""Letter returning an entrusted case to the court that sent it (退回委托函)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedReturnLetter:
    """Hold why the case goes back, by which agreement, with which papers."""

    matter: Matter
    sender: str
    sender_no: str
    entrust_letter: str
    reason: str
    papers: tuple[str, ...] = ()
    approval: str = ""
    was_filed: bool = True


def _wording(data: EntrustedReturnLetter, frame: Frame) -> tuple[Block, ...]:
    leave = f"，并经高级人民法院{data.approval}同意" if data.approval else ""
    listed = "；".join(f"{n}.{p}" for n, p in enumerate(data.papers, 1)) or "全部委托手续和案卷材料"
    closes = "本院案件作销案处理。" if data.was_filed else ""
    return (
        Addressee(f"{data.sender}："),
        Para(
            f"贵院{data.entrust_letter}委托本院执行{data.sender_no}案件（{data.matter.naming}）。"
            f"现依照{cite_all(frame.basis)}之规定{leave}，将该案退回贵院。"
        ),
        Para(f"退回理由：{data.reason}"),
        Para(
            f"{closes}退回原因消除后，贵院可以再行委托；确因委托不当的，请贵院撤销委托并恢复执行。"
            "贵院原已采取的查封、扣押、冻结措施请贵院继续办理，并注意期限。"
        ),
        Para(f"附：{listed}。"),
    )


TEMPLATE = InstrumentTemplate(
    code="ENTRUSTED_RETURN_LETTER",
    name_zh="退回委托函",
    name_en="Letter returning an entrusted case",
    kind=Kind.NOTICE,
    data=EntrustedReturnLetter,
    basis=(Basis("ENTRUSTING", "8"), Basis("ENTRUSTING", "9")),
    wording=_wording,
    sample=EntrustedReturnLetter(
        matter=MATTER,
        sender="示例区人民法院",
        sender_no="（2027）示例01执1号",
        entrust_letter="（2027）示例委1号",
        reason="被执行人的财产不在本院辖区。",
        papers=("委托执行函", "据以执行的生效法律文书副本"),
        approval="（2027）示例高法复1号",
    ),
)
