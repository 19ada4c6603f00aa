"""Under whose names requests go out: two officers, with cards on record, or none go at all."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from simulators.bank import codec
from tests.rooms.inquiry.test_many import orders_of
from tests.support.banks import Deposit, make_bank, seek
from tests.support.cards import JPEG, give_cards, png
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Responsibility
from zhixing.courts import operations as courts
from zhixing.courts import queries as staff
from zhixing.courts.kinds import TeamRole
from zhixing.inquiry import messages, models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.cards import MARK, credentials_of, picture
from zhixing.inquiry.officers import Officers, officers_of
from zhixing.inquiry.operations import FreezeBatch, FreezeOrder, FreezeRow, QueryOrder
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.model import Officer
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

MAIN = Deposit("6200000000000001", "80000.00")


def live(by):
    """Give the authority the same post would have in a live court."""
    return replace(by, is_rehearsal=False)


def pair_of(sought):
    """Give the handler of the case and the assistant who goes along."""
    stage = sought.filed.stage
    with open_scope(Scope.system()):
        facts = cases.facts_now(sought.court_no, sought.filed.case)
    handler = facts.of(Responsibility).current.person
    return handler, stage.staff.of_kind(K.ASSISTANT).person


def record(sought, person, tail, **changes):
    return sought.filed.stage.do(
        K.DIRECTOR, lambda by: give_cards(by, person, tail, sought.today, **changes)
    )


def query(sought, *banks):
    ids = tuple(b.id for b in banks)
    return QueryOrder(sought.filed.case, (sought.filed.debtor,), uuid4().hex, ids)


def refused(sought, operation):
    with pytest.raises(Refusal) as found:
        sought.do(lambda by: operation(live(by)))
    return found.value


def written(sought):
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        return models.Request.objects.filter(court_no=sought.court_no).count(), (
            models.Batch.objects.filter(court_no=sought.court_no).count()
        )


def test_outside_rehearsals_nothing_goes_out_without_cards(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    order = query(sought, bank)
    found = refused(sought, lambda by: inquiry.order_query(order, sought.today, by=by))
    assert (found.code, found.field) == ("OFFICER_WITHOUT_CARDS", "officers")
    assert (found.basis.instrument, found.basis.article) == ("NETWORK", "2")
    assert "报备" in found.remedy_zh and "administrator" in found.remedy_en
    assert written(sought) == (0, 0)


def test_cards_not_reported_or_ended_do_not_do(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    handler, _ = pair_of(sought)
    made = record(sought, handler, "11", reported_on=None)
    order = query(sought, bank)
    found = refused(sought, lambda by: inquiry.order_query(order, sought.today, by=by))
    assert found.code == "OFFICER_NOT_REPORTED"
    director = sought.filed.stage.do
    director(K.DIRECTOR, lambda by: courts.report_cards((made,), sought.today, sought.today, by=by))
    director(K.DIRECTOR, lambda by: courts.end_card(made, sought.today, by=by))
    found = refused(sought, lambda by: inquiry.order_query(order, sought.today, by=by))
    assert found.code == "OFFICER_WITHOUT_CARDS"


def test_a_bank_gets_the_numbers_and_pictures_on_record(tmp_path):
    sought, bank = seek(), make_bank(tmp_path, MAIN)
    handler, assistant = pair_of(sought)
    record(sought, handler, "21")
    record(sought, assistant, "22")
    sought.do(lambda by: inquiry.order_query(query(sought, bank), sought.today, by=live(by)))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        (row,) = models.Request.objects.filter(court_no=sought.court_no)
        message = messages.open_message(row)
        (writ,) = messages.load_writs(sought.court_no, row.files)
    assert [o.work_card_no for o in message.officers] == ["SL21", "SL22"]
    first, second = message.credentials
    assert (first.work_card_image, first.work_card_format) == (png("work 21"), "png")
    assert (second.duty_card_image, second.duty_card_format) == (JPEG, "jpg")
    text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(writ.content)).pages)
    assert "SLGW21" in text and "SLGW22" in text and "GW0" not in text
    key = codec.document_key("BDHM", row.external_no)
    fetched = codec.read_documents(bank.ask("zjInfo", key), "zjinfo")
    assert [(values["GZZBM"], values["GWZBM"]) for values, _ in fetched] == [
        ("SL21", "SLGW21"),
        ("SL22", "SLGW22"),
    ]
    assert fetched[0][1] == {"GZZ": png("work 21"), "GWZ": JPEG}
    bank.cycle(2)
    (asked,) = sought.requests()
    assert asked.state is State.CLOSED, "the bank took the cards and answered"


def test_one_second_officer_with_cards_is_chosen_before_one_without(tmp_path):
    sought = seek()
    handler, _ = pair_of(sought)
    third = sought.filed.stage.staff.of_kind(K.ASSISTANT, 2).person
    record(sought, handler, "31")
    record(sought, third, "33")
    by = live(sought.filed.stage.who(K.JUDGE, 2))
    with open_scope(by.scope):
        facts = cases.facts_now(sought.court_no, sought.filed.case)
        found = officers_of(facts, sought.today, by=by)
    assert [o.work_card_no for o in found] == ["SL31", "SL33"]


def test_two_officers_are_two_people_or_the_order_is_refused(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    stage = sought.filed.stage
    handler, _ = pair_of(sought)
    by = stage.who(K.JUDGE, 2)

    def pair():
        with open_scope(by.scope):
            facts = cases.facts_now(sought.court_no, sought.filed.case)
            return officers_of(facts, sought.today, by=by)

    def end(kinds):
        with open_scope(Scope.system()):
            for held in staff.list_held_posts(sought.court_no, sought.today):
                if held.post.kind in kinds and held.person.id != handler:
                    courts.end_appointment(held.holding, sought.today)
            for team in staff.list_teams(sought.court_no, sought.today):
                for member in team.of_role(TeamRole.ASSISTANT):
                    courts.leave_team(member.membership, sought.today)

    assert len({o.duty_card_no for o in pair()}) == 2
    end((K.ASSISTANT,))
    first, second = pair()
    assert first.name != second.name, "a judge goes along where there is no assistant"
    end((K.JUDGE,))
    with pytest.raises(Refusal) as found:
        sought.do(lambda who: inquiry.order_query(query(sought, bank), sought.today, by=who))
    assert found.value.code == "SECOND_OFFICER_WANTED"
    assert found.value.basis.instrument == "CPL" and found.value.remedy_zh
    assert written(sought) == (0, 0)


def test_drawn_cards_bear_their_mark_and_are_a_rehearsals_alone():
    officers = (Officer("示例甲", work_card_no="GZ1", duty_card_no="GW1"),)
    (drawn,) = credentials_of(officers, 100_000)
    assert drawn.work_card_image == picture("GZ1")
    assert any(MARK) and len(MARK) == 31
    (none,) = credentials_of(officers, 34)
    assert none.work_card_image == none.duty_card_image == b""


def test_many_orders_name_the_row_and_read_the_cards_once(tmp_path):
    sought, bank = seek(), make_bank(tmp_path)
    orders = orders_of(sought, bank)
    done = sought.do(lambda by: inquiry.order_queries(orders, sought.today, by=live(by)))
    assert {r.code for r in done.refused} == {"OFFICER_WITHOUT_CARDS"}
    assert [r.row for r in done.refused] == [1, 2, 3] and done.requests == 0
    assert written(sought) == (0, 0)
    by = sought.filed.stage.who(K.JUDGE, 2)
    with open_scope(by.scope):
        facts = [cases.facts_now(sought.court_no, o.case) for o in orders]
        officers = Officers(sought.today, by)
        officers.of(facts[0])
        with CaptureQueriesContext(connection) as asked:
            assert all(officers.of(found) == officers.of(facts[0]) for found in facts)
            assert len(asked) < len(facts), "cards and staff are read once, not for each case"


def found_at(sought, bank):
    sought.query(bank)
    bank.cycle(2)
    (asset,) = sought.assets()
    return asset.id


def test_a_freeze_and_a_batch_of_freezes_are_refused_before_anything_is_written(tmp_path):
    sought, bank = seek(), make_bank(tmp_path, MAIN)
    asset = found_at(sought, bank)
    before = written(sought)
    case = sought.filed.case
    one = FreezeOrder(case, asset, Fen.of_yuan("100.00"))
    found = refused(sought, lambda by: inquiry.order_freeze(one, sought.today, by=by))
    assert (found.code, found.basis.article) == ("OFFICER_WITHOUT_CARDS", "2")
    batch = FreezeBatch((FreezeRow(case, asset, Fen.of_yuan("100.00")),), uuid4().hex)
    done = sought.do(lambda by: inquiry.order_freezes(batch, sought.today, by=live(by)))
    assert [(r.row, r.code) for r in done.rows] == [(1, "OFFICER_WITHOUT_CARDS")]
    assert written(sought) == before and done.bundle is None


def test_a_draft_whose_cards_ended_is_held_back_until_issued_again(tmp_path):
    sought, bank = seek(), make_bank(tmp_path, MAIN)
    handler, assistant = pair_of(sought)
    made = record(sought, handler, "41")
    record(sought, assistant, "42")
    matter = sought.order_freeze(found_at(sought, bank), "100.00")
    stage = sought.filed.stage
    stage.do(K.DIRECTOR, lambda by: courts.end_card(made, sought.today, by=by))
    record(sought, handler, "43", valid_from=sought.today)
    sought.approve(matter)
    held = sought.request(matter)
    assert (held.state, held.reason_code) == (State.QUARANTINED, "OFFICER_WITHOUT_CARDS")
    again = sought.do(lambda by: inquiry.reissue_request(held.id, sought.today, by=by))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        row = models.Request.objects.get(court_no=sought.court_no, id=again)
        message = messages.open_message(row)
    assert row.state == State.ISSUED.value
    assert [o.work_card_no for o in message.officers] == ["SL43", "SL42"]


def test_a_window_is_shown_cards_that_hold_reported_or_not(tmp_path):
    sought = seek()
    handler, _ = pair_of(sought)
    record(sought, handler, "51", reported_on=None)
    by = live(sought.filed.stage.who(K.JUDGE, 2))
    with open_scope(by.scope):
        (officer,) = Officers(sought.today, by).named([(handler, "某")], reported=False)
        assert officer.duty_card_no == "SLGW51"
        with pytest.raises(Refusal) as found:
            Officers(sought.today, by).named([(uuid4(), "某")], reported=False)
    assert (found.value.code, found.value.basis.instrument) == ("OFFICER_WITHOUT_CARDS", "CPL")
