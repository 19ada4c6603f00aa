"""Every write of the inquiry room, by the law's words."""

from zhixing.inquiry.controlling import (
    order_freeze,
    order_release,
    order_renewal,
    order_transfer,
)
from zhixing.inquiry.handout import hand_out, hand_out_documents
from zhixing.inquiry.interpreting import interpret_answer, note_problem
from zhixing.inquiry.issuing import issue_order, withdraw_order
from zhixing.inquiry.ordering import order_query
from zhixing.inquiry.packing import (
    note_placed,
    order_failure_receipt,
    pack_requests,
    receive_package,
)
from zhixing.inquiry.reading import interpret_message
from zhixing.inquiry.receiving import note_message, store_message, take_feedback
from zhixing.inquiry.repairing import (
    expire_overdue,
    record_letter_answer,
    redeliver_request,
    reissue_request,
    reopen_request,
    withdraw_stuck,
)
from zhixing.inquiry.sealing import order_sealing, order_sealing_renewal, order_unsealing
from zhixing.inquiry.values import (
    FreezeOrder,
    InquiryRefused,
    QueryOrder,
    ReleaseOrder,
    RenewalOrder,
    SealOrder,
    TransferOrder,
    UnsealOrder,
)

__all__ = [
    "FreezeOrder",
    "InquiryRefused",
    "QueryOrder",
    "ReleaseOrder",
    "RenewalOrder",
    "SealOrder",
    "TransferOrder",
    "UnsealOrder",
    "expire_overdue",
    "hand_out",
    "hand_out_documents",
    "interpret_answer",
    "interpret_message",
    "issue_order",
    "note_message",
    "note_placed",
    "note_problem",
    "order_failure_receipt",
    "order_freeze",
    "order_query",
    "order_release",
    "order_renewal",
    "order_sealing",
    "order_sealing_renewal",
    "order_transfer",
    "order_unsealing",
    "pack_requests",
    "receive_package",
    "record_letter_answer",
    "redeliver_request",
    "reissue_request",
    "reopen_request",
    "store_message",
    "take_feedback",
    "withdraw_order",
    "withdraw_stuck",
]
