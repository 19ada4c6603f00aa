"""Who holds which post on which day; what a team should look like; who commands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from tests.rooms.courts.founding import OPENED_ON, make_court, system
from zhixing.courts import operations, queries
from zhixing.courts.kinds import CommandRole, TeamRole
from zhixing.courts.models import PostHolding
from zhixing.courts.operations import EquippedCourt, NewPerson, NewPolicy, NewPost
from zhixing.courts.records import HeldPost
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind

LATER = date(2018, 5, 1)
EVE = LATER - timedelta(days=1)


def _holding(court: EquippedCourt, kind: PostKind) -> HeldPost:
    held = queries.list_held_posts(court.court_no, OPENED_ON)
    return next(h for h in held if h.post.kind is kind)


def test_an_equipped_court_has_every_post_and_one_full_team(court: EquippedCourt) -> None:
    with system():
        principals = queries.list_principals(court.court_no, OPENED_ON)
        finding = queries.check_team(court.court_no, court.teams[0], OPENED_ON)
        before = queries.list_principals(court.court_no, OPENED_ON - timedelta(days=1))
    assert {p.kind for p in principals} == set(PostKind) - {PostKind.SYSTEM}
    assert len(principals) == len({p.person for p in principals}) == 15
    assert finding.value.is_met and finding.conclusion_zh == "团队符合1:3:2:1"
    assert before == ()
    assert all(p.is_rehearsal and p.court_name.endswith("（演练）") for p in principals)


def test_a_team_that_loses_an_assistant_is_named(court: EquippedCourt) -> None:
    with system():
        team = queries.get_team(court.court_no, court.teams[0], OPENED_ON)
        leaving = team.of_role(TeamRole.ASSISTANT)[0]
        operations.leave_team(leaving.membership, LATER)
        eve = queries.check_team(court.court_no, team.id, EVE)
        day = queries.check_team(court.court_no, team.id, LATER)
    assert eve.value.is_met and not day.value.is_met
    assert day.conclusion_en == "the team is not 1:3:2:1: assistant 2 of 3"
    short = {c.role: c.missing for c in day.value.counts if c.missing}
    assert short == {TeamRole.ASSISTANT: 1}
    assert all(day.value.duties[role] for role in TeamRole)


def test_a_court_may_adopt_another_proportion(court: EquippedCourt) -> None:
    ratio = {"OFFICER": 1, "ASSISTANT": 1, "CLERK": 1, "COURT_POLICE": 0}
    with system():
        operations.adopt_policy(
            NewPolicy(court.court_no, "TEAM_RATIO", "本院规定", LATER, date(2019, 5, 1), ratio)
        )
        finding = queries.check_team(court.court_no, court.teams[0], LATER)
    assert finding.options["ratio"] == "1:1:1:0"
    assert {c.role.value: c.missing for c in finding.value.counts} == {
        "OFFICER": 0,
        "ASSISTANT": -2,
        "CLERK": -1,
        "COURT_POLICE": -1,
    }


def test_a_post_is_never_held_twice_on_a_day(court: EquippedCourt) -> None:
    director, judge = court.of_kind(PostKind.DIRECTOR), court.of_kind(PostKind.JUDGE)
    with system():
        with pytest.raises(Refusal) as refused:
            operations.appoint(director.post, judge.person, LATER)
        holding = _holding(court, PostKind.DIRECTOR).holding
        operations.end_appointment(holding, LATER)
        operations.appoint(director.post, judge.person, LATER)
        assert queries.find_principal(judge.person, director.post, EVE) is None
        assert queries.find_principal(director.person, director.post, LATER) is None
        now = queries.get_principal(judge.person, director.post, LATER)
        with pytest.raises(Refusal) as gone:
            queries.get_principal(director.person, director.post, LATER)
    assert refused.value.code == "POST_HELD" and gone.value.code == "POST_NOT_HELD"
    assert now.kind is PostKind.DIRECTOR and now.may("assign")
    with system(), pytest.raises(IntegrityError, match="post_has_one_holder_a_day"):
        PostHolding.objects.create(
            court_no=court.court_no,
            post_id=director.post,
            person_id=director.person,
            valid_from=LATER,
        )


def test_one_person_may_hold_two_posts(court: EquippedCourt) -> None:
    director, deputy = court.of_kind(PostKind.DIRECTOR), court.of_kind(PostKind.JUDGE)
    with system():
        operations.end_appointment(_holding(court, PostKind.DIRECTOR).holding, LATER)
        operations.appoint(director.post, deputy.person, LATER)
        posts = queries.list_posts_of(deputy.person, LATER)
    assert {h.post.kind for h in posts} == {PostKind.JUDGE, PostKind.DIRECTOR}
    assert {h.person.id for h in posts} == {deputy.person}


def test_the_command_structure_follows_the_day(court: EquippedCourt) -> None:
    with system():
        head = queries.get_command_structure(court.court_no, EVE)
        operations.end_appointment(_holding(court, PostKind.DIRECTOR).holding, LATER)
        empty = queries.get_command_structure(court.court_no, LATER)
        vacant = queries.list_vacant_posts(court.court_no, LATER)
    assert head.vice_president is not None and head.director is not None
    assert head.vice_president.post.kind is PostKind.VICE_PRESIDENT
    assert len(head.deputies) == 2 and len({d.person.id for d in head.deputies}) == 2
    assert empty.director is None and len(empty.deputies) == 2
    assert [p.command_role for p in vacant] == [CommandRole.BUREAU_DIRECTOR]


def test_a_bureau_has_one_director_a_day(court: EquippedCourt) -> None:
    new = NewPost(
        court.court_no,
        court.departments["BUREAU"],
        PostKind.DIRECTOR,
        "执行局局长",
        "Bureau director",
        LATER,
        CommandRole.BUREAU_DIRECTOR,
    )
    with system(), pytest.raises(Refusal) as refused:
        operations.create_post(new)
    assert refused.value.code == "COMMAND_HAS_A_HEAD"


def test_logins_belong_to_one_person_however_written(court: EquippedCourt) -> None:
    login = court.of_kind(PostKind.JUDGE).login.upper()
    with system():
        with pytest.raises(Refusal) as refused:
            operations.enter_person(NewPerson(court.court_no, f" {login} ", "某", LATER))
        found = queries.find_person_by_login(login)
    assert refused.value.code == "LOGIN_TAKEN"
    assert found is not None and found.id == court.of_kind(PostKind.JUDGE).person


def test_a_post_of_another_court_cannot_be_taken_over(court: EquippedCourt) -> None:
    other = make_court()
    with system():
        free = operations.create_post(
            NewPost(
                other.court_no, other.departments["BUREAU"], PostKind.JUDGE, "法官", "Judge", LATER
            )
        )
    with system(), pytest.raises(IntegrityError, match="holding_stays_in_its_court"):
        PostHolding.objects.create(
            court_no=court.court_no,
            post_id=free,
            person_id=court.of_kind(PostKind.CLERK).person,
            valid_from=LATER,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "change",
    [
        "valid_from = '2010-01-01'",
        "valid_until = '2018-06-01'",
        "valid_until = NULL",
        "person_id = gen_random_uuid()",
    ],
)
def test_dated_rows_can_only_end_earlier(court: EquippedCourt, change: str) -> None:
    with system():
        holding = _holding(court, PostKind.CLERK).holding
        operations.end_appointment(holding, LATER)
    with system(), pytest.raises(IntegrityError, match="end the row earlier"):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE courts_post_holding SET {change} WHERE id = %s", [holding])


def test_only_the_courts_own_leaders_set_it_up(court: EquippedCourt) -> None:
    other = make_court()
    with system():
        judge = court.principal(PostKind.JUDGE)
        stranger = other.principal(PostKind.DIRECTOR)
        new = NewPerson(court.court_no, f"{court.court_no}-x", "某", LATER)
        for by, code in ((judge, "NOT_ALLOWED"), (stranger, "OTHER_COURT")):
            with pytest.raises(Refusal) as refused:
                operations.enter_person(new, by)
            assert refused.value.code == code
        assert operations.enter_person(new, court.principal(PostKind.DIRECTOR))
