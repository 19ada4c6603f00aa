"""Searches by yield: who is asked, who is not and why, and where all must be."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.support.banks import Deposit, make_bank, seek
from tests.support.searching import BY_YIELD, adopt, another_case
from zhixing.funds.ledger import SameKeyOtherBody
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused, SearchOrder
from zhixing.inquiry.search.ticking import is_searching, list_searches_of
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.registry import execute

MAIN = Deposit("6200000000000001", "80000.00")


@pytest.fixture
def known(tmp_path):
    """Give a court that has asked a rich and a poor bank, with a second case of the debtor."""
    first = seek()
    rich, poor = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    first.query(rich, poor)
    rich.cycle()
    poor.cycle()
    adopt(first.court_no, "SEARCH_BY_YIELD", BY_YIELD)
    return another_case(first.filed.stage, "50000.00"), rich, poor


def search(sought, key="", purpose=SearchPurpose.ENFORCEMENT):
    order = SearchOrder(sought.filed.case, (sought.filed.debtor,), key or uuid4().hex, purpose)
    return sought.do(lambda by: inquiry.begin_search(order, sought.today, by=by))


def row_of(sought, search_id):
    return sought.read(lambda: models.Search.objects.get(id=search_id))


def standing(row, bank):
    return next(r for r in row.ranked if r["institution"] == str(bank.id))


def test_the_promising_bank_is_asked_and_the_poor_one_is_not(known):
    sought, rich, poor = known
    row = row_of(sought, search(sought))
    assert {v.institution for v in sought.requests("QUERY")} == {rich.id}
    assert standing(row, rich) == {
        "institution": str(rich.id),
        "rate": 952,
        "yields": 8_000_100 // 21,
        "standing": "ASK",
    }
    assert standing(row, poor)["standing"] == "BELOW_COST"
    assert standing(row, poor)["yields"] == 100 // 21
    (ended,) = sought.acts("SEARCH_ENDED")
    skipped = {s["institution"]: s for s in ended.payload["skipped"]}
    assert skipped[str(poor.id)]["because"] == "BELOW_COST"
    assert str(rich.id) in ended.payload["asked"]
    (ordered,) = sought.acts("QUERY_ORDERED")
    assert [f["rule"] for f in ordered.findings][-2:] == ["FULL_SET", "SEARCH_ORDER"]


def test_what_was_decided_is_computed_again_to_the_same(known):
    sought, _, _ = known
    row = row_of(sought, search(sought))
    again = execute(
        row.finding["rule"], row.finding["inputs"], date.fromisoformat(row.finding["on"])
    )
    assert [r.standing.value for r in again.value] == [r["standing"] for r in row.ranked]


def test_the_next_wave_goes_only_while_too_little_is_found(known, tmp_path):
    sought, rich, poor = known
    value = BY_YIELD | {"prior": {"asked": 20, "hits": 1, "worth": 50_000}}
    adopt(sought.court_no, "SEARCH_BY_YIELD", value, on=sought.today.replace(month=4))
    sought.filed.stage.goto(sought.today.replace(month=4))
    row = row_of(sought, search(sought))
    assert standing(row, poor)["standing"] == "NEXT_WAVE"
    assert not sought.acts("SEARCH_ENDED")
    rich.cycle()
    assert sum(a.type == "QUERY_ORDERED" for a in sought.acts()) == 1
    row = row_of(sought, row.id)
    assert standing(row, poor)["standing"] == "ENOUGH_FOUND", "80,000 cover 50,000"
    assert row.ended_on == sought.today


def test_only_the_search_a_set_belongs_to_goes_on(known):
    sought, rich, _ = known
    value = BY_YIELD | {"prior": {"asked": 20, "hits": 1, "worth": 50_000}}
    adopt(sought.court_no, "SEARCH_BY_YIELD", value, on=sought.today.replace(month=4))
    sought.filed.stage.goto(sought.today.replace(month=4))
    assert not sought.read(lambda: is_searching(sought.court_no))
    row = row_of(sought, search(sought))
    assert sought.read(lambda: is_searching(sought.court_no))
    early, late = sought.today.replace(day=1), sought.today.replace(day=28)
    batch = UUID(row.batches[0])
    sets = [(sought.filed.case, batch, late), (sought.filed.case, batch, early)]
    assert sought.read(lambda: list_searches_of(sought.court_no, sets)) == [(row.id, late)]
    others = [(sought.filed.case, uuid4(), late), (uuid4(), batch, late)]
    assert sought.read(lambda: list_searches_of(sought.court_no, others)) == []
    rich.cycle()
    assert not sought.read(lambda: is_searching(sought.court_no)), "it went on, and ended"


def test_a_rule_that_demands_all_turns_the_order_off(known):
    sought, rich, poor = known
    row = row_of(sought, search(sought, purpose=SearchPurpose.BEFORE_ENDING))
    assert {rich.id, poor.id} <= {v.institution for v in sought.requests("QUERY")}
    assert {r["standing"] for r in row.ranked} == {"MUST_ASK"}
    assert row.finding["rule"] == "FULL_SET"


def test_a_kind_the_checks_still_miss_is_asked_whatever_it_promises(known):
    sought, rich, poor = known
    kinds = [{"code": "DEPOSIT", "zh": "存款", "en": "deposits", "kinds": ["DEPOSIT"]}]
    adopt(sought.court_no, "FOUR_CHECKS", {"checks": kinds})
    row = row_of(sought, search(sought))
    assert standing(row, poor)["standing"] == "MUST_ASK"
    assert standing(row, rich)["standing"] == "MUST_ASK"


def test_those_left_out_are_asked_with_one_deed(known):
    sought, rich, poor = known
    found = search(sought)
    sought.do(lambda by: inquiry.ask_skipped(found, (poor.id,), sought.today, by=by))
    assert {v.institution for v in sought.requests("QUERY")} == {rich.id, poor.id}
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.ask_skipped(found, (poor.id,), sought.today, by=by))
    assert refused.value.code == "NOBODY_SKIPPED"


def test_without_the_policy_all_are_asked(tmp_path):
    sought = seek()
    rich, poor = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    search(sought)
    assert {rich.id, poor.id} <= {v.institution for v in sought.requests("QUERY")}


def test_a_repeat_gives_the_first_search_and_another_body_is_refused(known):
    sought, _, _ = known
    assert search(sought, "k") == search(sought, "k")
    assert len(sought.acts("QUERY_ORDERED")) == 1
    with pytest.raises(SameKeyOtherBody):
        search(sought, "k", SearchPurpose.DELISTING)
