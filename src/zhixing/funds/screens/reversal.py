"""The deed of reversing a receipt (冲正): a counter-entry, never a deletion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.funds.operations import reverse_receipt
from zhixing.funds.queries import ReceiptView, list_receipts
from zhixing.funds.screens.payment import held_of
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class ReverseReceipt(CaseDeed):
    """Reverse a receipt that the bank took back, or that was posted to the wrong case."""

    key = "reverse-receipt"
    label = Words("冲正到账", "Reverse the receipt")
    needs = "receipt_post"
    tabs = ("money",)
    order = 69
    reason = "required"
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        name = Words("{d} 到账 {m}", "{m} received on {d}")
        return [
            Subject(r.id, name.filled(d=r.received_on.isoformat(), m=money_text(r.amount)))
            for r in receipts_of(ask)
            if r.reversed_on is None
        ]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        receipt = next(r for r in receipts_of(ask) if r.id == subject_of(ask))
        return [
            Known(Words("到账金额", "Received"), money_text(receipt.amount)),
            Known(Words("银行流水号", "Bank reference"), receipt.reference),
            Known(Words("付款人", "Payer"), receipt.payer or Words("未报", "not stated")),
            Known(Words("账户余额", "Held"), money_text(held_of(ask).held)),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以反向分录冲正，原记录保留；债务按未收到该款重新计算。已发放的款项须先追回。",
            "A counter-entry undoes it and the entry stays; the debt counts as if it had not come "
            "in. Money already paid out must be recovered first.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        reverse_receipt(subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已冲正。", "The receipt is reversed.")


def receipts_of(ask: CaseAsk) -> list[ReceiptView]:
    """Give the receipts of the case, read once a page."""
    return once(ask, "receipts", lambda: list_receipts(ask.court_no, ask.case))
