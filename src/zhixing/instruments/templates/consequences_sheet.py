"""Explanation of consequences (执行措施后果释明书): measures that may follow, with articles."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, SignLine, Table
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._sample import DAY, MATTER
from zhixing.kernel.finding import Citation
from zhixing.law.instruments import cite


@dataclass(frozen=True, slots=True)
class Measure:
    """Name a measure, what it brings about, and the articles it rests on."""

    name: str
    consequence: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequencesSheet:
    """Hold to whom which measures are explained."""

    matter: Matter
    debtor: str
    measures: tuple[Measure, ...]


def _wording(data: ConsequencesSheet, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.debtor}："),
        Para(
            f"本院立案执行的{data.matter.naming}，依照{cite_all(frame.basis)}之规定，"
            "现就不履行生效法律文书确定的义务可能产生的后果释明如下："
        ),
        Table(
            headers=("措施", "后果", "法律依据"),
            rows=tuple((m.name, m.consequence, cite_all(m.basis)) for m in data.measures),
            widths=(4, 13, 13),
            align=("center", "left", "left"),
        ),
        Para("请如实报告财产，主动履行义务；有困难的，可以与申请执行人协商和解。"),
        SignLine("被释明人签名及日期"),
    )


def _cited(article: str) -> tuple[Citation, ...]:
    return (cite("CPL", article, on=DAY),)


TEMPLATE = InstrumentTemplate(
    code="CONSEQUENCES_SHEET",
    name_zh="执行措施后果释明书",
    name_en="Explanation of the consequences of enforcement measures",
    kind=Kind.NOTICE,
    data=ConsequencesSheet,
    basis=(Basis("CPL", "251"),),
    wording=_wording,
    sample=ConsequencesSheet(
        matter=MATTER,
        debtor="示例丁",
        measures=(
            Measure("冻结", "银行存款、股权等财产不得支取、转让。", _cited("253")),
            Measure("划拨", "存款直接划至本院案款专户，用于清偿。", _cited("253")),
            Measure("查封、扣押", "房屋、车辆等不得转让、抵押或者毁损。", _cited("255")),
            Measure(
                "拍卖、变卖",
                "财产依法变价，价款用于清偿，买受人取得所有权。",
                _cited("258"),
            ),
            Measure("限制消费", "不得乘坐飞机、高铁，不得购买不动产等。", _cited("266")),
            Measure(
                "失信惩戒",
                "纳入失信被执行人名单，在信贷、招投标等方面受限。",
                _cited("266"),
            ),
            Measure("罚款、拘留", "妨害执行的，处以罚款或者十五日以下拘留。", _cited("118")),
        ),
    ),
)
