"""Who gets in, with what, for how long; and who is kept out."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from tests.rooms.courts.founding import OPENED_ON, PASSWORD, make_court, system
from zhixing.courts import operations, queries
from zhixing.courts.models import Credential, Session
from zhixing.courts.operations import (
    EquippedCourt,
    EquippedPerson,
    IssuedToken,
    SignedIn,
    SignInAttempt,
    TokenRequest,
)
from zhixing.courts.operations.throttle import LOCK_OUT, PAIR_LIMIT
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

AT = instant(OPENED_ON, 10)
SECOND = timedelta(seconds=1)


@cache
def _shared() -> EquippedCourt:
    return make_court(credentials=True)


def _person(kind: PostKind, number: int = 0) -> EquippedPerson:
    return _shared().of_kind(kind, number)


def _sign_in(who: EquippedPerson, **fields: object) -> SignedIn | Refusal:
    given = {"login": who.login, "password": PASSWORD, "at": AT, "address": f"10.0.0.{who.login}"}
    with system():
        return operations.sign_in(SignInAttempt(**{**given, **fields}))


def _in(outcome: SignedIn | Refusal) -> SignedIn:
    assert isinstance(outcome, SignedIn), outcome
    return outcome


def _code(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def test_a_clerk_signs_in_and_is_known_by_the_token() -> None:
    clerk = _person(PostKind.CLERK)
    entered = _in(_sign_in(clerk, login=f" {clerk.login.upper()} "))
    with system():
        found = queries.find_session(entered.token, AT + SECOND)
        assert Session.objects.filter(token_hash=entered.token).count() == 0
    assert found is not None and found.principal is not None
    assert (found.principal.person, found.principal.kind) == (clerk.person, PostKind.CLERK)
    assert found.principal.scope.write_low == _shared().court_no
    assert [h.post.id for h in entered.posts] == [clerk.post]


def test_an_unknown_login_and_a_wrong_password_sound_alike() -> None:
    clerk = _person(PostKind.CLERK, 1)
    wrong = _sign_in(clerk, password="不是这个密码 123")
    nobody = _sign_in(clerk, login="nobody-at-all", address="10.9.9.9")
    assert isinstance(wrong, Refusal) and isinstance(nobody, Refusal)
    assert wrong.to_fields() == nobody.to_fields() and wrong.code == "SIGN_IN_FAILED"


def test_failures_lock_the_pair_and_only_the_pair_for_a_while() -> None:
    who = _person(PostKind.ASSISTANT)
    for number in range(PAIR_LIMIT):
        assert _code(_sign_in(who, password="错" * 12, at=AT + number * SECOND)) == "SIGN_IN_FAILED"
    last = AT + (PAIR_LIMIT - 1) * SECOND
    assert _code(_sign_in(who, at=last + SECOND)) == "SIGN_IN_LOCKED"
    _in(_sign_in(who, at=last + SECOND, address="10.77.0.1"))
    assert _code(_sign_in(who, at=last + LOCK_OUT - SECOND, address="10.0.0." + who.login)) in {
        "SIGN_IN_LOCKED"
    }


def test_the_lock_ends_and_success_forgets_the_failures() -> None:
    who = _person(PostKind.ASSISTANT, 1)
    for _ in range(PAIR_LIMIT - 1):
        _sign_in(who, password="错" * 12)
    _in(_sign_in(who))
    _sign_in(who, password="错" * 12)
    _in(_sign_in(who))
    for _ in range(PAIR_LIMIT):
        _sign_in(who, password="错" * 12)
    assert _code(_sign_in(who)) == "SIGN_IN_LOCKED"
    _in(_sign_in(who, at=AT + LOCK_OUT))


def test_whoever_approves_gives_a_code() -> None:
    for kind in (PostKind.DIRECTOR, PostKind.VICE_PRESIDENT, PostKind.PRESIDENT):
        who = _person(kind)
        assert _code(_sign_in(who)) == "CODE_REQUIRED"
        entered = _in(_sign_in(who, code=who.code_at(AT)))
        assert entered.session.code_given_at == AT


def test_a_code_is_refused_when_wrong_or_used_before() -> None:
    court = make_court(credentials=True)
    who = court.of_kind(PostKind.DIRECTOR)
    assert _code(_sign_in(who, code="000000")) == "CODE_REFUSED"
    _in(_sign_in(who, code=who.code_at(AT)))
    assert _code(_sign_in(who, code=who.code_at(AT), at=AT + SECOND)) == "CODE_REFUSED"
    later = AT + timedelta(seconds=31)
    _in(_sign_in(who, code=who.code_at(later), at=later))
    for number in range(PAIR_LIMIT):
        _sign_in(who, code="000000", at=later + number * SECOND)
    soon = later + timedelta(seconds=60)
    assert _code(_sign_in(who, code=who.code_at(soon), at=soon)) == "SIGN_IN_LOCKED"


def test_the_code_secret_lies_sealed() -> None:
    who = _person(PostKind.DIRECTOR)
    with system():
        row = Credential.objects.get(person_id=who.person)
    assert row.code_secret is not None
    assert len(bytes(row.code_secret)) > 20 and row.password.startswith("scrypt$")


def test_two_posts_are_chosen_between_and_the_token_rotates() -> None:
    court = make_court(credentials=True)
    director, deputy = court.of_kind(PostKind.DIRECTOR), court.of_kind(PostKind.JUDGE)
    with system():
        held = queries.list_held_posts(court.court_no, OPENED_ON)
        acting = next(h for h in held if h.post.id == director.post)
        operations.end_appointment(acting.holding, OPENED_ON)
        operations.appoint(director.post, deputy.person, OPENED_ON)
        secret = operations.enrol_code(deputy.person)
    who = EquippedPerson(
        deputy.person, deputy.name, deputy.login, deputy.post, deputy.kind, "", "", secret
    )
    first = _in(_sign_in(who))
    assert first.session.principal is None and len(first.posts) == 2
    with system():
        bare = operations.choose_post(first.token, director.post, AT)
        as_judge = _in(operations.choose_post(first.token, deputy.post, AT))
        assert queries.find_session(first.token, AT) is None
        as_director = _in(
            operations.choose_post(as_judge.token, director.post, AT, code=who.code_at(AT))
        )
        back = _in(operations.choose_post(as_director.token, deputy.post, AT + SECOND))
        again = _in(operations.choose_post(back.token, director.post, AT + 2 * SECOND))
        stranger = operations.choose_post(again.token, court.of_kind(PostKind.CLERK).post, AT)
    assert _code(bare) == "CODE_REQUIRED" and _code(stranger) == "NO_POST"
    assert as_director.session.principal is not None
    assert as_director.session.principal.kind is PostKind.DIRECTOR
    assert again.session.code_given_at == AT


def test_signing_in_again_and_signing_out_end_the_token() -> None:
    clerk = _person(PostKind.CLERK)
    first = _in(_sign_in(clerk))
    second = _in(_sign_in(clerk, previous=first.token))
    with system():
        assert first.token != second.token
        assert queries.find_session(first.token, AT) is None
        assert queries.find_session(second.token, AT) is not None
        operations.sign_out(second.token, AT)
        assert queries.find_session(second.token, AT) is None


def test_an_idle_session_ends_and_a_kept_one_lasts_until_its_term() -> None:
    entered = _in(_sign_in(_person(PostKind.CLERK)))
    half = timedelta(minutes=29)
    with system():
        assert queries.find_session(entered.token, AT + half) is not None
        assert queries.find_session(entered.token, AT + timedelta(minutes=30)) is None
        at = AT
        while at + half < entered.session.expires_at:
            at += half
            operations.keep_session(entered.token, at)
        assert queries.find_session(entered.token, at) is not None
        assert queries.find_session(entered.token, entered.session.expires_at) is None


def test_an_idle_session_is_not_brought_back() -> None:
    entered = _in(_sign_in(_person(PostKind.CLERK)))
    late = AT + timedelta(minutes=31)
    with system():
        operations.keep_session(entered.token, late)
        assert queries.find_session(entered.token, late) is None


def test_a_session_ends_with_the_appointment() -> None:
    court = make_court(credentials=True)
    clerk = court.of_kind(PostKind.CLERK)
    entered = _in(_sign_in(clerk))
    with system():
        held = queries.list_posts_of(clerk.person, OPENED_ON)
        operations.end_appointment(held[0].holding, OPENED_ON)
        assert queries.find_session(entered.token, AT + SECOND) is None
    assert _code(_sign_in(clerk)) == "NO_POST"


def test_a_blocked_person_and_a_new_password_end_what_was_open() -> None:
    court = make_court(credentials=True)
    clerk = court.of_kind(PostKind.CLERK)
    entered = _in(_sign_in(clerk))
    with system():
        operations.block_person(clerk.person, AT)
        assert queries.find_session(entered.token, AT) is None
    assert _code(_sign_in(clerk)) == "SIGN_IN_FAILED"
    with system():
        operations.unblock_person(clerk.person)
    entered = _in(_sign_in(clerk))
    with system():
        with pytest.raises(Refusal) as short:
            operations.enrol_password(clerk.person, "短密码", AT)
        operations.enrol_password(clerk.person, "另一个更长的密码 2019", AT)
        assert queries.find_session(entered.token, AT) is None
    assert short.value.code == "PASSWORD_TOO_SHORT"
    assert _code(_sign_in(clerk)) == "SIGN_IN_FAILED"
    _in(_sign_in(clerk, password="另一个更长的密码 2019"))


def test_a_token_carries_its_post_until_revoked_or_over() -> None:
    clerk = _person(PostKind.CLERK)
    with system():
        issued = operations.issue_token(TokenRequest(clerk.person, clerk.post, "批量立案", AT))
        assert isinstance(issued, IssuedToken)
        found = queries.find_token(issued.token, AT + SECOND)
        assert found is not None
        view, principal = found
        assert (view.label, principal.post) == ("批量立案", clerk.post)
        assert queries.find_token(issued.token, issued.expires_at) is None
        assert view.id in {t.id for t in queries.list_tokens(clerk.person)}
        operations.revoke_token(issued.id, AT)
        assert queries.find_token(issued.token, AT + SECOND) is None


def test_an_approvers_token_asks_for_a_code_and_a_stranger_gets_none() -> None:
    court = make_court(credentials=True)
    who, clerk = court.of_kind(PostKind.PRESIDENT), court.of_kind(PostKind.CLERK)
    with system():
        bare = operations.issue_token(TokenRequest(who.person, who.post, "x", AT))
        wrong = operations.issue_token(TokenRequest(who.person, who.post, "x", AT, "000000"))
        stranger = operations.issue_token(TokenRequest(clerk.person, who.post, "x", AT))
        good = operations.issue_token(TokenRequest(who.person, who.post, "x", AT, who.code_at(AT)))
    assert [_code(r) for r in (bare, wrong, stranger)] == [
        "CODE_REQUIRED",
        "CODE_REFUSED",
        "NO_POST",
    ]
    assert isinstance(good, IssuedToken)


def test_signing_in_is_for_the_system_scope() -> None:
    court = _shared()
    with open_scope(Scope.of_court(court.court_no, court.court_no)):
        with pytest.raises(Impossible, match="SYSTEM"):
            operations.sign_in(SignInAttempt("a", "b", AT, "c"))
