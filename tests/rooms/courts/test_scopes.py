"""Does row security keep each court's people and rules to their scope?"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, connection

from tests.rooms.courts.founding import OPENED_ON, make_court, system
from zhixing.courts import operations, queries
from zhixing.courts.models import Credential, Person, Session
from zhixing.courts.operations import EquippedCourt, NewPerson
from zhixing.platform.database.guard import NoTransaction
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

TABLES = (
    "courts_court",
    "courts_clock",
    "courts_department",
    "courts_post",
    "courts_person",
    "courts_post_holding",
    "courts_team",
    "courts_team_membership",
    "courts_approval_route",
    "courts_officer_card",
    "courts_capability_grant",
    "courts_policy",
    "courts_credential",
    "courts_login_throttle",
    "courts_session",
    "courts_token",
)


def _scope(court: EquippedCourt) -> Scope:
    with system():
        return court.principal(PostKind.DIRECTOR).scope


def test_every_table_has_row_security() -> None:
    with system(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, EXISTS "
            "(SELECT FROM pg_policy p WHERE p.polrelid = c.oid) "
            "FROM pg_class c WHERE c.relname LIKE 'courts\\_%' AND c.relkind = 'r'"
        )
        found = {name: secure and policed for name, secure, policed in cursor.fetchall()}
    assert found == dict.fromkeys(TABLES, True)


def test_a_court_sees_its_own_people_and_no_others(court: EquippedCourt) -> None:
    other = make_court()
    with open_scope(_scope(court)):
        assert len(queries.list_persons(court.court_no, OPENED_ON)) == 15
        assert queries.list_persons(other.court_no, OPENED_ON) == ()
        assert queries.list_principals(other.court_no, OPENED_ON) == ()
        assert queries.get_court(other.court_no).is_rehearsal


def test_a_superior_reads_below_and_does_not_write_there() -> None:
    superior = make_court(room=2)
    below = make_court(below=superior.court_no)
    with open_scope(_scope(superior)):
        assert len(queries.list_persons(below.court_no, OPENED_ON)) == 15
    with open_scope(_scope(below)):
        assert queries.list_persons(superior.court_no, OPENED_ON) == ()
    with open_scope(_scope(superior)), pytest.raises(ProgrammingError, match="row-level security"):
        Person.objects.create(
            court_no=below.court_no, login=f"{below.court_no}-y", name="某", valid_from=OPENED_ON
        )


def test_a_leader_sets_up_the_own_court_in_the_own_scope(court: EquippedCourt) -> None:
    with system():
        director = court.principal(PostKind.DIRECTOR)
    new = NewPerson(court.court_no, f"{court.court_no}-new", "某", date(2018, 6, 1))
    with open_scope(director.scope):
        person = operations.enter_person(new, director)
        assert queries.get_person(person).login == f"{court.court_no}-new"


def test_credentials_and_sessions_are_hidden_from_colleagues() -> None:
    court = make_court(credentials=True)
    with system():
        assert Credential.objects.filter(court_no=court.court_no).count() == 15
    with open_scope(_scope(court)):
        assert Credential.objects.filter(court_no=court.court_no).count() == 0
        assert Session.objects.filter(court_no=court.court_no).count() == 0


def test_a_court_cannot_rename_itself(court: EquippedCourt) -> None:
    with open_scope(_scope(court)), connection.cursor() as cursor:
        cursor.execute("UPDATE courts_court SET name = 'X' WHERE court_no = %s", [court.court_no])
        assert cursor.rowcount == 0


@pytest.mark.parametrize("scope", [Scope.public(), Scope.of_party("nobody")])
def test_strangers_see_courts_but_no_staff(court: EquippedCourt, scope: Scope) -> None:
    with open_scope(scope):
        assert queries.get_court(court.court_no).court_no == court.court_no
        assert queries.clock_for(court.court_no).now().date() == OPENED_ON
        assert queries.list_persons(court.court_no, OPENED_ON) == ()


def test_without_a_scope_there_is_no_query_at_all(court: EquippedCourt) -> None:
    with pytest.raises(NoTransaction):
        queries.get_court(court.court_no)
