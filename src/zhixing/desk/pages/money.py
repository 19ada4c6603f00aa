"""Money done in place from *my day*: a receipt matched, a payment checked or approved."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import find_case_by_number
from zhixing.desk.pages.cases import written_number
from zhixing.desk.visit import Visit
from zhixing.funds.operations import (
    approve_payment,
    check_payment,
    match_receipt,
    open_missing_accounts,
)
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.refusals import perform


def match(visit: Visit, receipt: UUID) -> HttpResponse:
    """Say to which case a receipt belongs."""
    number = written_number(visit.request.POST.get("number", ""))
    reason = visit.request.POST.get("reason", "").strip()

    def operation() -> str:
        case = find_case_by_number(number)
        if case is None or case.court_no != visit.by.court_no:
            raise _no_case(number)
        if not reason:
            raise _no_reason()
        match_receipt(receipt, case.id, reason, visit.on, by=visit.by)
        return case.number

    outcome = perform(operation)
    if outcome.refusal is not None:
        return visit.under("my_day").refuse(outcome.refusal, back=reverse("desk:my_day"))
    visit.tell(Words("已认领到{n}。", "Matched to {n}.").filled(n=outcome.value))
    return visit.go(reverse("desk:my_day"))


def open_accounts(visit: Visit) -> HttpResponse:
    """Open the accounts that are missing, some hundreds at a time."""
    outcome = perform(lambda: open_missing_accounts(visit.on, by=visit.by))
    if outcome.refusal is not None:
        return visit.under("my_day").refuse(outcome.refusal, back=reverse("desk:my_day"))
    visit.tell(Words("已开立{n}个案款专户。", "{n} accounts are open.").filled(n=outcome.value))
    return visit.go(reverse("desk:my_day"))


def check(visit: Visit, order: UUID) -> HttpResponse:
    """Check a payment order as the second person."""
    done = Words("已复核。", "Checked.")
    return _step(visit, lambda: check_payment(order, visit.on, by=visit.by), done)


def approve(visit: Visit, order: UUID) -> HttpResponse:
    """Approve a payment order as the third person."""
    done = Words("已批准发放。", "The payment is approved.")
    return _step(visit, lambda: approve_payment(order, visit.on, by=visit.by), done)


def _step(visit: Visit, operation: Callable[[], None], done: Words) -> HttpResponse:
    outcome = perform(operation)
    if outcome.refusal is not None:
        return visit.under("my_day").refuse(outcome.refusal, back=reverse("desk:my_day"))
    visit.tell(done)
    return visit.go(reverse("desk:my_day"))


def _no_case(number: str) -> Refusal:
    return Refusal(
        "CASE_UNKNOWN",
        message_zh=f"本院没有案号为“{number}”的案件。",
        message_en=f"This court has no case {number!r}.",
        remedy_zh="请核对案号。",
        remedy_en="Check the number.",
        field="number",
    )


def _no_reason() -> Refusal:
    return Refusal(
        "REASON_MISSING",
        message_zh="认领须写明理由。",
        message_en="Say why the money belongs to this case.",
        field="reason",
    )
