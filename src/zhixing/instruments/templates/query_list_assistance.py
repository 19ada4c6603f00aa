"""Notice to help query deposits in many cases together (协助查询存款通知书，附案件查询清单)."""

from __future__ import annotations

from zhixing.instruments.rendering.blocks import Block, Receipt
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._query_list import SAMPLE, QueryList, list_wording


def _wording(data: QueryList, frame: Frame) -> tuple[Block, ...]:
    return list_wording(data, frame, "存款、账户及其他金融资产信息", "")


def _receipt(data: QueryList, frame: Frame) -> Receipt:
    return slip(frame, "协助查询存款通知书", ("账户及余额", "已有冻结", "其他金融资产"))


TEMPLATE = InstrumentTemplate(
    code="QUERY_LIST_ASSISTANCE",
    name_zh="协助查询存款通知书（附案件查询清单）",
    name_en="Notice to help query deposits, with a list of cases",
    kind=Kind.ASSISTANCE,
    data=QueryList,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "483"), Basis("NETWORK", "3")),
    wording=_wording,
    receipt=_receipt,
    sample=SAMPLE,
)
