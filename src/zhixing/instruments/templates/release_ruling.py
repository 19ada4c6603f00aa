"""Ruling to release (执行裁定书·解除冻结): ends a freeze and says why."""

from __future__ import annotations

from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import Block, Para
from zhixing.instruments.rendering.frame import Frame, Matter
from zhixing.instruments.rendering.template import Basis, InstrumentTemplate, Kind
from zhixing.instruments.rendering.wording import cite_all
from zhixing.instruments.templates._deposit import (
    OBJECTION,
    SAMPLE_ACCOUNTS,
    Account,
    account_table,
)
from zhixing.instruments.templates._sample import MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRuling:
    """Hold what a release ruling lifts; ``reason`` is a clause without a full stop."""

    matter: Matter
    freezing_ruling: str
    accounts: tuple[Account, ...]
    reason: str


def _wording(data: ReleaseRuling, frame: Frame) -> tuple[Block, ...]:
    matter = data.matter
    return (
        *(Para(party.line) for party in (*matter.creditors, *matter.debtors)),
        Para(
            f"本院在执行{matter.naming}中，以{data.freezing_ruling}冻结了被执行人的银行存款。"
            f"现因{data.reason}，应当解除冻结。依照{cite_all(frame.basis)}之规定，裁定如下："
        ),
        Para("解除对下列账户的冻结。"),
        account_table(data.accounts),
        Para("本裁定立即执行。"),
    )


TEMPLATE = InstrumentTemplate(
    code="RELEASE_RULING",
    name_zh="执行裁定书",
    name_en="Ruling to release a freeze",
    kind=Kind.RULING,
    data=ReleaseRuling,
    basis=(Basis("SEIZURE", "28"),),
    wording=_wording,
    remedy=OBJECTION,
    sample=ReleaseRuling(
        matter=MATTER,
        freezing_ruling="（2027）示例01执1号执行裁定书",
        accounts=SAMPLE_ACCOUNTS,
        reason="被执行人已履行生效法律文书确定的全部义务",
    ),
)
