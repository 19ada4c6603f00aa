"""The search is begun, gone on with and explained at the desk; institutions' figures open."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support.at_the_desk import Desk
from tests.support.banks import Deposit, make_bank
from tests.support.filed import file_one
from tests.support.searching import BY_YIELD, STANDING, adopt
from zhixing.platform.principal import PostKind as K

CHECKS = {
    "checks": [{"code": "HOUSE", "zh": "不动产", "en": "real estate", "kinds": ["REAL_ESTATE"]}],
    "reports": [
        {"code": "R", "zh": "财产报告", "en": "property report", "instrument": "RISK_NOTICE"}
    ],
}


def test_a_search_says_on_its_tab_whom_it_left_out_and_why(tmp_path: Path) -> None:
    bank, poor = make_bank(tmp_path, Deposit("6200000000000001", "80000.00")), make_bank(tmp_path)
    sought, desk = _sought("50000.00")
    sought.query(bank, poor)
    bank.cycle()
    poor.cycle()
    for code, value in (
        ("SEARCH_BY_YIELD", BY_YIELD),
        ("STANDING_ORDERS", STANDING),
        ("FOUR_CHECKS", CHECKS),
    ):
        adopt(sought.court_no, code, value)
    given = {"parties": [str(sought.filed.debtor)], "purpose": "ENFORCEMENT"}
    desk.do(K.JUDGE, "begin-search", given)
    page = desk.page(K.JUDGE, "search", "en")
    assert "not asked: enough is found" in page and "0 of 2 done" in page
    assert "未查询：已查得财产足以覆盖债权和费用" in desk.page(K.JUDGE, "search", "zh")

    desk.do(K.JUDGE, "order-repeat", {"until": "2018-08-31"})
    assert "Standing order: 2018-03-05 to 2018-08-31, 1 rounds" in desk.page(
        K.JUDGE, "search", "en"
    )
    desk.do(K.JUDGE, "stop-repeat", {"reason": "已足额控制"})
    assert "STANDING_ORDER_ENDED" in desk.acts()

    board = desk.client(K.DIRECTOR).get(reverse("desk:institutions")).content.decode()
    assert "三个工作日内齐备" in board and "未接入" in board
    behind = reverse("desk:institution_list", args=[bank.id, "hit"])
    listed = desk.client(K.DIRECTOR).get(behind).content.decode()
    assert sought.filed.number in listed
    assert desk.client(K.CLERK).get(reverse("desk:institutions")).status_code == 403


def test_the_property_tab_says_what_the_queries_cover_and_who_misses(tmp_path: Path) -> None:
    bank, silent = make_bank(tmp_path, Deposit("6200000000000001", "1.00")), make_bank(tmp_path)
    sought, desk = _sought()
    before = desk.page(K.JUDGE, "property")
    assert "查询覆盖" in before and "尚未查询" in before and "终本规定列明" in before
    sought.query(bank, silent)
    bank.cycle()
    page = desk.page(K.JUDGE, "property")
    deposits = page.split('id="row-DEPOSIT"')[1].split("</tr>")[0]
    assert "部分覆盖" in deposits and "等待反馈：" in deposits
    (why,) = {u for u in re.findall(r'class="why" href="([^"]+)"', page) if "coverage" in u}
    panel = desk.client(K.JUDGE).get(why, headers={"HX-Request": "true"}).content.decode()
    assert "存款部分覆盖" in panel and "第3条" in panel
    english = desk.page(K.JUDGE, "property", "en")
    assert "What the queries cover" in english and "answer awaited: " in english


def test_the_money_tab_says_since_when_the_case_has_its_account_and_who_opens_it() -> None:
    sought, desk = _sought()
    page = desk.page(K.JUDGE, "money")
    assert sought.account in page and "2018年3月5日开立" in page
    (why,) = {u for u in re.findall(r'class="why" href="([^"]+)"', page) if "account" in u}
    panel = desk.client(K.JUDGE).get(why, headers={"HX-Request": "true"}).content.decode()
    assert "一案一账号归集" in panel and "第4条" in panel
    assert "opened on" in desk.page(K.JUDGE, "money", "en")
    other = Desk(desk.stage, file_one(desk.stage).case)
    without = other.page(K.JUDGE, "money")
    assert "尚未开立" in without and "由案款会计、出纳等有权登记到账的人员开立" in without


def test_the_published_ranking_is_open_to_everybody() -> None:
    answer = Client().get(reverse("portal:institutions"))
    assert answer.status_code == 200
    assert "协助单位反馈排名" in answer.content.decode()
