"""Property of other kinds is controlled from the property tab, which speaks of each correctly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.doors.desk.test_deeds import _faults, _sought
from tests.support.open_ones import make_one
from zhixing.institutions.kinds import InstitutionKind as I
from zhixing.platform.principal import PostKind as K

CAR = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "示例牌轿车", "value": "86000.00"}
STAKE = {
    "kind": "EQUITY",
    "identifier": "91500000MA000/乙",
    "name": "示例贸易有限公司",
    "quantity": "30",
    "unit": "%",
}
FUND = {
    "kind": "HOUSING_FUND",
    "identifier": "G-0001",
    "name": "公积金",
    "value": "30000.00",
    "available": "30000.00",
    "withdrawable": True,
}


def _whys(desk: Any, form: str) -> None:
    for place in re.findall(r'class="why" href="(/why/deed/[^"]+)"', form):
        panel = desk.client(K.JUDGE).get(place, headers={"HX-Request": "true"})
        assert panel.status_code == 200 and "why-conclusion" in panel.content.decode()


def test_a_stake_is_frozen_by_share_and_a_fund_taken_on_a_stated_ground(tmp_path: Path) -> None:
    market = make_one(tmp_path, I.MARKET_REGULATOR, STAKE)
    funds = make_one(tmp_path, I.HOUSING_FUND, FUND)
    sought, desk = _sought("50000.00")
    for one in (market, funds):
        sought.query(one)
        one.cycle()
    page = desk.page(K.JUDGE, "property")
    assert "财产总览" in page and "股权，股权尾号" in page and "住房公积金，公积金账户尾号" in page
    assert "冻结股权、证券等" in page

    stake = desk.subject(K.JUDGE, "freeze-right")
    form = desk.client(K.JUDGE).get(desk.url("freeze-right", stake)).content.decode()
    assert "30%" in form and "自送达协助单位时生效" in form
    _whys(desk, form)
    _faults(desk, K.JUDGE, "freeze-right", "quantity", of=stake, quantity="全部")
    _faults(desk, K.JUDGE, "freeze-right", "quantity", of=stake, quantity="31%")
    desk.do(K.JUDGE, "freeze-right", {"quantity": "20%", "with_income": "on"}, stake)
    desk.approve("FREEZE")
    market.cycle()
    page = desk.page(K.JUDGE, "property")
    assert "冻结，第1顺位" in page
    assert "freeze, rank 1" in desk.page(K.JUDGE, "property", "en")

    fund = desk.subject(K.JUDGE, "freeze")
    desk.do(K.JUDGE, "freeze", {"amount": "29999"}, fund)
    desk.approve("FREEZE")
    funds.cycle()
    form = desk.client(K.JUDGE).get(desk.url("transfer", fund)).content.decode()
    assert "符合的提取条件" in form
    _faults(desk, K.JUDGE, "transfer", "withdrawal", of=fund, amount="24000")
    _faults(
        desk, K.JUDGE, "transfer", "withdrawal", of=fund, amount="24000", withdrawal="BUYS_HOME"
    )
    stated = {"withdrawal": "RETIRED", "secured": "on", "protected_minimum": "6000"}
    desk.do(K.JUDGE, "transfer", {"amount": "24000", **stated}, fund)
    desk.approve("TRANSFER")
    funds.cycle()
    assert "DEPOSIT_TRANSFERRED" in desk.acts()


def test_a_car_is_sealed_for_two_years_and_seen_from_another_case(tmp_path: Path) -> None:
    cars = make_one(tmp_path, I.VEHICLE_REGISTRY, CAR)
    sought, desk = _sought("50000.00")
    sought.query(cars)
    cars.cycle()
    car = desk.subject(K.JUDGE, "seal")
    form = desk.client(K.JUDGE).get(desk.url("seal", car)).content.decode()
    assert "号牌尾号" in form and "处置以前须实际扣押" in form and "2020年3月4日" in form
    _whys(desk, form)
    desk.do(K.JUDGE, "seal", {"value": "40000"}, car)
    desk.approve("SEALING")
    cars.cycle()
    page = desk.page(K.JUDGE, "property")
    assert "查封，第1顺位" in page and "已控制，待确定参考价变价" in page
    assert "机动车，号牌尾号" in page
