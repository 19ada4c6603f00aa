"""Check a resident identity number (公民身份号码): division, birth date, check character.

Eighteen characters: six of the division, eight of the birth date, three of sequence (odd
for men), one check character by ISO 7064 MOD 11-2. A number of fifteen digits is one of
the first generation: the century 19 is inserted and the check character appended.

核验公民身份号码的行政区划、出生日期和校验码。号码共十八位：行政区划六位，出生日期八位，
顺序码三位（男性为奇数），校验码一位，按ISO 7064 MOD 11-2计算。十五位的为第一代号码，
读取时在出生年份前补“19”，在末尾补校验码。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.identity import Malformed, parse_resident_id
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("GB-11643", "1"),)


class Fault(StrEnum):
    """Name what can be wrong with an identity number."""

    LENGTH = "length"
    CHARACTER = "character"
    AUTHORITY = "authority"
    DIVISION = "division"
    BIRTH_DATE = "birth_date"
    BORN_LATER = "born_later"
    CHECK = "check"


class IdentityRefused(Refusal):
    """Say that there is no number to check."""


def insist_number(number: str) -> None:
    """Refuse an empty number.

    :raises IdentityRefused: nothing was given.
    """
    if not number.strip():
        raise IdentityRefused(
            "MISSING",
            message_zh="没有填写号码。",
            message_en="No number was given.",
            remedy_zh="请填写号码。",
            remedy_en="Enter the number.",
            field="number",
        )


@dataclass(frozen=True, slots=True)
class ResidentChecked:
    """Hold the outcome; the rest is None where the number is wrong."""

    valid: bool
    reason: Fault | None
    number: str | None = None
    born_on: date | None = None
    is_male: bool | None = None
    converted: bool = False


@answers("RESIDENT_ID")
def resident_id(*, on: date, number: str) -> Finding[ResidentChecked]:
    """Check a number; the person must be born by ``on``."""
    insist_number(number)
    why = Reasons(on)
    basis = cite("GB-11643", 1, version="1999")
    read = parse_resident_id(number, on=on)
    if isinstance(read, Malformed):
        reason = Fault.BORN_LATER if _is_born_later(read, number) else Fault[read.code]
        why.step(read.message_zh, read.message_en, basis, value=reason.value)
        return why.finding(
            ResidentChecked(False, reason),
            f"身份证号无效：{read.message_zh}",
            f"The number is not valid: {read.message_en}",
        )
    if read.converted:
        why.step(
            "15位旧号：出生年份前补19，末位补校验码。",
            "An old number of 15 digits: 19 is put before the year and the check appended.",
            basis,
        )
    why.step(
        f"行政区划{read.division}，出生日期{read.born_on}，"
        f"性别{'男' if read.is_male else '女'}，校验码相符。",
        f"Division {read.division}, born on {read.born_on}, "
        f"{'male' if read.is_male else 'female'}; the check character agrees.",
        basis,
        value=read.born_on,
    )
    return why.finding(
        ResidentChecked(True, None, read.number, read.born_on, read.is_male, read.converted),
        "身份证号有效。",
        "The number is valid.",
    )


def _is_born_later(read: Malformed, number: str) -> bool:
    if read.code != "BIRTH_DATE":
        return False
    again = parse_resident_id(number, on=date.max)
    return not (isinstance(again, Malformed) and again.code == "BIRTH_DATE")


def _example(number: str, reason: Fault | None = None, on: str = "2020-01-01") -> Example:
    return Example(
        {"on": date.fromisoformat(on), "number": number},
        {"valid": reason is None, "reason": reason},
    )


RULE = Rule(
    "RESIDENT_ID",
    BASIS,
    Days(date(1949, 10, 1)),
    resident_id,
    (
        _example("11010519491231002X"),
        Example(
            {"on": date(2020, 1, 1), "number": "110105491231002"},
            {"valid": True, "number": "11010519491231002X", "converted": True},
            note="15位旧号 the old form",
        ),
        _example("11010519491231002X", Fault.BORN_LATER, "1949-12-30"),
        _example("11010519491231002X", None, "1949-12-31"),
        _example("110105194912310020", Fault.CHECK),
        _example("11010519490231002X", Fault.BIRTH_DATE),
        _example("00010519491231002X", Fault.DIVISION),
        _example("11010519491231002Y", Fault.CHARACTER),
        _example("1101051949123100", Fault.LENGTH),
        Example({"on": date(2020, 1, 1), "number": " "}, refusal="MISSING"),
    ),
    "公民身份号码",
    "Resident identity number",
    covers=("R-ID-GB11643",),
)
