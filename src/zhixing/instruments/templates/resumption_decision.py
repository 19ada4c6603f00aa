"""Decision to resume enforcement (恢复执行决定书): new property was found after the ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all, day_in_figures, money
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionDecision:
    """Hold when the procedure was ended, what was found since and when, and what is owed."""

    matter: Matter
    ended_on: date
    found_on: date
    found: str
    owed: Fen


def _wording(data: ResumptionDecision, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.creditor_names}、{matter.debtor_names}："),
        Para(
            f"{matter.naming}，本院于{day_in_figures(data.ended_on)}裁定终结本次执行程序。"
            f"{day_in_figures(data.found_on)}查明被执行人有可供执行的财产：{data.found}。"
            f"被执行人尚未履行的债务为{money(data.owed)}。"
        ),
        Para(f"依照{cite_all(frame.basis)}之规定，决定恢复{matter.title}的执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="RESUMPTION_DECISION",
    name_zh="恢复执行决定书",
    name_en="Decision to resume enforcement",
    kind=Kind.DECISION,
    data=ResumptionDecision,
    basis=(Basis("TERMINATION", "9"),),
    wording=_wording,
    remedy=Remedy(
        "当事人、利害关系人认为执行行为违反法律规定的，可以依照{basis}之规定，向本院提出书面异议。",
        (Basis("CPL", "236"),),
    ),
    sample=ResumptionDecision(
        matter=MATTER,
        ended_on=date(2026, 6, 1),
        found_on=date(2027, 3, 1),
        found="示例银行存款人民币305,000.00元",
        owed=Fen.of_yuan("650000.00"),
    ),
)
