"""The simulated bank against a small court, over real HTTP."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from simulators.bank.world import identity_number, invent_world
from tests.wire.bank_runs import FUND, HOLDER, MAIN, SPARE, line, order, results
from tests.wire.samples import query
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome, RejectionForm
from zhixing.inquiry.wire.model import (
    AssetRef,
    IdType,
    Measure,
    Origin,
    Scope,
    Subject,
    Target,
)
from zhixing.inquiry.wire.reasons import ReasonCode
from zhixing.kernel.fen import Fen
from zhixing.kernel.identity import Malformed, parse_resident_id
from zhixing.kernel.ranges import Days


def test_a_query_is_answered_in_the_order_of_the_wire(court, bank):
    court.requests = [query(external_no="Q1", subject=HOLDER), query(external_no="Q2")]
    assert bank.run() == 0
    assert court.calls == [
        "getXzcxList",
        "cxwsInfo",
        "zjInfo",
        "zjInfo",
        "getXzkzList",
        "shfeedXzcxInfo",
        "shfeedXzcxInfo",
    ]
    hit, miss = court.finished["Q1"], court.finished["Q2"]
    assert [a.no for a in hit.accounts] == [MAIN, SPARE]
    account = hit.accounts[0]
    assert (account.balance, account.available) == (Fen(100000), Fen(70000))
    assert [p.amount for p in account.prior_measures] == [Fen(30000)]
    assert [t.amount for t in account.transactions] == [Fen(5000)]
    assert account.opened_on == date(2012, 3, 4)
    assert miss.no_record is True
    assert court.decoded[0].problems == ()


def test_without_both_ledger_dates_no_transactions(court, bank):
    court.requests = [query(external_no="Q1", subject=HOLDER, ledger_period=None)]
    bank.run()
    assert court.finished["Q1"].accounts[0].transactions == ()


def test_a_long_ledger_comes_apart(court, bank):
    bank.plan({}, ledger_split=0)
    court.requests = [query(external_no="Q1", subject=HOLDER)]
    bank.run()
    assert court.finished["Q1"].accounts[0].transactions == ()
    assert [t.account_line for t in court.ledgers["Q1"].transactions] == ["1"]
    assert court.calls[-2:] == ["shfeedXzcxwlxxInfo", "shfeedXzcxInfo"]


def test_a_lookup_that_fails(court, bank):
    failing = Subject("周演练", IdType.RESIDENT_ID, "110101197902280021")
    court.requests = [query(external_no="Q1", subject=failing)]
    bank.run()
    assert court.finished["Q1"].lookup_failed is True


def test_strangers_have_accounts_when_asked_for_and_always_the_same(court, bank):
    bank.plan({}, generate_rate=1.0)
    stranger = Subject("沈模拟", IdType.RESIDENT_ID, "110101197707070045")
    court.requests = [query(external_no=n, subject=stranger) for n in ("Q1", "Q2")]
    bank.run()
    first, second = court.finished["Q1"].accounts, court.finished["Q2"].accounts
    assert first
    assert [a.no for a in first] == [a.no for a in second]


def test_freeze_renew_release_and_transfer(court, bank):
    court.requests = [order("C1", line())]
    bank.run()
    frozen = results(court, "C1")["1"]
    assert (frozen.outcome, frozen.limit, frozen.actual) == (Outcome.DONE, Fen(60000), Fen(60000))
    assert (frozen.balance, frozen.available) == (Fen(100000), Fen(10000))
    assert [p.amount for p in frozen.prior_measures] == [Fen(30000)]
    (receipt,) = court.finished["C1"].receipts
    assert receipt.md5_agrees is True
    assert receipt.writ.content.startswith(b"%PDF-1.4")
    assert court.decoded[-1].notes == ()

    origin = Origin("C1", "（2027）示例01执1号")
    later = Days.closed(date(2028, 1, 5), date(2029, 1, 4))
    court.requests.append(order("C2", line(Measure.RENEW, term=later, origin=origin)))
    court.requests.append(order("C3", line(Measure.RELEASE, amount="100.00", origin=origin)))
    bank.run()
    assert results(court, "C2")["1"].actual_to == date(2029, 1, 4)
    assert results(court, "C3")["1"].actual == Fen(10000)

    court.requests.append(order("C4", line(Measure.TRANSFER, amount="900.00", origin=origin)))
    bank.run()
    paid = results(court, "C4")["1"]
    assert (paid.outcome, paid.actual) == (Outcome.PARTIAL, Fen(70000))
    assert paid.reason_code is ReasonCode.INSUFFICIENT_BALANCE
    (entry,) = [json.loads(t) for t in Path(bank.settings["statement"]).read_text().splitlines()]
    assert (entry["to_account"], entry["amount"], entry["request_no"]) == (
        FUND.account_no,
        "700.00",
        "C4",
    )
    court.requests.append(query(external_no="Q1", subject=HOLDER))
    bank.run()
    assert court.finished["Q1"].accounts[0].balance == Fen(30000)


def test_the_same_work_with_other_amounts_moves_the_figures(court, bank):
    court.requests = [order("C1", line(amount="600.01")), order("C2", line(amount="200.00"))]
    bank.run()
    first, second = results(court, "C1")["1"], results(court, "C2")["1"]
    assert (first.actual, first.available) == (Fen(60001), Fen(9999))
    assert (second.limit, second.actual) == (Fen(20000), Fen(9999))


def test_control_of_the_account_itself_may_hold_more_than_the_limit(court, bank):
    court.requests = [order("C1", line(scope=Scope.ACCOUNT, amount="100.00"))]
    bank.run()
    held = results(court, "C1")["1"]
    assert (held.actual, held.excess, held.available) == (Fen(70000), Fen(60000), Fen(0))


def test_a_product_that_cannot_be_frozen_is_partial(court, bank):
    product = line(
        target=Target.FIN_ASSET,
        account=SPARE,
        asset=AssetRef(name="示例理财一号", product_no="SLLC0001", payout_account=SPARE),
        quantity=Decimal(100),
    )
    court.requests = [order("C1", product)]
    bank.run()
    held = results(court, "C1")["1"]
    assert (held.outcome, held.actual, held.actual_quantity) == (Outcome.PARTIAL, Fen(4000), 0)


def test_lines_are_refused_for_their_own_reasons(court, bank):
    court.requests = [
        order(
            "C1",
            line(line_no=1, account="6200000000009999"),
            line(Measure.RELEASE, line_no=2, origin=Origin("C0")),
            line(Measure.TRANSFER, line_no=3, origin=Origin("C0")),
            line(line_no=4, amount="1.00"),
        ),
        replace(order("C2", line()), subject=replace(HOLDER, name="陈样本")),
        replace(order("C3", line()), subject=replace(HOLDER, id_no="110101197902280021")),
    ]
    bank.run()
    assert {k: r.reason_code for k, r in results(court, "C1").items()} == {
        "1": ReasonCode.ACCOUNT_NOT_FOUND,
        "2": ReasonCode.ORIGINAL_NOT_FOUND,
        "3": ReasonCode.ORIGINAL_NOT_FOUND,
        "4": None,
    }
    assert results(court, "C2")["1"].reason_code is ReasonCode.NAME_MISMATCH
    assert results(court, "C3")["1"].reason_code is ReasonCode.ID_MISMATCH
    assert court.finished["C2"].kind is FeedbackKind.CONTROL


def test_a_hyphen_in_the_number_does_not_matter(court, bank):
    court.requests = [order("C1", line())]
    court.requests[0] = replace(
        court.requests[0], subject=replace(HOLDER, id_no="110101-19850615-0019")
    )
    bank.run()
    assert results(court, "C1")["1"].outcome is Outcome.DONE


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ("FETCH_QUERY_WRITS", ReasonCode.NO_WRIT),
        ("FETCH_CREDENTIALS", ReasonCode.NO_CREDENTIAL),
    ],
)
def test_a_query_without_its_documents_is_rejected_and_may_come_again(court, bank, missing, code):
    court.requests = [query(external_no="Q1", subject=HOLDER)]
    court.missing_documents = {missing}
    bank.run()
    rejection = court.finished["Q1"].rejection
    assert (rejection.form, rejection.reason_code) == (RejectionForm.PSEUDO_ACCOUNT, code)
    court.missing_documents.clear()
    court.finished.clear()
    court.delivered.clear()
    bank.run()
    assert court.finished["Q1"].accounts


@pytest.mark.parametrize(
    ("plan", "operation", "form"),
    [
        ({}, "shfeedXzcxInfo", RejectionForm.PSEUDO_RESULT),
        ({"wrong_operation_for_rejection": 0}, "shfeedXzkzInfo", RejectionForm.PSEUDO_RESULT),
        ({"own_list_for_rejection": 1}, "htInfo", RejectionForm.OWN_LIST),
    ],
)
def test_a_control_without_credentials_is_rejected(court, bank, plan, operation, form):
    bank.plan(plan)
    court.requests = [order("C1", line(), line(line_no=2))]
    court.missing_documents = {"FETCH_CREDENTIALS"}
    bank.run()
    assert court.calls[-1] == operation
    assert court.finished["C1"].rejection.form is form


def test_invented_worlds_repeat_and_their_numbers_are_right():
    assert invent_world("a", 3) == invent_world("a", 3)
    assert invent_world("a", 3) != invent_world("b", 3)
    for place in range(20):
        number = identity_number(Random(place))
        assert not isinstance(parse_resident_id(number, on=date(2027, 1, 1)), Malformed)


def test_unknown_settings_and_faults_are_refused_by_name(bank, capsys):
    bank.plan({"explode": 1})
    assert bank.run() == 2
    assert "explode" in capsys.readouterr().err
    bank.plan({}, colour="red")
    assert bank.run() == 2
    assert "colour" in capsys.readouterr().err


def test_the_simulators_share_no_code_with_the_platform():
    for source in Path("src/simulators").rglob("*.py"):
        assert "zhixing." not in source.read_text("utf-8").replace("zhixing-", "")
