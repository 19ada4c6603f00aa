"""The raw message beside what it says: over every channel, covered, whole, and of others."""

from __future__ import annotations

import hashlib
import os

import psycopg
import pytest
from django.conf import settings

from simulators.bank.codec import Node
from tests.rooms.inquiry.test_open_profile import CAR
from tests.rooms.inquiry.test_packages import FileBank
from tests.rooms.inquiry.test_query import SAYS, account
from tests.support.banks import DEBTOR, Deposit, make_bank, seek
from tests.support.open_ones import make_one
from tests.support.registries import house, make_registry
from zhixing.inquiry import queries
from zhixing.inquiry.exhibit import markup, objects
from zhixing.inquiry.exhibit.opening import open_covered, open_whole, take_raw
from zhixing.inquiry.operations import InquiryRefused
from zhixing.institutions.kinds import InstitutionKind
from zhixing.kernel.clock import SystemClock
from zhixing.kernel.refusal import Refusal
from zhixing.parties.models import IdentityRead
from zhixing.parties.values import Purpose, PurposeCode
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.note import LOG_KEY_NAME, SignKey
from zhixing.platform.log.sequencer import Sequencer
from zhixing.platform.principal import PostKind

ACCOUNT = "6200000000000001"
MAIN = Deposit(ACCOUNT, "80000.00")
WHY = Purpose(PurposeCode.QUERY, "核对余额")


def sequence():
    """Give what waits its place in the log, as the sequencer does."""
    key = SignKey.of_text(LOG_KEY_NAME, settings.SECRETS["log_signing_key"])
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"]) as own:
        Sequencer(own, key, SystemClock()).drain()


def answer_of(sought, place=0):
    view = sought.requests("QUERY")[place]
    return sought.read(lambda: queries.list_answers(sought.court_no, view.id))[-1].id


def covered(sought, answer):
    return sought.read(lambda: open_covered(sought.court_no, answer))


def whole(sought, answer, purpose=WHY):
    at = sought.filed.stage.clock_at
    return sought.do(lambda by: open_whole(answer, purpose, by=by, at=at))


def texts(opened):
    return ["".join(m.text for m in laid.marks) for laid in opened.exhibit.documents]


def said(opened):
    groups = (g for laid in opened.exhibit.documents for g in laid.groups)
    return {s.code: s for g in groups for s in g.said}


