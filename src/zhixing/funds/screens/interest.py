"""Deeds on bank interest (结息): credited by the court's own rule, taken back by counter-entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.funds.acts import Money
from zhixing.funds.interest import require_rule
from zhixing.funds.operations import BankInterest, credit_interest, reverse_interest
from zhixing.funds.policies import InterestTo
from zhixing.funds.queries import list_interest
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

GOES_TO: dict[InterestTo, Text] = {
    InterestTo.CASE: Words("归本案", "held for the case"),
    InterestTo.TREASURY: Words("上缴国库", "goes to the treasury"),
}


class InterestForm(forms.Form):
    """What the bank's statement says."""

    amount = boxes.money(Words("结息金额", "Interest"))
    credited_on = boxes.day(Words("结息日", "Credited on"))
    reference = boxes.text(Words("银行流水号", "Bank reference"), most=100)


@case_deed
class CreditInterest(CaseDeed):
    """Credit the bank's interest on the case's account."""

    key = "credit-interest"
    label = Words("登记结息", "Credit bank interest")
    needs = "receipt_post"
    tabs = ("money",)
    order = 70
    form = InterestForm
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(ask.facts.of(Money).account_number)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        if self.obstacle(ask) is not None:
            return ()
        rule = GOES_TO[require_rule(ask.court_no, ask.on)]
        return [Known(Words("依本院制度", "By the court's rule"), rule)]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        try:
            require_rule(ask.court_no, ask.on)
        except Refusal as refusal:
            return refusal
        return None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "利息按本院制度入账；不是被执行人的履行，不抵充债务。",
            "It is booked by the court's rule; the debtor did not pay it, and it pays no debt.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return InterestForm(data, initial={"credited_on": ask.on})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        line = BankInterest(given["reference"], given["credited_on"], given["amount"])
        credit_interest(ask.case, line, by=ask.by)
        return Words("已登记结息。", "The interest is credited.")


@case_deed
class ReverseInterest(CaseDeed):
    """Take back interest that was credited."""

    key = "reverse-interest"
    label = Words("冲正结息", "Reverse the interest")
    needs = "receipt_post"
    tabs = ("money",)
    order = 71
    reason = "required"
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(ask.facts.of(Money).account_number)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        name = Words("{d} 结息 {m}", "{m} interest of {d}")
        return [
            Subject(x.transfer, name.filled(d=x.credited_on.isoformat(), m=money_text(x.amount)))
            for x in list_interest(ask.court_no, ask.case)
            if not x.is_reversed
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("以反向分录冲正，原记录保留。", "A counter-entry undoes it; the entry stays.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        reverse_interest(ask.case, subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已冲正结息。", "The interest is reversed.")
