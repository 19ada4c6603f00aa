"""Funds: case accounts, receipts, and payments by maker, checker, approver and cashier."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from zhixing.api.route import get, in_path, post, request_key
from zhixing.api.visible import get_visible_case
from zhixing.funds import operations, queries
from zhixing.funds.queries import (
    AccountCoverage,
    CaseMoney,
    FeeView,
    InterestView,
    PaymentView,
    ReceiptView,
)
from zhixing.platform.principal import Principal


def money(case: UUID) -> CaseMoney:
    """Show what is held for a case."""
    return queries.get_case_money(get_visible_case(case).court_no, case)


def receipts(case: UUID) -> list[ReceiptView]:
    """List the receipts of a case, the earliest first."""
    return queries.list_receipts(get_visible_case(case).court_no, case)


def coverage(on: date, *, by: Principal) -> AccountCoverage:
    """Count the open cases of the court with and without an account of their own."""
    return queries.get_account_coverage(by.court_no, on)


def fees(case: UUID) -> list[FeeView]:
    """List the fees taken in a case."""
    return queries.list_fees(get_visible_case(case).court_no, case)


def interest(case: UUID) -> list[InterestView]:
    """List the bank interest credited in a case."""
    return queries.list_interest(get_visible_case(case).court_no, case)


def unmatched(*, by: Principal) -> list[ReceiptView]:
    """List receipts that belong to no case yet (不明款)."""
    return queries.list_unmatched_receipts(by.court_no)


def payments(
    state: Annotated[str, Field(max_length=20)] = "", *, by: Principal
) -> list[PaymentView]:
    """List payment orders of the court, in one state or in all."""
    return queries.list_payments(by.court_no, states=(state,) if state else ())


def payments_of_case(case: UUID) -> list[PaymentView]:
    """List payment orders of a case."""
    return queries.list_payments(get_visible_case(case).court_no, case=case)


ROUTES = (
    get("/cases/{case}/money", money, "案款", "A case's money"),
    post(
        "/cases/{case}/payment-invitations",
        operations.invite_payment,
        "告知缴款方式",
        "Tell a debtor how to pay",
        fills={"invitation.case": in_path("case")},
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/account",
        operations.open_case_account,
        "开立案款专户",
        "Open the case's account",
        needs="receipt_post",
        status=201,
    ),
    post(
        "/cases/{case}/fees",
        operations.take_fee,
        "收取执行申请费",
        "Take the enforcement fee",
        needs="payment_check",
        status=201,
        today=True,
        fills={"request.case": in_path("case")},
    ),
    get("/accounts/coverage", coverage, "一案一账号配置", "Cases with an account"),
    post(
        "/accounts/missing",
        operations.open_missing_accounts,
        "补开案款专户",
        "Open the accounts that are missing",
        needs="receipt_post",
        today=True,
    ),
    get("/cases/{case}/fees", fees, "已收执行申请费", "Fees taken in a case"),
    post(
        "/cases/{case}/fees/{transfer}/refund",
        operations.refund_fee,
        "退还执行申请费",
        "Refund an enforcement fee",
        needs="payment_check",
        today=True,
    ),
    get("/cases/{case}/interest", interest, "案款专户结息", "Bank interest in a case"),
    post(
        "/cases/{case}/interest",
        operations.credit_interest,
        "登记结息",
        "Credit bank interest",
        needs="receipt_post",
        status=201,
    ),
    post(
        "/cases/{case}/interest/{transfer}/reversal",
        operations.reverse_interest,
        "冲正结息",
        "Reverse bank interest",
        needs="receipt_post",
        today=True,
    ),
    get("/cases/{case}/receipts", receipts, "案款到账", "A case's receipts"),
    get("/receipts/unmatched", unmatched, "不明款", "Unmatched receipts"),
    post(
        "/receipts",
        operations.post_receipt,
        "登记到账",
        "Post a receipt",
        needs="receipt_post",
        status=201,
    ),
    post(
        "/receipts/{receipt}/match",
        operations.match_receipt,
        "认领到账",
        "Match a receipt",
        needs="receipt_post",
    ),
    post(
        "/receipts/{receipt}/reversal",
        operations.reverse_receipt,
        "冲正到账",
        "Reverse a receipt",
        needs="receipt_post",
    ),
    get("/payments", payments, "发放单", "Payment orders"),
    get("/cases/{case}/payments", payments_of_case, "本案发放单", "A case's payment orders"),
    post(
        "/cases/{case}/payments",
        operations.order_payment,
        "申请发放案款",
        "Order a payment",
        status=201,
        today=True,
        fills={"request.case": in_path("case"), "request.key": request_key},
    ),
    post(
        "/payments/{order_id}/check",
        operations.check_payment,
        "复核发放",
        "Check a payment",
        today=True,
    ),
    post(
        "/payments/{order_id}/approval",
        operations.approve_payment,
        "审批发放",
        "Approve a payment",
        today=True,
    ),
    post(
        "/payments/{order_id}/settlement",
        operations.settle_payment,
        "登记已付",
        "Settle a payment",
        needs="payment_execute",
    ),
    post(
        "/payments/{order_id}/failure",
        operations.fail_payment,
        "登记退回",
        "Record a failed payment",
        needs="payment_execute",
    ),
    post(
        "/payments/{order_id}/return",
        operations.return_payment,
        "登记退汇",
        "Record a payment that came back",
        needs="payment_execute",
    ),
)
