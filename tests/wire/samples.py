"""Invented requests, and a second way of putting values on the wire that no codec shares."""

from __future__ import annotations

import base64
import re
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

from zhixing.inquiry.wire import testbook
from zhixing.inquiry.wire.model import (
    AccountRef,
    AssetRef,
    AssistanceRequest,
    CaseFund,
    Channel,
    ControlLine,
    Court,
    Credential,
    IdType,
    Kind,
    Measure,
    Officer,
    Origin,
    Subject,
    Target,
    Writ,
)
from zhixing.inquiry.wire.profile import get_profile
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

GOLDEN = testbook.PLACE / "bank-soap-2016" / "golden"
BANK = get_profile("BANK-SOAP-2")
QUERY_NO = "202701053299001000000000000001"
CONTROL_NO = "202701053299001000000000000002"
CASE_NO = "（2027）示例01执1号"

NOTICE = Writ(1, "协助查询存款通知书", f"{CASE_NO}协助查询存款通知书", "pdf", b"%PDF-1.4 notice")
RULING = Writ(1, "执行裁定书", f"{CASE_NO}执行裁定书", "pdf", b"%PDF-1.4 ruling")
FREEZE_NOTICE = Writ(
    2, "协助冻结存款通知书", f"{CASE_NO}协助冻结存款通知书", "pdf", b"%PDF-1.4 notice"
)
CARD = Credential(
    1, "测试法官甲", "SL0001", "jpg", b"work card image", "SLGW0001", "jpg", b"duty card image"
)
SECOND_CARD = Credential(2, "测试法官乙", "SL0002", "png", b"another work card")
OFFICER = Officer("测试法官甲", "010-00000000", "示例路1号", "SL0001", "SLGW0001")
COURT = Court("示例市中级人民法院", "999900")


def query(**changes: object) -> AssistanceRequest:
    """Build the query of the golden list, with changes."""
    given: dict[str, object] = {
        "channel": Channel.BANK_SOAP,
        "institution_code": "YH000001",
        "kind": Kind.QUERY,
        "external_no": QUERY_NO,
        "case_no": CASE_NO,
        "court": COURT,
        "officers": (OFFICER,),
        "subject": Subject("测试甲", IdType.RESIDENT_ID, "110101190001010006"),
        "documents": (NOTICE,),
        "credentials": (CARD,),
        "writ_set_no": "SLWS202700000001",
        "notice_title": f"{CASE_NO}协助查询存款通知书",
        "ledger_period": Days.closed(date(2026, 1, 1), date(2026, 12, 31)),
    }
    return AssistanceRequest(**{**given, **changes})


def freeze_line(**changes: object) -> ControlLine:
    """Build the first line of the golden control request, with changes."""
    given: dict[str, object] = {
        "line_no": 1,
        "target": Target.DEPOSIT,
        "measure": Measure.FREEZE,
        "ruling_no": f"{CASE_NO}执行裁定书",
        "account": AccountRef("0000111122223333"),
        "amount": Fen.of_yuan("100000.00"),
        "term": Days.closed(date(2027, 1, 5), date(2028, 1, 4)),
    }
    return ControlLine(**{**given, **changes})


def four_lines() -> tuple[ControlLine, ...]:
    """Build the four lines of the golden control request."""
    product = freeze_line(
        line_no=2,
        target=Target.FIN_ASSET,
        account=AccountRef("0000111122224444"),
        asset=AssetRef(
            name="示例理财一号",
            product_no="SLLC0001",
            wealth_account="LC0001",
            payout_account="0000111122223333",
            unit="份",
        ),
        quantity=Decimal(500),
        amount=Fen.of_yuan("50000.00"),
        term=Days.closed(date(2027, 1, 5), date(2029, 1, 4)),
    )
    transfer = freeze_line(
        line_no=3,
        measure=Measure.TRANSFER,
        ruling_no=f"{CASE_NO}之一执行裁定书",
        account=AccountRef("0000111122225555"),
        amount=Fen.of_yuan("8000.00"),
        term=None,
        case_fund=CaseFund(
            "示例市中级人民法院", "示例银行示例支行", "000000000002", "0000999988887777"
        ),
    )
    release = freeze_line(
        line_no=4,
        measure=Measure.RELEASE,
        ruling_no=f"{CASE_NO}之二执行裁定书",
        account=AccountRef("0000111122226666"),
        amount=Fen.of_yuan("3000.00"),
        term=None,
        origin=Origin("202601053299001000000000000009", "（2026）示例01执88号"),
    )
    return freeze_line(), product, transfer, release


