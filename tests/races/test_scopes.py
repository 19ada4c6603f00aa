"""What does each scope see of each table? Rows that leak are named by table and scope."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.rooms.cases.filing.making import Desk, application, make_desk, resident
from tests.rooms.settlement.making import Told, make_case
from tests.support.database import superuser_dsn
from zhixing.cases.access.acts import Way
from zhixing.cases.access.entering import Visitor, enter
from zhixing.cases.access.operations import NewAccess, give_access
from zhixing.cases.access.tokens import read_token
from zhixing.courts.queries import clock_for
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.parties.identity import IdKind
from zhixing.parties.sealing import index_of
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

DAY = date(2017, 2, 6)
KNOWN_TO_ALL = {"courts_court", "courts_clock"}
"""Which courts there are, and the hour at a rehearsal court, every scope may know."""
SYSTEM_ONLY = {"courts_credential", "courts_session", "courts_token", "api_key", "api_answer"}
OWN_CASES = {"cases_party"}
"""What a party's own scope opens: the rows of standings that are its own."""


@dataclass(frozen=True)
class World:
    """Hold two unrelated courts, one above the first, and a full case in each of the first two."""

    own: Told
    other: Told
    above: Desk
    tables: tuple[str, ...]

    def scopes(self) -> dict[str, Scope]:
        number = index_of(IdKind.RESIDENT_ID, resident(3))
        return {
            "own": self.own.who().scope,
            "other": self.other.who().scope,
            "superior": self.above.who().scope,
            "institution": Scope.of_institution(uuid4()),
            "party": Scope.of_party(number),
            "stranger": Scope.of_party("0" * 64),
            "public": Scope.public(),
            "system": Scope.system(),
        }


@cache
def world() -> World:
    """Make the courts once: every test only looks."""
    above = make_desk(on=date(2017, 1, 1), room=3)
    below = make_desk(on=date(2017, 1, 1), below=above.court.court_no)
    own, other = make_case(below), make_case()
    for told in (own, other):
        told.pay(DAY)
        with told.open() as by:
            submit_matter(
                Submission(told.case, "SETTLEMENT", {"虚构": 1}, "和解", "Settlement"), DAY, by=by
            )
        told.list_debtor(DAY)
        _let_in(told)
    return World(own, other, above, _tables(own.court_no))


def _let_in(told: Told) -> None:
    """Give the debtor a link to the case, and let somebody open it."""
    with told.open(PostKind.CLERK) as by:
        new = NewAccess(told.case, told.debtor, Way.PAPER, Way.SPOKEN)
        given = give_access(new, DAY, by=by)
        named = read_token(given.token)
        assert named is not None
        assert isinstance(enter(named, given.code, clock_for(told.court_no).now()), Visitor)


def _tables(court_no: int) -> tuple[str, ...]:
    """Name the tables in which the court has rows, as one who sees everything."""
    with psycopg.connect(superuser_dsn()) as server:
        names = server.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "AND a.attname = 'court_no' WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition "
            "AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
        return tuple(
            name
            for (name,) in names
            if server.execute(
                f"SELECT 1 FROM {name} WHERE court_no = %s LIMIT 1", [court_no]
            ).fetchone()
        )


def _seen(scope: Scope, court_no: int) -> set[str]:
    """Name the tables in which a scope sees a row of a court."""
    with open_scope(scope), connection.cursor() as cursor:
        found = set()
        for table in world().tables:
            try:
                with transaction.atomic():
                    cursor.execute(f"SELECT 1 FROM {table} WHERE court_no = %s LIMIT 1", [court_no])
                    if cursor.fetchone():
                        found.add(table)
            except ProgrammingError:
                continue  # no right to read the table at all
        return found


def test_the_world_has_rows_in_the_tables_that_matter() -> None:
    assert len(world().tables) > 20
    assert {
        "cases_access_link", "cases_access_session", "cases_act", "cases_case", "cases_facts", "cases_node", "cases_party", "courts_person",
        "decisions_matter", "funds_account", "funds_posting", "funds_receipt", "parties_party",
        "platform_leaf_queue",
    } <= set(world().tables)  # fmt: skip


def test_a_court_sees_all_its_own_rows() -> None:
    seen = _seen(world().scopes()["own"], world().own.court_no)
    assert set(world().tables) - seen <= SYSTEM_ONLY


