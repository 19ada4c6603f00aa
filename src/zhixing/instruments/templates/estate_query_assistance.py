"""Notice to help query the real-estate register (协助查询不动产登记通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt, Table
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import SAMPLE_OFFICERS, officers_field
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateQueryAssistance:
    """Hold whom a registry is asked about: (name, kind of document, its number)."""

    matter: Matter
    institution: str
    subjects: tuple[tuple[str, str, str], ...]
    officers: tuple[str, str]


def _wording(data: EstateQueryAssistance, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，需要查询下列被执行人名下的不动产登记、抵押、"
            f"预告登记和查封情况。依照{cite_all(frame.basis)}之规定，请予协助查询，"
            "按证件号码核对，姓名相同而号码不同的请勿列入，并将结果书面告知本院。"
        ),
        Table(
            headers=("姓名或者名称", "证件种类", "证件号码"),
            rows=data.subjects,
            widths=(10, 8, 12),
            align=("left", "center", "left"),
        ),
        officers_field(frame, data.officers),
    )


def _receipt(data: EstateQueryAssistance, frame: Frame) -> Receipt:
    return slip(frame, "协助查询不动产登记通知书", ("不动产及共有情况", "抵押情况", "查封情况"))


TEMPLATE = InstrumentTemplate(
    code="ESTATE_QUERY_ASSISTANCE",
    name_zh="协助查询不动产登记通知书",
    name_en="Notice to help query the real-estate register",
    kind=Kind.ASSISTANCE,
    data=EstateQueryAssistance,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "483")),
    wording=_wording,
    receipt=_receipt,
    sample=EstateQueryAssistance(
        matter=MATTER,
        institution="示例市不动产登记中心",
        subjects=(("示例丁", "居民身份证", "示例号码0000000003"),),
        officers=SAMPLE_OFFICERS,
    ),
)