def control(**changes: object) -> AssistanceRequest:
    """Build the golden control request, with changes."""
    given: dict[str, object] = {
        "kind": Kind.CONTROL,
        "external_no": CONTROL_NO,
        "subject": Subject("示例贸易有限公司", IdType.CREDIT_CODE, "91110101MA00000018"),
        "documents": (RULING, FREEZE_NOTICE),
        "credentials": (CARD, SECOND_CARD),
        "writ_set_no": "",
        "notice_title": f"{CASE_NO}协助冻结存款通知书",
        "ledger_period": None,
        "lines": four_lines(),
    }
    return query(**{**given, **changes})


CASE_FUND = CaseFund("示例市中级人民法院", "示例银行示例支行", "000000000002", "0000999988887777")
ORIGIN = Origin("202601053299001000000000000009", "（2026）示例01执88号")


def renewal() -> AssistanceRequest:
    """Build the golden renewal (02)."""
    line = freeze_line(
        measure=Measure.RENEW,
        ruling_no=f"{CASE_NO}之三执行裁定书",
        account=AccountRef("0000111122226666"),
        amount=Fen.of_yuan("3000.00"),
        origin=ORIGIN,
    )
    notice = f"{CASE_NO}协助续行冻结存款通知书"
    number = "202701053299001000000000000004"
    return control(external_no=number, notice_title=notice, lines=(line,))


def gated() -> AssistanceRequest:
    """Build the golden control of what only some banks do (03, 05, 07, 08)."""

    def line(place: int, measure: Measure, account: str, yuan: str, **changes: object):
        given: dict[str, object] = {
            "line_no": place,
            "measure": measure,
            "ruling_no": f"{CASE_NO}之四执行裁定书",
            "account": AccountRef(account),
            "amount": Fen.of_yuan(yuan),
            "term": None,
        }
        return freeze_line(**{**given, **changes})

    term = Days.closed(date(2027, 1, 5), date(2028, 1, 4))
    lines = (
        line(1, Measure.QUEUE, "0000111122223333", "1000.00", term=term),
        line(2, Measure.RELEASE_QUEUED, "0000111122226666", "3000.00", origin=ORIGIN),
        line(3, Measure.WITHDRAW_INCOME, "0000111122225555", "2000.00", case_fund=CASE_FUND),
        line(
            4,
            Measure.FREEZE_TRANSFER,
            "0000111122224444",
            "4000.00",
            term=term,
            case_fund=CASE_FUND,
        ),
    )
    number = "202701053299001000000000000005"
    return control(external_no=number, notice_title=f"{CASE_NO}协助执行通知书", lines=lines)


def golden(name: str) -> str:
    """Give the golden payload of this name."""
    return (GOLDEN / f"{name}.b64").read_text("ascii")


def derive(source: Path) -> str:
    """Derive a payload from a hand-written message with the shell tools."""
    done = subprocess.run(
        ["bash", str(testbook.PLACE / "bank" / "derive.sh"), str(source)],
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("ascii")


def wired(xml: str, charset: str = "gbk") -> str:
    """Put a readable message on the wire: the tests' own, by regular expression."""

    def value(match: re.Match[str]) -> str:
        inner = base64.b64encode(match[2].encode(charset))
        if match[1] in {"WSNR", "GZZ", "GWZ"}:
            inner = base64.b64encode(inner)
        return f'{match[1]}="{inner.decode()}"'

    body = re.sub(r'([A-Za-z0-9]+)="([^"]*)"', value, xml)
    return base64.b64encode(body.encode("utf-8")).decode()


def bare(xml: str) -> str:
    """Put a readable message on the wire with its values as they stand."""
    return base64.b64encode(xml.encode("utf-8")).decode()
