"""A unit without a connection: papers carried to its window, its receipt keyed by two people."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from tests.support.banks import DEBTOR, Deposit, make_bank, seek
from tests.support.filed import person
from tests.support.windows import (
    give_window,
    go,
    key,
    key_twice,
    make_counter,
    officers,
    only_task,
    serve,
)
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.counter import queries as counter
from zhixing.inquiry.counter.receipts import KeyingState
from zhixing.inquiry.operations import (
    InquiryRefused,
    KeyedPrior,
    KeyedReceipt,
    KeyedThing,
    Pair,
    QueryOrder,
    ReceiptResult,
    Refused,
)
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import PropertyKind
from zhixing.instruments.sealing.verify import verify_seal
from zhixing.instruments.seals import root_certificate
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.law.filing.officers import OfficersRefused
from zhixing.law.nodes.node import SubjectKind
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.log.verify import verify_log
from zhixing.platform.principal import PostKind as K

ACCOUNT = "6200000000000005"
SERVED = date(2018, 3, 7)


def ask(sought, *institutions, key="Q"):
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), key, institutions)
    return sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))


def deposit(**changes):
    thing = KeyedThing(
        PropertyKind.DEPOSIT,
        ACCOUNT,
        DEBTOR.number,
        "单位结算账户",
        Fen.of_yuan("80000.00"),
        Fen.of_yuan("80000.00"),
    )
    return replace(thing, **changes)


def found(*things, **changes):
    return KeyedReceipt(
        ReceiptResult.FOUND, **{"receipt_on": SERVED, "things": things or (deposit(),), **changes}
    )


def asked():
    """Give a case whose query was carried to a window, and the unit."""
    sought = seek()
    unit = make_counter()
    ask(sought, unit)
    sought.filed.stage.goto(SERVED, 15)
    return sought, unit


def answered():
    """Give a case with a deposit found at a window, the unit and the asset."""
    sought, unit = asked()
    go(sought, instant(SERVED, 10))
    assert key_twice(sought, found()).state is KeyingState.ENTERED
    (asset,) = sought.assets()
    return sought, unit, asset.id


def test_a_query_at_a_window_from_task_to_hit():
    sought, unit = asked()
    detail = only_task(sought)
    task = detail.task
    assert (task.state, task.opened_on, task.due_on) == ("OPEN", date(2018, 3, 5), date(2018, 3, 8))
    (node,) = [s for s in sought.facts.of(Agenda).subjects if s.kind is SubjectKind.WINDOW_TASK]
    assert (node.ends_on, node.done_on) == (task.due_on, None)

    go(sought, instant(SERVED, 10))
    (served,) = sought.acts("ASSISTANCE_SERVED")
    assert served.occurred_on == SERVED
    assert [f["rule"] for f in served.findings] == ["OFFICERS_PRESENT"]
    assert sought.requests()[0].state is State.DOCS_FETCHED

    assert key(sought, found()).state is KeyingState.WAITING
    assert not sought.assets(), "one reading enters nothing"
    assert key(sought, found(), K.ASSISTANT).state is KeyingState.ENTERED
    (asset,) = sought.assets()
    assert (asset.kind, asset.balance, asset.institution) == ("DEPOSIT", Fen(80_000_00), unit)
    (view,) = sought.requests()
    assert (view.state, view.outcome, view.answered_on) == (State.CLOSED, "FOUND", SERVED)
    (entered,) = sought.acts("COUNTER_ANSWERED")
    assert entered.payload["source"] == "COUNTER"
    (scan,) = only_task(sought, open_only=False).scans
    assert entered.payload["scans"] == [scan.sha256]
    (done,) = sought.acts("QUERY_COMPLETED")
    assert done.payload["sources"][0]["evidence"] == entered.payload["evidence"]
    (node,) = [s for s in sought.facts.of(Agenda).subjects if s.kind is SubjectKind.WINDOW_TASK]
    assert node.done_on == SERVED
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []
    assert sought.read(lambda: verify_log([sought.court_no])) == []


def test_what_came_lies_in_evidence_with_its_reading_beside_it():
    sought, *_ = answered()
    (view,) = sought.requests()
    (answer,) = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    evidence = sought.read(lambda: queries.get_evidence(sought.court_no, answer.id))
    assert evidence.operation == "counter/receipt"
    assert evidence.feedback.properties[0].identifier == ACCOUNT
    assert '"source":"COUNTER"' in evidence.payload


def test_two_readings_that_differ_enter_nothing_until_both_agree():
    sought, _ = asked()
    go(sought, instant(SERVED, 10))
    key(sought, found())
    misread = found(deposit(balance=Fen.of_yuan("30000.00"), available=None))
    outcome = key(sought, misread, K.ASSISTANT)
    assert outcome.state is KeyingState.DIFFERENT
    assert {d.field for d in outcome.differences} == {"things.0.balance", "things.0.available"}
    assert next((d.first, d.second) for d in outcome.differences) == ("8000000", "3000000")
    (item,) = only_task(sought).items
    assert item.differences == outcome.differences
    assert not sought.assets()
    assert key(sought, found(), K.ASSISTANT).state is KeyingState.ENTERED
    assert len(sought.assets()) == 1


def test_one_person_cannot_be_both_readers():
    sought, _ = asked()
    go(sought, instant(SERVED, 10))
    key(sought, found())
    assert key(sought, found()).state is KeyingState.WAITING
    assert not sought.assets()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"identifier": "6200000000000001"}, "CHECK_DIGIT"),
        ({"holder_no": person(DEBTOR.name, 77).number}, "HOLDER_IS_ANOTHER"),
        ({"holder_no": DEBTOR.number[:-1] + "?"}, "HOLDER_NUMBER_WRONG"),
        ({"available": Fen.of_yuan("80000.01")}, "AVAILABLE_ABOVE_BALANCE"),
    ],
)
def test_a_reading_that_cannot_be_true_is_refused(changes, code):
    sought, _ = asked()
    go(sought, instant(SERVED, 10))
    with pytest.raises(InquiryRefused) as refused:
        key(sought, found(deposit(**changes)))
    assert refused.value.code == code
    assert only_task(sought).items[0].keyed_by == ()


def test_a_wrong_check_digit_stands_if_it_was_looked_at():
    sought, _ = asked()
    go(sought, instant(SERVED, 10))
    odd = found(deposit(identifier="6200000000000001"), is_checked_by_eye=True)
    assert key_twice(sought, odd).state is KeyingState.ENTERED


def test_the_bundle_is_one_sealed_file_with_every_page_numbered():
    sought, _ = asked()
    task = go(sought, instant(SERVED, 10))
    detail = only_task(sought)
    pdf = sought.read(lambda: counter.get_bundle_pdf(sought.court_no, task))
    reader = PdfReader(io.BytesIO(pdf))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == detail.task.bundle_pages
    whole = "".join(pages).replace("\n", "")
    for words in (
        "窗口送达材料",
        detail.task.reference,
        "综合业务部",
        "执行人员证件复印件",
        "（回执）",
    ):
        assert words in whole, words
    assert f"共 {len(pages)} 页" in pages[-1].replace("\xa0", " ")
    root = sought.read(lambda: root_certificate(sought.court_no))
    assert verify_seal(pdf, roots_pem=[root.encode()]).faults == ()

    def again(by):
        return inquiry.print_window_bundle(task, sought.filed.stage.clock_at, by=by)

    sought.do(again, K.CLERK)
    assert only_task(sought).task.bundle_sha256 == detail.task.bundle_sha256


def test_two_officers_go_and_show_their_cards():
    sought, _ = asked()
    task = only_task(sought).task.id
    judge, assistant = officers(sought)

    def assign(first, second):
        pair = Pair(first, second)
        sought.do(lambda by: inquiry.assign_window_task(task, pair, sought.today, by=by))

    with pytest.raises(InquiryRefused) as refused:
        assign(judge, judge)
    assert refused.value.code == "TWO_OFFICERS"
    cashier = sought.filed.stage.staff.of_kind(K.CASHIER).person
    with pytest.raises(InquiryRefused) as refused:
        assign(judge, cashier)
    assert refused.value.code == "NOT_AN_OFFICER"
    assign(judge, assistant)
    with pytest.raises(InquiryRefused) as refused:
        serve(sought, task, instant(SERVED, 10))
    assert refused.value.code == "NOT_PRINTED"
    at = sought.filed.stage.clock_at
    sought.do(lambda by: inquiry.print_window_bundle(task, at, by=by), K.CLERK)
    with pytest.raises(OfficersRefused):
        serve(sought, task, instant(SERVED, 10), papers_shown=False)
    with pytest.raises(InquiryRefused) as refused:
        serve(sought, task, instant(date(2018, 3, 4), 10))
    assert refused.value.code == "MOMENT_OUT_OF_RANGE"
    serve(sought, task, instant(SERVED, 10))
    with pytest.raises(InquiryRefused) as refused:
        key(sought, found())
    assert refused.value.code == "NO_SCAN"


def test_a_freeze_has_effect_from_the_moment_of_service():
    sought, _, asset = answered()
    view = sought.freeze(asset, "79999.00")
    assert view.state is State.ISSUED
    with pytest.raises(InquiryRefused) as refused:
        sought.order_freeze(asset, "1.00")
    assert refused.value.code == "ORDER_PENDING"

    later, read_on = SERVED + timedelta(days=1), SERVED + timedelta(days=5)
    sought.filed.stage.goto(read_on, 11)
    task = only_task(sought).task.id
    go(sought, instant(later, 16), task=task)
    keyed = KeyedReceipt(ReceiptResult.DONE, later, actual=Fen.of_yuan("79999.00"))
    assert key_twice(sought, keyed).state is KeyingState.ENTERED
    (act,) = sought.acts("ASSET_CONTROLLED")
    assert act.occurred_on == later, "not the day it was keyed"
    control = sought.facts.of(Property).control_of(asset)
    assert (control.since, control.amount, control.rank) == (later, Fen(79_999_00), 1)
    assert control.until == date(2019, 3, 6), "the papers were made on the 7th: one year at most"
    (served,) = [a for a in sought.acts("ASSISTANCE_SERVED") if a.occurred_on == later]
    assert [f["rule"] for f in served.findings] == ["OFFICERS_PRESENT", "CONTROL_EFFECT"]
    assert served.occurred_at == instant(later, 16)


def test_excess_is_refused_at_a_window_as_over_a_wire():
    sought, _unit = asked()
    go(sought, instant(SERVED, 10))
    rich = deposit(balance=Fen.of_yuan("900000.00"), available=Fen.of_yuan("900000.00"))
    key_twice(sought, found(rich))
    (asset,) = sought.assets()
    with pytest.raises(ExcessRefused):
        sought.order_freeze(asset.id, "200000.00")


def test_more_than_ordered_is_looked_at_twice_and_its_surplus_found():
    sought, _, asset = answered()
    sought.freeze(asset, "50000.00")
    go(sought, instant(SERVED, 14))
    keyed = KeyedReceipt(ReceiptResult.DONE, SERVED, actual=Fen.of_yuan("80000.00"))
    with pytest.raises(InquiryRefused) as refused:
        key(sought, keyed)
    assert refused.value.code == "ABOVE_ORDER"
    key_twice(sought, replace(keyed, is_checked_by_eye=True))
    (act,) = sought.acts("SURPLUS_FOUND")
    assert act.payload["surplus"] == 30_000_00


def test_a_freeze_behind_others_waits_in_line():
    sought, _, asset = answered()
    sought.freeze(asset, "79999.00")
    go(sought, instant(SERVED, 14))
    prior = KeyedPrior("示例区人民法院", "（2017）示例0101执2号", Fen.of_yuan("80000.00"))
    keyed = KeyedReceipt(ReceiptResult.PARTIAL, SERVED, actual=Fen(0), priors=(prior,))
    key_twice(sought, keyed)
    assert sought.facts.of(Property).control_of(asset).rank == 2
    assert sought.facts.of(Property).controlled == Fen(0)


def test_a_unit_that_refuses_is_put_on_record_and_its_amount_is_free_again():
    sought, _, asset = answered()
    matter = sought.freeze(asset, "79999.00").matter
    task = only_task(sought).task.id
    pair = Pair(*officers(sought))
    sought.do(lambda by: inquiry.assign_window_task(task, pair, sought.today, by=by))
    refusal = Refused("称须总行批准", "示例经理", SERVED)
    at = sought.filed.stage.clock_at
    sought.do(lambda by: inquiry.record_assistance_refusal(task, refusal, at, by=by), K.CLERK)
    (act,) = sought.acts("ASSISTANCE_REFUSED")
    (finding,) = act.findings
    assert (finding["rule"], finding["inputs"]["conduct"]) == (
        "MISCONDUCT",
        "ASSISTING_UNIT_REFUSES",
    )
    assert sought.request(matter).state is State.REJECTED
    assert not sought.acts("ASSET_CONTROLLED", "FINE_ORDERED"), "a fine is only proposed"
    sought.order_freeze(asset, "79999.00")


def test_a_name_the_wire_cannot_carry_goes_to_the_banks_window(tmp_path, monkeypatch):
    from tests.support import banks

    rare = replace(DEBTOR, name="示例\U00020bb7")
    monkeypatch.setattr(banks, "DEBTOR", rare)
    sought = seek()
    bank = make_bank(tmp_path, Deposit(ACCOUNT, "80000.00"))
    sought.query(bank)
    (held,) = sought.requests()
    assert held.reason_code == "unencodable"

    def divert(by):
        return inquiry.divert_to_window(held.id, sought.today, by=by)

    with pytest.raises(InquiryRefused) as refused:
        sought.do(divert)
    assert refused.value.code == "NO_WINDOW"
    give_window(bank.id)
    listed = sought.read(lambda: counter.list_divertible(sought.court_no))
    assert [row[0] for row in listed] == [held.id]
    new = sought.do(divert)
    sought.filed.stage.goto(SERVED, 15)
    go(sought, instant(SERVED, 10))
    key_twice(sought, found())
    states = {v.id: (v.state, v.outcome) for v in sought.requests()}
    assert states == {held.id: (State.REISSUED, ""), new: (State.CLOSED, "FOUND")}
    assert len(sought.acts("QUERY_COMPLETED")) == 1
    bank.cycle()
    assert not bank.events("received"), "nothing went over the wire"


def test_a_query_of_everybody_asks_no_window():
    sought = seek()
    unit = make_counter()
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "all")
    try:
        sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    except InquiryRefused as refused:
        assert refused.code == "NOBODY_TO_ASK"
    assert unit not in {v.institution for v in sought.requests()}


def test_a_unit_without_a_window_is_not_asked():
    sought = seek()
    with pytest.raises(InquiryRefused) as refused:
        ask(sought, make_counter(has_window=False))
    assert refused.value.code == "NO_WINDOW"
    assert not sought.requests()
