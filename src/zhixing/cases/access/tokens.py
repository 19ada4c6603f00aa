"""What a link says and who may have said it: court, case, party, link and last day, signed.

The token is as short as it can be, so that its two-dimensional code stays easy to read. It
opens nothing by itself: the row of the link, the standing of the party and a code do.
"""

from __future__ import annotations

import base64
import secrets
import struct
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core import signing

SALT: Final = "zhixing.cases.access"
CODE_DIGITS: Final = 8
_FORM: Final = struct.Struct(">ii16s16s16s")


@dataclass(frozen=True, slots=True)
class Named:
    """Hold what a token names."""

    court_no: int
    case: UUID
    party: UUID
    link: UUID
    until: date


def write_token(named: Named) -> str:
    """Sign a token."""
    packed = _FORM.pack(
        named.court_no,
        named.until.toordinal(),
        named.case.bytes,
        named.party.bytes,
        named.link.bytes,
    )
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return signing.Signer(salt=SALT).sign(text)


def read_token(token: str) -> Named | None:
    """Read a token, or give None where it is not whole or not signed here."""
    try:
        text = signing.Signer(salt=SALT).unsign(token)
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        court_no, day, case, party, link = _FORM.unpack(packed)
        until = date.fromordinal(day)
    except (signing.BadSignature, ValueError, struct.error):
        return None
    return Named(court_no, UUID(bytes=case), UUID(bytes=party), UUID(bytes=link), until)


def new_code() -> str:
    """Make a code that cannot be guessed in a few tries: eight digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def digits_of(typed: str) -> str:
    """Give the digits somebody typed, however they were grouped or wide.

    >>> digits_of(" 1234-５６７８ ")
    '12345678'
    """
    return "".join(str(int(c)) for c in typed[:40] if c.isdecimal())
