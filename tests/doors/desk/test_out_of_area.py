"""Residence and property in another province: found over the wire, acted on, reported, told."""

from __future__ import annotations

import contextlib
import html
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.rooms.funds.test_money import incoming, receive
from tests.support.banks import seek
from tests.support.open_ones import make_one
from tests.support.racing import meet_at, run_together
from zhixing.cases.queries import list_nodes, list_open_nodes
from zhixing.closing import cancelled
from zhixing.closing.operations import propose_cancelling
from zhixing.courts.queries import get_court, list_courts
from zhixing.decisions import queries as decisions
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused, NewOutOfArea, OutsideOutcome, Way
from zhixing.inquiry.outside.queries import Lies, list_outside
from zhixing.institutions.kinds import InstitutionKind
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from tests.support.at_the_desk import Desk

ZHEJIANG = "浙江省"
CAR = {
    "kind": "VEHICLE",
    "identifier": "浙A00001",
    "name": "示例牌轿车",
    "value": "86000.00",
    "location": "浙江省杭州市示例区示例路1号",
}
HOME = {"kind": "ADDRESS", "identifier": "A-1", "name": "住址", "location": "浙江省杭州市示例路2号"}
NEAR = {"kind": "ADDRESS", "identifier": "A-2", "name": "住址", "location": "重庆市示例区示例路3号"}


def _find(sought: Any, folder: Any, *, home: Any = HOME) -> None:
    cars = make_one(folder, InstitutionKind.VEHICLE_REGISTRY, CAR)
    telecom = make_one(folder, InstitutionKind.TELECOM_OPERATOR, home)
    sought.query(cars, telecom)
    cars.cycle()
    telecom.cycle()


@pytest.fixture
def away(tmp_path: Any) -> Any:
    """Give a case whose debtor lives, and has a car, in Zhejiang."""
    sought = seek()
    _find(sought, tmp_path)
    return sought


def _points(sought: Any) -> Any:
    return sought.read(lambda: list_outside(sought.court_no, sought.filed.case))


def _order(sought: Any, way: Way = Way.ON_SITE, **more: Any) -> Any:
    staff = sought.filed.stage.staff
    pair = (staff.of_kind(K.JUDGE, 2).person, staff.of_kind(K.ASSISTANT).person)
    given = {
        "case": sought.filed.case,
        "way": way,
        "province": ZHEJIANG,
        "task": "扣押车辆",
        "due_on": sought.today + timedelta(days=30),
        "officers": pair,
        "approval": "（2018）示例高法批1号",
        **more,
    }
    new = NewOutOfArea(**given)
    return sought.do(lambda by: inquiry.order_out_of_area(new, sought.today, by=by))


def _there(sought: Any, *, same: bool = True) -> int:
    def look() -> int:
        own = get_court(sought.court_no).level
        found = list_courts(province=ZHEJIANG)
        return next(c.court_no for c in found if (c.level is own) is same)

    return sought.read(look)


