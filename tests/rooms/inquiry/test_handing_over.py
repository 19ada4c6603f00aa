"""The court of a prior right asks the first-seizing court: from day sixty-one, answered in fifteen."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.banks import drain, seek
from tests.support.registries import house, make_registry, seal
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.queries import list_nodes
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.handing.asking import HandOverRefused
from zhixing.inquiry.handing.chapter import HandOvers
from zhixing.inquiry.operations import HandOverAnswer, HandOverRequest, ReceivedRequest
from zhixing.instruments.queries import list_instruments

RIGHT = "（2017）示例民初3号判决确认的抵押权"
ASKED_ON = date(2018, 5, 5)
"""The sixty-first day after the first seizure of 5 March 2018."""


def two_courts(tmp_path):
    registry = make_registry(tmp_path, house())
    courts = []
    for amount in ("100000.00", "50000.00"):
        sought = seek(amount)
        sought.query(registry)
        registry.cycle()
        seal(sought, sought.assets()[0].id, "40000.00")
        registry.cycle()
        courts.append(sought)
    return courts


def ask(sought, day=ASKED_ON, **more):
    sought.filed.stage.goto(day)
    request = HandOverRequest(sought.filed.case, sought.assets()[0].id, RIGHT, **more)
    letter = sought.do(lambda by: inquiry.ask_hand_over(request, day, by=by))
    drain(("inquiry",))
    return letter


def answer(sought, day, **more):
    sought.filed.stage.goto(day)
    given = HandOverAnswer(sought.filed.case, sought.assets()[0].id, **more)
    letter = sought.do(lambda by: inquiry.answer_hand_over(given, day, by=by))
    drain(("inquiry",))
    return letter


def papers(sought):
    return {
        i.id: i for i in sought.read(lambda: list_instruments(sought.court_no, sought.filed.case))
    }


def test_not_before_sixty_days_have_passed(tmp_path):
    _, second = two_courts(tmp_path)
    with pytest.raises(HandOverRefused) as refused:
        ask(second, date(2018, 5, 4))
    assert refused.value.code == "TOO_EARLY"
    assert "2018-05-05" in refused.value.message_zh


def test_asked_received_answered_and_told_across_two_courts(tmp_path):
    first, second = two_courts(tmp_path)
    letter = ask(second)
    paper = papers(second)[letter]
    assert (paper.template, paper.data["first_seized_on"]) == ("HAND_OVER_REQUEST", "2018-03-05")
    (received,) = first.acts("HAND_OVER_RECEIVED")
    assert received.payload["case_no"] == second.filed.number
    assert received.payload["priority"] == RIGHT
    nodes = first.read(lambda: list_nodes(first.court_no, first.filed.case))
    (node,) = [n for n in nodes if n.code.startswith("HAND_OVER")]
    assert node.due_on == date(2018, 5, 21), "fifteen days, the last a Sunday: Monday"

    answer(first, date(2018, 5, 14), agree=True, adjudicated=False)
    (answered,) = first.acts("HAND_OVER_ANSWERED")
    assert answered.payload["reserves_share"] is True
    assert [f["rule"] for f in answered.findings] == ["HAND_OVER_SEIZED"]
    assert first.facts.of(HandOvers).has_gone(first.assets()[0].id)
    (subject,) = [s for s in first.facts.of(Agenda).subjects if s.kind == "HAND_OVER"]
    assert subject.done_on == date(2018, 5, 14)
    (replied,) = second.acts("HAND_OVER_REPLIED")
    assert replied.payload["agreed"] is True
    for sought in (first, second):
        assert sought.read(lambda s=sought: list(verify_docket(s.court_no))) == []


def test_a_refusal_needs_a_reason_and_reaches_the_asker(tmp_path):
    first, second = two_courts(tmp_path)
    ask(second)
    with pytest.raises(HandOverRefused) as refused:
        answer(first, date(2018, 5, 14), agree=False)
    assert refused.value.code == "DECLINED_WITHOUT_REASON"
    answer(first, date(2018, 5, 14), agree=False, reason="已发布拍卖公告")
    (replied,) = second.acts("HAND_OVER_REPLIED")
    assert (replied.payload["agreed"], replied.payload["reason"]) == (False, "已发布拍卖公告")
    assert not first.facts.of(HandOvers).has_gone(first.assets()[0].id)


def test_the_same_letter_twice_and_an_open_request_change_nothing(tmp_path):
    first, second = two_courts(tmp_path)
    ask(second)
    with pytest.raises(HandOverRefused) as refused:
        ask(second)
    assert refused.value.code == "ASKED_ALREADY"
    (received,) = first.acts("HAND_OVER_RECEIVED")
    again = ReceivedRequest(
        first.filed.case, first.assets()[0].id, "甲", second.filed.number, RIGHT
    )
    key = first.facts.of(HandOvers).requests[0].key
    first.do(lambda by: inquiry.record_hand_over_request(again, ASKED_ON, key=key, by=by))
    assert [a.id for a in first.acts("HAND_OVER_RECEIVED")] == [received.id]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"sale_begun_on": date(2018, 5, 1)}, "DISPOSAL_BEGUN"),
        ({"priority": " "}, "PRIORITY_NOT_SHOWN"),
    ],
)
def test_a_sale_begun_or_no_right_is_refused(tmp_path, more, code):
    _, second = two_courts(tmp_path)
    second.filed.stage.goto(ASKED_ON)
    given = {"case": second.filed.case, "asset": second.assets()[0].id, "priority": RIGHT, **more}
    request = HandOverRequest(**given)
    with pytest.raises(HandOverRefused) as refused:
        second.do(lambda by: inquiry.ask_hand_over(request, ASKED_ON, by=by))
    assert refused.value.code == code


def test_whoever_is_first_asks_nobody(tmp_path):
    first, _ = two_courts(tmp_path)
    with pytest.raises(HandOverRefused) as refused:
        ask(first)
    assert refused.value.code == "NOBODY_BEFORE"
