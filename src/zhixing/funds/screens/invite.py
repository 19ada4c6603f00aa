"""The deed of telling a debtor how to pay, with a link that shows it (告知缴款)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse

from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of, names_of
from zhixing.cases.permissions import outstanding
from zhixing.funds.acts import Money
from zhixing.funds.inviting import Channel
from zhixing.funds.operations import Invitation, invite_payment
from zhixing.kernel.fen import ZERO
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

CHANNELS = {
    Channel.PHONE: Words("电话", "by telephone"),
    Channel.MESSAGE: Words("短信", "by text message"),
    Channel.LETTER: Words("信函", "by letter"),
    Channel.VISIT: Words("当面", "in person"),
}


OWED = Words("今日应付", "Owed today")
SETTLED = Words("和解尚应付（分期）", "Left under the settlement, by instalments")


class InviteForm(forms.Form):
    """How the debtor was reached, and what was said."""

    channel = boxes.choice(
        Words("联系方式", "How reached"), [(c.value, words) for c, words in CHANNELS.items()]
    )
    words = boxes.words(Words("沟通内容", "What was said"), required=False)


@case_deed
class InvitePayment(CaseDeed):
    """Tell a debtor how to pay."""

    key = "invite-payment"
    label = Words("告知缴款", "Tell how to pay")
    needs = "settle"
    tabs = ("money", "property")
    order = 60
    form = InviteForm
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(ask.facts.of(Money).account_number) and self._owed(ask) > ZERO

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = names_of(ask)
        return [Subject(p, names[p]) for p in ask.facts.of(Standings).of_role("DEBTOR")]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        number = ask.facts.of(Money).account_number
        is_settled = debt_on(facts_of(ask), ask.on).value.agreed_outstanding is not None
        return [
            Known(SETTLED if is_settled else OWED, money_text(self._owed(ask))),
            Known(Words("案款专户", "The case's account"), number),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "生成缴款链接，写明当日应付数额和案款专户，不显示姓名和财产；联系情况记入卷宗。",
            "A link is made that shows what is owed on the day it is opened and the account, no "
            "name and no property; the contact goes into the docket.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        invitation = Invitation(
            ask.case, subject_of(ask), Channel(given["channel"]), given["words"]
        )
        invited = invite_payment(invitation, ask.on, by=ask.by)
        return Words("缴款链接：{a}，{d}前有效。", "The link: {a}, until {d}.").filled(
            a=reverse("portal:pay", args=[invited.token]), d=invited.until.isoformat()
        )

    def _owed(self, ask: CaseAsk) -> Any:
        return outstanding(facts_of(ask), ask.on)
