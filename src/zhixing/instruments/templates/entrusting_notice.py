"""Notice telling the applicant that the case is entrusted to another court (委托执行告知书)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, day_in_figures
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustingNotice:
    """Hold which court filed the case, whom to turn to, and from when the higher court."""

    matter: Matter
    there: str
    there_no: str
    filed_on: date
    officer: str
    phone: str
    higher_from: date


def _wording(data: EntrustingNotice, frame: Frame) -> tuple[Block, ...]:
    creditors = "、".join(c.name for c in data.matter.creditors)
    return (
        Addressee(f"{creditors}："),
        Para(
            f"本院执行的{data.matter.naming}，依照{cite_all(frame.basis)}之规定，已委托{data.there}"
            f"执行。该院已于{day_in_figures(data.filed_on)}立案，案号为{data.there_no}。"
        ),
        Para(
            f"你可以直接与受托法院联系执行事宜。受托法院承办人：{data.officer}；"
            f"联系电话：{data.phone}。"
        ),
        Para(
            f"受托法院至{day_in_figures(data.higher_from)}仍未将案件执结的，你有权请求受托法院的"
            "上一级人民法院提级执行或者指定执行。"
        ),
        Para("本院案件将依法作销案处理。"),
    )


TEMPLATE = InstrumentTemplate(
    code="ENTRUSTING_NOTICE",
    name_zh="委托执行告知书",
    name_en="Notice of entrustment to the applicant",
    kind=Kind.NOTICE,
    data=EntrustingNotice,
    basis=(Basis("ENTRUSTING", "2"), Basis("ENTRUSTING", "7"), Basis("ENTRUSTING", "11")),
    wording=_wording,
    sample=EntrustingNotice(
        matter=MATTER,
        there="示例县人民法院",
        there_no="（2027）示例02执5号",
        filed_on=date(2027, 3, 10),
        officer="示例庚",
        phone="010-00000001",
        higher_from=date(2027, 9, 10),
    ),
)
