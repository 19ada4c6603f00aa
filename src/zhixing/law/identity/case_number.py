"""Read a case number (案号): its year, court, kind and serial, in the form of its time.

Since 2016 a number is （year）court-code type-code serial号, unique in the country and
counted by court, year and type. Before, each court had its own words and 字第. The code
of a high court is the province's character alone; an intermediate court adds two digits,
a basic court four.

案号按其形成时的写法读出收案年度、法院、案件类型和编号。2016年起，案号由加括号的收案年度、
法院代字、类型代字、编号和“号”字组成，在全国不重复，编号按法院、年度和类型分别编排；
此前各法院自定简称，使用“字第”的写法。高级人民法院的代字只有省份简称一字，
中级人民法院另加两位数字，基层人民法院另加四位数字。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.case_number import CaseNumber, parse_case_number
from zhixing.kernel.finding import Finding
from zhixing.kernel.identity import Malformed
from zhixing.kernel.legacy_number import LegacyReading, read_legacy
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.identity.kinds import KINDS
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CASE-NUMBERS", "2"), ("CASE-NUMBERS", "5"), ("CASE-NUMBERS", "9"))


class CourtLevel(StrEnum):
    """Name the levels of court that a court code shows."""

    SUPREME = "supreme"
    HIGH = "high"
    INTERMEDIATE = "intermediate"
    BASIC = "basic"


LEVEL_ZH = {
    CourtLevel.SUPREME: "最高人民法院",
    CourtLevel.HIGH: "高级人民法院",
    CourtLevel.INTERMEDIATE: "中级人民法院",
    CourtLevel.BASIC: "基层人民法院",
}


@dataclass(frozen=True, slots=True)
class CaseNumberRead:
    """Hold what a case number says; None where an old number does not show it."""

    year: int
    court_code: str | None
    type: str | None
    serial: int
    legacy: bool
    part: int | None
    canonical: str
    court_level: CourtLevel | None
    type_zh: str | None
    type_en: str | None
    group: str | None


class NumberRefused(Refusal):
    """Say why a text is no case number."""


@answers("CASE_NUMBER")
def case_number(*, on: date, text: str) -> Finding[CaseNumberRead]:
    """Read a case number in the form of its time."""
    read = parse_case_number(text)
    legacy = None
    if isinstance(read, Malformed) and "字" in text:
        legacy = read_legacy(text)
    if isinstance(legacy, LegacyReading):
        return _legacy(on, text, legacy)
    fault = legacy if isinstance(legacy, Malformed) else read
    if not isinstance(fault, CaseNumber):
        raise _refused(fault)  # type: ignore[arg-type]
    return _modern(on, fault)


def _refused(fault: Malformed) -> NumberRefused:
    return NumberRefused(
        fault.code,
        message_zh=fault.message_zh,
        message_en=fault.message_en,
        basis=cite("CASE-NUMBERS", 2, version="2015"),
        remedy_zh="请按法律文书上的案号填写，例如（2018）渝0119执1234号。",
        remedy_en="Enter it as the instrument prints it: year, court, type, serial.",
        field="text",
    )


def _modern(on: date, number: CaseNumber) -> Finding[CaseNumberRead]:
    why = Reasons(on)
    level = _level(number.court_code)
    why.step(
        f"收案年度{number.year}，法院代字{number.court_code}（{LEVEL_ZH[level]}），"
        f"类型代字{number.type_code}，编号{number.serial}。",
        f"Year {number.year}, court {number.court_code} ({level.value}), type {number.type_code}, "
        f"serial {number.serial}.",
        cite("CASE-NUMBERS", 2, version="2015"),
        value=str(number),
    )
    kind = KINDS.get(number.type_code)
    if kind is not None:
        why.mark("memory:type-codes")
        why.step(
            f"类型代字“{kind.code}”：{kind.zh}"
            + (f"，源于“{kind.follows}”字案件。" if kind.follows else "。"),
            f"The type {kind.code}: {kind.en}"
            + (f", arising from a case of type {kind.follows}." if kind.follows else "."),
        )
    if number.part is not None:
        why.step(
            "“之”后的序号表示同一案件的后续文书。",
            "The suffix counts later instruments in the case.",
        )
    value = CaseNumberRead(
        number.year,
        number.court_code,
        number.type_code,
        number.serial,
        False,
        number.part,
        str(number),
        level,
        kind.zh if kind else None,
        kind.en if kind else None,
        kind.group.value if kind else None,
    )
    return why.finding(value, f"案号为{number}。", f"The case number is {number}.")


def _legacy(on: date, text: str, read: LegacyReading) -> Finding[CaseNumberRead]:
    why = Reasons(on)
    why.mark("memory:case-numbers-before-2016")
    why.step(
        f"{read.year}年的案号为2016年以前的形式，由各法院自定。",
        f"A number of {read.year} has the form used before 2016, which each court set itself.",
        cite("CASE-NUMBERS", 2, version="2015"),
    )
    why.step(
        f"法院简称“{read.court or '未写明'}”，案件类别“{read.kind or '未能辨认'}”，"
        f"编号{read.serial}。",
        f"Court “{read.court or 'not stated'}”, kind “{read.kind or 'not known'}”, "
        f"serial {read.serial}.",
        value=read.serial,
    )
    value = CaseNumberRead(
        read.year,
        read.court or None,
        read.kind or None,
        read.serial,
        True,
        read.part,
        "".join(text.split()).replace("(", "（").replace(")", "）"),
        None,
        None,
        None,
        None,
    )
    return why.finding(
        value, f"{read.year}年的旧案号，编号{read.serial}。", f"An old number of {read.year}."
    )


def _level(code: str) -> CourtLevel:
    if code == "最高法":
        return CourtLevel.SUPREME
    digits = sum(c.isdigit() for c in code)
    return {0: CourtLevel.HIGH, 2: CourtLevel.INTERMEDIATE}.get(digits, CourtLevel.BASIC)


def _ok(text: str, **value: object) -> Example:
    return Example({"on": date(2018, 6, 29), "text": text}, value)


def _bad(text: str, code: str) -> Example:
    return Example({"on": date(2018, 6, 29), "text": text}, refusal=code)


RULE = Rule(
    "CASE_NUMBER",
    BASIS,
    Days(date(1949, 10, 1)),
    case_number,
    (
        _ok(
            "（2018）渝0119执1234号",
            year=2018,
            court_code="渝0119",
            type="执",
            serial=1234,
            legacy=False,
            court_level="basic",
        ),
        _ok("(2018)渝03执复5号", court_level="intermediate", type="执复", group="examination"),
        _ok("（2018）渝执监5号", court_level="high", type="执监"),
        _ok("（2016）最高法执监1号", court_level="supreme", serial=1),
        _ok("(2018)渝0119执1234号之一", part=1, canonical="（2018）渝0119执1234号之一"),
        _ok(
            "（2013）南川法民初字第03058号",
            year=2013,
            court_code="南川法",
            type="民初",
            serial=3058,
            legacy=True,
        ),
        _ok("（2015）南川法执字第02345号之二", legacy=True, part=2),
        _bad("（2015）渝0119执1234号", "YEAR"),
        _bad("（2016）南川法执字第02345号", "YEAR"),
        _bad("（2018）贵0119执1234号", "COURT_CODE"),
        _bad("（2018）渝011执1234号", "COURT_CODE"),
        _bad("（2018）渝0119执01234号", "SERIAL"),
        _bad("渝0119执1234号", "SHAPE"),
        _bad("（2018）渝0119执1234号之零", "SUFFIX"),
    ),
    "案号",
    "Case number",
    covers=(
        "R-CASENO-GRAMMAR",
        "R-CASENO-LEGACY",
        "R-CASE-GROUPS",
        "R-COURT-CODE",
        "R-COURT-MUNI",
    ),
)
