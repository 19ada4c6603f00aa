"""An officer's cards as they are handed in, and what makes them fit for the wire. Pure."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.kernel.finding import Citation
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation

MOST_NUMBER_BYTES: Final = 15
"""Banks refuse a longer number of a card, counted in GBK."""
MOST_PICTURE_BYTES: Final = 100 * 1024
"""A picture goes along with every request whose documents are fetched, encoded twice."""
MOST_PIXELS: Final = 4000
PNG: Final = b"\x89PNG\r\n\x1a\n"
REMEDY: Final = (
    "请核对证件后更正所列各项，再次提交。",
    "Correct what is named by the cards themselves and hand in again.",
)


@dataclass(frozen=True, slots=True)
class NewCard:
    """Hand in a person's two cards; ``valid_until`` is the first day they no longer hold.

    ``reported_on`` is the day they were reported (报备) to the institutions, where that was done.
    """

    court_no: int
    person: UUID
    work_no: str
    duty_no: str
    work_picture: bytes
    duty_picture: bytes
    valid_from: date
    valid_until: date
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class CardProblem:
    """Name one fault of a sheet by its row, counted as in the file, and its field."""

    row: int
    field: str
    code: str
    zh: str
    en: str


class CardRefused(Refusal):
    """Say why cards cannot be recorded; ``problems`` names every fault of a sheet."""

    problems: tuple[CardProblem, ...] = ()

    @classmethod
    def of(cls, problems: Sequence[CardProblem]) -> CardRefused:
        """Make the refusal of a sheet with these faults."""
        shown = problems[:5]
        refusal = cls(
            problems[0].code if len(problems) == 1 else "CARD_SHEET_DEFECTIVE",
            message_zh="；".join(f"第{p.row}行{p.zh.rstrip('。')}" for p in shown) + "。",
            message_en=" ".join(f"Row {p.row}: {p.en}" for p in shown),
            remedy_zh=REMEDY[0],
            remedy_en=REMEDY[1],
            field=problems[0].field,
        )
        refusal.problems = tuple(problems)
        return refusal


def refuse_card(
    code: str,
    zh: str,
    en: str,
    field: str,
    *,
    basis: Citation | None = None,
    remedy: tuple[str, str] = REMEDY,
) -> CardRefused:
    """Make the refusal of one pair of cards."""
    return CardRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        basis=basis,
        field=field,
    )


def check_card(new: NewCard, on: date) -> None:
    """Refuse cards that no institution would take, or whose days cannot be.

    :raises CardRefused: a number, a picture or a day is not in order.
    """
    check_number(new.work_no, "work_no", "工作证号", "work card")
    check_number(new.duty_no, "duty_no", "执行公务证号", "duty card")
    format_of(new.work_picture, "work_picture", "工作证照片", "work card")
    format_of(new.duty_picture, "duty_picture", "执行公务证照片", "duty card")
    if new.valid_until <= new.valid_from:
        raise refuse_card(
            "CARD_DAYS",
            "证件有效期止于生效之前。",
            "The cards end before they begin.",
            "valid_until",
        )
    if new.reported_on is not None:
        check_report(new.reported_on, on)


def check_number(number: str, field: str, zh: str, en: str) -> None:
    """Refuse a card's number that is empty, too long for the wire, or no number.

    >>> check_number("SL0001", "work_no", "工作证号", "work card")
    >>> check_number("SL00010000000001", "work_no", "工作证号", "work card")
    Traceback (most recent call last):
    ...
    zhixing.courts.card_values.CardRefused: 工作证号超过15个字节，金融机构不予受理。 \
The number of the work card is longer than 15 bytes; banks do not take it.
    """
    if not number or not number.isprintable() or any(c.isspace() for c in number):
        raise refuse_card(
            "CARD_NUMBER_MISSING",
            f"未填写{zh}，或者其中有空格。",
            f"The number of the {en} is missing, or holds a space.",
            field,
        )
    try:
        size = len(number.encode("gbk"))
    except UnicodeEncodeError:
        raise refuse_card(
            "CARD_NUMBER_UNSENDABLE",
            f"{zh}含有金融机构无法接收的字符。",
            f"The number of the {en} holds a character banks cannot read.",
            field,
        ) from None
    if size > MOST_NUMBER_BYTES:
        raise refuse_card(
            "CARD_NUMBER_TOO_LONG",
            f"{zh}超过{MOST_NUMBER_BYTES}个字节，金融机构不予受理。",
            f"The number of the {en} is longer than {MOST_NUMBER_BYTES} bytes; "
            "banks do not take it.",
            field,
        )


def check_report(reported_on: date, on: date) -> None:
    """Refuse a day of report that is still to come.

    Law: NETWORK art. 2.
    """
    if reported_on > on:
        raise refuse_card(
            "CARD_REPORT_IN_FUTURE",
            "报备日期晚于今日。",
            "The day of the report is still to come.",
            "reported_on",
            basis=find_citation("NETWORK", 2, on=on),
            remedy=("请在报备之后填写报备日期。", "Enter the day once it was reported."),
        )


def format_of(content: bytes, field: str, zh: str, en: str) -> str:
    """Give the format of a picture, ``png`` or ``jpg``, as the wire names it.

    :raises CardRefused: too large, damaged, or of another kind.
    """
    if len(content) > MOST_PICTURE_BYTES:
        raise refuse_card(
            "CARD_PICTURE_TOO_LARGE",
            f"{zh}超过{MOST_PICTURE_BYTES // 1024}KB。",
            f"The picture of the {en} is larger than {MOST_PICTURE_BYTES // 1024} KB.",
            field,
            remedy=("请缩小照片后重新上传。", "Make the picture smaller and hand it in again."),
        )
    size = _png_size(content) or _jpeg_size(content)
    if size is None or not all(1 <= side <= MOST_PIXELS for side in size):
        raise refuse_card(
            "CARD_PICTURE_UNREADABLE",
            f"{zh}不是完整的PNG或者JPEG图片。",
            f"The picture of the {en} is no whole PNG or JPEG.",
            field,
            remedy=("请重新拍照或者扫描。", "Take or scan the picture again."),
        )
    return "png" if content.startswith(PNG) else "jpg"


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Give width and height of a PNG whose parts are all there and undamaged."""
    if not content.startswith(PNG):
        return None
    at, size, last = len(PNG), None, b""
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            return None
        body = content[at + 4 : end - 4]
        if zlib.crc32(body) != struct.unpack_from(">I", content, end - 4)[0]:
            return None
        if size is None:
            if kind != b"IHDR" or length < 8:
                return None
            size = struct.unpack_from(">II", body, 4)
        at, last = end, kind
    return size if last == b"IEND" and at == len(content) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Give width and height of a JPEG that reaches from its first mark to its last."""
    if not content.startswith(b"\xff\xd8\xff") or not content.endswith(b"\xff\xd9"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        length = struct.unpack_from(">H", content, at + 2)[0]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None
