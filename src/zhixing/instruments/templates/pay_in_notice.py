"""Notice of how to pay in (缴款告知书): what is owed on a day, and the case's own account."""

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
class PayInNotice:
    """Hold what is owed by its parts on a day, and the account it is paid into."""

    matter: Matter
    parts: Parts
    owed_on: date
    account: Account


def _wording(data: PayInNotice, frame: Frame) -> tuple[Block, ...]:
    owed = total_of(data.parts)
    return (
        Addressee(f"{data.matter.debtor_names}："),
        Para(
            f"{data.matter.naming}，依照{cite_all(frame.basis)}之规定，现将缴款事项告知如下。"
            f"截至{day_in_figures(data.owed_on)}，你（单位）应付{money(owed)}，构成如下："
        ),
        table_of(data.parts),
        fields_of(data.account, "户名", "开户银行", "本案专用账号"),
        Para(
            "利息按日计算，应付数额以汇款到账当日计算的为准；汇入本案专用账号的款项自动记入本案。"
        ),
        Para(
            "付清以后，本院依法解除对你（单位）财产的查封、扣押、冻结，并将案款发放给申请执行人。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="PAY_IN_NOTICE",
    name_zh="缴款告知书",
    name_en="Notice of how to pay",
    kind=Kind.NOTICE,
    data=PayInNotice,
    basis=(Basis("MONEY", "5", since=date(2017, 5, 1)), Basis("CPL", "251")),
    wording=_wording,
    sample=PayInNotice(
        matter=MATTER,
        parts=(
            ("借款本金", Fen.of_yuan("580000.00")),
            ("加倍部分债务利息", Fen.of_yuan("3574.50")),
        ),
        owed_on=date(2027, 3, 15),
        account=Account(holder="示例市示例区人民法院", bank="示例银行", number="9000000000000001"),
    ),
)