def test_a_bank_s_message_is_matched_field_by_field(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    opened = whole(sought, answer_of(sought))
    values = said(opened)
    assert values["KHZH"].value == ACCOUNT
    assert (values["YE"].zh, values["YE"].en, values["YE"].value) == ("余额", "balance", "80000.00")
    (laid,) = opened.exhibit.documents
    marks = {m.place: m.text for m in laid.marks if m.place}
    raw = marks[values["KHZH"].place]
    assert raw in texts(opened)[0] and opened.is_own
    is_encoded = values["KHZH"].encoding == "BASE64"
    assert (raw != ACCOUNT) is is_encoded


def test_without_a_purpose_nothing_points_to_a_person(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    opened = covered(sought, answer_of(sought))
    shown = "".join(texts(opened)) + "".join(s.value for s in said(opened).values())
    for secret in (ACCOUNT, DEBTOR.name, DEBTOR.number, "NjIwMDAwMDAw"):
        assert secret not in shown
    assert said(opened)["KHZH"].value.endswith("0001")
    assert said(opened)["YE"].value == "80000.00"


def test_a_number_in_an_open_field_is_covered_all_the_same(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = sought.requests("QUERY")[0].external_no
    bank.say(SAYS, account(number, ZHZT=f"由{DEBTOR.number}代管"))
    opened = covered(sought, answer_of(sought))
    assert DEBTOR.number not in said(opened)["ZHZT"].value


def test_seeing_it_whole_needs_a_purpose_and_is_logged(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    answer = answer_of(sought)
    with pytest.raises(Refusal) as refused:
        whole(sought, answer, Purpose(PurposeCode.QUERY, " "))
    assert refused.value.code == "PURPOSE_MISSING"
    opened = whole(sought, answer)
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        reads = IdentityRead.objects.filter(party_id=sought.filed.debtor).order_by("-read_at")
        assert any(opened.sha256[:16] in r.purpose_text for r in reads)
    at = sought.filed.stage.clock_at
    with pytest.raises(Refusal):
        sought.do(lambda by: open_whole(answer, WHY, by=by, at=at), PostKind.CASHIER)


def test_the_download_is_what_came_to_the_byte_and_proved_in_the_log(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    answer, at = answer_of(sought), sought.filed.stage.clock_at
    raw = sought.do(lambda by: take_raw(answer, WHY, by=by, at=at))
    assert hashlib.sha256(raw.content).hexdigest() == raw.sha256
    sequence()
    proof = covered(sought, answer).inclusion
    assert proof is not None and proof.index < proof.size
    assert len(proof.leaf) == len(proof.root) == 64


def test_what_speaks_of_others_is_left_out_and_not_had_whole(tmp_path):
    first, second = seek(), seek()
    bank = make_bank(tmp_path, MAIN)
    first.query(bank)
    second.query(bank)
    bank.ask("getXzcxList")
    one, two = first.requests("QUERY")[0], second.requests("QUERY")[0]
    rows = [
        account(number, no=no).children[0]
        for number, no in ((one.external_no, ACCOUNT), (two.external_no, "6200000000000099"))
    ]
    bank.say(SAYS, Node("zhxxList", {}, rows))
    answer = answer_of(first)
    opened = whole(first, answer)
    shown = "".join(texts(opened)) + "".join(s.value for s in said(opened).values())
    assert said(opened)["KHZH"].value == ACCOUNT
    assert not opened.is_own and opened.exhibit.documents[0].left_out == 1
    for strange in ("6200000000000099", two.external_no):
        assert strange not in shown
    at = first.filed.stage.clock_at
    with pytest.raises(InquiryRefused) as refused:
        first.do(lambda by: take_raw(answer, WHY, by=by, at=at))
    assert refused.value.code == "SPEAKS_OF_OTHERS"


def test_a_registry_s_elements_are_laid_out(tmp_path):
    sought = seek()
    home = house()
    registry = make_registry(tmp_path, home)
    sought.query(registry)
    registry.cycle()
    answer = answer_of(sought)
    assert said(whole(sought, answer))["BDCDYH"].value == home.unit
    shown = "".join(texts(covered(sought, answer)))
    assert home.unit not in shown and DEBTOR.number not in shown


def test_a_signed_object_is_laid_out(tmp_path):
    sought = seek()
    one = make_one(tmp_path, InstitutionKind.VEHICLE_REGISTRY, CAR)
    sought.query(one)
    one.cycle()
    values = said(whole(sought, answer_of(sought)))
    assert values["value"].value == "86000.00"
    assert values["identifier"].value == CAR["identifier"]
    assert CAR["identifier"] not in "".join(texts(covered(sought, answer_of(sought))))


def test_an_item_of_a_package_is_laid_out(tmp_path):
    sought = seek()
    file = FileBank(tmp_path, MAIN)
    sought.query(file.bank)
    file.around()
    opened = whole(sought, answer_of(sought))
    assert opened.file_name and opened.exhibit.documents[0].name
    assert said(opened)["KHZH"].value == ACCOUNT


@pytest.mark.parametrize(
    "text",
    [
        "<a><b YE='1' n:X=\"2\"/><!-- <c> --><d>名 &lt;</d><d><![CDATA[x]]></d></a>",
        "<a",
        "< a b>",
        "",
        '<a b="1" c=2>',
        "<a/>" * 20_001,
    ],
)
def test_the_pieces_are_the_text(text):
    assert "".join(p.text for p in markup.take_apart(text)) == text


@pytest.mark.parametrize("text", ['{"a":[1,{"b":"\\"x"}],"c":null}', "[", '{"a"', "", "{}}", '"'])
def test_the_pieces_of_an_object_are_the_text(text):
    assert "".join(p.text for p in objects.take_apart(text)) == text
