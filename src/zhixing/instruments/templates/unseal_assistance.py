"""Notice to help release a sealing of real estate (协助解除查封不动产通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import SAMPLE_OFFICERS, officers_field
from zhixing.instruments.templates._estate import SAMPLE_UNITS, Unit, unit_table
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsealAssistance:
    """Hold which sealings a registry is asked to lift, and by which ruling."""

    matter: Matter
    institution: str
    ruling: str
    units: tuple[Unit, ...]
    officers: tuple[str, str]


def _wording(data: UnsealAssistance, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，请协助解除本院对下列不动产的查封。"
        ),
        unit_table(data.units),
        officers_field(frame, data.officers),
    )


def _receipt(data: UnsealAssistance, frame: Frame) -> Receipt:
    return slip(frame, "协助解除查封不动产通知书", ("解除日期", "未能解除的原因"))


TEMPLATE = InstrumentTemplate(
    code="UNSEAL_ASSISTANCE",
    name_zh="协助解除查封不动产通知书",
    name_en="Notice to help release a sealing of real estate",
    kind=Kind.ASSISTANCE,
    data=UnsealAssistance,
    basis=(Basis("CPL", "255"), Basis("SEIZURE", "28")),
    wording=_wording,
    receipt=_receipt,
    sample=UnsealAssistance(
        matter=MATTER,
        institution="示例市不动产登记中心",
        ruling="（2027）示例01执1号之二执行裁定书",
        units=SAMPLE_UNITS,
        officers=SAMPLE_OFFICERS,
    ),
)
