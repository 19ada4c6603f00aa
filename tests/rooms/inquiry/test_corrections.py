"""Correcting an answer by hand: at once for a query, by two people for a control; conflicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.rooms.inquiry.test_control import result as control_result
from tests.rooms.inquiry.test_promotion import two_courts
from tests.rooms.inquiry.test_query import SAYS, account
from tests.support.banks import Deposit, make_bank, seek
from tests.support.keeping import MAIN as ACCOUNT
from tests.support.keeping import control_of, yuan
from tests.support.keeping import frozen as frozen_account
from zhixing.assets.acts import Property
from zhixing.assets.operations import FoundThing
from zhixing.assets.queries import list_holds_on_asset
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import models, queries
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.correcting.queries import list_conflicts, list_corrections
from zhixing.inquiry.operations import (
    ControlCorrection,
    Ground,
    InquiryRefused,
    ReleaseOrder,
    RenewalOrder,
    TransferOrder,
)
from zhixing.inquiry.states import Outcome, State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

MAIN = Deposit("6200000000000001", "80000.00")
WHY = Ground("柜面核实另有账户", "示例银行2018年3月6日来函")


@pytest.fixture
def answered(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.cycle()
    return sought, bank


def test_what_an_answer_left_out_is_entered_with_who_and_why(answered):
    sought, bank = answered
    view = sought.requests("QUERY")[0]
    raw = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    thing = FoundThing(sought.filed.debtor, "DEPOSIT", "62009", bank.id, balance=Fen(500))
    sought.do(lambda by: inquiry.correct_answer(view.id, [thing], WHY, sought.today, by=by))
    now = sought.requests("QUERY")[0]
    assert (now.state, now.outcome, now.hits) == (State.CORRECTED, "FOUND", 1)
    (act,) = sought.acts("ANSWER_CORRECTED_BY_HAND")
    assert (act.payload["before"], act.payload["now"]) == ("NIL", "FOUND")
    assert act.payload["basis"] == WHY.basis and act.payload["confirmed_by"] is None
    done = sought.acts("QUERY_COMPLETED")
    assert done[-1].payload["sources"][0]["outcome"] == "FOUND", "the set says so from now on"
    assert sought.read(lambda: queries.list_answers(sought.court_no, view.id)) == raw


@pytest.mark.parametrize("ground", [Ground(" ", "来函"), Ground("核实", "")])
def test_neither_reason_nor_ground_may_be_missing(answered, ground):
    sought, bank = answered
    view = sought.requests("QUERY")[0]
    thing = FoundThing(sought.filed.debtor, "DEPOSIT", "62009", bank.id)
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.correct_answer(view.id, [thing], ground, sought.today, by=by))
    assert refused.value.code == "GROUND_MISSING"


def test_an_answer_that_comes_later_and_says_otherwise_is_shown_as_a_conflict(answered):
    sought, bank = answered
    view = sought.requests("QUERY")[0]
    thing = FoundThing(sought.filed.debtor, "DEPOSIT", "62009", bank.id, balance=Fen(500))
    sought.do(lambda by: inquiry.correct_answer(view.id, [thing], WHY, sought.today, by=by))
    assert not sought.read(lambda: list_conflicts(sought.court_no))
    bank.say(SAYS, account(view.external_no, no="6200000000000077", balance="9.00"))
    (conflict,) = sought.read(lambda: list_conflicts(sought.court_no))
    assert conflict.request == view.id and conflict.answered_since is not None
    sought.do(lambda by: inquiry.correct_answer(view.id, [thing], WHY, sought.today, by=by))
    assert not sought.read(lambda: list_conflicts(sought.court_no)), "somebody looked"


@pytest.fixture
def frozen(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    asset = sought.assets()[0].id
    view = sought.freeze(asset, "50000.00")
    bank.cycle()
    return sought, asset, view


def propose(sought, view, correction, **more):
    return sought.do(
        lambda by: inquiry.propose_correction(view.id, correction, WHY, sought.today, by=by), **more
    )


def test_a_control_is_corrected_by_two_people(frozen):
    sought, asset, view = frozen
    assert sought.facts.of(Property).control_of(asset).amount == Fen.of_yuan("50000.00")
    less = ControlCorrection(Outcome.PARTIAL, Fen.of_yuan("30000.00"))
    correction = propose(sought, view, less)
    assert sought.facts.of(Property).control_of(asset).amount == Fen.of_yuan("50000.00")
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.confirm_correction(correction, sought.today, by=by))
    assert refused.value.code == "OWN_CORRECTION"
    with pytest.raises(InquiryRefused) as refused:
        propose(sought, view, ControlCorrection(Outcome.NOT_DONE))
    assert refused.value.code == "CORRECTION_WAITS"
    sought.do(lambda by: inquiry.confirm_correction(correction, sought.today, by=by), number=1)
    assert sought.facts.of(Property).control_of(asset).stands == Fen.of_yuan("30000.00")
    (act,) = sought.acts("ANSWER_CORRECTED_BY_HAND")
    assert act.payload["proposed_by"] != act.payload["confirmed_by"] is not None
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.confirm_correction(correction, sought.today, by=by), number=1)
    assert refused.value.code == "DECIDED"


def test_a_freeze_that_never_was_is_taken_back(frozen):
    sought, asset, view = frozen
    correction = propose(sought, view, ControlCorrection(Outcome.NOT_DONE))
    sought.do(lambda by: inquiry.confirm_correction(correction, sought.today, by=by), number=1)
    assert sought.facts.of(Property).control_of(asset) is None


def test_a_correction_refused_changes_nothing(frozen):
    sought, asset, view = frozen
    correction = propose(sought, view, ControlCorrection(Outcome.NOT_DONE))
    sought.do(
        lambda by: inquiry.refuse_correction(correction, "来函未盖章", sought.today, by=by),
        number=1,
    )
    assert sought.facts.of(Property).control_of(asset) is not None
    (seen,) = sought.read(lambda: list_corrections(sought.court_no, view.id))
    assert (seen.state, seen.second_reason) == ("REFUSED", "来函未盖章")
    assert not sought.acts("ANSWER_CORRECTED_BY_HAND")


def test_the_clerk_proposes_nothing_on_a_control_and_the_database_wants_two(frozen):
    sought, _, view = frozen
    with pytest.raises(Exception) as refused:
        propose(sought, view, ControlCorrection(Outcome.NOT_DONE), kind=PostKind.CLERK)
    assert getattr(refused.value, "code", "") == "NOT_ALLOWED"
    propose(sought, view, ControlCorrection(Outcome.NOT_DONE))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        row = models.Correction.objects.get(court_no=sought.court_no, request_id=view.id)
        row.second_person = row.person
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_a_corrected_last_day_leaves_a_waiting_freeze_its_day_and_its_place_in_line(tmp_path):
    _, second, _, (_, ours) = two_courts(tmp_path)
    asset = ours[ACCOUNT[-4:]]
    (view,) = [r for r in second.requests("CONTROL") if r.lines[0].asset == asset]
    before = control_of(second, asset)
    assert (before.rank, before.amount) == (2, ZERO)
    second.filed.stage.goto(second.today + timedelta(days=3))
    until = before.until - timedelta(days=30)
    said = Outcome(view.lines[0].outcome)
    correction = propose(second, view, ControlCorrection(said, until=until))
    second.do(lambda by: inquiry.confirm_correction(correction, second.today, by=by), number=1)
    assert control_of(second, asset) == replace(before, until=until)
    assert not second.acts("CONTROL_RELEASED"), "it was never out of the line"
    (act,) = second.acts("CONTROL_TERM_CORRECTED")
    assert (act.payload["before"], act.payload["until"]) == (
        before.until.isoformat(),
        until.isoformat(),
    )
    holds = second.read(lambda: list_holds_on_asset(second.court_no, asset))
    assert [h.rank for h in holds if h.court_no == second.court_no] == [2]
    assert second.read(lambda: list(verify_docket(second.court_no))) == []


def test_a_corrected_last_day_of_a_freeze_keeps_its_first_day(frozen):
    sought, asset, view = frozen
    before = control_of(sought, asset)
    sought.filed.stage.goto(sought.today + timedelta(days=3))
    until = before.until - timedelta(days=1)
    same = ControlCorrection(Outcome.DONE, before.amount, until)
    correction = propose(sought, view, same)
    sought.do(lambda by: inquiry.confirm_correction(correction, sought.today, by=by), number=1)
    assert control_of(sought, asset) == replace(before, until=until)


def confirmed(sought, view, correction):
    waits = propose(sought, view, correction)
    sought.do(lambda by: inquiry.confirm_correction(waits, sought.today, by=by), number=1)


@pytest.mark.parametrize("amount", ["30000.00", "50000.01"])
def test_a_corrected_amount_keeps_the_first_day_the_term_and_the_rank(frozen, amount):
    sought, asset, view = frozen
    before = control_of(sought, asset)
    sought.filed.stage.goto(sought.today + timedelta(days=10))
    confirmed(sought, view, ControlCorrection(Outcome.PARTIAL, yuan(amount)))
    assert control_of(sought, asset) == replace(before, amount=yuan(amount))
    assert not sought.acts("CONTROL_RELEASED"), "it was never lifted"
    (act,) = sought.acts("CONTROL_AMOUNT_CORRECTED")
    assert (act.payload["before"], act.payload["amount"]) == (5_000_000, int(yuan(amount)))
    held = sought.read(lambda: list_holds_on_asset(sought.court_no, asset))
    assert [h.amount for h in held if h.court_no == sought.court_no] == [yuan(amount)]
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_what_was_released_or_taken_since_stays_so_when_the_amount_is_corrected(tmp_path):
    sought, bank, (asset,) = frozen_account(tmp_path)
    (view,) = sought.requests("CONTROL")
    released = ReleaseOrder(sought.filed.case, asset, "申请人同意", yuan("5000.00"))
    sought.approve(sought.do(lambda by: inquiry.order_release(released, sought.today, by=by)))
    bank.cycle()
    taken = TransferOrder(sought.filed.case, asset, yuan("2000.00"))
    sought.approve(sought.do(lambda by: inquiry.order_transfer(taken, sought.today, by=by)))
    bank.cycle()
    before = control_of(sought, asset)
    assert (before.amount, before.taken) == (yuan("35000.00"), yuan("2000.00"))
    confirmed(sought, view, ControlCorrection(Outcome.PARTIAL, yuan("39000.00")))
    assert control_of(sought, asset) == replace(before, amount=yuan("34000.00"))
    held = sought.read(lambda: list_holds_on_asset(sought.court_no, asset))
    assert [h.amount for h in held if h.court_no == sought.court_no] == [yuan("32000.00")]
    confirmed(sought, view, ControlCorrection(Outcome.PARTIAL, yuan("6000.00")))
    assert control_of(sought, asset).stands == ZERO, "never less than was taken out of it"


def test_a_renewed_freeze_ends_as_its_renewal_says_when_the_amount_is_corrected(tmp_path):
    sought, bank, (asset,) = frozen_account(tmp_path)
    (view,) = sought.requests("CONTROL")
    sought.filed.stage.goto(sought.today + timedelta(days=300))
    renewal = RenewalOrder(sought.filed.case, asset)
    sought.approve(sought.do(lambda by: inquiry.order_renewal(renewal, sought.today, by=by)))
    bank.cycle()
    before = control_of(sought, asset)
    assert before.until > view.lines[0].until_on
    confirmed(sought, view, ControlCorrection(Outcome.PARTIAL, yuan("39000.00")))
    assert control_of(sought, asset) == replace(before, amount=yuan("39000.00"))


def test_the_banks_own_later_word_on_the_amount_keeps_the_first_day_too(tmp_path):
    sought, bank, (asset,) = frozen_account(tmp_path)
    (view,) = sought.requests("CONTROL")
    before = control_of(sought, asset)
    sought.filed.stage.goto(sought.today + timedelta(days=10))
    bank.say("shfeedXzkzInfo", control_result(view.external_no, SKJE="100.00", WNKZYY="余额有误"))
    assert control_of(sought, asset) == replace(before, amount=yuan("100.00"))
    assert not sought.acts("CONTROL_RELEASED")
