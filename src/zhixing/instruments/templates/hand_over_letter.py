"""Letter handing a seized thing over to the court of a prior right (移送执行函)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverLetter:
    """Hold which thing goes to which court, and whether a share is to be reserved here."""

    matter: Matter
    asking_court: str
    asking_case: str
    thing: str
    reserves_share: bool = False


def _wording(data: HandOverLetter, frame: Frame) -> tuple[Block, ...]:
    share = (
        "本院案件的债权尚未经生效法律文书确认，请按照首先查封债权的法律地位预留相应份额，待确认后再行给付。"
        if data.reserves_share
        else "请将处置所得扣除优先债权后的余款，按照法律规定的顺序处理，并告知本院分配情况。"
    )
    return (
        Addressee(f"{data.asking_court}："),
        Para(
            f"贵院{data.asking_case}案件商请移送执行函收悉。依照{cite_all(frame.basis)}之规定，"
            f"现将本院在执行{data.matter.naming}中首先查封的被执行人{data.matter.debtor_names}的"
            f"{data.thing}移送贵院执行。本院的查封继续有效，由贵院处置。"
        ),
        Para(share),
        Para("本院已将移送情况告知当事人。"),
    )


TEMPLATE = InstrumentTemplate(
    code="HAND_OVER_LETTER",
    name_zh="移送执行函",
    name_en="Letter handing a seized thing over",
    kind=Kind.NOTICE,
    data=HandOverLetter,
    basis=(Basis("FIRST-SEIZURE", "2"), Basis("FIRST-SEIZURE", "3")),
    wording=_wording,
    sample=HandOverLetter(
        matter=MATTER,
        asking_court="示例县人民法院",
        asking_case="（2027）示例02执5号",
        thing="不动产（不动产单元尾号0001）",
        reserves_share=True,
    ),
)
