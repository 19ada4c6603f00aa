"""Case numbers (案号): read, write, and say why a text is none.

Since 2016 a number is （year）court-code type-code serial号, unique in the country.
Before, each court had its own pattern; those patterns are data (``LegacyPattern``),
as are the court and type codes, of which this page knows only the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zhixing.kernel.identity import FULL_WIDTH, Malformed

PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵"
HAN_DIGITS: Final = "〇一二三四五六七八九"
FIRST_YEAR: Final = 2016

_SHAPE = re.compile(r"\((?P<year>[^()]*)\)(?P<body>[^()号]*)号(?P<suffix>.*)")
_BODY = re.compile(rf"(?P<court>最高法|[{PROVINCES}][0-9]*)(?P<type>[一-鿿]+)(?P<serial>[0-9]+)")
BRACKETS: Final = {ord("〔"): "(", ord("〕"): ")", ord("["): "(", ord("]"): ")"}
LONGEST_SERIAL: Final = 8


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """Hold a case number in the form in use since 2016.

    ``part`` is the suffix of a later instrument in the same case: 1 for 之一.

    >>> str(CaseNumber(2018, "渝0119", "执", 1234, 1))
    '（2018）渝0119执1234号之一'
    """

    year: int
    court_code: str
    type_code: str
    serial: int
    part: int | None = None

    def __str__(self) -> str:
        suffix = "" if self.part is None else f"之{han_number(self.part)}"
        return f"（{self.year}）{self.court_code}{self.type_code}{self.serial}号{suffix}"


@dataclass(frozen=True, slots=True)
class LegacyPattern:
    """Describe how one court wrote its numbers before 2016.

    ``words`` stand between the year and the serial (南川法民初字第); ``digits`` is the
    width to which the serial is padded with zeros; ``until_year`` the last year of use.
    """

    words: str
    digits: int = 5
    type_code: str = ""
    court_name: str = ""
    until_year: int = 2015


@dataclass(frozen=True, slots=True)
class LegacyCaseNumber:
    """Hold a case number of the time before 2016.

    >>> str(LegacyCaseNumber(2013, "南川法民初字第", 3058, 5))
    '（2013）南川法民初字第03058号'
    """

    year: int
    words: str
    serial: int
    digits: int
    part: int | None = None

    def __str__(self) -> str:
        suffix = "" if self.part is None else f"之{han_number(self.part)}"
        return f"（{self.year}）{self.words}{self.serial:0{self.digits}d}号{suffix}"


NANCHUAN: Final = (
    LegacyPattern("南川法民初字第", 5, "民初", "重庆市南川区人民法院"),
    LegacyPattern("南川法执字第", 5, "执", "重庆市南川区人民法院"),
)
"""The patterns of one district court, as an example of the data a court supplies."""


def parse_case_number(
    text: str, *, legacy: Iterable[LegacyPattern] = (), types: frozenset[str] | None = None
) -> CaseNumber | LegacyCaseNumber | Malformed:
    """Read a case number, or say what is wrong with it.

    Half-width brackets and digits and stray spaces are accepted; the result prints in
    the canonical full-width form. ``types`` restricts the type codes where a court's
    list is known. A number with 字第 is read by the given ``legacy`` patterns only.

    >>> str(parse_case_number("(2018)渝0119执1234号之一"))
    '（2018）渝0119执1234号之一'
    >>> parse_case_number("(2018)渝0119执01234号").code
    'SERIAL'
    """
    shape = _SHAPE.fullmatch(plain_text(text))
    if shape is None:
        return Malformed(
            "SHAPE",
            "案号应写作（年份）法院代字、类型代字、编号、号，如（2018）渝0119执1234号。",
            "A case number reads （year）court type serial号, as （2018）渝0119执1234号.",
        )
    if not re.fullmatch(r"(19|20)[0-9]{2}", shape["year"]):
        return Malformed(
            "YEAR",
            f"收案年度“{shape['year']}”应为四位数字。",
            f"The year {shape['year']!r} must have four digits.",
        )
    part = part_of(shape["suffix"])
    if isinstance(part, Malformed):
        return part
    if "字第" in shape["body"] or "字" in shape["body"]:
        return _legacy(int(shape["year"]), shape["body"], part, legacy)
    return _modern(int(shape["year"]), shape["body"], part, types)


def plain_text(text: str) -> str:
    """Give the text in half-width characters, round brackets and without spaces.

    >>> plain_text("〔２０１８〕 渝0119执1234号")
    '(2018)渝0119执1234号'
    """
    return re.sub(r"\s", "", text.translate(FULL_WIDTH).translate(BRACKETS))


def _modern(
    year: int, body: str, part: int | None, types: frozenset[str] | None
) -> CaseNumber | Malformed:
    found = _BODY.fullmatch(body)
    if found is None:
        return Malformed(
            "COURT_CODE",
            f"“{body}”中认不出法院代字、类型代字和编号。",
            f"No court code, type code and serial can be read in {body!r}.",
        )
    digits = len(found["court"].lstrip(PROVINCES)) if found["court"] != "最高法" else 0
    if digits not in (0, 2, 4):
        return Malformed(
            "COURT_CODE",
            f"法院代字“{found['court']}”的数字应为零、二或四位。",
            f"The court code {found['court']} must have no, two or four digits.",
        )
    if len(found["type"]) > 6 or (types is not None and found["type"] not in types):
        return Malformed(
            "TYPE_CODE",
            f"类型代字“{found['type']}”不在类型代字表内。",
            f"The type code {found['type']!r} is not in the table of types.",
        )
    if found["serial"].startswith("0"):
        return Malformed(
            "SERIAL",
            f"案件编号“{found['serial']}”应为自然数，前面不补零。",
            f"The serial {found['serial']} is a natural number without leading zeros.",
        )
    if len(found["serial"]) > LONGEST_SERIAL:
        return Malformed(
            "SERIAL",
            f"案件编号“{found['serial'][:LONGEST_SERIAL]}…”过长。",
            f"The serial {found['serial'][:LONGEST_SERIAL]}… is too long.",
        )
    if year < FIRST_YEAR:
        return Malformed(
            "YEAR",
            f"{year}年的案号不用此形式，该形式自{FIRST_YEAR}年起使用。",
            f"A number of {year} does not have this form, which began in {FIRST_YEAR}.",
        )
    return CaseNumber(year, found["court"], found["type"], int(found["serial"]), part)


def _legacy(
    year: int, body: str, part: int | None, patterns: Iterable[LegacyPattern]
) -> LegacyCaseNumber | Malformed:
    for pattern in patterns:
        serial = body.removeprefix(pattern.words)
        if serial == body or not re.fullmatch("[0-9]+", serial) or int(serial) == 0:
            continue
        if year > pattern.until_year:
            return Malformed(
                "YEAR",
                f"“{pattern.words}”形式的案号用至{pattern.until_year}年。",
                f"Numbers with {pattern.words!r} ended with {pattern.until_year}.",
            )
        return LegacyCaseNumber(year, pattern.words, int(serial), pattern.digits, part)
    return Malformed(
        "PATTERN",
        f"旧案号“{body}”与已登记的任何法院旧案号格式不符，请先登记该院的格式。",
        f"{body!r} matches no registered pattern of the time before 2016; register the court's.",
    )


def part_of(suffix: str) -> int | Malformed | None:
    """Read what follows 号: nothing, or 之一 to 之九十九."""
    if not suffix:
        return None
    for number in range(1, 100):
        if suffix == f"之{han_number(number)}":
            return number
    return Malformed(
        "SUFFIX",
        f"案号后缀“{suffix}”应为之一至之九十九。",
        f"The suffix {suffix!r} must be 之一 to 之九十九.",
    )


def han_number(number: int) -> str:
    """Write a number from 1 to 99 in Chinese characters.

    >>> [han_number(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{HAN_DIGITS[tens]}十")
    return head + (HAN_DIGITS[units] if units or not tens else "")
