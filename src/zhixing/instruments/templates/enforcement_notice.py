"""Enforcement notice (执行通知书): orders the debtor to perform and warns of what follows."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Addressee, Block, Para, numbered
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind, Remedy
from zhixing.instruments.rendering.wording import cite_all, money
from zhixing.instruments.templates._sample import MATTER
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementNotice:
    """Hold what an enforcement notice orders; ``duties`` in words, as the title puts them."""

    matter: Matter
    duties: tuple[str, ...]
    perform_days: int
    enforcement_fee: Fen
    account_name: str
    account_bank: str
    account_number: str


def _wording(data: EnforcementNotice, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        Addressee(f"{matter.debtor_names}："),
        Para(
            f"你（单位）与{matter.creditor_names}{matter.cause}一案，{matter.title}已经发生法律效力。"
            f"因你（单位）未履行生效法律文书确定的义务，{matter.creditor_names}向本院申请执行，"
            f"本院依法立案。依照{cite_all(frame.basis)}之规定，责令你（单位）自本通知书送达之日起"
            f"{data.perform_days}日内履行下列义务："
        ),
        *numbered(
            (
                *data.duties,
                "未按生效法律文书指定的期间履行金钱给付义务的，加倍支付迟延履行期间的债务利息；"
                "未履行其他义务的，支付迟延履行金。",
                f"负担申请执行费{money(data.enforcement_fee)}。",
            )
        ),
        Para(
            f"款项请汇入本案专用账户：户名{data.account_name}，开户行{data.account_bank}，"
            f"账号{data.account_number}。"
        ),
        Para(
            "逾期不履行的，本院将依法强制执行，并可以将你（单位）纳入失信被执行人名单、"
            "采取限制消费措施；隐藏、转移财产的，本院可以立即采取强制执行措施。"
        ),
    )


TEMPLATE = InstrumentTemplate(
    code="ENFORCEMENT_NOTICE",
    name_zh="执行通知书",
    name_en="Enforcement notice",
    kind=Kind.NOTICE,
    data=EnforcementNotice,
    basis=(
        Basis("CPL", "251"),
        Basis("CPL", "264"),
        Basis("CPL-INT", "480"),
    ),
    wording=_wording,
    remedy=Remedy(
        "当事人、利害关系人认为执行行为违反法律规定的，可以依照{basis}之规定，"
        "向本院提出书面异议。异议审查期间不停止执行。",
        (Basis("CPL", "236"),),
    ),
    sample=EnforcementNotice(
        matter=MATTER,
        duties=("向申请执行人示例甲偿还借款本金人民币陆拾伍万元整（¥650,000.00）及相应利息。",),
        perform_days=10,
        enforcement_fee=Fen.of_yuan("8900.00"),
        account_name="示例市示例区人民法院",
        account_bank="示例银行示例支行",
        account_number="0000 0000 0000 0001 001",
    ),
)
