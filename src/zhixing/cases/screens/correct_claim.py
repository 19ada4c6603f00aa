"""The deed of correcting what the application was recorded to claim (更正执行标的)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.filing.amending import ClaimCorrection, application_act
from zhixing.cases.lawful_deed import RunningDeed
from zhixing.cases.operations import correct_claim
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, once
from zhixing.platform.web.fragments import CaseAsk

KIND_WORDS: dict[str, Text] = {
    "principal": Words("本金", "Principal"),
    "damages": Words("损失", "Damages"),
    "liquidated_damages": Words("违约金", "Liquidated damages"),
    "ordinary_interest": Words("一般债务利息", "Ordinary interest"),
    "case_fee": Words("诉讼费用", "Costs of the suit"),
    "wages": Words("劳动报酬", "Wages"),
}
ITEM = Words("{k}（{l}）", "{k} ({l})")


class CorrectionForm(forms.Form):
    """What of the claim was recorded wrongly, and why; an amount a box for each item."""

    effective_on = boxes.day(Words("文书生效日", "Title effective on"), required=False)
    served_on = boxes.day(Words("文书送达日", "Title served on"), required=False)
    performance_until = boxes.day(Words("履行期限届满日", "Perform by"), required=False)
    costs = boxes.money(Words("费用", "Costs"), required=False)
    reason = boxes.words(Words("更正的理由", "Why it is corrected"))


@case_deed
class CorrectClaim(RunningDeed):
    """Correct amounts and days of the recorded claim."""

    key = "correct-claim"
    label = Words("更正执行标的", "Correct the claim")
    needs = "record"
    tabs = ("parties", "money")
    order = 13

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以更正代替原记录，原记录保留在卷；债务、利息与期限按更正后的内容重新计算。",
            "The correction takes the place of the entry, which stays in the docket; debt, "
            "interest and terms are reckoned anew.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        applied = once(ask, "applied", lambda: application_act(ask.court_no, ask.case)[1])
        form = CorrectionForm(
            data,
            initial={
                "effective_on": applied.effective_on,
                "served_on": applied.served_on,
                "performance_until": applied.performance_until,
                "costs": applied.costs.yuan,
                **{f"amount_{n}": o.amount.yuan for n, o in enumerate(applied.obligations)},
            },
        )
        for n, item in enumerate(applied.obligations):
            kind = KIND_WORDS.get(item.kind, item.kind)
            name = ITEM.filled(k=kind, l=item.label) if item.label else kind
            form.fields[f"amount_{n}"] = boxes.money(name)
        form.order_fields([f"amount_{n}" for n in range(len(applied.obligations))])
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        applied = application_act(ask.court_no, ask.case)[1]
        items = tuple(
            replace(item, amount=given[f"amount_{n}"]) for n, item in enumerate(applied.obligations)
        )
        corrected = ClaimCorrection(
            given["reason"],
            items,
            given["effective_on"],
            given["served_on"],
            given["performance_until"],
            given["costs"],
        )
        correct_claim(ask.case, corrected, by=ask.by)
        return Words("已更正执行标的。", "The claim is corrected.")
