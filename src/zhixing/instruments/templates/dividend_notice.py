"""Notice to help freeze dividends (协助冻结股息、红利通知书), served on the company itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class DividendNotice:
    """Hold which company is told, of how much of its equity, since when and until when."""

    matter: Matter
    company: str
    extent: str
    frozen_on: date
    ends_on: date


def _wording(data: DividendNotice, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.company}："),
        Para(
            f"本院在执行{data.matter.naming}中，已裁定冻结被执行人{data.matter.debtor_names}持有的"
            f"你公司股权{data.extent}，期限自{day_in_figures(data.frozen_on)}起至"
            f"{day_in_figures(data.ends_on)}止，效力及于基于该股权享有的股息、红利等收益。"
            f"依照{cite_all(frame.basis)}之规定，请你公司协助下列事项："
        ),
        Para("一、冻结期间，不得向被执行人支付或者变相支付股息、红利等收益。"),
        Para("二、股息、红利等收益到期的，即时书面通知本院应付数额和日期，并依本院通知履行。"),
        Para("擅自支付的，不影响本院要求你公司支付该收益。"),
    )


def _receipt(data: DividendNotice, frame: Frame) -> Receipt:
    return slip(
        frame,
        "协助冻结股息、红利通知书",
        ("已宣告未支付的股息、红利", "应付日期", "未能协助的原因"),
    )


TEMPLATE = InstrumentTemplate(
    code="DIVIDEND_NOTICE",
    name_zh="协助冻结股息、红利通知书",
    name_en="Notice to help freeze dividends",
    kind=Kind.ASSISTANCE,
    data=DividendNotice,
    basis=(Basis("EW", "36"), Basis("EW", "38")),
    wording=_wording,
    receipt=_receipt,
    sample=DividendNotice(
        matter=MATTER,
        company="示例贸易有限公司",
        extent="30%",
        frozen_on=date(2027, 3, 1),
        ends_on=date(2030, 2, 28),
    ),
)
