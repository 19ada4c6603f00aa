"""The deed of sealing a registered thing that was found (查封)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import outlook, unsealed
from zhixing.inquiry.operations import SealOrder, order_sealing
from zhixing.inquiry.seal_deed import SealDeed, particulars_of, told_of
from zhixing.inquiry.sealing import warnings_on
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.seizure.term import seizure_term
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Checked, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class SealForm(forms.Form):
    """What it is worth as far as known, until when, whether the debtor lives in it."""

    value = boxes.money(
        Words(
            "价值（扣除在先抵押后），不知可不填",
            "Value after rights that go before; empty while unknown",
        ),
        required=False,
    )
    until = boxes.day(
        Words("查封至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )
    is_only_home = boxes.choice(
        Words("是否为被执行人生活所必需的居住房屋", "Does the debtor need it as a home"),
        [
            ("YES", Words("经认定，是", "established: yes")),
            ("NO", Words("经认定，不是", "established: no")),
        ],
        required=False,
    )


HOME: Final = {"": None, "YES": True, "NO": False}
"""Nothing chosen: nobody has established it."""


@case_deed
class Seal(SealDeed, LawfulDeed):
    """Order a found thing sealed, in the rank that is free."""

    key = "seal"
    label = Words("查封", "Seal")
    order = 12
    form = SealForm
    step = ActType.SEAL
    measure = Measure.SEAL
    fields = {"end_on": "until"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return unsealed(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).seal_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        order = SealOrder(ask.case, subject_of(ask))
        claim = outlook(ask).limit(subject_of(ask)).value.claim_limit
        found = warnings_on(told_of(ask), claim, order, ask.on)
        return [
            Checked(Words(f.conclusion_zh, f.conclusion_en), holds=True, finding=f, warns=True)
            for f in found
        ]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        limit = outlook(ask).limit(subject_of(ask))
        kind = kind_of(outlook(ask).view(subject_of(ask)).kind)
        term = seizure_term(on=ask.on, asset=kind.term, effective_on=ask.on)
        longest = day_words(term.value.latest_end_on)
        return [
            *particulars_of(ask),
            Known(
                Words("债权额度尚余", "Of the claim"),
                money_text(limit.value.claim_limit),
                finding=limit,
            ),
            Known(Words("最长期限至", "Longest term"), longest, finding=term),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后向登记机构发出查封裁定和协助通知。已有在先查封的，本案轮候。"
            "登记机构的首次答复是暂时的，以登簿为准。车辆、船舶只作登记查封，处置以前须实际扣押。",
            "It is put up for approval; approved, the registry is served with ruling and notice. "
            "Behind other sealings ours waits in line. What the registry answers first is "
            "provisional. A vehicle or ship sealed on file must be impounded before it is sold.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        value = boxes.amount_of(given["value"])
        order = SealOrder(
            ask.case,
            subject_of(ask),
            value or None,
            given["until"],
            HOME[given["is_only_home"]],
        )
        order_sealing(order, ask.on, by=ask.by)
        return Words("已提请查封，待审批。", "The sealing is put up for approval.")
