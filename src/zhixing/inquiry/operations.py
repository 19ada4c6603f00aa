"""Every write of the inquiry room, by the law's words."""

from zhixing.inquiry.bulk_freezing import order_freezes
from zhixing.inquiry.bulk_issuing import issue_part, withdraw_drafts
from zhixing.inquiry.bulk_undoing import undo_freezes
from zhixing.inquiry.bulk_values import FreezeBatch, FreezeRow
from zhixing.inquiry.closing_days import (
    ClosingDays,
    announce_closing,
    excuse_closing,
    take_back_closing,
)
from zhixing.inquiry.controlling import (
    order_freeze,
    order_release,
    order_renewal,
    order_transfer,
)
from zhixing.inquiry.correcting.operations import (
    ControlCorrection,
    Ground,
    confirm_correction,
    correct_answer,
    propose_correction,
    refuse_correction,
)
from zhixing.inquiry.counter.going import (
    Pair,
    Service,
    assign_window_task,
    print_window_bundle,
    serve_at_window,
    withdraw_window_task,
)
from zhixing.inquiry.counter.keyed import KeyedPrior, KeyedReceipt, KeyedThing, ReceiptResult
from zhixing.inquiry.counter.receipts import (
    Refused,
    Scan,
    attach_scan,
    key_receipt,
    record_assistance_refusal,
)
from zhixing.inquiry.entrusted.receiving import (
    approve_entrusting_return,
    ask_entrusted_papers,
    receive_entrusted,
    record_entrusted_letter,
    record_entrusted_papers,
    return_entrusted,
    tell_entrusted_filing,
)
from zhixing.inquiry.entrusted.sending import (
    record_entrusting_delivery,
    record_entrusting_filed,
    record_entrusting_return,
    record_papers_wanted,
    revoke_entrusting,
    send_entrusted,
    supply_entrusting_papers,
    tell_applicant_entrusted,
)
from zhixing.inquiry.entrusted.single_acts import (
    ActAnswer,
    answer_asked_act,
    note_act_delivered,
    receive_asked_act,
)
from zhixing.inquiry.entrusted.values import (
    CameBack,
    Delivery,
    EntrustedLetter,
    EntrustReturnOrder,
    FiledThere,
    NewSending,
    PapersSupplied,
    PapersWanted,
)
from zhixing.inquiry.foreign_transfers import order_foreign_transfer
from zhixing.inquiry.fruits import NewDividend, record_dividend
from zhixing.inquiry.handing.asking import (
    HandOverAnswer,
    HandOverRequest,
    ReceivedRequest,
    answer_hand_over,
    ask_hand_over,
    record_hand_over_reply,
    record_hand_over_request,
)
from zhixing.inquiry.handout import hand_out, hand_out_documents
from zhixing.inquiry.interpreting import interpret_answer, note_problem
from zhixing.inquiry.issuing import issue_order, withdraw_order
from zhixing.inquiry.keeping.co_owners import draft_co_owner_notices, follow_service
from zhixing.inquiry.keeping.lapse import note_lapse
from zhixing.inquiry.keeping.renewal import propose_renewal
from zhixing.inquiry.keeping.surplus import follow_excess
from zhixing.inquiry.ordering import order_query
from zhixing.inquiry.ordering_many import order_queries, preview_queries
from zhixing.inquiry.outside.acts import OutsideOutcome, Way
from zhixing.inquiry.outside.operations import (
    NewOutOfArea,
    OutsideReport,
    order_out_of_area,
    report_out_of_area,
)
from zhixing.inquiry.packing import (
    note_placed,
    order_failure_receipt,
    pack_requests,
    receive_package,
)
from zhixing.inquiry.partners.acts import EvidenceKind
from zhixing.inquiry.partners.operations import (
    Agreed,
    EngagementForm,
    NewEngagement,
    NewEvidence,
    record_engagement,
    record_evidence,
    record_point_result,
)
from zhixing.inquiry.planning.ordering import PlanOrder, propose_control_plan
from zhixing.inquiry.pool.operations import (
    order_pooled,
    return_portion,
    submit_portion,
    take_portion,
    withdraw_portion,
)
from zhixing.inquiry.raw_messages import note_message, store_message
from zhixing.inquiry.reading import interpret_message, interpret_waiting
from zhixing.inquiry.receiving import take_feedback
from zhixing.inquiry.repairing import (
    divert_to_window,
    expire_overdue,
    record_letter_answer,
    redeliver_request,
    reissue_request,
    reopen_request,
    settle_answer,
    withdraw_stuck,
)
from zhixing.inquiry.reserve.operations import NewLivingFacts, record_living_facts
from zhixing.inquiry.rights import order_right_freeze
from zhixing.inquiry.sealing import order_sealing, order_sealing_renewal, order_unsealing
from zhixing.inquiry.search.checks import complete_checks
from zhixing.inquiry.search.clues import NewClue, check_clue, record_clue
from zhixing.inquiry.search.disputes import (
    DisputeOutcome,
    NewDispute,
    RaisedBy,
    dispute_answer,
    settle_dispute,
)
from zhixing.inquiry.search.leads import note_change
from zhixing.inquiry.search.searching import (
    SearchOrder,
    ask_skipped,
    begin_search,
    continue_search,
)
from zhixing.inquiry.search.standing import (
    NewStandingOrder,
    end_for_closing,
    follow_news,
    look_again,
    open_watch,
    order_repeat,
    stop_repeat,
)
from zhixing.inquiry.values import (
    ForeignTransferOrder,
    FreezeOrder,
    InquiryRefused,
    QueryOrder,
    ReleaseOrder,
    RenewalOrder,
    RightFreezeOrder,
    SealOrder,
    TransferOrder,
    UnsealOrder,
)
from zhixing.inquiry.withdrawing import withdraw_queries

