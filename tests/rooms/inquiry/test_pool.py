"""The clerks' query pool: taking, the preview, partial failure, the inverse, and two hands at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.support.banks import DEBTOR, QUEUES, Deposit, make_bank, seek
from tests.support.filed import DAY, file_one, stage_on
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Progress
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.operations import InquiryRefused
from zhixing.inquiry.pool import queries
from zhixing.inquiry.pool.preview import preview_portion
from zhixing.inquiry.pool.waiting import list_waiting
from zhixing.inquiry.pool_models import PooledCase
from zhixing.inquiry.states import State
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.refusal import Refusal
from zhixing.parties.identity import IdKind
from zhixing.parties.values import PartyEntry
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

MAIN = Deposit("6200000000000001", "80000.00")


EARLIER = date(2018, 3, 2)
"""Before the institutions that other tests have take deliveries, which cannot be withdrawn."""


@pytest.fixture
def stage():
    made = stage_on(EARLIER)
    with open_scope(Scope.system()):
        ensure_seal(made.court_no)
    return made


def read(stage, look):
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        return look()


def waiting(stage):
    return {c.id for c in read(stage, lambda: list_waiting(stage.court_no, stage.today).cases)}


def take(stage, size=20, number=0):
    return stage.do(
        K.CLERK, lambda by: inquiry.take_portion(size, stage.today, by=by), number=number
    )


def submit(stage, portion):
    count = stage.do(K.CLERK, lambda by: inquiry.submit_portion(portion, stage.today, by=by))
    drain(QUEUES)
    return count


def withdraw(stage, portion, reason="对象有误"):
    return stage.do(
        K.CLERK, lambda by: inquiry.withdraw_portion(portion, reason, stage.today, by=by)
    )


def view_of(stage, portion):
    return read(stage, lambda: queries.get_portion(stage.court_no, portion))


def test_a_new_case_waits_until_it_is_taken_and_asked_before_anybody_handles_it(stage, tmp_path):
    bank = make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    assert filed.case in waiting(stage)
    portion = take(stage)
    assert filed.case not in waiting(stage), "it is in the clerk's hands"
    assert submit(stage, portion) == 1
    (case,) = view_of(stage, portion).cases
    assert (case.state, case.code) == ("ORDERED", "") and case.requests >= 1
    facts = read(stage, lambda: cases.facts_now(stage.court_no, filed.case))
    assert facts.of(Inquiry).is_waiting
    acts = read(stage, lambda: cases.list_acts(stage.court_no, filed.case))
    ordered = next(a for a in acts if a.type == "QUERY_ORDERED")
    clerk = stage.staff.of_kind(K.CLERK, 0)
    assert (ordered.by_person, ordered.by_post) == (clerk.person, clerk.post), "in the clerk's name"
    bank.cycle()
    assert filed.case not in waiting(stage)


def test_the_preview_says_who_is_asked_and_why_a_row_is_not(stage, tmp_path):
    bank = make_bank(tmp_path, MAIN)
    nameless = PartyEntry("示例无号", id_kind=IdKind.OTHER)
    good = file_one(stage, debtors=(DEBTOR,))
    mixed = file_one(stage, debtors=(replace(DEBTOR), nameless))
    lacking = file_one(stage, debtors=(nameless,))
    portion = take(stage)
    seen = read(stage, lambda: preview_portion(stage.court_no, portion, stage.today))
    asked = {i.id for i in (*seen.national, *seen.local)}
    rows = {row.case: row for row in seen.rows}
    assert bank.id in asked
    assert rows[good.case].requests == len(asked) and not rows[good.case].refused
    assert [r.code for r in rows[mixed.case].refused] == ["MISSING"]
    assert rows[mixed.case].names == (DEBTOR.name,) and rows[mixed.case].goes_out
    assert not rows[lacking.case].goes_out
    assert submit(stage, portion) == 3
    told = {c.case: c for c in view_of(stage, portion).cases}
    assert told[good.case].requests + told[mixed.case].requests == seen.requests
    assert (told[lacking.case].state, told[lacking.case].code) == ("REFUSED", "MISSING")
    assert "示例无号" in told[lacking.case].reason
    assert told[mixed.case].state == "ORDERED" and told[mixed.case].code == "MISSING"


def test_a_number_that_fails_its_check_is_named_without_the_number(stage, tmp_path):
    from zhixing.parties import sealing
    from zhixing.parties.models import Party

    make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    wrong = DEBTOR.number[:17] + ("0" if DEBTOR.number[17] != "0" else "1")
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        sealed = sealing.seal_number(filed.debtor, wrong)
        Party.objects.filter(id=filed.debtor).update(number=sealed)
    portion = take(stage)
    seen = read(stage, lambda: preview_portion(stage.court_no, portion, stage.today))
    (refused,) = seen.rows[0].refused
    assert refused.code == "CHECK" and wrong not in refused.zh + refused.en
    submit(stage, portion)
    assert view_of(stage, portion).cases[0].state == "REFUSED"


def test_a_case_asked_meanwhile_is_refused_in_its_row_only(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    first, second = file_one(stage, debtors=(DEBTOR,)), file_one(stage, debtors=(DEBTOR,))
    portion = take(stage)
    order = inquiry.QueryOrder(first.case, (first.debtor,), "by-hand")
    stage.do(K.JUDGE, lambda by: inquiry.order_query(order, stage.today, by=by))
    submit(stage, portion)
    states = {c.case: (c.state, c.code) for c in view_of(stage, portion).cases}
    assert states[first.case] == ("REFUSED", "ALREADY_ASKED")
    assert states[second.case][0] == "ORDERED"


def test_only_what_nobody_collected_is_withdrawn(stage, tmp_path):
    bank = make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    portion = take(stage)
    submit(stage, portion)
    bank.ask("getXzcxList")
    with pytest.raises(InquiryRefused) as refused:
        withdraw(stage, portion, " ")
    assert refused.value.code == "REASON_MISSING"
    total = view_of(stage, portion).requests
    assert withdraw(stage, portion) == total - 1
    rows = read(
        stage,
        lambda: list(models.Request.objects.filter(court_no=stage.court_no, case_id=filed.case)),
    )
    by_state = {row.institution_id: row.state for row in rows}
    assert by_state[bank.id] == State.DELIVERED.value, "what was collected stays out"
    assert {s for i, s in by_state.items() if i != bank.id} <= {State.WITHDRAWN.value}
    assert filed.case not in waiting(stage)
    bank.cycle()
    facts = read(stage, lambda: cases.facts_now(stage.court_no, filed.case))
    assert "NATIONAL_QUERY_STARTED" in facts.of(Progress).reached


def test_a_case_withdrawn_whole_waits_again_as_if_never_asked(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    portion = take(stage)
    submit(stage, portion)
    total = view_of(stage, portion).requests
    assert withdraw(stage, portion) == total
    facts = read(stage, lambda: cases.facts_now(stage.court_no, filed.case))
    assert not facts.of(Inquiry).sets
    assert "NATIONAL_QUERY_STARTED" not in facts.of(Progress).reached
    assert filed.case in waiting(stage)
    again = take(stage)
    submit(stage, again)
    assert view_of(stage, again).cases[0].state == "ORDERED"
    with pytest.raises(InquiryRefused) as refused:
        withdraw(stage, portion)
    assert refused.value.code == "PORTION_NOT_SO_FAR"


def test_a_portion_is_its_clerk_s_own_and_one_at_a_time(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    with pytest.raises(InquiryRefused) as refused:
        take(stage, 201)
    assert refused.value.code == "SIZE_OUT_OF_RANGE"
    portion = take(stage)
    with pytest.raises(InquiryRefused) as refused:
        take(stage)
    assert refused.value.code == "PORTION_OPEN"
    with pytest.raises(InquiryRefused) as refused:
        stage.do(K.JUDGE, lambda by: inquiry.submit_portion(portion, stage.today, by=by))
    assert refused.value.code == "OTHERS_PORTION"
    with pytest.raises(Refusal) as refused:
        stage.do(K.CASHIER, lambda by: inquiry.take_portion(1, stage.today, by=by))
    assert refused.value.code == "NOT_ALLOWED"
    stage.do(K.CLERK, lambda by: inquiry.return_portion(portion, stage.today, by=by))
    assert filed.case in waiting(stage)


def test_two_who_take_at_once_get_different_cases(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    for _ in range(6):
        file_one(stage, debtors=(DEBTOR,))

    def grab(kind):
        try:
            return stage.do(kind, lambda by: inquiry.take_portion(3, stage.today, by=by))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        one, two = hands.map(grab, (K.CLERK, K.JUDGE))
    taken = [c.case for p in (one, two) for c in view_of(stage, p).cases]
    assert len(taken) == len(set(taken)) == 6


def test_the_database_keeps_a_case_in_one_hand(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    file_one(stage, debtors=(DEBTOR,))
    portion = take(stage)
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        row = PooledCase.objects.get(court_no=stage.court_no, portion_id=portion)
        row.id, row.portion_id = portion, portion
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_repeat_of_the_job_asks_nobody_twice(stage, tmp_path):
    make_bank(tmp_path, MAIN)
    filed = file_one(stage, debtors=(DEBTOR,))
    portion = take(stage)
    submit(stage, portion)
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        pooled = PooledCase.objects.get(court_no=stage.court_no, portion_id=portion)
    said = stage.do(K.CLERK, lambda by: inquiry.order_pooled(pooled.id, stage.today, by=by))
    assert said == "ORDERED"
    acts = read(stage, lambda: cases.list_acts(stage.court_no, filed.case))
    assert [a.type for a in acts].count("QUERY_ORDERED") == 1


def test_old_days_are_not_looked_through():
    sought = seek()
    late = sought.today.replace(year=sought.today.year + 1)
    found = sought.read(lambda: list_waiting(sought.court_no, late).cases)
    assert sought.filed.case not in {c.id for c in found}
    found = sought.read(lambda: list_waiting(sought.court_no, late, filed_from=DAY).cases)
    assert sought.filed.case in {c.id for c in found}
