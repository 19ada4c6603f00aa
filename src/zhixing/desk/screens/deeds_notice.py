"""The deed of drafting the enforcement notice (执行通知书), from claim, fee and account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.docket.chapters import Debt
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.funds.acts import Money
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.fees.execution_fee import FeeBase, execution_fee
from zhixing.law.procedure.facts import ActType
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, case_deed
from zhixing.platform.web.fragments import CaseAsk

MOST_DAYS = 365


class NoticeForm(forms.Form):
    """What is to be done within how many days, the fee, and where to pay."""

    duties = boxes.words(Words("应履行的义务，每行一项", "Duties, one a line"))
    perform_days = boxes.whole(Words("履行期限（日）", "Days to perform"), 1, MOST_DAYS)
    enforcement_fee = boxes.money(Words("申请执行费", "Enforcement fee"))
    account_name = boxes.text(Words("户名", "Account name"), most=100)
    account_bank = boxes.text(Words("开户行", "Bank"), most=100)
    account_number = boxes.text(Words("账号", "Account number"), most=60)


@case_deed
class DraftNotice(LawfulDeed):
    """Draft the enforcement notice."""

    key = "draft-notice"
    label = Words("拟制执行通知书", "Draft the enforcement notice")
    needs = "draft"
    tabs = ("instruments",)
    order = 1
    form = NoticeForm
    step = ActType.SEND_NOTICE

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        fee = _fee(ask)
        number = ask.facts.of(Money).account_number or Words("尚未开立", "not opened yet")
        return [
            Known(Words("申请执行费", "Enforcement fee"), money_text(fee.value), finding=fee),
            Known(Words("案款专户", "Case account"), number),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "生成草稿，签发盖章后方可送达；送达后履行期限开始计算。",
            "A draft is made; it is served once sealed, and the days to perform run from service.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        initial = {
            "duties": _duties(ask),
            "enforcement_fee": _fee(ask).value.yuan,
            "account_name": ask.by.court_name,
            "account_number": ask.facts.of(Money).account_number,
        }
        return NoticeForm(data, initial=initial)

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        duties = [line.strip() for line in given["duties"].splitlines() if line.strip()]
        values = {**given, "duties": duties, "enforcement_fee": int(given["enforcement_fee"])}
        wanted = {name: values[name] for name in NoticeForm.base_fields}
        draft_instrument(Draft(ask.case, "ENFORCEMENT_NOTICE", wanted), ask.on, by=ask.by)
        return Words("草稿已生成，待签发。", "The draft is made and waits for the seal.")


def _fee(ask: CaseAsk) -> Finding[Fen]:
    claim = sum(int(o.amount) for o in ask.facts.of(Debt).obligations)
    return execution_fee(on=ask.on, amount=Fen(claim), base=FeeBase.APPLIED_FOR)


def _duties(ask: CaseAsk) -> str:
    items = ask.facts.of(Debt).obligations
    pay = "支付{n}{m}元。"  # one language
    return "\n".join(pay.format(n=o.label, m=o.amount.yuan) for o in items)
