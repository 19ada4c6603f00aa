"""What every operation refuses: by code, in both languages, with nothing written.

Each public operation of each room stands in one of three places: it refuses a post
without the authority, it has a line of its own below, or it is listed as one that has
nothing to refuse, with the reason. An operation in none of them fails the suite.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

import pytest

from tests.stories.refused import LINES, Line, by, new_department
from tests.support.refusing import NOBODY, World, everything, make_world
from zhixing.config.rooms import ROOMS
from zhixing.courts import operations as courts
from zhixing.courts.kinds import TeamRole
from zhixing.institutions import operations as institutions
from zhixing.institutions.operations import change_password
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.measures import operations as measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal

NOT_ALLOWED = {"NOT_ALLOWED", "NOT_YOURS_TO_DO"}


@pytest.fixture(scope="module")
def world() -> World:
    return make_world()


def test_the_comparison_of_everything_sees_a_change(world: World) -> None:
    before = everything(world.court_no)
    assert len(before) > 30
    stage = world.filed.stage
    stage.do(
        K.JUDGE,
        lambda by: measures.record_unanswered_call(
            world.case, world.filed.debtor, world.day, world.day, by=by
        ),
        number=2,
    )
    after = everything(world.court_no)
    assert {name for name in before if before[name] != after[name]} >= {"cases_act", "cases_facts"}


def rooms() -> list[str]:
    return [r for r in ROOMS if find_spec(f"zhixing.{r}") and find_spec(f"zhixing.{r}.operations")]


def operations(room: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    module = importlib.import_module(f"zhixing.{room}.operations")
    named = getattr(module, "__all__", None)
    for name, found in vars(module).items():
        if not inspect.isfunction(found) or name.startswith("_"):
            continue
        if name in named if named is not None else found.__module__ == module.__name__:
            yield name, found


OF_THE_WIRE = "writes down what an institution said; the wire's own tests say what is turned away"
NO_QUESTION = "asks nothing and changes nothing that somebody could be refused"
WITH_THE_ROW = "finds nothing to do where there is nothing, and says so by its answer"
NOTHING_TO_REFUSE: dict[str, str] = {
    "parties.register_party": "its callers check what they register",
    "parties.register_parties": "its callers check what they register",
    "parties.register_accounts": "its callers check what they register",
    "assignment.commitment_value": NO_QUESTION,
    **dict.fromkeys(
        (
            "assets.lock_debtor",
            "assets.lock_debtors",
            "assets.lock_for_queue",
            "assets.standing_hold",
            "assets.tell_those_behind",
        ),
        NO_QUESTION,
    ),
    "funds.open_missing_accounts": WITH_THE_ROW,
    "funds.open_accounts_at_filing": WITH_THE_ROW,
    **dict.fromkeys(
        (
            "assets.record_found",
            "assets.record_found_all",
            "assets.record_refusals",
            "assets.record_control",
            "assets.record_refusal",
            "assets.record_reduction",
            "assets.record_renewal",
            "assets.record_release",
            "assets.record_transfer",
            "assets.record_sealing",
            "assets.record_sealing_refusal",
            "assets.record_sealing_renewal",
            "assets.record_unsealing",
            "assets.reverse_sealing",
            "assets.move_up_sealing",
            "inquiry.hand_out",
            "inquiry.hand_out_documents",
            "inquiry.interpret_answer",
            "inquiry.interpret_message",
            "inquiry.interpret_waiting",
            "inquiry.note_change",
            "inquiry.note_placed",
            "inquiry.order_failure_receipt",
            "inquiry.pack_requests",
            "inquiry.receive_package",
            "inquiry.note_problem",
            "inquiry.note_message",
            "inquiry.store_message",
            "inquiry.take_feedback",
        ),
        OF_THE_WIRE,
    ),
    "inquiry.issue_order": WITH_THE_ROW,
    "inquiry.issue_part": WITH_THE_ROW,
    "inquiry.withdraw_drafts": WITH_THE_ROW,
    "inquiry.withdraw_order": WITH_THE_ROW,
    "inquiry.expire_overdue": WITH_THE_ROW,
    "settlement.find_defaults": WITH_THE_ROW,
}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_it_is_refused_by_code_in_both_languages_and_nothing_is_written(
    world: World, line: Line
) -> None:
    before = everything(world.court_no)
    with pytest.raises(Refusal) as caught:
        line.act(world)
    refusal = caught.value
    codes = {refusal.code, *(p.code for p in getattr(refusal, "problems", ()))}
    assert line.code in codes, (codes, str(refusal))
    _in_both_languages(refusal)
    assert everything(world.court_no) == before


def _in_both_languages(refusal: Refusal) -> None:
    assert any("\u4e00" <= c <= "\u9fff" for c in refusal.message_zh), refusal.message_zh
    assert any(c.isalpha() and c.isascii() for c in refusal.message_en), refusal.message_en
    assert not any("\u4e00" <= c <= "\u9fff" for c in refusal.remedy_en)


OWN_LINE = {line.operation for line in LINES}


def by_post() -> list[tuple[str, Callable[..., Any]]]:
    """Give the operations that take a principal and ask its authority first."""
    return [
        (f"{room}.{name}", found)
        for room in rooms()
        for name, found in operations(room)
        if f"{room}.{name}" not in NOTHING_TO_REFUSE and _asks_authority(found)
    ]


def _asks_authority(found: Callable[..., Any]) -> bool:
    """Say whether the first thing an operation does is to ask for an authority."""
    source = inspect.getsource(found).split('"""', 2)[-1]
    first = next(line.strip() for line in source.splitlines() if line.strip())
    return first.startswith("require(")


