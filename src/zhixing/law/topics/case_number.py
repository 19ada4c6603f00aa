"""Reading a case number (案号): year, court code, type and serial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from zhixing.law.identity.case_number import CourtLevel, case_number
from zhixing.law.identity.kinds import CaseGroup
from zhixing.law.topics.topic import KNOWN_ON, Answer, Example, Most, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNumberRequest:
    """Ask what a case number says."""

    text: Annotated[str, Most(60)]


@dataclass(frozen=True, slots=True)
class CaseNumberResult:
    """Hold the elements; null where a number of the time before 2016 does not show them."""

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
    group: CaseGroup | None


def answer(request: CaseNumberRequest) -> Answer:
    """Read the number."""
    found = case_number(on=KNOWN_ON, text=request.text)
    read = found.value
    return Answer(
        CaseNumberResult(
            read.year,
            read.court_code,
            read.type,
            read.serial,
            read.legacy,
            read.part,
            read.canonical,
            read.court_level,
            read.type_zh,
            read.type_en,
            CaseGroup(read.group) if read.group else None,
        ),
        found,
    )


TOPIC = Topic(
    "case-number",
    "案号",
    "Case number",
    CaseNumberRequest,
    CaseNumberResult,
    answer,
    (
        Example(
            {"text": "（2018）渝0119执1234号"},
            {
                "year": 2018,
                "court_code": "渝0119",
                "type": "执",
                "serial": 1234,
                "legacy": False,
                "part": None,
            },
        ),
        Example(
            {"text": "(2018)渝0119执1234号之一"},
            {"part": 1, "canonical": "（2018）渝0119执1234号之一"},
        ),
        Example(
            {"text": "（2013）南川法民初字第03058号"},
            {"year": 2013, "type": "民初", "serial": 3058, "legacy": True},
            note="2016年以前 before 2016",
        ),
        Example({"text": "（2018）渝0119执01234号"}, error="SERIAL"),
        Example({"text": "（2015）渝0119执1234号"}, error="YEAR"),
        Example({"text": "2018渝0119执1234"}, error="SHAPE"),
        Example({"text": ""}, error="SHAPE"),
    ),
    ("CASE_NUMBER",),
)
