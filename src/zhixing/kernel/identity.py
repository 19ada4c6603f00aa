"""Identity numbers of people and organisations: read, check, and say what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

RESIDENT_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS: Final = "10X98765432"
CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES: Final = frozenset(
    f"{tens}{unit}"
    for tens, units in {1: 5, 2: 3, 3: 7, 4: 6, 6: 5}.items()
    for unit in range(1, units + 1)
) | {"50", "51", "52", "53", "54", "71", "81", "82", "83"}
"""The first two digits of a division code, GB/T 2260; 83 stands on the residence permits
of people from Taiwan, as 81 and 82 on those from Hong Kong and Macao."""
NATIONAL: Final = "10"
"""The first two digits of codes given by national authorities."""
FULL_WIDTH: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class Malformed:
    """Say why a number was refused: a stable code and a message in both languages."""

    code: str
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class ResidentId:
    """Hold a resident identity number (公民身份号码) of 18 characters, GB 11643."""

    number: str
    division: str
    born_on: date
    is_male: bool
    converted: bool = False


@dataclass(frozen=True, slots=True)
class CreditCode:
    """Hold a unified social credit code (统一社会信用代码) of 18 characters, GB 32100.

    ``organisation_valid`` says whether the nine characters of the organisation code
    inside pass their own check; some old codes do not, which is no refusal.
    """

    number: str
    authority: str
    category: str
    division: str
    organisation: str
    organisation_valid: bool


def parse_resident_id(text: str, *, on: date) -> ResidentId | Malformed:
    """Read a resident identity number, or say what is wrong with it.

    A number of 15 digits is converted: the century 19 inserted, the check character
    appended. ``on`` is the day on which the person must already be born.

    >>> parse_resident_id("11010519491231002x", on=date(2020, 1, 1)).number
    '11010519491231002X'
    >>> parse_resident_id("110105491231002", on=date(2020, 1, 1)).number
    '11010519491231002X'
    >>> parse_resident_id("110105194912310021", on=date(2020, 1, 1)).code
    'CHECK'
    """
    number = _normalised(text)
    converted = len(number) == 15
    if converted:
        if not _is_digits(number):
            return Malformed("CHARACTER", "15位身份证号只能是数字。", "All 15 must be digits.")
        number = number[:6] + "19" + number[6:]
        number += resident_check(number)
    if len(number) != 18:
        return Malformed(
            "LENGTH",
            f"身份证号应为18位（旧证15位），现为{len(number)}位。",
            f"An identity number has 18 characters (old form 15), this has {len(number)}.",
        )
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Malformed(
            "CHARACTER",
            "身份证号前17位应为数字，末位为数字或X。",
            "The first 17 must be digits, the last a digit or X.",
        )
    return _checked_resident(number, on, converted)


def _checked_resident(number: str, on: date, converted: bool) -> ResidentId | Malformed:
    if number[:2] not in PROVINCES:
        return Malformed(
            "DIVISION",
            f"行政区划代码{number[:6]}的省级部分不存在。",
            f"The province of the division code {number[:6]} does not exist.",
        )
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Malformed(
            "BIRTH_DATE",
            f"出生日期{number[6:14]}不是真实的日期。",
            f"The birth date {number[6:14]} is not a date.",
        )
    if born_on > on:
        return Malformed(
            "BIRTH_DATE", f"出生日期{born_on}晚于{on}。", f"The birth date {born_on} is after {on}."
        )
    if resident_check(number[:17]) != number[17]:
        return Malformed(
            "CHECK",
            f"校验码应为{resident_check(number[:17])}，现为{number[17]}，请核对是否录错。",
            f"The check character should be {resident_check(number[:17])}, not {number[17]}.",
        )
    return ResidentId(number, number[:6], born_on, int(number[16]) % 2 == 1, converted)


def parse_credit_code(text: str) -> CreditCode | Malformed:
    """Read a unified social credit code, or say what is wrong with it.

    >>> parse_credit_code("91350100M000100Y43").organisation
    'M000100Y4'
    >>> parse_credit_code("91350100M000100Y44").code
    'CHECK'
    """
    number = _normalised(text)
    if len(number) != 18:
        return Malformed(
            "LENGTH",
            f"统一社会信用代码应为18位，现为{len(number)}位。",
            f"A unified social credit code has 18 characters, this has {len(number)}.",
        )
    strange = [c for c in number if c not in CREDIT_ALPHABET]
    if strange:
        return Malformed(
            "CHARACTER",
            f"统一社会信用代码不使用字符“{strange[0]}”（不含I、O、S、V、Z）。",
            f"The character {strange[0]!r} is not used (nor I, O, S, V, Z).",
        )
    if not _is_digits(number[2:8]):
        return Malformed(
            "DIVISION", "第3至8位应为行政区划数字代码。", "Characters 3 to 8 must be digits."
        )
    if number[2:4] not in PROVINCES | {NATIONAL}:
        return Malformed(
            "DIVISION",
            f"行政区划代码{number[2:8]}的省级部分不存在。",
            f"The province of the division code {number[2:8]} does not exist.",
        )
    if credit_check(number[:17]) != number[17]:
        return Malformed(
            "CHECK",
            f"校验码应为{credit_check(number[:17])}，现为{number[17]}，请核对是否录错。",
            f"The check character should be {credit_check(number[:17])}, not {number[17]}.",
        )
    organisation = number[8:17]
    return CreditCode(
        number,
        number[0],
        number[1],
        number[2:8],
        organisation,
        organisation_check(organisation[:8]) == organisation[8],
    )


def resident_check(first_17: str) -> str:
    """Give the check character of a resident number (ISO 7064 MOD 11-2)."""
    total = sum(w * int(c) for w, c in zip(RESIDENT_WEIGHTS, first_17, strict=True))
    return RESIDENT_CHECKS[total % 11]


def credit_check(first_17: str) -> str:
    """Give the check character of a unified social credit code (modulus 31)."""
    values = (CREDIT_ALPHABET.index(c) for c in first_17)
    total = sum(w * v for w, v in zip(CREDIT_WEIGHTS, values, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def organisation_check(first_8: str) -> str:
    """Give the check character of an organisation code (组织机构代码, GB 11714)."""
    values = (int(c, 36) for c in first_8)
    total = sum(w * v for w, v in zip(ORGANISATION_WEIGHTS, values, strict=True))
    return "0123456789X0"[11 - total % 11]


def _normalised(text: str) -> str:
    return re.sub(r"[\s-]", "", text.translate(FULL_WIDTH)).upper()


def _is_digits(text: str) -> bool:
    return re.fullmatch("[0-9]+", text) is not None
