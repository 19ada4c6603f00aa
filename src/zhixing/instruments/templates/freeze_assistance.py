"""Notice to help freeze deposits (协助冻结存款通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import (
    account_number,
    cite_all,
    day_in_figures,
    money_in_figures,
)
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import (
    SAMPLE_ACCOUNTS,
    SAMPLE_OFFICERS,
    SAMPLE_TERM,
    Account,
    Term,
    account_table,
    officers_field,
    total,
)
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeAssistance:
    """Hold which accounts a bank is asked to freeze, how much, and until when."""

    matter: Matter
    institution: str
    ruling: str
    accounts: tuple[Account, ...]
    term: Term
    officers: tuple[str, str]


def _wording(data: FreezeAssistance, frame: Frame) -> tuple[Block, ...]:
    term = data.term
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，请协助冻结下列账户内的存款，"
            f"合计以{total(data.accounts)}为限，冻结期限自{day_in_figures(term.starts_on)}起"
            f"至{day_in_figures(term.ends_on)}止。"
        ),
        account_table(data.accounts),
        Para(
            "冻结期间，未经本院许可不得支付、划转；余额不足的，对限额内后续存入的款项继续冻结；"
            "已有其他冻结的，请按先后顺序轮候登记，并在回执中载明在先冻结的机关、文号和期限。"
        ),
        *_kept(data.accounts),
        officers_field(frame, data.officers),
    )


def _kept(accounts: tuple[Account, ...]) -> list[Para]:
    """Ask that what people need to live stays at their disposal."""
    kept = [
        f"{account_number(a.number)}账户{money_in_figures(a.keep_free)}"
        for a in accounts
        if a.keep_free is not None
    ]
    if not kept:
        return []
    return [Para(f"请为被执行人保留必需的生活费用，不予冻结：{'；'.join(kept)}。")]


def _receipt(data: FreezeAssistance, frame: Frame) -> Receipt:
    return slip(
        frame,
        "协助冻结存款通知书",
        ("冻结金额", "账户余额", "冻结起止日期", "在先冻结情况", "未能冻结的原因"),
    )


TEMPLATE = InstrumentTemplate(
    code="FREEZE_ASSISTANCE",
    name_zh="协助冻结存款通知书",
    name_en="Notice to help freeze deposits",
    kind=Kind.ASSISTANCE,
    data=FreezeAssistance,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "485"), Basis("SEIZURE", "1")),
    wording=_wording,
    receipt=_receipt,
    sample=FreezeAssistance(
        matter=MATTER,
        institution="示例银行示例支行",
        ruling="（2027）示例01执1号执行裁定书",
        accounts=SAMPLE_ACCOUNTS,
        term=SAMPLE_TERM,
        officers=SAMPLE_OFFICERS,
    ),
)
