"""Notice to help query deposits (协助查询存款通知书)."""

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
class QueryAssistance:
    """Hold whom a bank is asked about: (name, kind of document, its number)."""

    matter: Matter
    institution: str
    subjects: tuple[tuple[str, str, str], ...]
    officers: tuple[str, str]


def _wording(data: QueryAssistance, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，需要查询下列被执行人在你单位的存款、账户及其他"
            f"金融资产信息。依照{cite_all(frame.basis)}之规定，请予协助查询，并将结果书面告知本院。"
        ),
        Table(
            headers=("姓名或者名称", "证件种类", "证件号码"),
            rows=data.subjects,
            widths=(10, 8, 12),
            align=("left", "center", "left"),
        ),
        officers_field(frame, data.officers),
    )


def _receipt(data: QueryAssistance, frame: Frame) -> Receipt:
    return slip(frame, "协助查询存款通知书", ("账户及余额", "已有冻结", "其他金融资产"))


TEMPLATE = InstrumentTemplate(
    code="QUERY_ASSISTANCE",
    name_zh="协助查询存款通知书",
    name_en="Notice to help query deposits",
    kind=Kind.ASSISTANCE,
    data=QueryAssistance,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "483"), Basis("NETWORK", "1")),
    wording=_wording,
    receipt=_receipt,
    sample=QueryAssistance(
        matter=MATTER,
        institution="示例银行示例支行",
        subjects=(
            ("示例乙商贸有限公司", "统一社会信用代码", "示例代码000000002"),
            ("示例丁", "居民身份证", "示例号码0000000003"),
        ),
        officers=SAMPLE_OFFICERS,
    ),
)
