"""Invented registry messages, and a second way of putting them on the wire."""

from __future__ import annotations

import base64
import re
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tests.wire.samples import CASE_NO, FREEZE_NOTICE, RULING, query
from zhixing.inquiry.wire import testbook
from zhixing.inquiry.wire.model import (
    AssistanceRequest,
    Channel,
    ControlLine,
    IdType,
    Kind,
    Measure,
    Origin,
    Subject,
    Target,
    Transferee,
    UnitRef,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.ranges import Days

GOLDEN = testbook.PLACE / "registry-soap" / "golden"
REG = get_profile("REG-SOAP")
AT = datetime(2027, 1, 5, 10, tzinfo=SHANGHAI)
QUERY_NO, MISS_NO = "20270105999900000001", "20270105999900000002"
SEAL_NO, RELEASE_NO, TITLE_NO, RENEW_NO, WHOLE_NO = (
    f"2027010599990000000{n}" for n in (3, 4, 5, 6, 7)
)
UNIT = "999900000000GB00000F00000001"
HOUSE = UnitRef(UNIT, "4", "示例路1号", "示例（2020）不动产权第0000001号", "示例市不动产登记中心")
KNOWN = replace(HOUSE, business_no="SLYW0")
WRITS = tuple(
    replace(writ, registrant="测试法官甲", registered_on=date(2027, 1, 5))
    for writ in (RULING, FREEZE_NOTICE)
)
WHO = Subject("测试甲", IdType.RESIDENT_ID, "110101190001010006", "中国")


def estate_query(**changes: object) -> AssistanceRequest:
    """Build the query of the golden list, with changes."""
    given: dict[str, object] = {
        "channel": Channel.REG_SOAP,
        "institution_code": "BDC000001",
        "external_no": QUERY_NO,
        "subject": WHO,
        "writ_set_no": "20270105999900000009",
        "notice_title": f"{CASE_NO}协助查询不动产登记通知书",
        "ledger_period": None,
        "institution_class": "",
    }
    return query(**{**given, **changes})


def seal_line(**changes: object) -> ControlLine:
    """Build the line of the golden sealing, with changes."""
    given: dict[str, object] = {
        "line_no": 1,
        "target": Target.REAL_ESTATE,
        "measure": Measure.SEAL,
        "ruling_no": f"{CASE_NO}执行裁定书",
        "scope": None,
        "unit": HOUSE,
        "term": Days.closed(date(2027, 1, 5), date(2030, 1, 4)),
    }
    return ControlLine(**{**given, **changes})


def sealing(**changes: object) -> AssistanceRequest:
    """Build the sealing of the golden list, with changes."""
    given: dict[str, object] = {
        "kind": Kind.CONTROL,
        "external_no": SEAL_NO,
        "lines": (seal_line(unit=KNOWN),),
        "writ_set_no": "",
        "notice_title": f"{CASE_NO}协助查封不动产通知书",
    }
    return estate_query(**{**given, **changes})


def release_line() -> ControlLine:
    """Build the line of the golden release."""
    return seal_line(
        measure=Measure.SEAL_RELEASE,
        term=None,
        ruling_no=f"{CASE_NO}之一执行裁定书",
        origin=Origin(SEAL_NO, CASE_NO, "SLYW1"),
    )


def renewal_line() -> ControlLine:
    """Build the line of the golden renewal (12)."""
    return seal_line(
        measure=Measure.SEAL_RENEW,
        term=Days.closed(date(2030, 1, 5), date(2033, 1, 4)),
        ruling_no=f"{CASE_NO}之三执行裁定书",
        origin=Origin(SEAL_NO, CASE_NO, "SLYW1"),
    )


def title_line() -> ControlLine:
    """Build the line of the golden transfer of title."""
    buyer = Transferee(1, "测试丙", IdType.RESIDENT_ID, "110101190001010030")
    return seal_line(
        measure=Measure.TITLE_TRANSFER,
        term=None,
        ruling_no=f"{CASE_NO}之二执行裁定书",
        transferees=(buyer,),
    )


def golden(name: str) -> str:
    """Give the bytes the shell derived."""
    return (GOLDEN / f"{name}.b64").read_text("ascii")


def source(name: str) -> str:
    """Give a hand-written message on one line."""
    lines = (GOLDEN / f"{name}.xml").read_text("utf-8").splitlines()
    return "".join(line.strip() for line in lines)


def derive(path: Path) -> str:
    """Let the shell derive a message's bytes again."""
    made = subprocess.run([GOLDEN / "derive.sh", path], capture_output=True, check=True)
    return made.stdout.decode("ascii")


def wired(xml: str) -> str:
    """Put a readable message on the wire: texts in Base64, then the document."""

    def leaf(match: re.Match[str]) -> str:
        return f">{base64.b64encode(match[1].encode()).decode()}<"

    return base64.b64encode(re.sub(r">([^<>\n]+)<", leaf, xml).encode()).decode()


def bare(xml: str) -> str:
    """Put a readable message on the wire of a site that encodes the document only."""
    return base64.b64encode(xml.encode()).decode()