def test_residence_and_property_elsewhere_are_found_and_what_is_near_is_not(
    away: Any, tmp_path: Any
) -> None:
    found = {(p.lies, p.province) for p in _points(away)}
    assert found == {(Lies.PROPERTY, ZHEJIANG), (Lies.RESIDENCE, ZHEJIANG)}
    near = seek()
    (tmp_path / "near").mkdir()
    _find(near, tmp_path / "near", home=NEAR)
    assert [p.lies for p in _points(near)] == [Lies.PROPERTY]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"approval": " "}, "HIGH_COURT_APPROVAL"),
        ({"province": "重庆市"}, "SAME_PROVINCE"),
        ({"province": "云南省"}, "NOTHING_KNOWN_THERE"),
        ({"officers": ()}, "TWO_OFFICERS"),
        ({"task": " "}, "TASK"),
        ({"way": Way.SINGLE_ACT}, "COURT_THERE"),
        ({"way": Way.CASE}, "PROPERTY_HERE"),
        ({"way": Way.CASE, "nothing_here": True}, "LEVEL"),
    ],
)
def test_what_the_law_or_the_file_lacks_is_refused(
    away: Any, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _order(away, **more)
    assert refused.value.code == code and not away.acts("OUT_OF_AREA_ORDERED")


def test_the_case_goes_to_a_court_of_the_same_level_there_and_comes_back(away: Any) -> None:
    letter = {"letter": "示例委1号", "nothing_here": True}
    with pytest.raises(Refusal) as refused:
        _order(away, Way.CASE, court=_there(away, same=False), **letter)
    assert refused.value.code == "LEVEL"
    order = _order(away, Way.CASE, court=_there(away), **letter)
    (act,) = away.acts("OUT_OF_AREA_ORDERED")
    assert len(act.payload["because"]) == 2 and act.findings[0]["rule"] == "ENTRUSTING"

    def report(outcome: OutsideOutcome) -> None:
        told = inquiry.OutsideReport(outcome, "已收到立案通知")
        case = away.filed.case
        away.do(lambda by: inquiry.report_out_of_area(case, order, told, away.today, by=by))

    report(OutsideOutcome.FILED_THERE)
    with pytest.raises(InquiryRefused) as again:
        report(OutsideOutcome.DONE)
    assert again.value.code == "NO_ORDER"


def _nodes(sought: Any) -> dict[str, tuple[Any, Any]]:
    found = sought.read(lambda: list_nodes(sought.court_no, sought.filed.case))
    return {n.code.partition(":")[0]: (n.due_on, n.done_on) for n in found}


def _report(sought: Any, order: Any, outcome: OutsideOutcome) -> None:
    told = inquiry.OutsideReport(outcome, "情况已登记")
    case = sought.filed.case
    sought.do(lambda by: inquiry.report_out_of_area(case, order, told, sought.today, by=by))


def test_what_is_awaited_from_another_province_is_a_node_until_it_is_heard(away: Any) -> None:
    order = _order(away)
    due_on = away.today + timedelta(days=30)
    assert _nodes(away)["OUT_OF_AREA"] == (due_on, None)
    late = due_on + timedelta(days=1)
    away.filed.stage.goto(late)
    overdue = away.read(lambda: list_open_nodes(away.court_no, due_by=late - timedelta(days=1)))
    assert any(n.code.startswith("OUT_OF_AREA") and c.id == away.filed.case for c, n in overdue)
    _report(away, order, OutsideOutcome.NOTHING)
    assert _nodes(away)["OUT_OF_AREA"] == (due_on, late)


def _cancel(sought: Any, notice: str = "（2018）示例通知1号") -> Any:
    case = sought.filed.case
    return sought.do(lambda by: propose_cancelling(case, notice, sought.today, by=by))


def _refused(sought: Any, **given: Any) -> str:
    with pytest.raises(Refusal) as refused:
        _cancel(sought, **given)
    return refused.value.code


def test_a_case_filed_there_is_cancelled_here_once_its_applicant_is_told(away: Any) -> None:
    assert _refused(away) == "ENTRUSTED_FILED", "it was never entrusted"
    letter = {"letter": "示例委1号", "nothing_here": True}
    order = _order(away, Way.CASE, court=_there(away), **letter)
    assert _nodes(away)["ENTRUST_FILING"] == (away.today + timedelta(days=7), None)
    assert _refused(away) == "ENTRUSTED_FILED", "the court there has not filed it"
    _report(away, order, OutsideOutcome.FILED_THERE)
    assert _nodes(away)["ENTRUST_FILING"][1] == away.today
    assert _nodes(away)["ENTRUST_TELL"] == (away.today + timedelta(days=7), None)
    assert _refused(away, notice=" ") == "APPLICANT_NOT_TOLD"
    matter = _cancel(away)
    assert _refused(away) == "CLOSING_UNDER_WAY"
    away.approve(matter)
    with contextlib.suppress(Refusal):
        away.approve(matter)
    (closed,) = away.acts("CASE_CLOSED")
    assert closed.payload["mode"] == "CANCELLED" and closed.findings[0]["rule"] == "CLOSING_OTHER"
    assert _nodes(away)["ENTRUST_TELL"][1] == away.today
    assert _refused(away) == "CASE_CLOSED"


def test_a_case_that_came_back_or_holds_money_is_not_cancelled(away: Any) -> None:
    letter = {"letter": "示例委1号", "nothing_here": True}
    back = _order(away, Way.CASE, court=_there(away), **letter)
    _report(away, back, OutsideOutcome.REFUSED)
    assert "ENTRUST_TELL" not in _nodes(away) and _refused(away) == "ENTRUSTED_FILED"
    order = _order(away, Way.CASE, court=_there(away), **letter)
    _report(away, order, OutsideOutcome.FILED_THERE)
    receive(away.filed, incoming(away.filed, "12.00"))
    assert _refused(away) == "MONEY_HELD"


def test_a_case_is_put_up_to_be_cancelled_at_the_desk(tmp_path: Any) -> None:
    sought, desk = _sought()
    _find(sought, tmp_path)
    assert "propose-cancelling" not in desk.page(K.JUDGE, "closing")
    there = _there(sought)
    order = _order(sought, Way.CASE, court=there, letter="示例委1号", nothing_here=True)
    page = desk.page(K.JUDGE, "closing")
    assert "已收到受托法院的立案通知书" in page, "the tab says what is missing"
    _report(sought, order, OutsideOutcome.FILED_THERE)
    assert "已提请销案" in desk.do(K.JUDGE, "propose-cancelling", {"notice": "示例通知1号"})
    desk.approve("CLOSING")
    assert "CASE_CLOSED" in desk.acts() and "销案" in desk.page(K.JUDGE, "docket")


def test_officers_go_and_the_tab_and_the_creditor_tell_it(tmp_path: Any) -> None:
    sought, desk = _sought()
    assert "order-out-of-area" not in desk.page(K.JUDGE, "search")
    _find(sought, tmp_path)
    page = desk.page(K.JUDGE, "search", "en")
    assert "What lies in another province" in page and ZHEJIANG in page
    _go(sought, desk)
    of = desk.subject(K.JUDGE, "report-out-of-area")
    sought.filed.stage.goto(sought.today + timedelta(days=31))
    assert "逾期未回报" in desk.page(K.JUDGE, "search")
    told = {
        "outcome": "DONE",
        "report": "扣押轿车一辆，当场交付",
        "things": "1",
        "money": "1000.00",
    }
    desk.do(K.JUDGE, "report-out-of-area", told, of)
    (act,) = sought.acts("OUT_OF_AREA_REPORTED")
    assert (act.payload["things"], act.payload["money"]) == (1, 1000_00)
    url = reverse("desk:creditor", args=[sought.court_no, sought.filed.case])
    shown = html.unescape(desk.client(K.JUDGE).get(url).content.decode())
    assert "派员赴当地执行" in shown and "已办理" in shown and "扣押轿车" not in shown
    assert "其中1家查得财产" in shown and "提供了线索，不是财产" in shown, "an address is none"


def _go(sought: Any, desk: Desk) -> None:
    staff = sought.filed.stage.staff
    people = [str(staff.of_kind(K.JUDGE, 2).person), str(staff.of_kind(K.ASSISTANT).person)]
    given = {
        "province": ZHEJIANG,
        "way": "ON_SITE",
        "task": "扣押车辆",
        "due_on": (sought.today + timedelta(days=30)).isoformat(),
        "officers": people,
    }
    status, text = desk.ask(K.JUDGE, "order-out-of-area", given)
    assert status in (409, 422) and "须赴异地执行已经所在辖区高级人民法院批准" in text
    desk.do(K.JUDGE, "order-out-of-area", {**given, "approval": "（2018）示例高法批1号"})


def _two_cancellings(sought: Any) -> list[Any]:
    letter = {"letter": "示例委1号", "nothing_here": True}
    order = _order(sought, Way.CASE, court=_there(sought), **letter)
    _report(sought, order, OutsideOutcome.FILED_THERE)
    case, day = sought.filed.case, sought.today
    judge = sought.filed.stage.who(K.JUDGE, 2)

    def cancel(by: Any) -> Any:
        return propose_cancelling(case, "（2018）示例通知1号", day, by=by)

    with meet_at(decisions, "list_matters"):
        return run_together([(judge, cancel), (judge, cancel)])


def test_without_the_lock_a_case_is_put_up_to_be_cancelled_twice(away: Any) -> None:
    with patch.object(cancelled, "lock_case", lambda *a, **k: None):
        answers = _two_cancellings(away)
    assert not [a for a in answers if isinstance(a, Refusal)]


def test_two_people_put_it_up_at_once_and_it_is_cancelled_once(away: Any) -> None:
    answers = _two_cancellings(away)
    (refused,) = [a for a in answers if isinstance(a, Refusal)]
    assert refused.code == "CLOSING_UNDER_WAY"
