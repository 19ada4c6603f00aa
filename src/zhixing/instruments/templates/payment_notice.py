"""Notice of payment (案款发放通知书): how much, of what, when, to which account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.instruments.rendering.blocks import Addressee, Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import (
    cite_all,
    day_in_figures,
    money,
)
from zhixing.instruments.templates._deposit import Account
from zhixing.instruments.templates._payment import Parts, fields_of, table_of, total_of
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNotice:
    """Hold a payment: its parts (what for, sum), the receiving account, and what remains."""

    matter: Matter
    payee: Account
    parts: Parts
    paid_on: date
    remaining: Fen


def _wording(data: PaymentNotice, frame: Frame) -> tuple[Block, ...]:
    paid = total_of(data.parts)
    return (
        Addressee(f"{data.payee.holder}："),
        Para(
            f"{data.matter.naming}，依照{cite_all(frame.basis)}之规定，"
            f"本院于{day_in_figures(data.paid_on)}向你（单位）发放案款{money(paid)}，构成如下："
        ),
        table_of(data.parts),
        fields_of(data.payee, "收款户名", "收款银行", "收款账号"),
        Para(
            f"截至当日，生效法律文书确定的债权尚有{money(data.remaining)}未受偿。"
            if data.remaining > 0
            else "截至当日，生效法律文书确定的金钱债权已经全部受偿。"
        ),
        Para("对发放数额有疑问的，请自收到本通知书之日起向本案承办人查询。"),
    )


TEMPLATE = InstrumentTemplate(
    code="PAYMENT_NOTICE",
    name_zh="案款发放通知书",
    name_en="Notice of payment",
    kind=Kind.NOTICE,
    data=PaymentNotice,
    basis=(Basis("MONEY", "10", since=date(2017, 5, 1)), Basis("CPL", "247")),
    wording=_wording,
    sample=PaymentNotice(
        matter=MATTER,
        payee=Account(holder="示例甲", bank="示例银行示例支行", number="0000000000000004004"),
        parts=(
            ("借款本金", Fen.of_yuan("580000.00")),
            ("利息", Fen.of_yuan("16425.50")),
            ("加倍部分债务利息", Fen.of_yuan("3574.50")),
        ),
        paid_on=date(2027, 3, 15),
        remaining=Fen.of_yuan("58900.00"),
    ),
)
