"""Reads, checks and masks the identity numbers of persons and organisations. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from zhixing.kernel.identity import (
    CreditCode,
    Malformed,
    ResidentId,
    parse_credit_code,
    parse_resident_id,
)

SHOWN_AT_START, SHOWN_AT_END = 3, 4


class PartyKind(StrEnum):
    """Tell natural persons (自然人) from legal persons and other organisations (单位)."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"


class IdKind(StrEnum):
    """Name the document that a number is taken from."""

    RESIDENT_ID = "RESIDENT_ID"
    USCC = "USCC"
    PASSPORT = "PASSPORT"
    OTHER = "OTHER"


KIND_OF_ID = {IdKind.RESIDENT_ID: PartyKind.PERSON, IdKind.USCC: PartyKind.ORGANISATION}
"""The kinds of party that a document with a checked number belongs to."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """Hold a number in its one form, with the birth year where it says so."""

    number: str
    birth_year: int | None = None


def read_number(id_kind: IdKind, text: str, *, on: date) -> ReadNumber | Malformed:
    """Read an identity number of a kind into its one form, or say what is wrong with it.

    Old resident numbers of 15 digits come back with 18, so that both meet.

    >>> read_number(IdKind.RESIDENT_ID, "110105491231002", on=date(2020, 1, 1))
    ReadNumber(number='11010519491231002X', birth_year=1949)
    >>> read_number(IdKind.PASSPORT, " e-1234 5678 ", on=date(2020, 1, 1)).number
    'E12345678'
    """
    match id_kind:
        case IdKind.RESIDENT_ID:
            person = parse_resident_id(text, on=on)
            if isinstance(person, ResidentId):
                return ReadNumber(person.number, person.born_on.year)
            return person
        case IdKind.USCC:
            code = parse_credit_code(text)
            return ReadNumber(code.number) if isinstance(code, CreditCode) else code
    plain = "".join(c for c in text.upper() if c.isalnum())
    if not 3 <= len(plain) <= 40:
        return Malformed(
            "LENGTH",
            f"证件号码应为3至40位字母或数字，现为{len(plain)}位。",
            f"The number must have 3 to 40 letters or digits, this has {len(plain)}.",
        )
    return ReadNumber(plain)


def mask(number: str) -> str:
    """Give a number with its middle hidden, as screens show it without a purpose.

    >>> mask("110105199001010007")
    '110***********0007'
    >>> mask("E1234"), mask("")
    ('*****', '')
    """
    hidden = len(number) - SHOWN_AT_START - SHOWN_AT_END
    if hidden < 4:
        return "*" * len(number)
    return f"{number[:SHOWN_AT_START]}{'*' * hidden}{number[-SHOWN_AT_END:]}"


@lru_cache(maxsize=65_536)
def sort_key(name: str) -> str:
    """Give the key by which a name sorts and is found when typed in pinyin (拼音).

    >>> sort_key("吴某甲"), sort_key("Acme 公司"), sort_key("重庆")
    ('wu mou jia', 'acme  gong si', 'chong qing')
    """
    readings = [_only_reading(c) for c in name]
    if all(readings):
        return " ".join(readings)[:300]
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name)).lower()[:300]


@lru_cache(maxsize=30_000)
def _only_reading(character: str) -> str:
    """Give a Chinese character's reading if it has just one, else an empty text."""
    if not "一" <= character <= "\u9fff":
        return ""
    from pypinyin import Style, pinyin

    found = set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
    return found.pop() if len(found) == 1 else ""
