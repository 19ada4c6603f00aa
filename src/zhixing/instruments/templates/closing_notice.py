"""Notice of closing (结案通知书): the case is closed because the title is performed in full."""

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
class ClosingNotice:
    """Hold how a case was closed; ``measures_ended`` says what was lifted, as printed."""

    matter: Matter
    received: Fen
    fee: Fen
    closed_on: date
    measures_ended: str


def _wording(data: ClosingNotice, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.creditor_names}、{matter.debtor_names}："),
        Para(
            f"{matter.naming}，本院已依法执行完毕：执行到位{money(data.received)}，"
            f"执行费{money(data.fee)}已经收取，{matter.title}确定的义务已经全部履行。"
        ),
        *((Para(f"{data.measures_ended}。"),) if data.measures_ended else ()),
        Para(
            f"依照{cite_all(frame.basis)}之规定，本案于{day_in_figures(data.closed_on)}以"
            "执行完毕方式结案。"
        ),
        Para("特此通知。"),
    )


TEMPLATE = InstrumentTemplate(
    code="CLOSING_NOTICE",
    name_zh="结案通知书",
    name_en="Notice of closing",
    kind=Kind.NOTICE,
    data=ClosingNotice,
    basis=(Basis("EW", "64"),),
    wording=_wording,
    remedy=Remedy(
        "当事人、利害关系人认为结案行为违反法律规定的，可以依照{basis}之规定，向本院提出书面异议。",
        (Basis("CPL", "236"),),
    ),
    sample=ClosingNotice(
        matter=MATTER,
        received=Fen.of_yuan("650000.00"),
        fee=Fen.of_yuan("8900.00"),
        closed_on=date(2027, 3, 15),
        measures_ended="本案中对被执行人采取的冻结、限制消费措施已经解除",
    ),
)
