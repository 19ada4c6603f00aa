"""Entrusted enforcement by letter is done from the case page, as a browser does it."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.doors.desk.test_out_of_area import ZHEJIANG, _find, _order, _there
from tests.support.at_the_desk import Desk, manned_stage
from tests.support.banks import seek
from zhixing.cases.filing.application import Jurisdiction
from zhixing.inquiry.operations import Way
from zhixing.law.entrusting.papers import REQUIRED
from zhixing.platform.principal import PostKind as K

PAPERS = [p.value for p in REQUIRED]
OFFICER = {"officer": "示例庚", "phone": "0571-00000000"}


@pytest.fixture
def entrusted(tmp_path: Any) -> Any:
    """Give a case that is decided to be entrusted to a live court, and its desk."""
    sought, desk = _sought()
    _find(sought, tmp_path)
    _order(sought, Way.CASE, court=_there(sought), letter="示例委1号", nothing_here=True)
    return sought, desk


def _send(desk: Desk) -> Any:
    of = desk.subject(K.JUDGE, "send-entrusted")
    status, text = desk.ask(K.JUDGE, "send-entrusted", {**OFFICER, "papers": PAPERS[1:]}, of)
    assert status in (409, 422) and "缺少：委托执行函" in text
    desk.do(K.JUDGE, "send-entrusted", {**OFFICER, "papers": PAPERS}, of)
    return of


def test_a_case_is_sent_by_letter_papers_are_asked_and_supplied(entrusted: Any) -> None:
    sought, desk = entrusted
    of = _send(desk)
    assert "须寄送" in desk.page(K.JUDGE, "search")
    day = sought.today.isoformat()
    desk.do(K.JUDGE, "record-entrusting-delivery", {"arrived_on": day}, of)
    wanted = {"wanted": ["SITUATION"], "note": "缺少查控结果"}
    desk.do(K.JUDGE, "record-papers-wanted", wanted, of)
    page = desk.page(K.JUDGE, "search", "en")
    assert "Papers asked" in page and "the state of the case" in page
    desk.do(K.JUDGE, "supply-entrusting-papers", {"papers": ["SITUATION"]}, of)
    assert desk.acts()[-1] == "ENTRUSTING_PAPERS_SUPPLIED"


def test_filed_there_the_applicant_is_told_and_sees_whom_to_turn_to(entrusted: Any) -> None:
    sought, desk = entrusted
    of = _send(desk)
    day = sought.today.isoformat()
    filed = {"there_no": "（2018）浙0101执5号", "filed_on": day, **OFFICER}
    desk.do(K.JUDGE, "record-entrusting-filed", filed, of)
    desk.do(K.JUDGE, "tell-applicant-entrusted", {}, of)
    assert "委托执行告知书" in desk.page(K.JUDGE, "instruments")
    url = reverse("desk:creditor", args=[sought.court_no, sought.filed.case])
    shown = html.unescape(desk.client(K.JUDGE).get(url).content.decode())
    assert "示例庚" in shown and "（2018）浙0101执5号" in shown and "可以请求上一级法院" in shown
    sought.filed.stage.goto(sought.today + timedelta(days=200))
    late = html.unescape(desk.client(K.JUDGE).get(url).content.decode())
    assert "已超过六个月未执结" in late
    assert "已提请销案" in desk.do(K.JUDGE, "propose-cancelling", {"notice": ""})


def test_a_case_that_came_back_as_wrong_is_revoked(entrusted: Any) -> None:
    _, desk = entrusted
    of = _send(desk)
    back = {"ground": "WRONGLY_ENTRUSTED", "reason": "财产不在该院辖区"}
    desk.do(K.JUDGE, "record-entrusting-return", back, of)
    revoked = {"reason": "委托不当", "report": "（2018）示例备1号"}
    desk.do(K.JUDGE, "revoke-entrusting", revoked, of)
    page = desk.page(K.JUDGE, "search")
    assert "撤销委托、恢复执行" in page and ZHEJIANG in page


def _taken_on() -> Any:
    """Give a case of this court that another court entrusted by letter, as filed at the desk."""
    sought = seek(stage=manned_stage(), jurisdiction=Jurisdiction.ENTRUSTED)
    desk = Desk.of(sought)
    letter = {"court": "示例县人民法院", "case_no": "（2018）示例执1号", "letter": "示例委9号"}
    desk.do(K.JUDGE, "record-entrusted-letter", {**letter, "papers": PAPERS[:3]})
    return sought, desk


def test_a_case_taken_on_by_letter_is_told_of_and_its_papers_completed() -> None:
    sought, desk = _taken_on()
    page = desk.page(K.JUDGE, "search")
    assert "受托执行：示例县人民法院" in page and "尚缺材料" in page
    wanted = {"wanted": ["TITLE_COPY"], "note": ""}
    desk.do(K.JUDGE, "ask-entrusted-papers", wanted)
    desk.do(K.JUDGE, "record-entrusted-papers", {"papers": ["TITLE_COPY"]})
    desk.do(K.JUDGE, "tell-entrusted-filing", OFFICER)
    assert "执结期限" in desk.page(K.JUDGE, "search")
    sought.filed.stage.goto(sought.today + timedelta(days=200))
    url = reverse("desk:creditor", args=[sought.court_no, sought.filed.case])
    shown = html.unescape(desk.client(K.JUDGE).get(url).content.decode())
    assert "已超过六个月未执结" in shown


def test_a_case_taken_on_goes_back_with_the_high_courts_leave_and_is_cancelled() -> None:
    _, desk = _taken_on()
    back = {"ground": "OTHER_CAUSE", "reason": "被执行人财产已灭失"}
    status, text = desk.ask(K.JUDGE, "return-entrusted", back)
    assert status in (409, 422) and "高级人民法院同意" in text
    desk.do(K.JUDGE, "approve-entrusting-return", {"approval": "（2018）示例高法复1号"})
    desk.do(K.JUDGE, "return-entrusted", back)
    desk.do(K.JUDGE, "propose-cancelling", {"notice": ""})
    desk.approve("CLOSING")
    assert "CASE_CLOSED" in desk.acts()
