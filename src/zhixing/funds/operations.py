"""Every write of the funds room, by the law's words; each is one act or one ledger movement."""

from zhixing.funds.fees import FeeNotTaken, FeeRequest, take_fee
from zhixing.funds.interest import (
    BankInterest,
    InterestRefused,
    credit_interest,
    reverse_interest,
)
from zhixing.funds.inviting import (
    Channel,
    Invitation,
    InvitationRefused,
    Invited,
    invite_payment,
)
from zhixing.funds.ledger import SameKeyOtherBody
from zhixing.funds.opening import (
    AccountRefused,
    open_accounts_at_filing,
    open_case_account,
    open_missing_accounts,
)
from zhixing.funds.payments import (
    PaymentRefused,
    PaymentRequest,
    approve_payment,
    check_payment,
    fail_payment,
    order_payment,
    settle_payment,
)
from zhixing.funds.receipts import (
    Incoming,
    Posted,
    ReceiptRefused,
    match_receipt,
    post_receipt,
    reverse_receipt,
)
from zhixing.funds.returning import ReturnRefused, refund_fee, return_payment

__all__ = [
    "AccountRefused",
    "BankInterest",
    "Channel",
    "FeeNotTaken",
    "FeeRequest",
    "Incoming",
    "InterestRefused",
    "Invitation",
    "InvitationRefused",
    "Invited",
    "PaymentRefused",
    "PaymentRequest",
    "Posted",
    "ReceiptRefused",
    "ReturnRefused",
    "SameKeyOtherBody",
    "approve_payment",
    "check_payment",
    "credit_interest",
    "fail_payment",
    "invite_payment",
    "match_receipt",
    "open_accounts_at_filing",
    "open_case_account",
    "open_missing_accounts",
    "order_payment",
    "post_receipt",
    "refund_fee",
    "return_payment",
    "reverse_interest",
    "reverse_receipt",
    "settle_payment",
    "take_fee",
]
