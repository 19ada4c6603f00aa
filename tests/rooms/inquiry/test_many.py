"""Queries of many cases at once: what goes out, what is refused by name, what is taken back."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from simulators.bank import plain
from tests.rooms.inquiry.test_packages import FileBank, answer
from tests.support.banks import QUEUES, Deposit, make_bank, seek
from tests.support.filed import file_one, person
from zhixing.cases import queries as cases
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import models, reading
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.content import content_hash
from zhixing.inquiry.messages import open_message
from zhixing.inquiry.nil import is_plain_nil, nil_hash
from zhixing.inquiry.operations import InquiryRefused, QueryOrder
from zhixing.inquiry.queries import list_requests
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain

MAIN = Deposit("6200000000000001", "80000.00")


def orders_of(sought, *asked, count=3):
    """Give orders about several cases of one court, the first with the customer of the banks."""
    filed = [sought.filed]
    for n in range(count - 1):
        filed.append(file_one(sought.filed.stage, debtors=(person(f"示例案{n}", 40 + n),)))
    ids = tuple(bank.id for bank in asked)
    return [QueryOrder(f.case, (f.debtor,), uuid4().hex, ids) for f in filed]


def order(sought, orders, **more):
    return sought.do(lambda by: inquiry.order_queries(orders, sought.today, by=by, **more))


def rows_of(sought, case):
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        return list(models.Request.objects.filter(court_no=sought.court_no, case_id=case))


def test_many_orders_write_what_one_writes(tmp_path):
    sought = seek()
    first, second = make_bank(tmp_path), make_bank(tmp_path)
    given = orders_of(sought, first, second)
    done = order(sought, given)
    assert (done.requests, done.refused, len(set(done.batches))) == (6, (), 3)
    alone = sought.do(
        lambda by: inquiry.order_query(replace(given[0], key=uuid4().hex), sought.today, by=by)
    )
    many = [r for r in rows_of(sought, given[0].case) if r.batch_id == done.batches[0]]
    one = [r for r in rows_of(sought, given[0].case) if r.batch_id == alone]
    same = ("institution_id", "profile", "kind", "party_id", "state", "due_on", "issued_on")

    def seen(rows):
        return sorted(tuple(str(getattr(r, n)) for n in same) for r in rows)

    def told(rows):
        own = {"external_no": "", "writ_set_no": "", "notice_title": ""}
        with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
            return sorted(repr(replace(open_message(r), **own)) for r in rows)

    assert seen(many) == seen(one)
    assert told(many) == told(one)
    (together,) = [a for a in sought.acts("QUERY_ORDERED") if a.payload["batch"] != str(alone)]
    (by_itself,) = [a for a in sought.acts("QUERY_ORDERED") if a.payload["batch"] == str(alone)]
    assert {**together.payload, "batch": ""} == {**by_itself.payload, "batch": ""}
    notices = {(r.writ_set_no, r.files[0]["file"]) for g in given for r in rows_of(sought, g.case)}
    assert len({f for n, f in notices if n in {r.writ_set_no for r in many}}) == 1


def test_each_refusal_names_its_row_and_costs_no_other(tmp_path):
    sought, stranger = seek(), seek()
    bank = make_bank(tmp_path)
    good, creditor, foreign = orders_of(sought, bank)
    creditor = replace(creditor, parties=(uuid4(),))
    foreign = replace(foreign, case=stranger.filed.case)
    nobody = replace(good, key=uuid4().hex, institutions=(uuid4(),)[:0])
    given = [creditor, good, foreign, nobody, good]
    said = sought.do(lambda by: inquiry.preview_queries(given, sought.today, by=by))
    assert (said.requests, rows_of(sought, good.case)) == (1, [])
    done = order(sought, given)
    assert [(r.row, r.code) for r in done.refused] == [(r.row, r.code) for r in said.refused]
    assert [r.row for r in done.refused] == [1, 3, 4]
    assert done.refused[1].code == "CASE_UNKNOWN"
    assert done.batches[1] == done.batches[4] is not None, "the same key twice is one order"
    assert len(rows_of(sought, good.case)) == 1
    again = order(sought, [good])
    assert again.batches == (done.batches[1],)
    other = order(sought, [replace(good, tier="NATIONAL")])
    assert [r.code for r in other.refused] == ["SAME_KEY_OTHER_BODY"]


def test_all_or_none_leaves_nothing_behind(tmp_path):
    sought = seek()
    good, bad, _ = orders_of(sought, make_bank(tmp_path))
    done = order(sought, [good, replace(bad, parties=())], keep_good=False)
    assert ([r.row for r in done.refused], done.batches) == ([2], (None, None))
    assert rows_of(sought, good.case) == []
    with pytest.raises(InquiryRefused, match="1001"):
        order(sought, [good] * 1001)


def test_what_nobody_collected_is_taken_back_and_the_rest_completes(tmp_path):
    sought = seek()
    slow, quick = make_bank(tmp_path), FileBank(tmp_path, MAIN)
    done = order(sought, orders_of(sought, slow, quick.bank, count=2))
    quick.court()

    def back(batches, reason="误发"):
        return sought.do(lambda by: inquiry.withdraw_queries(batches, reason, sought.today, by=by))

    with pytest.raises(InquiryRefused, match="理由"):
        back(done.batches, " ")
    told = back(done.batches)
    assert [(w.withdrawn, w.left) for w in told] == [(1, 1), (1, 1)]
    assert len(sought.acts("QUERY_WITHDRAWN")) == 1
    assert not slow.front.books.rows("select * from requests")
    slow.cycle()
    assert not slow.front.books.rows("select * from requests"), "it is handed out no more"
    quick.bank.front.cycle()
    quick.court()
    assert len(sought.acts("QUERY_COMPLETED")) == 1
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_an_order_taken_back_whole_was_never_given(tmp_path):
    sought = seek()
    done = order(sought, orders_of(sought, make_bank(tmp_path), count=1))
    sought.do(lambda by: inquiry.withdraw_queries(done.batches, "误发", sought.today, by=by))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        facts = cases.facts_now(sought.court_no, sought.filed.case)
        (request,) = list_requests(sought.court_no, sought.filed.case)
    assert facts.of(Inquiry).sets == ()
    assert request.state is State.WITHDRAWN


def lay(bank, name, numbers, poison=""):
    documents = []
    for place, number in enumerate(numbers, 1):
        more = {"no": "查无开户信息"}
        text = answer(number, **more)
        if number == poison:
            text = text[:-9]
        documents.append((f"QR{name}{place:012d}.xml", text))
    bank.lay(f"CXFK{name}.zip", plain.make_parcel(documents))


def test_a_package_of_many_nils_survives_poison_repeats_and_a_halt(tmp_path, monkeypatch):
    sought = seek()
    bank = FileBank(tmp_path)
    given = orders_of(sought, bank.bank, count=5)
    order(sought, given)
    bank.court()
    stem = bank.names("download")[0][4:51]
    rows = {g.case: rows_of(sought, g.case)[0] for g in given}
    numbers = [rows[g.case].external_no for g in given]
    real = reading._complete

    def halted(*args, **more):
        raise OSError("the power went")

    monkeypatch.setattr(reading, "_complete", halted)
    lay(bank, stem, numbers, poison=numbers[2])
    bank.court()
    monkeypatch.setattr(reading, "_complete", real)
    states = [rows_of(sought, g.case)[0].state for g in given]
    assert states == ["CLOSED", "CLOSED", "DELIVERED", "CLOSED", "CLOSED"]
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        message = models.Answer.objects.filter(court_no=sought.court_no).first().message_id
        system = get_system_principal(sought.court_no)
    for _ in range(2):
        inquiry.interpret_message(message, sought.court_no, sought.today, by=system)
    drain(QUEUES)
    assert len(sought.acts("QUERY_COMPLETED")) == 1
    lay(bank, stem, numbers)
    bank.court()
    states = [rows_of(sought, g.case)[0].state for g in given]
    assert states == ["CLOSED"] * 5
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        assert models.Answer.objects.filter(court_no=sought.court_no).count() == 5
        corrected = models.Answer.objects.filter(court_no=sought.court_no, is_correction=True)
        assert not corrected.exists()


def test_the_short_hash_of_nothing_is_the_long_one():
    plain = Feedback("201803050000420000000000000007", FeedbackKind.ACCOUNTS, no_record=True)
    assert is_plain_nil(plain)
    assert nil_hash(plain.request_no) == content_hash(plain)
    assert not is_plain_nil(replace(plain, lookup_failed=True))
