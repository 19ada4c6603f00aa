"""Case numbers of the time before 2016 whose court's pattern is not at hand.

Each court then had its own words between year and serial: 南川法民初字第, 浦民一（民）初字第.
What every pattern shares is read here: the year, the serial, and the words, parted into
the court's abbreviation and the kind of case where the words end in a known kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhixing.kernel.case_number import FIRST_YEAR, part_of, plain_text
from zhixing.kernel.identity import Malformed

_SHAPE = re.compile(
    r"\((?P<year>[0-9]{4})\)(?P<words>[一-鿿()]{1,30}?)字?第?(?P<serial>[0-9]{1,8})号(?P<suffix>.*)"
)
_KIND = re.compile(
    r"(?P<kind>知?[民商刑行执经仲赔委破保监][一二三四五六七八九十]*(?:\([一-鿿]{1,2}\))?"
    r"[初终申监再提督异复恢保协裁审他请]?)$"
)


@dataclass(frozen=True, slots=True)
class LegacyReading:
    """Hold what can be read of an old number; ``kind`` is empty where it is not known.

    >>> read_legacy("（2013）南川法民初字第03058号")
    LegacyReading(year=2013, court='南川法', kind='民初', serial=3058, part=None)
    """

    year: int
    court: str
    kind: str
    serial: int
    part: int | None = None


def read_legacy(text: str) -> LegacyReading | Malformed:
    """Read a case number of the time before 2016, or say what is wrong with it.

    >>> read_legacy("(2016)南川法民初字第03058号").code
    'YEAR'
    """
    found = _SHAPE.fullmatch(plain_text(text))
    if found is None or "字" not in text or found["words"] == "字":
        return Malformed(
            "PATTERN",
            "认不出旧案号；旧案号一般写作（年份）法院简称、案件类别、字第、编号、号。",
            "This is no old case number; those read （year）court kind 字第 serial号.",
        )
    year, serial = int(found["year"]), int(found["serial"])
    if not 1949 <= year < FIRST_YEAR:
        return Malformed(
            "YEAR",
            f"“字第”形式的案号用于{FIRST_YEAR}年以前，现为{year}年。",
            f"Numbers with 字第 ended before {FIRST_YEAR}; this one says {year}.",
        )
    if serial == 0:
        return Malformed("SERIAL", "案件编号应为自然数，不得为零。", "The serial must not be zero.")
    part = part_of(found["suffix"])
    if isinstance(part, Malformed):
        return part
    words = found["words"].removesuffix("字")
    kind = _KIND.search(words)
    if kind is None:
        return LegacyReading(year, words, "", serial, part)
    return LegacyReading(year, words[: kind.start()], kind["kind"], serial, part)
