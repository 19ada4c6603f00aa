"""Each kind of message a bank sends is read into what it says."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.wire.samples import BANK, CONTROL_NO, QUERY_NO, golden
from zhixing.inquiry.wire.bank_codec import (
    decode_document_key,
    decode_feedback,
    decode_usermarker,
)
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome, RejectionForm
from zhixing.inquiry.wire.model import Scope
from zhixing.inquiry.wire.reasons import ReasonCode
from zhixing.kernel.fen import Fen


def clean(name: str):
    """Decode a golden message that holds nothing odd."""
    decoded = decode_feedback(golden(name), BANK)
    assert (decoded.notes, decoded.problems) == ((), ())
    return decoded.feedbacks


def test_usermarker():
    marker = decode_usermarker(golden("in_usermarker"), BANK)
    assert (marker.username, marker.password) == ("YH000001", "zhixing-demo")
    assert marker.readings[0] == ("YH000001", "zhixing-demo")
    assert "zhixing-demo" not in repr(marker)


def test_document_keys():
    by_set = decode_document_key(golden("in_wsbhinfo"), BANK)
    assert (by_set.field, by_set.value) == ("WSBH", "SLWS202700000001")
    by_request = decode_document_key(golden("in_bdhminfo"), BANK)
    assert (by_request.field, by_request.value) == ("BDHM", CONTROL_NO)


def test_accounts_with_everything_hanging_on_them():
    found, missed = clean("in_accounts")
    assert (found.request_no, found.kind, found.no_record) == (
        QUERY_NO,
        FeedbackKind.ACCOUNTS,
        False,
    )
    (account,) = found.accounts
    assert (account.no, account.balance, account.available) == (
        "0000111122227777",
        Fen(100000),
        Fen(80000),
    )
    assert (account.opened_on, account.closed_on) == (date(2020, 1, 1), None)
    assert account.fed_back_at == datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    (asset,) = account.assets
    assert (asset.product_no, asset.quantity, asset.total) == (
        "SLLC0001",
        Decimal("500.00"),
        Fen(51250),
    )
    assert (asset.established_on, asset.unit_price) == (date(2026, 7, 1), Decimal("1.0250"))
    (prior,) = account.prior_measures
    assert (prior.authority, prior.amount, prior.until) == (
        "示例区人民法院",
        Fen(20000),
        date(2027, 6, 30),
    )
    (movement,) = account.transactions
    assert (movement.direction, movement.amount, movement.account_line) == ("付", Fen(5000), "1")
    assert (movement.counterparty.name, movement.counterparty.bank) == ("测试乙", "示例二银行")
    assert account.rights[0].holder == "示例担保有限公司"
    assert account.sub_accounts[0].no == "0000111122227777-01"
    assert missed.no_record is True
    assert missed.accounts == ()


def test_a_failed_lookup_is_no_empty_answer():
    (feedback,) = clean("in_lookup_failed")
    assert (feedback.lookup_failed, feedback.no_record) == (True, False)


def test_the_three_rejections():
    forms = {}
    for name in ("in_rejection", "in_rejection_pseudo_account", "in_rejection_pseudo_result"):
        (feedback,) = clean(name)
        assert feedback.kind is FeedbackKind.REJECT
        assert feedback.rejection is not None
        forms[feedback.rejection.form] = feedback.rejection.reason_code
    assert forms == {
        RejectionForm.OWN_LIST: ReasonCode.NO_WRIT,
        RejectionForm.PSEUDO_ACCOUNT: ReasonCode.NO_WRIT,
        RejectionForm.PSEUDO_RESULT: ReasonCode.NO_CREDENTIAL,
    }


def test_control_done_partial_and_refused_with_receipt():
    (feedback,) = clean("in_control")
    assert (feedback.request_no, feedback.kind) == (CONTROL_NO, FeedbackKind.CONTROL)
    done, partial, refused = feedback.results
    assert (done.outcome, done.actual, done.scope) == (Outcome.DONE, Fen(10000000), Scope.FUNDS)
    assert (done.actual_from, done.actual_to) == (date(2027, 1, 5), date(2028, 1, 4))
    assert done.prior_measures[0].amount == Fen(2000000)
    assert (partial.outcome, partial.actual) == (Outcome.PARTIAL, Fen(120000))
    assert partial.reason == "产品冻结失败，已冻结回款账户"
    assert (refused.outcome, refused.reason_code) == (Outcome.NOT_DONE, ReasonCode.NAME_MISMATCH)
    (receipt,) = feedback.receipts
    assert (receipt.writ.content, receipt.md5_agrees) == (b"%PDF-1.4 receipt", True)
    assert receipt.writ.category == "回执"


def test_transactions_that_come_apart():
    (feedback,) = clean("in_ledger")
    assert feedback.kind is FeedbackKind.LEDGER
    assert [(t.direction, t.amount, t.account_line) for t in feedback.transactions] == [
        ("收", Fen(500000), "1"),
        ("付", Fen(20000), "1"),
    ]
