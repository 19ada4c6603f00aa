"""Letter asking the first-seizing court to hand a thing over (商请移送执行函)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRequest:
    """Hold which thing is asked for, of which court, since when it is seized, by which right."""

    matter: Matter
    first_court: str
    thing: str
    first_seized_on: date
    priority: str


def _wording(data: HandOverRequest, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.first_court}："),
        Para(
            f"本院在执行{data.matter.naming}中，申请执行人对被执行人{data.matter.debtor_names}的"
            f"{data.thing}享有优先受偿的权利：{data.priority}。该财产由贵院自"
            f"{day_in_figures(data.first_seized_on)}起首先查封，已超过六十日，"
            "贵院尚未就该财产发布拍卖公告或者进入变卖程序。"
        ),
        Para(
            f"依照{cite_all(frame.basis)}之规定，请贵院将该财产移送本院执行，并在收到本函后"
            "十五日内出具移送执行函，载明财产的查封、处置情况及贵院案件债权的情况。"
        ),
        Para(
            "贵院案件债权尚未经生效法律文书确认的，本院将按其法律地位预留相应份额。"
            "不能协商一致的，请报请共同的上级人民法院协调处理。"
        ),
        Para("附：优先债权的生效法律文书及相关说明。"),
    )


TEMPLATE = InstrumentTemplate(
    code="HAND_OVER_REQUEST",
    name_zh="商请移送执行函",
    name_en="Letter asking for a seized thing",
    kind=Kind.NOTICE,
    data=HandOverRequest,
    basis=(Basis("FIRST-SEIZURE", "1"), Basis("FIRST-SEIZURE", "2")),
    wording=_wording,
    sample=HandOverRequest(
        matter=MATTER,
        first_court="示例区人民法院",
        thing="不动产（不动产单元尾号0001）",
        first_seized_on=date(2026, 12, 1),
        priority="（2026）示例01民初2号判决确认的抵押权",
    ),
)
