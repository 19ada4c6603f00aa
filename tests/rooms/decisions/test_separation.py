"""Power is divided: routes, panels, and three different people for coercion."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from tests.support.filed import FiledCase, file_one
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import get_matter, list_waiting
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K


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
        operation()  # type: ignore[operator]
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
