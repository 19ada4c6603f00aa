"""Notice to help transfer deposits (协助划拨存款通知书)."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Fields, Para, Receipt
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import account_number, cite_all
from zhixing.instruments.templates._assistance import slip
from zhixing.instruments.templates._deposit import (
    SAMPLE_ACCOUNTS,
    SAMPLE_OFFICERS,
    Account,
    account_table,
    in_own_currency,
    is_foreign,
    total,
)
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAssistance:
    """Hold what a bank is asked to transfer, from where, to which account of the court."""

    matter: Matter
    institution: str
    ruling: str
    accounts: tuple[Account, ...]
    to: Account
    officers: tuple[str, str]


def _wording(data: TransferAssistance, frame: Frame) -> tuple[Block, ...]:
    return (
        Addressee(f"{data.institution}："),
        Para(
            f"本院在执行{data.matter.naming}中，作出的{data.ruling}已经发生法律效力。"
            f"依照{cite_all(frame.basis)}之规定，{_asked(data)}"
        ),
        account_table(in_own_currency(data.accounts)),
        Fields(
            (
                ("收款户名", data.to.holder),
                ("收款银行", data.to.bank),
                ("收款账号", account_number(data.to.number)),
                ("划款附言", frame.case_number),
                ("执行人员", "；".join(data.officers)),
            )
        ),
    )


def _asked(data: TransferAssistance) -> str:
    if is_foreign(data.accounts):
        return (
            "请将下列账户内的外币存款按你单位办理当日的牌价兑换为人民币，全额划拨至本院指定账户，"
            "并在回执中写明兑换的外币数额、汇率及其日期、划入的人民币数额和交易流水号。"
        )
    return f"请将下列账户内的存款合计{total(data.accounts)}划拨至本院指定账户。"


def _receipt(data: TransferAssistance, frame: Frame) -> Receipt:
    sums: tuple[str, ...] = ("划拨金额", "划拨日期")
    if is_foreign(data.accounts):
        sums = ("兑换的外币数额", "汇率（每100外币）及日期", "划入的人民币数额", "划拨日期")
    return slip(frame, "协助划拨存款通知书", (*sums, "交易流水号", "未能划拨的原因"))


TEMPLATE = InstrumentTemplate(
    code="TRANSFER_ASSISTANCE",
    name_zh="协助划拨存款通知书",
    name_en="Notice to help transfer deposits",
    kind=Kind.ASSISTANCE,
    data=TransferAssistance,
    basis=(Basis("CPL", "253"), Basis("CPL-INT", "484")),
    wording=_wording,
    receipt=_receipt,
    sample=TransferAssistance(
        matter=MATTER,
        institution="示例银行示例支行",
        ruling="（2027）示例01执1号之一执行裁定书",
        accounts=SAMPLE_ACCOUNTS,
        to=Account(
            holder="示例市示例区人民法院", bank="示例银行示例支行", number="0000000000000001001"
        ),
        officers=SAMPLE_OFFICERS,
    ),
)