__all__ = [
    "ActAnswer",
    "Agreed",
    "CameBack",
    "ClosingDays",
    "ControlCorrection",
    "Delivery",
    "DisputeOutcome",
    "EngagementForm",
    "EntrustReturnOrder",
    "EntrustedLetter",
    "EvidenceKind",
    "FiledThere",
    "ForeignTransferOrder",
    "FreezeBatch",
    "FreezeOrder",
    "FreezeRow",
    "Ground",
    "HandOverAnswer",
    "HandOverRequest",
    "InquiryRefused",
    "KeyedPrior",
    "KeyedReceipt",
    "KeyedThing",
    "NewClue",
    "NewDispute",
    "NewDividend",
    "NewEngagement",
    "NewEvidence",
    "NewLivingFacts",
    "NewOutOfArea",
    "NewSending",
    "NewStandingOrder",
    "OutsideOutcome",
    "OutsideReport",
    "Pair",
    "PapersSupplied",
    "PapersWanted",
    "PlanOrder",
    "QueryOrder",
    "RaisedBy",
    "ReceiptResult",
    "ReceivedRequest",
    "Refused",
    "ReleaseOrder",
    "RenewalOrder",
    "RightFreezeOrder",
    "Scan",
    "SealOrder",
    "SearchOrder",
    "Service",
    "TransferOrder",
    "UnsealOrder",
    "Way",
    "announce_closing",
    "answer_asked_act",
    "answer_hand_over",
    "approve_entrusting_return",
    "ask_entrusted_papers",
    "ask_hand_over",
    "ask_skipped",
    "assign_window_task",
    "attach_scan",
    "begin_search",
    "check_clue",
    "complete_checks",
    "confirm_correction",
    "continue_search",
    "correct_answer",
    "dispute_answer",
    "divert_to_window",
    "draft_co_owner_notices",
    "end_for_closing",
    "excuse_closing",
    "expire_overdue",
    "follow_excess",
    "follow_news",
    "follow_service",
    "hand_out",
    "hand_out_documents",
    "interpret_answer",
    "interpret_message",
    "interpret_waiting",
    "issue_order",
    "issue_part",
    "key_receipt",
    "look_again",
    "note_act_delivered",
    "note_change",
    "note_lapse",
    "note_message",
    "note_placed",
    "note_problem",
    "open_watch",
    "order_failure_receipt",
    "order_foreign_transfer",
    "order_freeze",
    "order_freezes",
    "order_out_of_area",
    "order_pooled",
    "order_queries",
    "order_query",
    "order_release",
    "order_renewal",
    "order_repeat",
    "order_right_freeze",
    "order_sealing",
    "order_sealing_renewal",
    "order_transfer",
    "order_unsealing",
    "pack_requests",
    "preview_queries",
    "print_window_bundle",
    "propose_control_plan",
    "propose_correction",
    "propose_renewal",
    "receive_asked_act",
    "receive_entrusted",
    "receive_package",
    "record_assistance_refusal",
    "record_clue",
    "record_dividend",
    "record_engagement",
    "record_entrusted_letter",
    "record_entrusted_papers",
    "record_entrusting_delivery",
    "record_entrusting_filed",
    "record_entrusting_return",
    "record_evidence",
    "record_hand_over_reply",
    "record_hand_over_request",
    "record_letter_answer",
    "record_living_facts",
    "record_papers_wanted",
    "record_point_result",
    "redeliver_request",
    "refuse_correction",
    "reissue_request",
    "reopen_request",
    "report_out_of_area",
    "return_entrusted",
    "return_portion",
    "revoke_entrusting",
    "send_entrusted",
    "serve_at_window",
    "settle_answer",
    "settle_dispute",
    "stop_repeat",
    "store_message",
    "submit_portion",
    "supply_entrusting_papers",
    "take_back_closing",
    "take_feedback",
    "take_portion",
    "tell_applicant_entrusted",
    "tell_entrusted_filing",
    "undo_freezes",
    "withdraw_drafts",
    "withdraw_order",
    "withdraw_portion",
    "withdraw_queries",
    "withdraw_stuck",
    "withdraw_window_task",
]