def _given(found: Callable[..., Any], who: Principal) -> dict[str, Any]:
    """Fill an operation's parameters with things of the right kind; authority comes first."""
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(found).parameters.items():
        if name == "by":
            given[name] = who
        elif parameter.default is inspect.Parameter.empty:
            given[name] = NOBODY
    return given


@pytest.mark.parametrize(
    ("name", "found"), by_post(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_post_without_the_authority_is_refused(
    world: World, name: str, found: Callable[..., Any]
) -> None:
    before = everything(world.court_no)
    who = replace(world.who(K.CASHIER), capabilities=frozenset())
    with open_scope(who.scope), pytest.raises(Refusal) as caught:
        found(**_given(found, who))
    assert caught.value.code in NOT_ALLOWED
    _in_both_languages(caught.value)
    assert everything(world.court_no) == before


def operator_only() -> list[tuple[str, Callable[..., Any]]]:
    return [
        (f"{room}.{name}", found)
        for room in rooms()
        for name, found in operations(room)
        if "require_system()" in inspect.getsource(found)
    ]


@pytest.mark.parametrize(
    ("name", "found"), operator_only(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_what_the_operator_does_is_closed_to_every_court(
    world: World, name: str, found: Callable[..., Any]
) -> None:
    who = world.who(K.PRESIDENT)
    with open_scope(who.scope), pytest.raises(Impossible, match="SYSTEM scope"):
        found(**_given(found, who))


CONFIGURING: dict[str, Callable[[World, Principal], Any]] = {
    "open_department": lambda w, p: courts.open_department(new_department(w, "NEW"), p),
    "create_post": lambda w, p: courts.create_post(
        courts.NewPost(w.court_no, w.filed.stage.staff.departments["BUREAU"], K.CLERK, "书记员",
                       "Clerk", w.day), p),
    "enter_person": lambda w, p: courts.enter_person(
        courts.NewPerson(w.court_no, f"new-{uuid4().hex[:8]}", "某人", w.day), p),
    "appoint": lambda w, p: courts.appoint(
        w.filed.stage.staff.staff[0].post, w.filed.stage.staff.staff[1].person, w.day, None, p),
    "form_team": lambda w, p: courts.form_team(
        courts.NewTeam(w.court_no, w.filed.stage.staff.departments["BUREAU"], "T9", "团队", "Team",
                       w.day), p),
    "join_team": lambda w, p: courts.join_team(
        w.filed.stage.staff.teams[0], w.filed.stage.staff.staff[0].person, TeamRole.CLERK, w.day,
        p),
    "lay_down_route": lambda w, p: courts.lay_down_route(
        w.court_no, "LISTING", (K.DIRECTOR,), w.day, by=p),
    "grant_capability": lambda w, p: courts.grant_capability(
        courts.NewGrant(w.court_no, "list", True, w.day, kind=K.CLERK), p),
    "adopt_policy": lambda w, p: courts.adopt_policy(
        courts.NewPolicy(w.court_no, "LOOK_OUT", "文号", w.day, w.day + timedelta(days=9)), p),
    "end_policy": lambda w, p: courts.end_policy(w.court_no, "LOOK_OUT", w.day, p),
}  # fmt: skip
"""What the leaders of a court set up; the rest of the room's operations name a row first."""
NAME_A_ROW_FIRST = {"end_appointment", "leave_team"}


@pytest.mark.parametrize("name", CONFIGURING)
def test_setting_up_a_court_is_for_its_own_leaders(world: World, name: str) -> None:
    before = everything(world.court_no)
    with pytest.raises(Refusal) as caught:
        by(world, K.JUDGE, lambda p: CONFIGURING[name](world, p), 2)
    assert caught.value.code == "NOT_ALLOWED"
    stranger = world.other.stage.who(K.PRESIDENT)
    with open_scope(stranger.scope), pytest.raises((Refusal, LookupError, Exception)) as seen:
        CONFIGURING[name](world, stranger)
    assert getattr(seen.value, "code", "") == "OTHER_COURT" or "does not exist" in str(seen.value)
    assert everything(world.court_no) == before


def test_sign_in_refuses_without_saying_whether_the_login_exists(world: World) -> None:
    login = world.filed.stage.staff.staff[0].login
    answers = []
    for name in (login, "nobody-here"):
        with open_scope(Scope.system()):
            answers.append(
                courts.sign_in(
                    courts.SignInAttempt(name, "wrong password", instant(world.day), "192.0.2.9")
                )
            )
    assert all(isinstance(a, Refusal) for a in answers)
    assert answers[0].to_fields() == answers[1].to_fields()


def test_every_operation_of_every_room_is_shown_to_refuse_or_says_why_not() -> None:
    shown = {
        *OWN_LINE,
        *(name for name, _ in by_post()),
        *(name for name, _ in operator_only()),
        *(f"courts.{name}" for name in (*CONFIGURING, *NAME_A_ROW_FIRST, "sign_in")),
    }
    everyone = {f"{room}.{name}" for room in rooms() for name, _ in operations(room)}
    assert sorted(everyone - shown - NOTHING_TO_REFUSE.keys()) == []
    assert sorted(NOTHING_TO_REFUSE.keys() - everyone) == [], "gone; take the line away"
    assert all(len(reason) > 20 for reason in NOTHING_TO_REFUSE.values())


def test_an_operation_without_a_line_is_found() -> None:
    assert "funds.post_receipt" in {name for name, _ in by_post()}
    assert change_password in [found for _, found in operations("institutions")]
    assert institutions.register_institution.__module__ == "zhixing.institutions.operations"
