"""Notice that enforcement is resumed after a suspension (恢复执行通知书)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures, money
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionNotice:
    """Hold since when enforcement stood still, what was found since, and what is owed."""

    matter: Matter
    suspended_on: date
    found_on: date
    found: str
    owed: Fen


def _wording(data: ResumptionNotice, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.creditor_names}、{matter.debtor_names}："),
        Para(
            f"{matter.naming}，自{day_in_figures(data.suspended_on)}起中止（暂缓）执行。"
            f"{day_in_figures(data.found_on)}查明被执行人有可供执行的财产：{data.found}。"
            f"被执行人尚未履行的债务为{money(data.owed)}。"
        ),
        Para(f"中止的情形已经消失，依照{cite_all(frame.basis)}之规定，恢复{matter.title}的执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="RESUMPTION_NOTICE",
    name_zh="恢复执行通知书",
    name_en="Notice that enforcement is resumed",
    kind=Kind.NOTICE,
    data=ResumptionNotice,
    basis=(Basis("CPL", "267"), Basis("EW", "60")),
    wording=_wording,
    sample=ResumptionNotice(
        matter=MATTER,
        suspended_on=date(2026, 6, 1),
        found_on=date(2027, 3, 1),
        found="示例银行存款人民币305,000.00元",
        owed=Fen.of_yuan("650000.00"),
    ),
)
