"""Record of a settlement (执行和解笔录), read out and signed by everyone present."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import (
    Block,
    Centered,
    Fields,
    Para,
    SignLine,
    Table,
    numbered,
)
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all, money_in_figures, money_in_words
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRecord:
    """Hold what was agreed: terms in words, instalments as (day as printed, sum)."""

    matter: Matter
    held_at: str
    place: str
    present: tuple[str, ...]
    officer: str
    recorder: str
    terms: tuple[str, ...]
    instalments: tuple[tuple[str, Fen], ...]


def _wording(data: SettlementRecord, frame: Frame) -> tuple[Block, ...]:
    rows = tuple(
        (str(i), day, money_in_words(amount), money_in_figures(amount))
        for i, (day, amount) in enumerate(data.instalments, 1)
    )
    plan = Table(
        headers=("期次", "付款日期", "金额大写", "金额"),
        rows=rows,
        widths=(5, 12, 18, 11),
        align=("center", "center", "left", "right"),
    )
    return (
        Fields(
            (
                ("案　　号", frame.case_number),
                ("时　　间", data.held_at),
                ("地　　点", data.place),
                ("到 场 人", "、".join(data.present)),
                ("执 行 员", data.officer),
                ("书 记 员", data.recorder),
            )
        ),
        Para(
            f"{data.matter.naming}，当事人自愿协商，依照{cite_all(frame.basis)}之规定，"
            "达成执行和解协议如下："
        ),
        *numbered(data.terms),
        *((Centered("分期履行计划"), plan) if rows else ()),
        Para(
            "执行员告知：一方当事人不履行或者不完全履行和解协议的，对方当事人可以申请恢复执行"
            "原生效法律文书，也可以就履行和解协议提起诉讼；恢复执行时，已履行部分予以扣除。"
        ),
        Para("以上笔录已向到场人宣读，到场人核对无误后签名。"),
        *(SignLine(person) for person in (*data.present, "执行员", "书记员")),
    )


TEMPLATE = InstrumentTemplate(
    code="SETTLEMENT_RECORD",
    name_zh="执行和解笔录",
    name_en="Record of a settlement in enforcement",
    kind=Kind.RECORD,
    data=SettlementRecord,
    basis=(Basis("CPL", "241"),),
    wording=_wording,
    layout="record.typ",
    needs_seal=False,
    sample=SettlementRecord(
        matter=MATTER,
        held_at="2027年3月15日14时30分",
        place="示例市示例区人民法院执行局第一谈话室",
        present=("申请执行人示例甲", "被执行人示例丁"),
        officer="示例己",
        recorder="示例壬",
        terms=(
            "双方确认截至2027年3月15日尚欠借款本金人民币陆拾伍万元整（¥650,000.00）。",
            "被执行人示例丁按下列计划分三期付清。",
            "任何一期逾期超过十日的，申请执行人可以申请恢复执行。",
        ),
        instalments=(
            ("2027年4月15日", Fen.of_yuan("200000.00")),
            ("2027年7月15日", Fen.of_yuan("200000.00")),
            ("2027年10月15日", Fen.of_yuan("250000.00")),
        ),
    ),
)
