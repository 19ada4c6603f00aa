"""What is asked in the same words lies once: sealed, fixed, and read only by those asked."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import DatabaseError

from tests.rooms.inquiry.test_many import order, orders_of, rows_of
from tests.rooms.inquiry.test_packages import FileBank
from tests.support.banks import DEBTOR, Deposit, seek
from tests.support.racing import run_together
from zhixing.inquiry import models, wording
from zhixing.inquiry.messages import open_message
from zhixing.inquiry.states import State
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, rotate
from zhixing.platform.crypto.vault import Unopenable, Vault, vault
from zhixing.platform.database.scope import Scope, open_scope

MAIN = Deposit("6200000000000001", "80000.00")


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Let each test read the words from the table."""
    wording.remembered.clear()


def ordered(tmp_path, *, banks=2):
    """Order one query of several banks; give the case, its banks and its requests."""
    sought = seek()
    asked = [FileBank(tmp_path, MAIN) for _ in range(banks)]
    given = orders_of(sought, *(b.bank for b in asked), count=1)
    order(sought, given)
    return sought, asked, rows_of(sought, sought.filed.case)


def own_scope(sought):
    return open_scope(Scope.of_court(sought.court_no, sought.court_no))


def sealed(sought) -> list[tuple[UUID, bytes]]:
    with own_scope(sought):
        rows = models.Wording.objects.filter(court_no=sought.court_no)
        return [(row.id, bytes(row.body_sealed)) for row in rows]


def test_the_words_lie_once_and_not_open(tmp_path):
    sought, asked, rows = ordered(tmp_path)
    ((words, body),) = sealed(sought)
    assert {row.wording_id for row in rows} == {words}
    assert {bytes(row.body_sealed) for row in rows} == {b""}
    for secret in (DEBTOR.number, DEBTOR.name, *(b.bank.code for b in asked)):
        assert secret.encode() not in body
    with own_scope(sought):
        told = {(m.institution_code, m.external_no) for m in map(open_message, rows)}
    codes = {b.bank.id: b.bank.code for b in asked}
    assert told == {(codes[row.institution_id], row.external_no) for row in rows}


def test_an_institution_reads_the_words_put_to_it_and_no_others(tmp_path):
    sought, (first, second), _ = ordered(tmp_path)
    stranger = FileBank(tmp_path, MAIN)
    ((words, _),) = sealed(sought)
    for bank, sees in ((first, True), (second, True), (stranger, False)):
        with open_scope(Scope.of_institution(bank.bank.id)):
            assert models.Wording.objects.filter(id=words).exists() is sees
    other = seek()
    with own_scope(other):
        assert not models.Wording.objects.filter(id=words).exists()


def test_a_request_cannot_be_pointed_at_words_for_others(tmp_path):
    sought, _, (row, _) = ordered(tmp_path)
    row.institution_id = FileBank(tmp_path).bank.id
    with own_scope(sought), pytest.raises(Unopenable, match="words for others"):
        open_message(row)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inquiry_wording SET body_sealed = 'x' WHERE id = %s",
        "UPDATE inquiry_request SET wording_id = NULL, body_sealed = 'x' WHERE wording_id = %s",
        "DELETE FROM inquiry_wording WHERE id = %s",
    ],
)
def test_what_was_asked_stays(tmp_path, change):
    from django.db import connection

    sought, _, _ = ordered(tmp_path)
    ((words, _),) = sealed(sought)
    with pytest.raises(DatabaseError), own_scope(sought), connection.cursor() as cursor:
        cursor.execute(change, [words])


def test_words_that_cannot_be_opened_hold_back_their_requests_alone(tmp_path):
    sought, (bank, _), rows = ordered(tmp_path)
    ((words, _),) = sealed(sought)
    sought.query(bank.bank)
    with open_scope(Scope.system()):
        models.Wording.objects.filter(id=words).update(body_sealed=b"\x01poison")
    bank.court()
    states = {v.id: v.state for v in sought.requests("QUERY")}
    mine = {row.id for row in rows if row.institution_id == bank.bank.id}
    assert {states[i] for i in mine} == {State.QUARANTINED}
    (alone,) = states.keys() - {row.id for row in rows}
    assert states[alone] is State.DELIVERED


def test_no_court_seals_words_anew(tmp_path):
    sought, _, _ = ordered(tmp_path)
    ((words, before),) = sealed(sought)
    known = vault()
    newest = max(known.data_keys) + 1
    renewed = Vault({**known.data_keys, newest: known.data_keys[known.newest]}, known.index_keys)
    column = [c for c in SEALED_COLUMNS if c.table == wording.TABLE]
    scope = Scope.of_court(sought.court_no, sought.court_no)
    with pytest.raises(DatabaseError):
        rotate(column, scope=scope, keys=renewed)
    assert sealed(sought) == [(words, before)], "only a rotation of no court may"


def test_the_oldest_words_are_forgotten_first(tmp_path, monkeypatch):
    monkeypatch.setattr(wording, "REMEMBERED", 1)
    monkeypatch.setattr(wording, "FORGOTTEN_TOGETHER", 1)
    sought, _, (first, _) = ordered(tmp_path)
    other, _, (second, _) = ordered(tmp_path)
    for whose, row in ((sought, first), (other, second), (sought, first)):
        with own_scope(whose):
            assert open_message(row).external_no == row.external_no
        assert len(wording.remembered) == 1


class Forgetful(dict):
    """Forget at once, as where other threads fill the memory meanwhile."""

    def __setitem__(self, key, value):
        """Remember nothing."""

    def update(self, *others):
        """Remember nothing."""


def test_words_forgotten_while_they_are_asked_for_are_given_all_the_same(tmp_path, monkeypatch):
    sought, _, rows = ordered(tmp_path)
    monkeypatch.setattr(wording, "remembered", Forgetful())
    with own_scope(sought):
        assert len({open_message(row).external_no for row in rows}) == len(rows)


def test_threads_remember_and_forget_at_the_same_time(tmp_path, monkeypatch):
    sought = seek()
    bank = FileBank(tmp_path, MAIN)
    order(sought, orders_of(sought, bank.bank, count=12))
    with own_scope(sought):
        rows = list(models.Request.objects.filter(court_no=sought.court_no))
    assert len({row.wording_id for row in rows}) == 12
    monkeypatch.setattr(wording, "REMEMBERED", 4)
    monkeypatch.setattr(wording, "FORGOTTEN_TOGETHER", 1)
    scope = SimpleNamespace(scope=Scope.of_court(sought.court_no, sought.court_no))

    def go_round(by):
        for row in rows * 20:
            wording.remember([row])
            wording.wording_of(row)
        return len(rows)

    slow = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert run_together([(scope, go_round)] * 4) == [12] * 4
    finally:
        sys.setswitchinterval(slow)
