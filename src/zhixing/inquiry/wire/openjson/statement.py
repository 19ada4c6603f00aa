"""What is signed: one statement per message, in canonical JSON (RFC 8785), and its headers.

The signature is detached: it travels in headers, and covers who says what to whom, when,
under which one-time number. White space and the order of members in the body are free.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from zhixing.inquiry.wire.errors import WireError
from zhixing.kernel.canonical import EXACT, Json, canonical

PLATFORM: Final = "zhixing"
"""How the platform names itself as sender or recipient."""
SKEW: Final = timedelta(minutes=5)
"""How far a sender's clock may be from ours."""
REPLAY_WINDOW: Final = 2 * SKEW
"""How long a one-time number must be remembered: no older statement is taken anyway."""
HEADERS: Final = {
    "sender": "Zx-Sender",
    "recipient": "Zx-Recipient",
    "key_id": "Zx-Key",
    "algorithm": "Zx-Algorithm",
    "timestamp": "Zx-Timestamp",
    "nonce": "Zx-Nonce",
    "signature": "Zx-Signature",
}
_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Unproven(WireError):
    """Say why a message is not taken as its sender's; ``field`` is the header at fault."""

    def __init__(self, code: str, field: str, zh: str, en: str) -> None:
        super().__init__(code, f"{field}：{zh}" if field else zh, f"{field}: {en}" if field else en)
        self.field = field


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold what one signature covers; ``body`` is None for a message without one."""

    method: str
    target: str
    sender: str
    recipient: str
    key_id: str
    algorithm: str
    timestamp: str
    nonce: str
    body: Json

    @property
    def signed_bytes(self) -> bytes:
        """Give the bytes a signature is made over."""
        return canonical(
            {
                "algorithm": self.algorithm,
                "body": self.body,
                "keyId": self.key_id,
                "method": self.method,
                "nonce": self.nonce,
                "recipient": self.recipient,
                "sender": self.sender,
                "target": self.target,
                "timestamp": self.timestamp,
            }
        )

    def headers(self, signature: bytes) -> dict[str, str]:
        """Give the headers that carry the statement's particulars and its signature."""
        named = {HEADERS[name]: getattr(self, name) for name in HEADERS if name != "signature"}
        return {**named, HEADERS["signature"]: base64.b64encode(signature).decode()}


def read_statement(
    method: str, target: str, headers: Mapping[str, str], body: bytes
) -> tuple[Statement, bytes]:
    """Read a statement and its signature from a message as it came.

    :raises Unproven: a header is missing or malformed.
    :raises WireError: the body is no JSON that can be signed.
    """
    found = {}
    for field, name in HEADERS.items():
        value = headers.get(name, "").strip()
        if not value:
            raise Unproven("HEADER_MISSING", name, "缺少此报头", "the header is missing")
        found[field] = value
    if not _NONCE.fullmatch(found["nonce"]):
        raise Unproven(
            "NONCE_MALFORMED",
            HEADERS["nonce"],
            "应为16至64位字母、数字、下划线或连字符",
            "must be 16 to 64 letters, digits, underscores or hyphens",
        )
    try:
        signature = base64.b64decode(found.pop("signature"), validate=True)
    except binascii.Error:
        raise Unproven(
            "SIGNATURE_MALFORMED", HEADERS["signature"], "不是Base64", "is no Base64"
        ) from None
    read = read_body(body)
    if any(mark in body for mark in _ESCAPES):
        refuse_characters(read)
    return Statement(method, target, body=read, **found), signature


_ESCAPES: Final = (b"\\u0000", b"\\ud", b"\\uD")
"""How a body may hold what no text holds: JSON allows it under an escape only."""


def refuse_characters(body: Json) -> None:
    """Refuse a body with a NUL or half a surrogate pair, which can be neither kept nor signed.

    :raises WireError: where it stands, as ``feedbacks[2].records[1].name``.
    """
    waiting: list[tuple[str, Json]] = [("", body)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, list):
            waiting += [(f"{where}[{place}]", one) for place, one in enumerate(value, 1)]
        elif isinstance(value, dict):
            for name, one in value.items():
                inner = f"{where}.{shown(name)}" if where else shown(name)
                waiting += [(inner, name), (inner, one)]
        elif isinstance(value, str) and not is_text(value):
            raise WireError(
                "BAD_CHARACTER",
                f"{where or '正文'}：含有空字符（NUL）或者不成对的代理字符。",
                f"{where or 'the body'}: holds a NUL or half a surrogate pair.",
            )


def is_text(value: str) -> bool:
    """Say whether a text can be stored and signed: no NUL, no half of a surrogate pair."""
    return "\0" not in value and (value.isascii() or not _HALF.search(value))


def shown(name: str) -> str:
    """Give a name so that it can be told, whatever stands in it."""
    return name.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()[:80]


_HALF: Final = re.compile(r"[\ud800-\udfff]")


def check_time(statement: Statement, at: datetime) -> None:
    """Check that a statement was made about now.

    :raises Unproven: the time cannot be read, or is further away than clocks may differ.
    """
    name = HEADERS["timestamp"]
    try:
        made_at = datetime.fromisoformat(statement.timestamp)
    except ValueError:
        made_at = None
    if made_at is None or made_at.tzinfo is None:
        raise Unproven(
            "TIMESTAMP_MALFORMED",
            name,
            "应为带时区的ISO 8601时间",
            "must be an ISO 8601 instant with its offset",
        )
    if abs(made_at - at) > SKEW:
        now = at.isoformat(timespec="seconds")
        raise Unproven(
            "CLOCK_SKEW",
            name,
            f"与本平台时间相差超过5分钟（平台时间{now}）",
            f"is more than five minutes away from the platform's clock ({now})",
        )


def read_body(body: bytes) -> Json:
    """Read a body as JSON that has one canonical form; an empty one is None.

    :raises WireError: no JSON, a member twice, or a number that is no exact integer.
    """
    if not body.strip():
        return None
    try:
        read: Json = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_no_number,
            parse_constant=_no_number,
            parse_int=_integer,
        )
    except UnicodeDecodeError:
        raise WireError("BODY_NOT_UTF8", "正文不是UTF-8。", "The body is no UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"（{error.msg}，第{error.lineno}行）" if isinstance(error, ValueError) else ""
        raise WireError(
            "BODY_NOT_JSON", f"正文不是JSON{where}。", f"The body is no JSON ({error})."
        ) from None
    return read


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise WireError(
            "MEMBER_TWICE",
            f"成员“{shown(twice)}”出现两次。",
            f"The member {shown(twice)!r} stands twice.",
        )
    return found


def _no_number(text: str) -> Any:
    raise WireError(
        "NUMBER_NOT_EXACT",
        f"数值{text[:40]}应写作文本（如“12.30”）。",
        f"The number {text[:40]} must be written as text, such as “12.30”.",
    )


def _integer(text: str) -> int:
    value = int(text) if len(text) <= 17 else EXACT
    return value if -EXACT < value < EXACT else int(_no_number(text))
