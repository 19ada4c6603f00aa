"""Who is let in, for how long, under which headers; and what a forged or broken request gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse
from psycopg import errors

from tests.support.bureau import PASSWORD
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.platform.web.transactions import MOST_TRIES, Busy, run_whole


def _sign_in(client: Client, who: Any, **given: str) -> Any:
    form = {"account": who.login, "password": PASSWORD, **given}
    return client.post(reverse("desk:sign_in"), form)


def test_a_clerk_signs_in_and_out(bureau: Any) -> None:
    client = Client()
    answer = _sign_in(client, bureau.member(PostKind.CLERK))
    assert answer.status_code == 302 and answer.headers["Location"] == "/"
    cookie = answer.cookies["zx_session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["secure"]
    assert client.get("/").status_code == 200
    token = client.cookies["zx_session"].value
    assert client.post(reverse("desk:sign_out")).status_code == 302
    client.cookies["zx_session"] = token
    assert client.get("/").status_code == 302


def test_an_approver_needs_a_code(bureau: Any) -> None:
    director = bureau.member(PostKind.DIRECTOR, 0)
    asked = _sign_in(Client(), director)
    assert asked.status_code == 422 and "动态口令" in asked.content.decode()
    from tests.support.bureau import _forget_codes

    with open_scope(Scope.system()):
        _forget_codes(director.person)
    entered = _sign_in(Client(), director, code=director.code_at(datetime.now(UTC)))
    assert entered.status_code == 302


def test_a_wrong_password_says_what_to_do_and_nothing_more(bureau: Any) -> None:
    known = _sign_in(Client(), bureau.member(PostKind.CLERK, 1), password="不对的密码 2018")
    unknown = Client().post(reverse("desk:sign_in"), {"account": "nobody-here", "password": "x"})
    assert known.status_code == unknown.status_code == 422
    assert (
        "登录名或密码不正确" in known.content.decode()
        and "登录名或密码不正确" in unknown.content.decode()
    )


def test_failures_lock_the_login(bureau: Any) -> None:
    who, client = bureau.member(PostKind.ASSISTANT, 2), Client(REMOTE_ADDR="10.1.1.1")
    for _ in range(5):
        _sign_in(client, who, password="错误的密码 000")
    assert "登录已暂停" in _sign_in(client, who).content.decode()


def test_next_leads_only_within_the_house(bureau: Any) -> None:
    who = bureau.member(PostKind.CLERK)
    form = {"account": who.login, "password": PASSWORD}
    home = Client().post(reverse("desk:sign_in") + "?next=/cases/", form)
    away = Client().post(reverse("desk:sign_in") + "?next=https://elsewhere.test/", form)
    assert home.headers["Location"] == "/cases/" and away.headers["Location"] == "/"


def test_a_session_ends_when_idle(bureau: Any) -> None:
    from zhixing.courts.models import Session

    client = Client()
    client.cookies["zx_session"] = bureau.token(PostKind.CLERK)
    assert client.get("/").status_code == 200
    with open_scope(Scope.system()):
        mine = Session.objects.filter(court_no=bureau.court_no, ended_at=None)
        old = datetime.now(UTC) - timedelta(minutes=31)
        mine.filter(id=mine.latest("began_at").id).update(seen_at=old)
    assert client.get("/cases/").headers["Location"] == "/sign-in/?next=%2Fcases%2F"
    part = client.get("/cases/", headers={"HX-Request": "true"})
    assert part.status_code == 401


def test_every_answer_carries_the_headers(visitor: Any) -> None:
    for answer in (
        visitor(PostKind.JUDGE).get("/"),
        Client().get("/sign-in/"),
        Client().get("/no-such-page/"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Correlation-Id"]


def test_no_page_holds_inline_script_or_style(visitor: Any, bureau: Any, living_case: Any) -> None:
    for url in ("/", "/cases/", f"/cases/{bureau.court_no}/{living_case}/", "/filing/"):
        text = visitor(PostKind.JUDGE).get(url).content.decode()
        assert "<style" not in text and " style=" not in text and " onclick" not in text
        assert "<script>" not in text


def test_a_form_without_its_token_changes_nothing(visitor: Any) -> None:
    answer = visitor(PostKind.JUDGE, enforce_csrf_checks=True).post(
        "/filing/", {"title_number": "x"}
    )
    assert answer.status_code == 403 and "表单已失效" in answer.content.decode()


def test_the_wrong_method_is_refused(visitor: Any) -> None:
    assert visitor(PostKind.DIRECTOR).get("/assignment/run/").status_code == 405
    assert visitor(PostKind.JUDGE).delete("/").status_code == 405


@override_settings(SESSION_COOKIE_SECURE=True)
def test_over_https_the_cookie_is_pinned_to_the_host(bureau: Any) -> None:
    answer = Client().post(
        reverse("desk:sign_in"),
        {"account": bureau.member(PostKind.CLERK).login, "password": PASSWORD},
        secure=True,
    )
    cookie = answer.cookies["__Host-zx_session"]
    assert cookie["secure"] and cookie["path"] == "/" and cookie["httponly"]


def _lost() -> OperationalError:
    lost = OperationalError("deadlock detected")
    lost.__cause__ = errors.DeadlockDetected()
    return lost


def test_a_lost_lock_is_tried_again_whole() -> None:
    tries: list[int] = []

    def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise _lost()
        return "done"

    assert run_whole(Scope.system(), work, pause=lambda _: None) == "done" and len(tries) == 3


def test_what_is_lost_each_time_says_so_and_other_faults_surface() -> None:
    tries: list[int] = []

    def lose() -> None:
        tries.append(1)
        raise _lost()

    with pytest.raises(Busy):
        run_whole(Scope.system(), lose, pause=lambda _: None)
    assert len(tries) == MOST_TRIES

    def break_it() -> None:
        tries.append(1)
        raise OperationalError("server closed the connection")

    with pytest.raises(OperationalError):
        run_whole(Scope.system(), break_it, pause=lambda _: None)
    assert len(tries) == MOST_TRIES + 1
