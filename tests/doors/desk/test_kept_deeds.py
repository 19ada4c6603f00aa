"""Plan, proposals, co-owners and hand-over are done from the case page, as a browser does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.doors.desk.test_deeds import _sought
from tests.support.banks import DEBTOR, Deposit, make_bank
from tests.support.filed import person
from tests.support.keeping import night
from tests.support.registries import house, make_registry
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.keeping.co_owners import CoOwners
from zhixing.inquiry.operations import ReceivedRequest
from zhixing.instruments import operations as instruments
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K

MAIN = "6222000000000001"


def test_a_plan_is_ordered_and_an_excess_and_a_renewal_are_decided(tmp_path: Path) -> None:
    sought, desk = _sought("50000.00")
    bank = make_bank(tmp_path, Deposit(MAIN, "90000.00"))
    sought.query(bank)
    bank.cycle()
    form = desk.client(K.JUDGE).get(desk.url("propose-plan")).content.decode()
    assert "按所需数额控制" in form and "方案可抵" in form
    desk.do(K.JUDGE, "propose-plan", {"persons": "1", "months": "1"})
    desk.approve("FREEZE")
    bank.cycle()
    assert "ASSET_CONTROLLED" in desk.acts()

    paid = Incoming("R1", sought.today, Fen.of_yuan("20000.00"), sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)
    of = desk.subject(K.JUDGE, "decide-proposal")
    desk.do(K.JUDGE, "decide-proposal", {"verdict": "APPROVE", "text": ""}, of)
    bank.cycle()
    assert "EXCESS_ENDED" in desk.acts()

    night(sought, date(2019, 2, 15))
    text = desk.client(K.JUDGE).get("/").content.decode()
    assert "控制措施：续行与解除超标" in text and "距届满" in text
    of = desk.subject(K.JUDGE, "decide-proposal")
    desk.do(K.JUDGE, "decide-proposal", {"verdict": "RETURN", "text": "暂不续行"}, of)
    assert "MATTER_RETURNED" in desk.acts()


def test_a_co_owner_is_served_and_a_house_asked_for_and_handed_over(tmp_path: Path) -> None:
    other = person("示例戊", 31)
    owners = ((DEBTOR.name, DEBTOR.number, "50%"), (other.name, other.number, "50%"))
    registry = make_registry(tmp_path, house(owners=owners))
    sought, desk = _sought("50000.00")
    sought.query(registry)
    registry.cycle()
    of = desk.subject(K.JUDGE, "ask-hand-over")
    given = {
        "asker": "priority_creditor",
        "priority": "判决确认的抵押权",
        "court": "示例区人民法院",
        "first_seized_on": "2018-01-02",
    }
    desk.do(K.JUDGE, "ask-hand-over", given, of)
    assert "HAND_OVER_ASKED" in desk.acts()

    desk.do(K.JUDGE, "seal", {"value": "40000"}, of)
    desk.approve("SEALING")
    registry.cycle()
    (thing,) = sought.facts.of(CoOwners).things
    paper, day = thing.notices[0].instrument, sought.today
    sought.do(lambda by: instruments.issue_instrument(paper, day, by=by), K.CLERK)
    served = {"method": "POST", "event_on": day.isoformat(), "proof": "EMS 回执"}
    desk.do(K.CLERK, "serve-co-owner", served, paper)
    assert "CO_OWNERS_TOLD" in desk.acts()

    asked = ReceivedRequest(
        sought.filed.case, of, "示例县人民法院", "（2018）示例02执5号", "抵押权"
    )
    sought.do(lambda by: inquiry.record_hand_over_request(asked, day, by=by))
    answer = {"answer": "AGREE", "reason": "", "unadjudicated": "on"}
    desk.do(K.JUDGE, "answer-hand-over", answer, of)
    assert "HAND_OVER_ANSWERED" in desk.acts()
