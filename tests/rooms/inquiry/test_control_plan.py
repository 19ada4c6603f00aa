"""One plan for everything found: money first, across courts, what is needed to live left free."""

from __future__ import annotations

import pytest

from tests.support.banks import Deposit, make_bank, seek
from tests.support.keeping import MAIN, SPARE, yuan
from tests.support.registries import house, make_registry
from tests.support.searching import another_case
from zhixing.assets.acts import Property
from zhixing.assets.limits import limit_on
from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases.figures import explain
from zhixing.decisions.queries import list_matters
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused, PlanOrder
from zhixing.kernel.fen import ZERO


def found(tmp_path, *deposits, amount="100000.00", homes=()):
    sought = seek(amount)
    bank = make_bank(tmp_path, *deposits)
    sought.query(bank)
    bank.cycle()
    if homes:
        registry = make_registry(tmp_path, *homes)
        sought.query(registry)
        registry.cycle()
    return sought, bank


def plan(sought):
    return sought.read(
        lambda: explain(sought.court_no, sought.filed.case, "control-plan", sought.today)
    ).value


def order(sought, **more):
    asked = PlanOrder(sought.filed.case, **more)
    return sought.do(lambda by: inquiry.propose_control_plan(asked, sought.today, by=by))


def matters(sought):
    return {
        str(m.subject): m
        for m in sought.read(lambda: list_matters(sought.court_no, sought.filed.case))
    }


def test_money_first_and_no_house_where_it_suffices(tmp_path):
    sought, _ = found(
        tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"), homes=(house(),)
    )
    choices = {c.id: (c.verdict, c.amount) for c in plan(sought).choices}
    claim = plan(sought).covered
    assert [v for v, _ in choices.values()] == ["TAKE", "TAKE", "NOT_NEEDED"]
    assert sum(a for _, a in choices.values()) == claim, "sum of controls is the claim, to the fen"
    done = order(sought)
    assert (len(done.matters), done.refused) == (2, ())
    assert {m.code for m in matters(sought).values()} == {"FREEZE"}
    with pytest.raises(InquiryRefused) as refused:
        order(sought)
    assert refused.value.code == "NOTHING_TO_CONTROL", "what is ordered counts"


def test_a_house_follows_where_money_does_not_suffice(tmp_path):
    sought, _ = found(tmp_path, Deposit(MAIN, "30000.00"), homes=(house(),))
    done = order(sought)
    assert done.refused == ()
    assert {m.code for m in matters(sought).values()} == {"FREEZE", "SEALING"}


def test_what_is_needed_to_live_stays_free_without_exception(tmp_path):
    sought, _ = found(tmp_path, Deposit(MAIN, "5000.00"))
    order(sought, kept_free=yuan("1500.00"))
    (matter,) = matters(sought).values()
    assert matter.payload["amount"] == 3_500_00
    assert int(matter.payload["protected_minimum"]) == 1_500_00


def test_an_exempt_account_is_left_out_and_said(tmp_path):
    sought, bank = found(tmp_path, Deposit(MAIN, "5000.00"))
    thing = FoundThing(
        sought.filed.debtor, "DEPOSIT", "62003", bank.id, balance=yuan("900.00"), is_exempt=True
    )
    sought.do(lambda by: record_found(sought.filed.case, thing, sought.today, by=by))
    verdicts = {c.id[-4:]: c.verdict for c in plan(sought).choices}
    assert verdicts["2003"] == "EXEMPT"
    assert len(order(sought).matters) == 1


def test_what_another_court_holds_first_is_not_counted_twice(tmp_path):
    first, bank = found(tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"))
    things = {a.identifier_tail: a.id for a in first.assets()}
    first.freeze(things[MAIN[-4:]], "70000.00")
    bank.cycle()
    second = seek("100000.00")
    second.query(bank)
    bank.cycle()
    by_tail = {c.id[-4:]: c for c in plan(second).choices}
    assert by_tail[MAIN[-4:]].amount == yuan("10000.00"), "80,000 less the 70,000 of the first"
    assert by_tail[SPARE[-4:]].amount == yuan("59999.00")
    assert plan(second).uncovered > ZERO


def test_what_another_case_found_is_in_the_plan_and_taken_over_when_ordered(tmp_path):
    first, bank = found(tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"))
    other = another_case(first.filed.stage)
    assert other.assets() == []
    claim = other.read(lambda: limit_on(other.court_no, other.facts, other.today)).value.claim_limit
    choices = {c.id[-4:]: (c.verdict, c.amount) for c in plan(other).choices}
    assert sum(a for _, a in choices.values()) == claim, "no more than claim and costs"
    done = order(other)
    assert (len(done.matters), done.refused) == (2, ())
    assert {a.identifier_tail for a in other.assets()} == {MAIN[-4:], SPARE[-4:]}
    taken = [a.payload["found_in"] for a in other.acts("ASSET_FOUND")]
    assert taken == [str(first.filed.case)] * 2
    for matter in done.matters:
        other.approve(matter)
    bank.cycle()
    assert other.facts.of(Property).controlled == claim
    assert first.facts.of(Property).controlled == ZERO, "the other case holds nothing by it"


def test_what_another_case_holds_first_is_not_counted_upon(tmp_path):
    first, bank = found(tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"))
    by_tail = {a.identifier_tail: a.id for a in first.assets()}
    first.freeze(by_tail[MAIN[-4:]], "80000.00")
    bank.cycle()
    other = another_case(first.filed.stage)
    choices = {c.id[-4:]: (c.verdict, c.amount) for c in plan(other).choices}
    assert choices[MAIN[-4:]] == ("NOTHING_FREE", ZERO)
    assert choices[SPARE[-4:]] == ("TAKE", yuan("59999.00")), "a yuan stays"


def test_a_thing_both_cases_found_stands_once_and_is_this_case_s(tmp_path):
    first, bank = found(tmp_path, Deposit(MAIN, "80000.00"))
    other = another_case(first.filed.stage)
    other.query(bank)
    bank.cycle()
    assert [c.id[-4:] for c in plan(other).choices] == [MAIN[-4:]]
    assert order(other).refused == ()
    assert len(other.acts("ASSET_FOUND")) == 1
