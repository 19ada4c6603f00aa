"""Canonical JSON and signatures, written from the published description alone."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A, B = P - 3, 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def canonical(value: Any) -> bytes:
    """Give RFC 8785 bytes of JSON without fractions: members in order of their UTF-16 units."""
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: _ordered(value[name]) for name in names}
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return value


@dataclass
class Key:
    """Hold a private key: 32 bytes, for Ed25519 or for SM2 with SM3."""

    key_id: str
    algorithm: str
    seed: bytes

    @property
    def public(self) -> bytes:
        """Give the public half: 32 bytes, or the 64 of a point."""
        if self.algorithm == "Ed25519":
            return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        x, y = _times(int.from_bytes(self.seed, "big"), G) or G
        return x.to_bytes(32, "big") + y.to_bytes(32, "big")

    def sign(self, message: bytes) -> bytes:
        """Sign a message."""
        if self.algorithm == "Ed25519":
            return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)
        return _sm2_sign(self.seed, self.public, message)


def headers(
    key: Key,
    sender: str,
    method: str,
    target: str,
    body: Any,
    *,
    recipient: str = "zhixing",
    skew_seconds: float = 0,
) -> dict[str, str]:
    """Give the headers that prove a message."""
    at = datetime.now(UTC) + timedelta(seconds=skew_seconds)
    said = {
        "algorithm": key.algorithm,
        "body": body,
        "keyId": key.key_id,
        "method": method,
        "nonce": secrets.token_urlsafe(18),
        "recipient": recipient,
        "sender": sender,
        "target": target,
        "timestamp": at.isoformat(timespec="milliseconds"),
    }
    return {
        "Zx-Sender": sender,
        "Zx-Recipient": recipient,
        "Zx-Key": key.key_id,
        "Zx-Algorithm": key.algorithm,
        "Zx-Timestamp": said["timestamp"],
        "Zx-Nonce": said["nonce"],
        "Zx-Signature": base64.b64encode(key.sign(canonical(said))).decode(),
    }


def fault_of(given: Any, own_code: str, method: str, target: str, body: Any, public: bytes) -> str:
    """Say what is wrong with a delivery of the platform's, nothing when it is proved."""
    said = {
        "algorithm": given.get("Zx-Algorithm", ""),
        "body": body,
        "keyId": given.get("Zx-Key", ""),
        "method": method,
        "nonce": given.get("Zx-Nonce", ""),
        "recipient": given.get("Zx-Recipient", ""),
        "sender": given.get("Zx-Sender", ""),
        "target": target,
        "timestamp": given.get("Zx-Timestamp", ""),
    }
    if not all(said[name] for name in said if name != "body"):
        return "HEADER_MISSING"
    if said["recipient"] != own_code:
        return "OTHER_RECIPIENT"
    try:
        signature = base64.b64decode(given.get("Zx-Signature", ""), validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, canonical(said))
    except (InvalidSignature, ValueError):
        return "SIGNATURE_WRONG"
    try:
        away = abs(datetime.fromisoformat(said["timestamp"]) - datetime.now(UTC))
    except (ValueError, TypeError):
        return "TIMESTAMP_MALFORMED"
    return "CLOCK_SKEW" if away > timedelta(minutes=5) else ""


def answer_is_proved(given: Any, status: int, body: Any, nonce: str, public: bytes) -> bool:
    """Say whether an answer is the platform's, and to the message that bore this number."""
    said = {
        "body": body,
        "inReplyTo": nonce,
        "keyId": given.get("Zx-Key", ""),
        "status": status,
        "timestamp": given.get("Zx-Timestamp", ""),
    }
    try:
        signature = base64.b64decode(given.get("Zx-Signature", ""), validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, canonical(said))
    except (InvalidSignature, ValueError):
        return False
    return True


def _sm3(data: bytes) -> bytes:
    hashing = hashes.Hash(hashes.SM3())
    hashing.update(data)
    return hashing.finalize()


def _sm2_sign(seed: bytes, public: bytes, message: bytes) -> bytes:
    identity = b"1234567812345678"
    z = (8 * len(identity)).to_bytes(2, "big") + identity
    z += b"".join(n.to_bytes(32, "big") for n in (A, B, *G)) + public
    e, d = int.from_bytes(_sm3(_sm3(z) + message), "big"), int.from_bytes(seed, "big")
    while True:
        k = 1 + secrets.randbelow(N - 1)
        point = _times(k, G)
        r = (e + (point[0] if point else 0)) % N
        s = pow(1 + d, -1, N) * (k - r * d) % N
        if r and s and r + k != N:
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _times(k: int, point: tuple[int, int]) -> tuple[int, int] | None:
    total: tuple[int, int] | None = None
    step: tuple[int, int] | None = point
    while k:
        total = _add(total, step) if k & 1 else total
        step, k = _add(step, step), k >> 1
    return total


def _add(p: tuple[int, int] | None, q: tuple[int, int] | None) -> tuple[int, int] | None:
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P
