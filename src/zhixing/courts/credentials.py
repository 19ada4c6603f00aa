"""Passwords, one-time codes and tokens: the pure part, and the sealing of code secrets.

One-time codes follow RFC 6238 (six digits, 30 seconds, SHA-1), so that any
authenticator shows them. A code is good once: the step it belongs to is remembered.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from zhixing.platform.crypto.vault import vault

STEP_SECONDS: Final = 30
DRIFT_STEPS: Final = 1
SHORTEST_PASSWORD: Final = 12

SESSION_LIFE: Final = timedelta(hours=12)
IDLE: Final = timedelta(minutes=30)
NOTE_EVERY: Final = timedelta(minutes=1)
TOKEN_LIFE: Final = timedelta(days=90)


def hash_password(password: str) -> str:
    """Give the salted hash of a password, slow and costly in memory (scrypt)."""
    return make_password(password, hasher="scrypt")


def is_password(password: str, hashed: str | None) -> bool:
    """Say whether a password has this hash; without a hash, take as long and say no."""
    fits = check_password(password, hashed if hashed is not None else _nobodys_hash())
    return fits and hashed is not None


@cache
def _nobodys_hash() -> str:
    return hash_password(secrets.token_urlsafe(16))


def new_code_secret() -> bytes:
    """Make the secret behind a person's one-time codes."""
    return secrets.token_bytes(20)


def step_of(at: datetime) -> int:
    """Give the number of the 30-second step in which an instant lies."""
    return int(at.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, at: datetime) -> str:
    """Give the one-time code an authenticator shows at an instant."""
    return _code(secret, step_of(at))


def find_step(secret: bytes, code: str, at: datetime, *, after: int) -> int | None:
    """Find the step a code belongs to, one before or after now allowed; None if none does.

    A step up to ``after`` has been used: its code is refused even if it is right.
    """
    now = step_of(at)
    found = None
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        fits = hmac.compare_digest(_code(secret, step).encode(), code.strip().encode())
        if fits and step > after:
            found = step
    return found


def _code(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def show_secret(secret: bytes) -> str:
    """Write a code secret in the base32 form that people type into an authenticator."""
    return base64.b32encode(secret).decode()


def read_secret(text: str) -> bytes:
    """Read a code secret from its base32 form."""
    return base64.b32decode(text)


def enrolment_uri(login: str, secret: bytes) -> str:
    """Give the address that an authenticator reads from a square code."""
    return f"otpauth://totp/{quote(f'执行:{login}')}?secret={show_secret(secret)}&issuer=Zhixing"


def new_token() -> str:
    """Make a token that cannot be guessed; only its hash is ever stored."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Give the hash under which a token is stored and found."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal_secret(person: UUID, secret: bytes) -> bytes:
    """Seal a person's code secret for its place in the credentials."""
    return vault().seal_bytes("courts_credential", "code_secret", person, secret)


def open_secret(person: UUID, sealed: bytes) -> bytes:
    """Open a person's code secret."""
    return vault().open_bytes("courts_credential", "code_secret", person, sealed)
