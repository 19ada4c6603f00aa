"""Each kind of news asks a standing order's round again, from the act as it really comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.rooms.inquiry.test_change_notices import CAR, tell
from tests.rooms.inquiry.test_query import SAYS, account
from tests.rooms.inquiry.test_standing import answer_all, looks, rounds
from tests.support.banks import QUEUES, make_bank, seek
from tests.support.open_ones import make_one
from tests.support.searching import STANDING, adopt
from zhixing.inquiry import operations as inquiry
from zhixing.institutions.kinds import InstitutionKind
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.jobs.drain import drain
from zhixing.settlement.chapter import Plan
from zhixing.settlement.operations import Terms, reach_settlement
from zhixing.settlement.tasks import find_defaults_of_court

SIGNALS = [*STANDING["signals"], "EMPLOYER"]
HOME = {"kind": "ADDRESS", "identifier": "A-1", "name": "住址", "location": "重庆市示例区示例路3号"}
WORK = {"kind": "EMPLOYMENT", "identifier": "W-1", "name": "示例贸易有限公司"}


def keep(sought, signals=SIGNALS):
    """Let a standing order run whose first round is over."""
    adopt(sought.court_no, "STANDING_ORDERS", {**STANDING, "signals": signals})
    new = inquiry.NewStandingOrder(sought.filed.case, date(2018, 8, 31))
    sought.do(lambda by: inquiry.order_repeat(new, sought.today, by=by))


def later(sought, days=7):
    answer_all(sought)
    sought.filed.stage.goto(sought.today + timedelta(days=days))


def told(sought):
    return [(x.signal, x.decision) for x in looks(sought)]


def test_a_corrected_answer_asks_again_once(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    keep(sought)
    bank.cycle()
    (view,) = [r for r in sought.requests("QUERY") if r.institution == bank.id]
    assert view.outcome == "NIL"
    later(sought)
    for _ in range(2):
        bank.say(SAYS, account(view.external_no, no="6200000000000077", balance="9.00"))
    assert len(sought.acts("ANSWER_CORRECTED")) == 1
    assert told(sought) == [("CORRECTION", "ASK_ON_SIGNAL")] and rounds(sought) == 2


def test_a_registrys_notice_of_change_asks_again(tmp_path):
    sought, registry = seek(), make_one(tmp_path, InstitutionKind.VEHICLE_REGISTRY, CAR)
    keep(sought)
    registry.cycle()
    (view,) = [r for r in sought.requests("QUERY") if r.institution == registry.id]
    later(sought)
    assert tell(registry, "n1", view.external_no) == (200, "TAKEN")
    assert told(sought) == [("CHANGE_NOTICE", "ASK_ON_SIGNAL")] and rounds(sought) == 2


@pytest.mark.parametrize(
    ("kind", "record", "signal"),
    [
        (InstitutionKind.TELECOM_OPERATOR, HOME, "ADDRESS"),
        (InstitutionKind.SOCIAL_INSURANCE, WORK, "EMPLOYER"),
    ],
)
def test_a_lead_in_an_answer_asks_again_and_the_same_words_do_not(tmp_path, kind, record, signal):
    sought, one = seek(), make_one(tmp_path, kind, record)
    keep(sought)
    later(sought)
    sought.query(one)
    one.cycle()
    (act,) = sought.acts("LEAD_FOUND")
    assert act.payload["kinds"] == [signal]
    assert told(sought) == [(signal, "ASK_ON_SIGNAL")]
    assert rounds(sought) == 3, "the first, the one by hand, the one the lead asked"
    later(sought)
    sought.query(one)
    one.cycle()
    assert len(sought.acts("LEAD_FOUND")) == 1 and len(looks(sought)) == 1


def test_an_employer_the_policy_does_not_name_changes_nothing(tmp_path):
    sought, one = seek(), make_one(tmp_path, InstitutionKind.SOCIAL_INSURANCE, WORK)
    keep(sought, ["ADDRESS"])
    later(sought)
    sought.query(one)
    one.cycle()
    assert sought.acts("LEAD_FOUND") and told(sought) == [] and rounds(sought) == 2


def test_a_missed_instalment_asks_again_the_morning_after(tmp_path):
    sought = seek()
    keep(sought)
    case, on = sought.filed.case, sought.today
    first_on = on + timedelta(days=10)
    terms = Terms(
        key="和解",
        total=Fen.of_yuan("100000"),
        principal=Fen.of_yuan("100000"),
        interest=ZERO,
        fees=ZERO,
        waived=ZERO,
        agreed_by=(sought.filed.creditor, sought.filed.debtor),
        record="和解协议书（虚构）",
        resumption_ground="任何一期逾期未付，申请执行人可以申请恢复执行。",
        plan=Plan(2, first_on),
    )
    sought.do(lambda by: reach_settlement(case, terms, on, by=by))
    later(sought, 10)
    find_defaults_of_court(sought.court_no, first_on.isoformat())
    drain(QUEUES)
    assert told(sought) == [], "its last day still counts"
    sought.filed.stage.goto(first_on + timedelta(days=1))
    for _ in range(2):
        find_defaults_of_court(sought.court_no, sought.today.isoformat())
        drain(QUEUES)
    assert told(sought) == [("DEFAULT", "ASK_ON_SIGNAL")] and rounds(sought) == 2
