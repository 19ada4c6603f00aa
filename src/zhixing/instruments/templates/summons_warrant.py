"""Warrant to bring a person (拘传票): who, where to, by when, and the limit of questioning."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Fields, Para, SignLine
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsWarrant:
    """Hold whom a warrant brings, why, where to; ``hours`` is the most questioning may last."""

    matter: Matter
    person: str
    identity: str
    address: str
    capacity: str
    reason: str
    arrive_at: str
    place: str
    hours: int
    officers: tuple[str, ...]


def _wording(data: SummonsWarrant, frame: Frame) -> tuple[Block, ...]:
    return (
        Fields(
            (
                ("案　　由", data.matter.cause),
                ("被拘传人", data.person),
                ("身　　份", data.capacity),
                ("证件号码", data.identity),
                ("住　　址", data.address),
                ("拘传理由", data.reason),
                ("应到时间", data.arrive_at),
                ("应到处所", data.place),
                ("执行人员", "、".join(data.officers)),
            )
        ),
        Para(
            f"依照{cite_all(frame.basis)}之规定，拘传上列被拘传人到场接受调查询问。"
            f"调查询问自到场时起计算，不得超过{data.hours}小时。"
        ),
        SignLine("被拘传人签名及时间"),
    )


TEMPLATE = InstrumentTemplate(
    code="SUMMONS_WARRANT",
    name_zh="拘传票",
    name_en="Warrant to bring a person for questioning",
    kind=Kind.ORDER,
    data=SummonsWarrant,
    basis=(Basis("CPL", "119"), Basis("CPL-INT", "482")),
    wording=_wording,
    sample=SummonsWarrant(
        matter=MATTER,
        person="示例丙",
        identity="示例号码0000000004",
        address="示例市示例区示例路2号",
        capacity="被执行人示例乙商贸有限公司的法定代表人",
        reason="经依法传唤，无正当理由拒不到场接受调查询问",
        arrive_at="2027年3月16日9时",
        place="示例市示例区人民法院执行局询问室",
        hours=8,
        officers=("示例己", "司法警察示例癸"),
    ),
)
