"""Notice of acceptance (受理案件通知书): the case is filed, and who leads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, numbered
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures, money
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceNotice:
    """Hold what a notice of acceptance says."""

    matter: Matter
    applied_on: date
    filed_on: date
    officer: str
    clue_days: int


def _wording(data: AcceptanceNotice, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.creditor_names}："),
        Para(
            f"你（单位）与{matter.debtor_names}{matter.cause}一案，{matter.title}已经发生法律效力。"
            f"你（单位）于{day_in_figures(data.applied_on)}向本院申请执行，申请执行标的为"
            f"{money(matter.amount)}。经审查，申请符合法定受理条件，本院已于"
            f"{day_in_figures(data.filed_on)}立案，案号为{frame.case_number}。"
            f"依照{cite_all(frame.basis)}之规定，现将有关事项通知如下："
        ),
        *numbered(
            (
                f"本案由{data.officer}承办。你（单位）可以凭身份证明和案号查询案件进展。",
                f"请在收到本通知书之日起{data.clue_days}日内，向本院提供被执行人的财产状况或者财产线索；"
                "此后发现财产线索的，可以随时提供。",
                "被执行人自动履行或者与你（单位）达成和解的，请立即告知本院。",
                "案款由本院专用账户收付。请向本院确认你（单位）本人名下的收款账户；"
                "本院工作人员不会要求向个人账户支付任何款项。",
            )
        ),
        Para("特此通知。"),
    )


TEMPLATE = InstrumentTemplate(
    code="ACCEPTANCE_NOTICE",
    name_zh="受理案件通知书",
    name_en="Notice of acceptance",
    kind=Kind.NOTICE,
    data=AcceptanceNotice,
    basis=(Basis("EW", "16"), Basis("CPL", "247")),
    wording=_wording,
    sample=AcceptanceNotice(
        matter=MATTER,
        applied_on=date(2027, 3, 8),
        filed_on=date(2027, 3, 10),
        officer="执行员示例己",
        clue_days=10,
    ),
)
