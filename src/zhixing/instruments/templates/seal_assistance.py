"""Notice to help seal real estate (协助查封不动产通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import (
    SAMPLE_OFFICERS,
    SAMPLE_TERM,
    Term,
    officers_field,
)
from zhixing.instruments.templates._estate import SAMPLE_UNITS, Unit, unit_table
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SealAssistance:
    """Hold which units a registry is asked to seal, how, and until when."""

    matter: Matter
    institution: str
    ruling: str
    measure: str
    units: tuple[Unit, ...]
    term: Term
    officers: tuple[str, str]


def _wording(data: SealAssistance, frame: Frame) -> tuple[Block, ...]:
    term = data.term
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，请协助办理下列不动产的{data.measure}登记，"
            f"期限自{day_in_figures(term.starts_on)}起至{day_in_figures(term.ends_on)}止。"
        ),
        unit_table(data.units),
        Para(
            "查封期间，请勿办理转移、抵押等登记。已有其他查封的，请按先后顺序轮候登记，"
            "并在回执中载明在先查封的机关、文号和期限；未能办理的，请载明原因。"
        ),
        officers_field(frame, data.officers),
    )


def _receipt(data: SealAssistance, frame: Frame) -> Receipt:
    return slip(
        frame,
        "协助查封不动产通知书",
        ("登记结果及业务号", "查封起止日期", "在先查封情况", "抵押及共有情况", "未能办理的原因"),
    )


TEMPLATE = InstrumentTemplate(
    code="SEAL_ASSISTANCE",
    name_zh="协助查封不动产通知书",
    name_en="Notice to help seal real estate",
    kind=Kind.ASSISTANCE,
    data=SealAssistance,
    basis=(Basis("CPL", "255"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    receipt=_receipt,
    sample=SealAssistance(
        matter=MATTER,
        institution="示例市不动产登记中心",
        ruling="（2027）示例01执1号执行裁定书",
        measure="查封",
        units=SAMPLE_UNITS,
        term=SAMPLE_TERM,
        officers=SAMPLE_OFFICERS,
    ),
)
