"""The golden controls of the open profile: every measure of it, every member of a line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.wire import samples
from zhixing.inquiry.wire.model import (
    AssetRef,
    AssistanceRequest,
    Channel,
    ControlLine,
    IdType,
    Measure,
    Officer,
    Origin,
    Subject,
    Target,
    Transferee,
)
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

ONE_YEAR = Days.closed(date(2027, 1, 5), date(2028, 1, 4))
TWO_YEARS = Days.closed(date(2027, 1, 5), date(2029, 1, 4))
THREE_YEARS = Days.closed(date(2027, 1, 5), date(2030, 1, 4))
ORIGIN = Origin(samples.ORIGIN.request_no, samples.ORIGIN.case_no, "SL9")
WALLET = AssetRef(name="支付账户余额", type_text="WALLET", product_no="W0000000001")
SHARES = AssetRef(name="示例股份", type_text="SECURITIES", product_no="A0000001/600000", unit="股")
CAR = AssetRef(name="示例牌小型轿车", type_text="VEHICLE", product_no="示A00001")
PASSPORT = Subject("测试丁", IdType.PASSPORT, "E00000000", "某国", "示例市")
BUYER = Transferee(1, "测试戊", IdType.RESIDENT_ID, "110101190001017773")


def _right(measure: Measure, asset: AssetRef, **more: object) -> ControlLine:
    given: dict[str, object] = {
        "target": Target.RIGHT,
        "measure": measure,
        "account": None,
        "asset": asset,
        "amount": None,
        "term": None,
    }
    return samples.freeze_line(**{**given, **more})


_LINES: tuple[ControlLine, ...] = (
    _right(
        Measure.FREEZE,
        WALLET,
        amount=Fen.of_yuan("900.00"),
        keep_free=Fen.of_yuan("5000.00"),
        term=ONE_YEAR,
    ),
    _right(
        Measure.FREEZE,
        SHARES,
        amount=Fen.of_yuan("20000.00"),
        quantity=Decimal(500),
        with_income=True,
        term=THREE_YEARS,
    ),
    _right(Measure.RENEW, WALLET, amount=Fen.of_yuan("900.00"), term=ONE_YEAR, origin=ORIGIN),
    _right(Measure.RELEASE, WALLET, amount=Fen.of_yuan("900.00"), origin=ORIGIN),
    _right(
        Measure.TRANSFER,
        WALLET,
        amount=Fen.of_yuan("900.00"),
        origin=ORIGIN,
        case_fund=samples.CASE_FUND,
    ),
    _right(Measure.SEAL, CAR, term=TWO_YEARS),
    _right(Measure.SEAL_RENEW, CAR, term=TWO_YEARS, origin=ORIGIN),
    _right(Measure.SEAL_RELEASE, CAR, origin=ORIGIN),
    _right(Measure.TITLE_TRANSFER, CAR, transferees=(BUYER,)),
)
MEASURES = frozenset(line.measure for line in _LINES)


def controls() -> list[AssistanceRequest]:
    """Build a control of each measure, the first about somebody from abroad."""
    return [
        samples.control(
            channel=Channel.OPEN_JSON,
            institution_code="TEST0001",
            external_no=f"20270105329900100000000000{place:04d}",
            subject=PASSPORT if place == 11 else samples.query().subject,
            officers=(samples.OFFICER, Officer("测试法官乙", work_card_no="SL0002")),
            lines=(line,),
            remark="示例备注",
            notice_title=f"{samples.CASE_NO}协助执行通知书",
        )
        for place, line in enumerate(_LINES, 11)
    ]
