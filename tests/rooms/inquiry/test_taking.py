"""Feedbacks of several connections at once: one transaction, and each as if it came alone."""

from __future__ import annotations

from base64 import b64decode

import pytest

from simulators.bank import codec
from simulators.bank.codec import Node
from simulators.bank.lookup import NO_RECORD, sentinel
from tests.support.banks import make_bank, seek
from zhixing.courts.operations.throttle import Subjects
from zhixing.inquiry import models, taking
from zhixing.inquiry.raw_messages import Verdict
from zhixing.inquiry.taking import Said, take_together
from zhixing.inquiry.wire.profile import get_profile
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.log.verify import verify_log
from zhixing.scenarios.banks import PASSWORD

SAYS = "shfeedXzcxInfo"
STAMP = "2018/03/05 10:00:00"


@pytest.fixture
def asked(tmp_path):
    """Give a case and two banks, each asked three times."""
    sought = seek()
    banks = [make_bank(tmp_path), make_bank(tmp_path)]
    for bank in banks:
        for _ in range(3):
            sought.query(bank)
        bank.ask("getXzcxList")
    return sought, banks


def numbers(sought, bank):
    return sorted(r.external_no for r in sought.requests() if r.institution == bank.id)


def nothing(number):
    return codec.encode(Node("zhxxList", {}, [sentinel(number, NO_RECORD, STAMP)]))


def account(number):
    values = {"BDHM": number, "CCXH": "1", "KHZH": "6200000000000077", "CCLB": "借记卡"}
    values |= {"ZHZT": "正常", "BZ": "156", "YE": "12.00", "KYYE": "12.00", "FKSJ": STAMP}
    return codec.encode(Node("zhxxList", {}, [Node("zhxx", values)]))


def said(bank, payload, password=PASSWORD):
    profile = get_profile(bank.line.profile)
    subjects = Subjects(f"wire/{bank.code}/127.0.0.1", "127.0.0.1")
    return Said(subjects, ((bank.code, password),), profile, SAYS, payload)


def raw(bank):
    with open_scope(Scope.system()):
        rows = models.RawMessage.objects.filter(institution_id=bank.id)
        return {row.id: row for row in rows}


def test_a_group_of_two_banks_is_taken_with_every_message_kept(asked):
    sought, (one, two) = asked
    first, second = numbers(sought, one), numbers(sought, two)
    calls = [said(one, nothing(n)) for n in first[:2]] + [said(two, account(second[0]))]
    calls.append(said(one, nothing(first[2])))
    taken = take_together(calls)
    assert [list(t.verdicts) for t in taken] == [[first[0]], [first[1]], [second[0]], [first[2]]]
    assert {v for t in taken for v in t.verdicts.values()} == {Verdict.TAKEN}
    assert [t.institution.id for t in taken] == [one.id, one.id, two.id, one.id]
    assert all(m.is_decoded for m in raw(one).values()) and len(raw(one)) == 3
    drain(("reactions", "inquiry"))
    states = {r.external_no: (r.state, r.outcome) for r in sought.requests()}
    assert [states[n] for n in first] == [("CLOSED", "NIL")] * 3
    assert states[second[0]] == ("CLOSED", "FOUND") and states[second[1]][1] == ""
    answers = sought.read(lambda: list(models.Answer.objects.filter(court_no=sought.court_no)))
    assert {raw_id for b in (one, two) for raw_id in raw(b)} == {a.message_id for a in answers}
    assert len(answers) == 4
    with open_scope(Scope.system()):
        spoilt = {d.subject_id for d in verify_log([0])}
    assert not spoilt & {raw_id for b in (one, two) for raw_id in raw(b)}


def test_what_needs_a_second_look_goes_alone_and_costs_the_others_nothing(asked):
    sought, (one, two) = asked
    first, second = numbers(sought, one), numbers(sought, two)
    calls = [
        said(one, "not Base64 of anything"),
        said(one, nothing(first[0]), password="guessed"),
        said(one, nothing(first[1])),
        said(one, account(first[1])),
        said(two, nothing(second[0])),
        said(two, nothing(first[0])),
    ]
    taken = take_together(calls)
    assert [t is None for t in taken] == [True, True, True, True, False, False]
    assert taken[4].verdicts == {second[0]: Verdict.TAKEN}
    assert taken[5].verdicts == {first[0]: Verdict.UNKNOWN}
    assert raw(one) == {} and len(raw(two)) == 2


def test_the_same_word_again_is_a_duplicate_and_one_message_that_came_twice(asked):
    sought, (one, _) = asked
    number = numbers(sought, one)[0]
    for verdict in (Verdict.TAKEN, Verdict.DUPLICATE):
        assert take_together([said(one, nothing(number))])[0].verdicts == {number: verdict}
    (message,) = raw(one).values()
    assert message.arrivals == 2 and message.verdicts == {number: "DUPLICATE"}


def test_a_group_that_breaks_is_told_one_by_one(asked, monkeypatch):
    sought, (one, _) = asked
    broken = []

    def breaks(*given):
        broken.append(True)
        raise ZeroDivisionError

    monkeypatch.setattr(taking, "keep_feedback", breaks)
    number = numbers(sought, one)[0]
    answer = one.ask(SAYS, nothing(number))
    assert broken and "c3VjY2Vzcw==" in b64decode(answer).decode()
    assert [r.outcome for r in sought.requests() if r.external_no == number] == ["NIL"]
    assert len(raw(one)) == 1


def test_somebody_locked_out_is_not_let_in_by_company(asked):
    sought, (one, two) = asked
    for _ in range(6):
        one.line.call(SAYS, codec.usermarker(one.code, "guessed"), nothing("1"))
    first, second = numbers(sought, one)[0], numbers(sought, two)[0]
    taken = take_together([said(one, nothing(first)), said(two, nothing(second))])
    assert taken[0] is None and taken[1] is not None
    assert taken[1].institution.id == two.id
