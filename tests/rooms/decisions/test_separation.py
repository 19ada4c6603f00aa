"""Power is divided: routes, panels, and three different people for coercion."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from tests.support.filed import FiledCase, file_one
from zhixing.courts import operations as courts
from zhixing.courts.queries import get_principal
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import get_matter, list_waiting
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal


@pytest.fixture(scope="module")
def filed() -> FiledCase:
    return file_one()


def submit(filed: FiledCase, *, coercive: bool = True, panel: bool = False) -> UUID:
    wanted = decisions.Submission(
        case=filed.case,
        code="DETENTION",
        payload={"days": 15},
        summary_zh="拟拘留十五日",
        summary_en="Detain for fifteen days",
        is_coercive=coercive,
        needs_panel=panel,
    )
    on = filed.stage.today
    return filed.stage.do(K.JUDGE, lambda by: decisions.submit_matter(wanted, on, by=by))


def say(filed: FiledCase, kind: K, matter: UUID, *, approve: bool = True, **more: str) -> str:
    on = filed.stage.today
    return filed.stage.do(
        kind,
        lambda by: decisions.give_opinion(
            matter, approve=approve, text=more.pop("text", "同意"), on=on, by=by, **more
        ),
    )


def refused(code: str, operation: object) -> None:
    with pytest.raises(Refusal) as caught:
        operation()
    assert caught.value.code == code
    assert caught.value.message_zh and caught.value.message_en


def ballots(filed: FiledCase, *votes: bool) -> list[decisions.Ballot]:
    staff = [filed.stage.staff.of_kind(K.JUDGE, n) for n in range(len(votes))]
    return [
        decisions.Ballot(s.person, s.post, "MEMBER" if n else "PRESIDING", "意见", vote)
        for n, (s, vote) in enumerate(zip(staff, votes, strict=True))
    ]


def test_the_route_is_followed_post_by_post(filed: FiledCase) -> None:
    matter = submit(filed)
    refused("NOT_YOUR_TURN", lambda: say(filed, K.PRESIDENT, matter))
    assert say(filed, K.DIRECTOR, matter) == "OPEN"
    waiting = filed.stage.do(K.PRESIDENT, lambda by: [m.id for m in list_waiting(by)])
    assert matter in waiting
    assert say(filed, K.PRESIDENT, matter) == "APPROVED"
    refused("MATTER_DECIDED", lambda: say(filed, K.PRESIDENT, matter))


def test_a_return_needs_a_reason_and_ends_the_matter(filed: FiledCase) -> None:
    matter = submit(filed)
    refused(
        "RETURN_WITHOUT_REASON", lambda: say(filed, K.DIRECTOR, matter, approve=False, text=" ")
    )
    assert say(filed, K.DIRECTOR, matter, approve=False, text="证据不足") == "RETURNED"


def test_what_was_seen_is_what_is_approved(filed: FiledCase) -> None:
    matter = submit(filed)
    refused("MATTER_CHANGED", lambda: say(filed, K.DIRECTOR, matter, seen_hash="0" * 64))
    view = filed.stage.do(K.JUDGE, lambda by: get_matter(by.court_no, matter))
    assert say(filed, K.DIRECTOR, matter, seen_hash=view.payload_hash) == "OPEN"


@pytest.mark.parametrize("votes", [(True,), (True, True), (True, True, True, True)])
def test_a_panel_is_odd_and_of_three_at_least(filed: FiledCase, votes: tuple[bool, ...]) -> None:
    matter = submit(filed, panel=True)
    sitting = ballots(filed, *votes[:3]) + (
        [decisions.Ballot(uuid4(), uuid4(), "MEMBER", "", True)] if len(votes) > 3 else []
    )
    on = filed.stage.today
    refused(
        "PANEL_NOT_PROPER",
        lambda: filed.stage.do(
            K.CLERK, lambda by: decisions.hold_panel(matter, sitting, "笔录", on, by=by)
        ),
    )


def test_the_majority_decides_and_the_minority_is_kept(filed: FiledCase) -> None:
    on = filed.stage.today
    won, lost = submit(filed, panel=True), submit(filed, panel=True)

    def hold(matter: UUID, *votes: bool) -> bool:
        sitting = ballots(filed, *votes)
        return filed.stage.do(
            K.CLERK, lambda by: decisions.hold_panel(matter, sitting, "笔录", on, by=by)
        )

    assert hold(won, True, False, True) is True
    assert hold(lost, False, False, True) is False
    views = filed.stage.do(K.JUDGE, lambda by: [get_matter(by.court_no, m) for m in (won, lost)])
    assert (views[0].state, views[0].waiting_kind) == ("OPEN", "DIRECTOR")
    assert [v.in_favour for v in views[0].votes] == [True, False, True]
    assert views[1].state == "RETURNED"


def test_whoever_applied_or_approved_does_not_execute(filed: FiledCase) -> None:
    on = filed.stage.today
    matter = submit(filed)
    execute = lambda kind: filed.stage.do(  # noqa: E731
        kind, lambda by: decisions.record_execution(matter, on, by=by)
    )
    refused("NOT_APPROVED", lambda: execute(K.COURT_POLICE))
    say(filed, K.DIRECTOR, matter)
    say(filed, K.PRESIDENT, matter)
    refused("COERCION_NEEDS_THREE_PEOPLE", lambda: execute(K.JUDGE))
    refused("COERCION_NEEDS_THREE_PEOPLE", lambda: execute(K.DIRECTOR))
    execute(K.COURT_POLICE)


def approved(filed: FiledCase, *votes: bool) -> UUID:
    """Put coercion up, let a panel vote if votes are given, and have it approved."""
    matter, on = submit(filed, panel=bool(votes)), filed.stage.today
    if votes:
        sitting = ballots(filed, *votes)
        filed.stage.do(K.CLERK, lambda by: decisions.hold_panel(matter, sitting, "笔录", on, by=by))
    say(filed, K.DIRECTOR, matter)
    assert say(filed, K.PRESIDENT, matter) == "APPROVED"
    return matter


def in_another_post(filed: FiledCase, person: UUID, kind: K) -> Principal:
    """Give a person a second post, entered by the director as any appointment is."""
    court_no, on = filed.stage.court_no, filed.stage.today
    director = filed.stage.who(K.DIRECTOR)
    with open_scope(director.scope):
        post = courts.create_post(
            courts.NewPost(
                court_no, filed.stage.staff.departments["BUREAU"], kind, "兼职", "Second post", on
            ),
            director,
        )
        courts.appoint(post, person, on, by=director)
        return get_principal(person, post, on)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_member_of_the_panel_does_not_execute_even_as_a_police_officer(
    filed: FiledCase, number: int
) -> None:
    matter, on = approved(filed, True, True, False), filed.stage.today
    judge = filed.stage.staff.of_kind(K.JUDGE, number)
    officer = in_another_post(filed, judge.person, K.COURT_POLICE)
    with open_scope(officer.scope):
        refused(
            "COERCION_NEEDS_THREE_PEOPLE",
            lambda: decisions.record_execution(matter, on, by=officer),
        )
    court = filed.stage.court_no
    with pytest.raises(DatabaseError, match="three people"):
        insert_execution(court, matter, judge.person)


def insert_execution(court: int, matter: UUID, person: UUID) -> None:
    with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO decisions_execution (id, court_no, matter_id, person, post, executed_on)"
            " VALUES (gen_random_uuid(), %s, %s, %s, gen_random_uuid(), current_date)",
            [court, matter, person],
        )


@pytest.mark.parametrize("kind", [K.JUDGE, K.DIRECTOR, K.PRESIDENT])
def test_who_moved_to_the_police_is_still_who_applied_or_approved(
    filed: FiledCase, kind: K
) -> None:
    matter, on = approved(filed), filed.stage.today
    person = filed.stage.staff.of_kind(kind).person
    officer = in_another_post(filed, person, K.COURT_POLICE)
    with open_scope(officer.scope):
        refused(
            "COERCION_NEEDS_THREE_PEOPLE",
            lambda: decisions.record_execution(matter, on, by=officer),
        )


def test_nobody_who_decided_takes_part_beside_the_executor(filed: FiledCase) -> None:
    matter, on = approved(filed), filed.stage.today
    judge = filed.stage.staff.of_kind(K.JUDGE)
    police = filed.stage.who(K.COURT_POLICE)
    with open_scope(police.scope):
        refused(
            "COERCION_NEEDS_THREE_PEOPLE",
            lambda: decisions.record_execution(
                matter, on, by=police, officers={judge.person: judge.post}
            ),
        )


def test_one_person_in_two_posts_does_not_approve_coercion_twice(filed: FiledCase) -> None:
    matter, on = submit(filed), filed.stage.today
    say(filed, K.DIRECTOR, matter)
    director = filed.stage.staff.of_kind(K.DIRECTOR)
    acting = in_another_post(filed, director.person, K.PRESIDENT)
    with open_scope(acting.scope):
        refused(
            "APPROVED_BEFORE",
            lambda: decisions.give_opinion(matter, approve=True, text="同意", on=on, by=acting),
        )


def test_the_applicant_in_an_approvers_post_does_not_approve(filed: FiledCase) -> None:
    matter, on = submit(filed), filed.stage.today
    judge = filed.stage.staff.of_kind(K.JUDGE)
    acting = in_another_post(filed, judge.person, K.DIRECTOR)
    with open_scope(acting.scope):
        refused(
            "APPLICANT_APPROVES",
            lambda: decisions.give_opinion(matter, approve=True, text="同意", on=on, by=acting),
        )


def test_an_approver_whose_post_lost_the_authority_is_refused(filed: FiledCase) -> None:
    matter, on = submit(filed), filed.stage.today
    director = filed.stage.who(K.DIRECTOR)
    bare = replace(director, capabilities=director.capabilities - {"approve"})
    with open_scope(bare.scope):
        refused(
            "NOT_ALLOWED",
            lambda: decisions.give_opinion(matter, approve=True, text="同意", on=on, by=bare),
        )


def test_a_panel_is_of_posts_that_vote() -> None:
    filed = file_one()
    on, court_no = filed.stage.today, filed.stage.court_no
    director = filed.stage.who(K.DIRECTOR)
    with open_scope(director.scope):
        courts.grant_capability(
            courts.NewGrant(court_no, "vote", False, on, kind=K.JUDGE), director
        )
    matter = submit(filed, panel=True)
    sitting = ballots(filed, True, True, True)
    refused(
        "PANEL_NOT_PROPER",
        lambda: filed.stage.do(
            K.CLERK, lambda by: decisions.hold_panel(matter, sitting, "笔录", on, by=by)
        ),
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("applicant_person = gen_random_uuid()", "cannot be changed"),
        ("applicant_post = gen_random_uuid()", "cannot be changed"),
        ("is_coercive = false", "cannot be changed"),
        ("payload = '{}'", "cannot be changed"),
        ("route = '[]'", "cannot be changed"),
        ("state = 'EXECUTED'", "cannot go from"),
        ("state = 'APPROVED'", "nobody approved"),
    ],
)
def test_the_database_keeps_a_matter_as_it_was_put_up(
    filed: FiledCase, change: str, said: str
) -> None:
    matter, court = submit(filed), filed.stage.court_no
    with pytest.raises(DatabaseError, match=said):
        with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
            cursor.execute(f"UPDATE decisions_matter SET {change} WHERE id = %s", [matter])


def test_the_database_lets_no_executor_approve_afterwards(filed: FiledCase) -> None:
    matter, on, court = approved(filed), filed.stage.today, filed.stage.court_no
    filed.stage.do(K.COURT_POLICE, lambda by: decisions.record_execution(matter, on, by=by))
    police = filed.stage.staff.of_kind(K.COURT_POLICE).person
    inserts = (
        "INSERT INTO decisions_opinion (id, court_no, matter_id, step, person, post, post_kind,"
        " verdict, text, given_on) VALUES (gen_random_uuid(), %s, %s, 0, %s, gen_random_uuid(),"
        " 'DIRECTOR', 'APPROVE', '', current_date)",
        "INSERT INTO decisions_vote (id, court_no, matter_id, person, post, role, opinion,"
        " in_favour, voted_on) VALUES (gen_random_uuid(), %s, %s, %s, gen_random_uuid(),"
        " 'MEMBER', '', true, current_date)",
    )
    for insert in inserts:
        with pytest.raises(DatabaseError, match="neither votes on nor approves"):
            with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
                cursor.execute(insert, [court, matter, police])


def test_the_database_refuses_the_same_person_in_another_post(filed: FiledCase) -> None:
    matter = submit(filed)
    court = filed.stage.court_no
    judge = filed.stage.staff.of_kind(K.JUDGE)
    with pytest.raises(DatabaseError, match="may not approve"):
        with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO decisions_opinion (id, court_no, matter_id, step, person, post,"
                " post_kind, verdict, text, given_on) VALUES (gen_random_uuid(), %s, %s, 0, %s,"
                " gen_random_uuid(), 'DIRECTOR', 'APPROVE', '', current_date)",
                [court, matter, judge.person],
            )
    say(filed, K.DIRECTOR, matter)
    say(filed, K.PRESIDENT, matter)
    for person in (judge.person, filed.stage.staff.of_kind(K.PRESIDENT).person):
        with pytest.raises(DatabaseError, match="three people"):
            with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO decisions_execution (id, court_no, matter_id, person, post,"
                    " executed_on) VALUES (gen_random_uuid(), %s, %s, %s, gen_random_uuid(),"
                    " current_date)",
                    [court, matter, person],
                )


def test_only_the_applicant_takes_a_matter_back_and_only_before_it_is_decided(
    filed: FiledCase,
) -> None:
    on, matter = filed.stage.today, submit(filed, coercive=False)
    stage = filed.stage

    def withdraw(kind: K, reason: str = "材料不齐", of: UUID = matter) -> None:
        stage.do(kind, lambda by: decisions.withdraw_matter(of, reason, on, by=by))

    refused("NOT_YOUR_MATTER", lambda: withdraw(K.CLERK))
    refused("WITHDRAWAL_WITHOUT_REASON", lambda: withdraw(K.JUDGE, " "))
    withdraw(K.JUDGE)
    view = stage.do(K.JUDGE, lambda by: get_matter(by.court_no, matter))
    assert (view.state, view.waiting_kind, view.decided_on) == ("WITHDRAWN", "", on)
    assert matter not in [m.id for m in stage.do(K.DIRECTOR, list_waiting)]
    refused("MATTER_DECIDED", lambda: withdraw(K.JUDGE))
    refused("MATTER_DECIDED", lambda: say(filed, K.DIRECTOR, matter))
    decided = submit(filed, coercive=False)
    say(filed, K.DIRECTOR, decided, approve=False, text="证据不足")
    refused("MATTER_DECIDED", lambda: withdraw(K.JUDGE, of=decided))
