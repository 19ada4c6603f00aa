"""Dependants are recorded, accounts are determined, and a freeze asks for what nobody stated."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.at_the_desk import Desk
from tests.support.banks import Deposit, make_bank, seek
from tests.support.bureau import PASSWORD
from tests.support.filed import DAY
from zhixing.inquiry.bulk_queries import list_bulks
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.stage import raise_stage

MAIN = "62220000000000010001"


def _found(folder: Path, sought):
    bank = make_bank(folder, Deposit(MAIN, "90000.00"))
    sought.query(bank)
    bank.cycle(2)
    (asset,) = sought.assets()
    return asset.id


def test_dependants_and_purposes_are_recorded_at_the_desk(tmp_path: Path) -> None:
    sought, desk = _sought("100000.00")
    asset = _found(tmp_path, sought)
    of = sought.filed.debtor
    form = desk.client(K.JUDGE).get(desk.url("record-living-facts", of)).content.decode()
    assert "当地最低生活标准" in form and "标准的来源" not in form, "the court adopted one"
    desk.do(K.JUDGE, "record-living-facts", {"persons": "3", "reason": "户口簿"}, of)
    assert "LIVING_FACTS_RECORDED" in desk.acts()
    form = desk.client(K.JUDGE).get(desk.url("freeze", asset)).content.decode()
    assert "89997.00" in form and "应保留的生活必需费用" in form and "3.00" in form

    given = {"purpose": "migrant_wages", "reason": "开户资料", "evidence": "卷宗第3页"}
    desk.do(K.JUDGE, "mark-account-purpose", given, asset)
    assert "ACCOUNT_PURPOSE_MARKED" in desk.acts()
    desk.do(K.JUDGE, "mark-account-purpose", given | {"purpose": "ordinary"}, asset)


def test_a_freeze_asks_for_the_standard_nobody_adopted(tmp_path: Path) -> None:
    prefix = f"d{uuid4().hex[:10]}-"
    stage = raise_stage("M34", login_prefix=prefix, credentials=True, password=PASSWORD)
    stage.goto(DAY)
    sought = seek("100000.00", stage)
    desk = Desk.of(sought)
    asset = _found(tmp_path, sought)
    form = desk.client(K.JUDGE).get(desk.url("freeze", asset)).content.decode()
    assert 'name="standard"' in form and "须填写" in form
    status, page = desk.ask(K.JUDGE, "freeze", {"amount": "100"}, asset)
    assert status == 422 and "请填写" in page
    given = {
        "amount": "89000",
        "standard": "500",
        "months": "2",
        "persons": "1",
        "source": "（演练）区民政局公告",
        "reason": "询问笔录",
    }
    desk.do(K.JUDGE, "freeze", given, asset)
    assert {"LIVING_FACTS_RECORDED", "MATTER_SUBMITTED"} <= set(desk.acts())


def test_fast_control_and_the_bundle_show_what_stays(tmp_path: Path) -> None:
    sought, desk = _sought("100000.00")
    asset = _found(tmp_path, sought)
    row = f"{sought.filed.case}/{asset}"
    url = reverse("desk:fast_control")
    page = desk.client(K.JUDGE).post(url, {"row": row, "step": "preview"}).content.decode()
    assert "89,999.00" in page and "1.00" in page and "必需的生活费用" in page
    done = desk.client(K.JUDGE).post(url, {"row": row, "step": "order", "key": uuid4().hex})
    assert done.status_code == 302
    (bulk,) = sought.read(lambda: list_bulks(sought.court_no))
    shown = desk.client(K.DIRECTOR).get(reverse("desk:bundle", args=[bulk.bundle]))
    assert "1.00" in shown.content.decode() and "保留必需费用" in shown.content.decode()