def test_a_superior_reads_what_is_below() -> None:
    seen = _seen(world().scopes()["superior"], world().own.court_no)
    assert set(world().tables) - seen <= SYSTEM_ONLY


def test_a_superior_sees_nothing_beside_it() -> None:
    assert _seen(world().scopes()["superior"], world().other.court_no) == KNOWN_TO_ALL


def test_a_court_sees_nothing_above_or_beside_it() -> None:
    scopes = world().scopes()
    assert _seen(scopes["other"], world().own.court_no) == KNOWN_TO_ALL
    assert _seen(scopes["own"], world().above.court.court_no) <= KNOWN_TO_ALL


def test_the_system_scope_sees_everything() -> None:
    assert _seen(world().scopes()["system"], world().own.court_no) == set(world().tables)


@pytest.mark.parametrize("name", ["institution", "stranger", "public"])
def test_strangers_see_no_row_of_a_court(name: str) -> None:
    assert _seen(world().scopes()[name], world().own.court_no) <= KNOWN_TO_ALL


def test_a_party_sees_its_own_rows_and_no_other_party() -> None:
    told = world().own
    with open_scope(world().scopes()["party"]), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT party_id FROM cases_party WHERE court_no = %s", [told.court_no]
        )
        shown: set[UUID] = {row[0] for row in cursor.fetchall()}
    assert shown <= {told.debtor}
    seen = _seen(world().scopes()["party"], told.court_no)
    assert seen - KNOWN_TO_ALL - OWN_CASES <= {"parties_party"}, seen


@contextmanager
def _bare() -> Iterator[psycopg.Cursor]:
    """Open a transaction in which nobody set a scope."""
    from django.conf import settings

    found = settings.DATABASES["default"]
    with psycopg.connect(
        dbname=found["NAME"],
        user=found["USER"],
        password=found["PASSWORD"],
        host=found["HOST"],
        port=found["PORT"] or None,
    ) as server:
        with server.cursor() as cursor:
            yield cursor


def test_no_scope_sees_no_row() -> None:
    with _bare() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("zhixing_app",)
        leaking = []
        for table in world().tables:
            try:
                with cursor.connection.transaction():
                    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                    leaking += [table] if cursor.fetchone() else []
            except psycopg.errors.InsufficientPrivilege:
                continue
    assert leaking == []


def test_a_scope_ends_with_its_transaction() -> None:
    with _bare() as cursor:
        cursor.execute("SELECT set_config('zx.kind', 'COURT', true)")
        cursor.execute("SELECT set_config('zx.read_low', '0', true)")
        cursor.execute("SELECT set_config('zx.read_high', '2147483647', true)")
        cursor.execute("SELECT count(*) > 0 FROM cases_case")
        assert cursor.fetchone() == (True,)
        cursor.connection.commit()
        cursor.execute("SELECT count(*) FROM cases_case")
        assert cursor.fetchone() == (0,)


def test_a_row_cannot_be_written_for_another_court() -> None:
    told, other = world().own, world().other
    with open_scope(told.who().scope), pytest.raises(ProgrammingError, match="row-level security"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cases_serial (court_no, year, type_code, serial) "
                "VALUES (%s, 2017, '执恢', 1)",
                [other.court_no],
            )


def test_a_row_cannot_be_moved_to_another_court() -> None:
    told, other = world().own, world().other
    with open_scope(told.who().scope), pytest.raises(ProgrammingError, match="row-level security"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cases_case SET court_no = %s WHERE court_no = %s",
                [other.court_no, told.court_no],
            )


def test_a_superior_cannot_write_below() -> None:
    told = world().own
    with open_scope(world().above.who(PostKind.DIRECTOR).scope):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE cases_case SET stage = 'X' WHERE court_no = %s", [told.court_no])
            assert cursor.rowcount == 0


def test_a_new_application_leaks_to_nobody_else() -> None:
    desk = make_desk()
    with desk.open() as by:
        from zhixing.cases.operations import file_case

        case = file_case(application(77), by=by, on=date(2018, 3, 5)).case
    for name, scope in world().scopes().items():
        if name == "system":
            continue
        with open_scope(scope), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_act WHERE case_id = %s", [case])
            assert cursor.fetchone() == (0,), name
