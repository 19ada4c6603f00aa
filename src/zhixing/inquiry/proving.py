"""Proves who sent a message of the open profile, once; and signs what the platform says.

An institution is proved by one of its live keys, a time about now, and a one-time number
that was not seen before. Needs the SYSTEM scope.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from zhixing.inquiry.wire.openjson.statement import (
    HEADERS,
    PLATFORM,
    REPLAY_WINDOW,
    Statement,
    Unproven,
    check_time,
)
from zhixing.institutions import queries as institutions
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json, canonical
from zhixing.kernel.clock import legal_day
from zhixing.platform.crypto.detached import ED25519, Signer
from zhixing.platform.embedded.secrets import read_secrets

PLATFORM_KEY = "zhixing-wire-1"


def prove_sender(statement: Statement, signature: bytes, at: datetime) -> InstitutionView:
    """Find the institution that made a statement, and use up its one-time number.

    :raises Unproven: it is not proved, not in time, or was heard before.
    """
    if statement.recipient != PLATFORM:
        raise Unproven(
            "OTHER_RECIPIENT",
            HEADERS["recipient"],
            f"应为{PLATFORM}",
            f"must be {PLATFORM}: the message is meant for another",
        )
    found = institutions.find_institution_by_code(statement.sender, legal_day(at))
    keys = () if found is None else institutions.list_live_keys(found.id)
    key = next((k for k in keys if k.key_id == statement.key_id), None)
    if found is None or key is None or key.algorithm != statement.algorithm:
        raise Unproven(
            "KEY_UNKNOWN",
            HEADERS["key_id"],
            "该单位没有此名称、此算法的在用公钥",
            "the sender has no live key of this name and algorithm",
        )
    if not key.accepts(signature, statement.signed_bytes):
        raise Unproven(
            "SIGNATURE_WRONG",
            HEADERS["signature"],
            "与报文不符，请核对规范化JSON",
            "does not fit the message; compare the canonical JSON that was signed",
        )
    check_time(statement, at)
    if not _use_up(found, statement.nonce, at):
        raise Unproven(
            "REPLAYED",
            HEADERS["nonce"],
            "此一次性编号已用过，重发请另取编号并重新签名",
            "was used before: sign a repeat anew, under another number",
        )
    return found


def forget_nonces(at: datetime) -> int:
    """Delete one-time numbers that no statement in time could carry any more; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* forget_nonces */ DELETE FROM inquiry_nonce WHERE seen_at < %s",
            [at - REPLAY_WINDOW],
        )
        return int(cursor.rowcount)


@cache
def signer() -> Signer:
    """Give the key by which the platform signs on the wire."""
    seed = read_secrets(os.environ)["wire_signing_key"]
    return Signer.of_seed(PLATFORM_KEY, base64.b64decode(seed))


def sign_request(
    recipient: str, method: str, target: str, body: Json, at: datetime
) -> dict[str, str]:
    """Give the headers that prove the platform's own message to an institution."""
    own = signer()
    statement = Statement(
        method,
        target,
        PLATFORM,
        recipient,
        own.key_id,
        ED25519,
        at.isoformat(timespec="milliseconds"),
        secrets.token_urlsafe(18),
        body,
    )
    return statement.headers(own.sign(statement.signed_bytes))


def sign_answer(status: int, body: Json, in_reply_to: str, at: datetime) -> Mapping[str, str]:
    """Give the headers that prove an answer of the platform, and to what it answers."""
    own = signer()
    said: dict[str, Any] = {
        "body": body,
        "inReplyTo": in_reply_to,
        "keyId": own.key_id,
        "status": status,
        "timestamp": at.isoformat(timespec="milliseconds"),
    }
    return {
        HEADERS["sender"]: PLATFORM,
        HEADERS["key_id"]: own.key_id,
        HEADERS["algorithm"]: ED25519,
        HEADERS["timestamp"]: said["timestamp"],
        HEADERS["signature"]: base64.b64encode(own.sign(canonical(said))).decode(),
    }


def _use_up(institution: InstitutionView, nonce: str, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "/* use_up_nonce */ INSERT INTO inquiry_nonce (institution_id, nonce, seen_at) "
            "VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [institution.id, nonce, at],
        )
        return int(cursor.rowcount) == 1
