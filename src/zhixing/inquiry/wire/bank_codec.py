"""The bank codec, whole: writing (``bank_out``) and reading (``bank_in``) under one name."""

from zhixing.inquiry.wire.bank_in import (
    DocumentKey,
    UserMarker,
    decode_document_key,
    decode_feedback,
    decode_usermarker,
)
from zhixing.inquiry.wire.bank_out import (
    ALREADY_FED_BACK,
    PROLOG,
    Ack,
    EncodedBatch,
    credential_rows,
    encode_ack,
    encode_ack_error,
    encode_control_writs,
    encode_credentials,
    encode_duplicate,
    encode_list_error,
    encode_query_writs,
    encode_requests,
    failure_row,
    writ_rows,
)

__all__ = [
    "ALREADY_FED_BACK",
    "PROLOG",
    "Ack",
    "DocumentKey",
    "EncodedBatch",
    "UserMarker",
    "credential_rows",
    "decode_document_key",
    "decode_feedback",
    "decode_usermarker",
    "encode_ack",
    "encode_ack_error",
    "encode_control_writs",
    "encode_credentials",
    "encode_duplicate",
    "encode_list_error",
    "encode_query_writs",
    "encode_requests",
    "failure_row",
    "writ_rows",
]
