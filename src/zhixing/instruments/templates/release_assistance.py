"""Notice to help release frozen deposits (协助解除冻结存款通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import (
    SAMPLE_ACCOUNTS,
    SAMPLE_OFFICERS,
    Account,
    account_table,
    officers_field,
)
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAssistance:
    """Hold which freezes a bank is asked to lift, and by which ruling."""

    matter: Matter
    institution: str
    ruling: str
    freezing_notice: str
    accounts: tuple[Account, ...]
    officers: tuple[str, str]


def _wording(data: ReleaseAssistance, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，请解除{data.freezing_notice}对下列账户的冻结。"
        ),
        account_table(data.accounts),
        officers_field(frame, data.officers),
    )


def _receipt(data: ReleaseAssistance, frame: Frame) -> Receipt:
    return slip(frame, "协助解除冻结存款通知书", ("解除金额", "解除日期", "未能解除的原因"))


TEMPLATE = InstrumentTemplate(
    code="RELEASE_ASSISTANCE",
    name_zh="协助解除冻结存款通知书",
    name_en="Notice to help release frozen deposits",
    kind=Kind.ASSISTANCE,
    data=ReleaseAssistance,
    basis=(Basis("CPL", "253"), Basis("SEIZURE", "28")),
    wording=_wording,
    receipt=_receipt,
    sample=ReleaseAssistance(
        matter=MATTER,
        institution="示例银行示例支行",
        ruling="（2027）示例01执1号之二执行裁定书",
        freezing_notice="（2027）示例01执1号协助冻结存款通知书",
        accounts=SAMPLE_ACCOUNTS,
        officers=SAMPLE_OFFICERS,
    ),
)
