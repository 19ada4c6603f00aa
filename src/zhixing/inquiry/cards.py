"""The officers' cards (工作证、执行公务证) that go with every request.

Institutions refuse a request without the picture of a card and with a number above
fifteen bytes. Numbers are derived from the person's post; the picture is a plain image
generated here, until a court hands in photographs of its own.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import lru_cache
from typing import Final
from uuid import UUID

from zhixing.inquiry.wire.model import Credential, Officer

WIDTH, HEIGHT = 86, 54
FORMAT: Final = "png"


def officer_of(name: str, person: UUID, *, phone: str = "", address: str = "") -> Officer:
    """Give an officer with card numbers of at most fifteen bytes.

    >>> officer_of("示例甲", UUID(int=7)).work_card_no
    'GZ0000000007'
    """
    tail = person.int % 10**10
    return Officer(name, phone, address, f"GZ{tail:010d}", f"GW{tail:010d}")


@lru_cache(maxsize=1024)
def credentials_of(officers: tuple[Officer, ...]) -> tuple[Credential, ...]:
    """Give the cards of the officers, with their pictures."""
    return tuple(
        Credential(
            seq,
            officer.name,
            officer.work_card_no,
            FORMAT,
            picture(officer.work_card_no),
            officer.duty_card_no,
            FORMAT,
            picture(officer.duty_card_no),
        )
        for seq, officer in enumerate(officers, 1)
    )


@lru_cache(maxsize=256)
def picture(number: str) -> bytes:
    """Give a card's picture as PNG: a coloured field with bars that spell the number's hash.

    >>> picture("GZ0000000007")[:4]
    b'\\x89PNG'
    """
    marks = hashlib.sha256(number.encode()).digest()
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            is_bar = 20 <= y < 44 and marks[(x // 4) % 32] > 127
            rows += bytes((30, 30, 30)) if is_bar else bytes((200, 214, 229))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(rows), 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
