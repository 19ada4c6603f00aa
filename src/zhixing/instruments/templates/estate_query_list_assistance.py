"""Notice to help query the real-estate register in many cases together, with its list."""

from __future__ import annotations

from zhixing.instruments.rendering.blocks import Block, Receipt
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._query_list import SAMPLE, QueryList, list_wording


def _wording(data: QueryList, frame: Frame) -> tuple[Block, ...]:
    how = "，按证件号码核对，姓名相同而号码不同的请勿列入"
    return list_wording(data, frame, "不动产登记、抵押、预告登记和查封情况", how)


def _receipt(data: QueryList, frame: Frame) -> Receipt:
    return slip(frame, "协助查询不动产登记通知书", ("不动产及共有情况", "抵押情况", "查封情况"))


TEMPLATE = InstrumentTemplate(
    code="ESTATE_QUERY_LIST_ASSISTANCE",
    name_zh="协助查询不动产登记通知书（附案件查询清单）",
    name_en="Notice to help query the real-estate register, with a list of cases",
    kind=Kind.ASSISTANCE,
    data=QueryList,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "483")),
    wording=_wording,
    receipt=_receipt,
    sample=SAMPLE,
)
