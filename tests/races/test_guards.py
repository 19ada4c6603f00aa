"""Can somebody with the application's own password talk the database out of its promises?

Every attack here is raw SQL, as the application role, inside a lawful scope: what a
mistake in our code, or a stranger in it, could do.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.rooms.settlement.making import Told, make_case
from zhixing.decisions.models import Matter
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.funds.models import Account
from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

DAY = date(2017, 2, 6)
LIVE_COURT = 34
"""Any court of the list: it has no clock of its own."""


@pytest.fixture(scope="module")
def told() -> Told:
    case = make_case()
    case.pay(DAY)
    return case


def attack(scope: Scope, sql: str, values: list[Any]) -> int:
    """Run one statement and commit it; give how many rows it touched."""
    with open_scope(scope), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def refused(scope: Scope, sql: str, values: list[Any], words: str) -> None:
    with pytest.raises(DatabaseError, match=words):
        attack(scope, sql, values)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_act SET payload = '{}' WHERE court_no = %s",
        "DELETE FROM cases_act WHERE court_no = %s",
        "UPDATE cases_act_p0 SET payload = '{}' WHERE court_no = %s",
        "UPDATE funds_posting SET debit_fen = 1 WHERE court_no = %s",
        "DELETE FROM funds_transfer WHERE court_no = %s",
        "DELETE FROM platform_leaf WHERE court_no = %s",
        "UPDATE decisions_opinion SET verdict = 'APPROVE' WHERE court_no = %s",
        "DELETE FROM cases_case WHERE court_no = %s",
        "DELETE FROM courts_post_holding WHERE court_no = %s",
    ],
)
def test_what_is_written_for_good_cannot_be_changed(told: Told, sql: str) -> None:
    refused(told.who().scope, sql, [told.court_no], "permission denied|append-only")


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE cases_act DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE cases_act DISABLE TRIGGER ALL",
        "DROP POLICY court_reads ON cases_act",
        "CREATE POLICY mine ON cases_act USING (true)",
        "ALTER ROLE zhixing_app BYPASSRLS",
        "SET ROLE zhixing_owner",
        "SET session_replication_role = replica",
        "TRUNCATE cases_act",
        "CREATE TABLE mine (x int)",
        "CREATE FUNCTION zx_kind() RETURNS text LANGUAGE sql AS $$ SELECT 'SYSTEM' $$",
        "COPY cases_act TO PROGRAM 'cat'",
    ],
)
def test_the_application_cannot_take_the_guards_away(told: Told, sql: str) -> None:
    refused(
        told.who().scope, sql, [], "permission denied|must be owner|must have|does not exist|denied"
    )


def test_row_security_switched_off_shows_an_error_and_not_the_rows(told: Told) -> None:
    with pytest.raises(DatabaseError, match="row-level security"):
        with open_scope(told.who().scope), connection.cursor() as cursor:
            cursor.execute("SET LOCAL row_security = off")
            cursor.execute("SELECT * FROM cases_act LIMIT 1")


ACT = (
    "INSERT INTO cases_act (id, court_no, case_id, seq, type, occurred_on, recorded_at, "
    "by_person, by_post, payload, findings, refs) VALUES "
    "(%s, %s, %s, %s, 'PAYMENT_FAILED', %s, %s, %s, %s, '{}', '[]', '[]')"
)


def _act(court_no: int, case: UUID, seq: int, recorded_at: datetime) -> list[Any]:
    return [uuid4(), court_no, case, seq, DAY, recorded_at, uuid4(), uuid4()]


def _live_case() -> UUID:
    case = new_id()
    attack(
        Scope.of_court(LIVE_COURT, LIVE_COURT),
        "INSERT INTO cases_case (id, court_no, kind, year, type_code, serial, number, "
        "title_number, application_key, application_hash, creditor_names, debtor_names, "
        "applied_on, stage, claim_fen, paid_fen, next_due_code, close_mode, last_seq) VALUES "
        "(%s, %s, 'ENFORCEMENT', 2017, '执', %s, 'T', '', '', '', '', '', %s, '', 0, 0, '', '', 0)",
        [case, LIVE_COURT, int(case.int % 1_000_000_000), DAY],
    )
    return case


def test_in_a_live_court_the_time_of_recording_cannot_be_forged() -> None:
    case, forged = _live_case(), datetime(2011, 1, 1, tzinfo=UTC)
    with open_scope(Scope.of_court(LIVE_COURT, LIVE_COURT)), connection.cursor() as cursor:
        cursor.execute(ACT, _act(LIVE_COURT, case, 1, forged))
        cursor.execute(
            "SELECT recorded_at, transaction_timestamp() FROM cases_act "
            "WHERE court_no = %s AND case_id = %s",
            [LIVE_COURT, case],
        )
        recorded_at, now = cursor.fetchone()
    assert recorded_at == now


def test_a_live_court_gets_no_clock() -> None:
    sql = "INSERT INTO courts_clock (court_no, at) VALUES (%s, %s)"
    refused(Scope.system(), sql, [LIVE_COURT, datetime(2011, 1, 1, tzinfo=UTC)], "is live")


def test_a_rehearsal_records_at_its_own_hour_whatever_is_asked(told: Told) -> None:
    forged = datetime(2031, 1, 1, tzinfo=UTC)
    with open_scope(told.who().scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(seq) + 1 FROM cases_act WHERE case_id = %s AND court_no = %s",
            [told.case, told.court_no],
        )
        (seq,) = cursor.fetchone()
        try:
            with transaction.atomic():
                cursor.execute(ACT, _act(told.court_no, told.case, seq, forged))
                cursor.execute(
                    "SELECT a.recorded_at, c.at FROM cases_act a JOIN courts_clock c "
                    "USING (court_no) WHERE a.court_no = %s AND a.case_id = %s AND a.seq = %s",
                    [told.court_no, told.case, seq],
                )
                recorded_at, clock_at = cursor.fetchone()
                raise _TakeBack
        except _TakeBack:
            pass
    assert recorded_at == clock_at


class _TakeBack(Exception):
    """End a savepoint without keeping what was tried in it."""


def test_a_rehearsals_clock_does_not_go_back(told: Told) -> None:
    back = datetime(2011, 1, 1, tzinfo=UTC)
    sql = "UPDATE courts_clock SET at = %s WHERE court_no = %s"
    refused(told.who().scope, sql, [back, told.court_no], "only goes forward")
    forward = "UPDATE courts_clock SET at = at + %s WHERE court_no = %s"
    assert attack(told.who().scope, forward, [timedelta(seconds=1), told.court_no]) == 1


@pytest.mark.parametrize("is_rehearsal", [True, False])
def test_a_live_court_and_a_rehearsal_are_never_turned_into_each_other(
    told: Told, is_rehearsal: bool
) -> None:
    court_no = LIVE_COURT if is_rehearsal else told.court_no
    sql = "UPDATE courts_court SET is_rehearsal = %s WHERE court_no = %s"
    refused(Scope.system(), sql, [is_rehearsal, court_no], "from its creation")


@pytest.mark.parametrize("seq", [0, 999])
def test_a_docket_has_no_gap(told: Told, seq: int) -> None:
    values = _act(told.court_no, told.case, seq, datetime(2017, 2, 6, tzinfo=UTC))
    refused(told.who().scope, ACT, values, "gap|starts_at_one")


def _matter(told: Told) -> UUID:
    with told.open() as by:
        submission = Submission(
            told.case, "DETENTION", {"虚构": 1}, "拘留", "Detention", is_coercive=True
        )
        return submit_matter(submission, DAY, by=by)


OPINION = (
    "INSERT INTO decisions_opinion (id, court_no, matter_id, step, person, post, post_kind, "
    "verdict, text, given_on) VALUES (%s, %s, %s, 0, %s, %s, 'DIRECTOR', 'APPROVE', '', %s)"
)
EXECUTION = (
    "INSERT INTO decisions_execution (id, court_no, matter_id, person, post, executed_on) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)


def test_whoever_applied_does_not_approve_whatever_post_is_named(told: Told) -> None:
    matter, judge = _matter(told), told.who()
    values = [uuid4(), told.court_no, matter, judge.person, uuid4(), DAY]
    refused(judge.scope, OPINION, values, "may not approve")


def test_coercion_is_carried_out_by_a_third_person(told: Told) -> None:
    matter, judge, director = _matter(told), told.who(), told.who(PostKind.DIRECTOR)
    scope = judge.scope
    attack(scope, OPINION, [uuid4(), told.court_no, matter, director.person, uuid4(), DAY])
    values = [uuid4(), told.court_no, matter, told.who(PostKind.COURT_POLICE).person, uuid4(), DAY]
    refused(scope, EXECUTION, values, "not approved")
    with open_scope(scope):
        Matter.objects.filter(court_no=told.court_no, id=matter).update(state="APPROVED")
    for person in (judge.person, director.person):
        forbidden = [uuid4(), told.court_no, matter, person, uuid4(), DAY]
        refused(scope, EXECUTION, forbidden, "three people")
    assert attack(scope, EXECUTION, values) == 1


TRANSFER = (
    "INSERT INTO funds_transfer (id, court_no, kind, key, body_hash, occurred_on, memo) "
    "VALUES (%s, %s, 'RECEIPT', %s, 'x', %s, '')"
)
POSTING = (
    "INSERT INTO funds_posting (id, court_no, transfer_id, account_id, debit_fen, credit_fen) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)


def _transfer(told: Told, sides: list[tuple[str, int, int]]) -> None:
    with open_scope(told.who().scope), connection.cursor() as cursor:
        rows = Account.objects.filter(court_no=told.court_no)
        accounts = dict(rows.values_list("kind", "id"))
        transfer = uuid4()
        cursor.execute(TRANSFER, [transfer, told.court_no, str(transfer), DAY])
        for kind, debit, credit in sides:
            cursor.execute(
                POSTING, [uuid4(), told.court_no, transfer, accounts[kind], debit, credit]
            )


def _balances(told: Told) -> dict[str, int]:
    with open_scope(told.who().scope):
        rows = Account.objects.filter(court_no=told.court_no)
        return dict(rows.values_list("kind", "balance_fen"))


@pytest.mark.parametrize(
    "sides",
    [
        [],
        [("BANK", 100, 0)],
        [("BANK", 100, 0), ("SUSPENSE", 0, 99)],
        [("BANK", 100, 0), ("BANK", 100, 0)],
        [("BANK", 100, 0), ("SUSPENSE", 0, 60), ("CASE", 0, 39)],
    ],
)
def test_money_neither_appears_nor_vanishes(told: Told, sides: list[tuple[str, int, int]]) -> None:
    before = _balances(told)
    with pytest.raises(DatabaseError, match="not balanced"):
        _transfer(told, sides)
    assert _balances(told) == before


def test_a_balanced_transfer_passes_so_that_the_refusals_mean_something(told: Told) -> None:
    before = _balances(told)
    _transfer(told, [("BANK", 100, 0), ("SUSPENSE", 0, 100)])
    after = _balances(told)
    assert (after["BANK"], after["SUSPENSE"]) == (before["BANK"] + 100, before["SUSPENSE"] + 100)


def test_a_posting_has_one_side(told: Told) -> None:
    for debit, credit in ((0, 0), (5, 5), (-5, 0)):
        with pytest.raises(DatabaseError, match="exactly_one_side"):
            _transfer(told, [("BANK", debit, credit)])


def test_an_account_is_not_overdrawn(told: Told) -> None:
    held = _balances(told)["CASE"]
    with pytest.raises(DatabaseError, match="no_account_is_overdrawn"):
        _transfer(told, [("CASE", held + 1, 0), ("SUSPENSE", 0, held + 1)])
    assert _balances(told)["CASE"] == held


def test_a_posting_cannot_touch_an_account_of_another_court(told: Told) -> None:
    other = make_case()
    with open_scope(other.who().scope):
        foreign = Account.objects.get(court_no=other.court_no, kind="CASE").id
    with pytest.raises(DatabaseError, match=r"of_its_court|no account"):
        with open_scope(told.who().scope), connection.cursor() as cursor:
            transfer = uuid4()
            cursor.execute(TRANSFER, [transfer, told.court_no, str(transfer), DAY])
            cursor.execute(POSTING, [uuid4(), told.court_no, transfer, foreign, 0, 100])


def test_a_payment_passes_three_people_in_the_database_too(told: Told) -> None:
    one, two = uuid4(), uuid4()
    sql = (
        "INSERT INTO funds_payment_order (id, court_no, case_id, payee_party, amount_fen, "
        "account_sealed, account_tail, bank_name, purpose, state, key, body_hash, made_on, "
        "made_by, checked_by, approved_by, bank_reference, failure) VALUES (%s, %s, %s, %s, 1, "
        "'', '', '', '', %s, %s, 'x', %s, %s, %s, %s, '', '')"
    )

    def row(state: str, checked: UUID | None, approved: UUID | None) -> list[Any]:
        head = [uuid4(), told.court_no, told.case, uuid4(), state, str(uuid4()), DAY, one]
        return [*head, checked, approved]

    for state, checked, approved in (
        ("CHECKED", one, None),
        ("APPROVED", two, one),
        ("APPROVED", two, two),
        ("APPROVED", None, two),
        ("PAID", two, None),
    ):
        refused(told.who().scope, sql, row(state, checked, approved), "three_different|approved")
