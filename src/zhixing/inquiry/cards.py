"""The officers' cards (工作证、执行公务证) as they go with every request.

Institutions refuse a request without the picture of a card and with a number above fifteen
bytes. A court records its officers' cards itself; a request remembers which pair it names, and
takes the pictures from there. In a rehearsal court an officer without cards gets drawn ones,
with 示例 across the picture; a live court has no such thing.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import lru_cache
from typing import Final
from uuid import UUID

from zhixing.courts.queries import CardPictures, CardView, get_card_pictures, is_rehearsal_number
from zhixing.inquiry.wire.model import Credential, Officer
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.packs import Damaged
from zhixing.platform.files.store import NoSuchFile

WIDTH, HEIGHT = 86, 54
FORMAT: Final = "png"
FIELD, BAR, INK = bytes((200, 214, 229)), bytes((30, 30, 30)), bytes((176, 0, 32))
MARK_LEFT, MARK_TOP, MARK_WIDTH = 11, 4, 64
MARK: Final = (
    *(0x0, 0x780203C, 0x1800780703C, 0x3E00780F83C, 0x7FFFFF00F3FF83C),
    *(0xF1E07BC, 0xF1E073C, 0xE1E073C, 0x1E1C673C, 0x301E1EF73C, 0x781F3FFF3C),
    *(0x3FFFFFFC1E38F73C, 0x3E0003E38E73C, 0x3C0003E30E73C, 0x3C0003E78E73C),
    *(0x103C0006E7EE73C, 0x1C3C6004E4FE73C, 0x3E3C3800ECFC73C, 0x3C3C1E00E87C73C),
    *(0x783C0F00E03C73C, 0x783C0F80E03873C, 0xF03C07C0E03873C, 0xE03C03C0E07073C),
    *(0x1C03C03C0E07003C, 0x1803C03C0E0E003C, 0x3003C01C0E0C003C, 0x407FC0080E1C023C),
    *(0xFC0000E3001F8, 0xFC0000E6000F8, 0x780000EC00078, 0x8000040),
)
"""The word 示例 (example) in dots, a row a number, the leftmost dot in the highest bit."""


def officer_with(name: str, card: CardView) -> Officer:
    """Give an officer with the numbers of the cards the court recorded."""
    return Officer(name, work_card_no=card.work_no, duty_card_no=card.duty_no, card=card.id)


def drawn_officer(name: str, person: UUID) -> Officer:
    """Give an officer of a rehearsal with invented card numbers of at most fifteen bytes.

    >>> drawn_officer("示例甲", UUID(int=7)).work_card_no
    'GZ0000000007'
    """
    tail = person.int % 10**10
    return Officer(name, work_card_no=f"GZ{tail:010d}", duty_card_no=f"GW{tail:010d}")


def credentials_of(officers: tuple[Officer, ...], court_no: int) -> tuple[Credential, ...]:
    """Give the cards of the officers of a court, with their pictures.

    Cards never change, so each process reads a pair once. Where a picture is missing the
    entries have none, and the look before sending keeps the request back.
    """
    try:
        return _whole(officers, court_no)
    except (NoSuchFile, Damaged):
        return tuple(
            Credential(seq, o.name, o.work_card_no, "", b"", o.duty_card_no)
            for seq, o in enumerate(officers, 1)
        )


@lru_cache(maxsize=256)
def _whole(officers: tuple[Officer, ...], court_no: int) -> tuple[Credential, ...]:
    return tuple(_credential(seq, o, court_no) for seq, o in enumerate(officers, 1))


def _credential(seq: int, officer: Officer, court_no: int) -> Credential:
    found = _pictures(officer, court_no)
    return Credential(
        seq,
        officer.name,
        officer.work_card_no,
        found.work_format,
        found.work,
        officer.duty_card_no,
        found.duty_format,
        found.duty,
    )


def _pictures(officer: Officer, court_no: int) -> CardPictures:
    if officer.card is not None:
        with open_scope(Scope.of_court(court_no, court_no)):
            return get_card_pictures(court_no, officer.card)
    if not is_rehearsal_number(court_no):
        raise NoSuchFile(f"{officer.name} has no cards in court {court_no}")
    work, duty = picture(officer.work_card_no), picture(officer.duty_card_no)
    return CardPictures(work, FORMAT, duty, FORMAT)


@lru_cache(maxsize=256)
def picture(number: str) -> bytes:
    """Give a drawn card's picture as PNG: 示例 above bars that spell the number's hash.

    >>> picture("GZ0000000007")[:4]
    b'\\x89PNG'
    """
    marks = hashlib.sha256(number.encode()).digest()
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            is_bar = 40 <= y < 50 and marks[(x // 4) % 32] > 127
            rows += INK if _is_mark(x, y) else BAR if is_bar else FIELD
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(rows), 9)),
            (b"IEND", b""),
        )
    )


def _is_mark(x: int, y: int) -> bool:
    column, row = x - MARK_LEFT, y - MARK_TOP
    if not (0 <= column < MARK_WIDTH and 0 <= row < len(MARK)):
        return False
    return bool(MARK[row] >> (MARK_WIDTH - 1 - column) & 1)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
