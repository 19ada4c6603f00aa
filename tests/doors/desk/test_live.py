"""Live events: a real server, a real connection; each court hears of itself, and nothing is missed."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from tests.support.bureau import FILED_ON, TODAY, make_bureau
from tests.support.serving import Ear, serving
from zhixing.courts.credentials import hash_token
from zhixing.courts.models import Session
from zhixing.courts.operations import sign_out
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

J, D = PostKind.JUDGE, PostKind.DIRECTOR


@pytest.fixture(scope="module")
def server(tmp_path_factory: Any) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("live")) as address:
        yield address


@pytest.fixture(scope="module")
def here() -> Any:
    """Give a court of this module alone, so that nobody else's acts are heard."""
    made = make_bureau()
    made.drive(FILED_ON)
    return made


@pytest.fixture(scope="module")
def there() -> Any:
    made = make_bureau()
    made.drive(FILED_ON)
    return made


@pytest.fixture(scope="module", autouse=True)
def _listening(server: str, here: Any) -> None:
    """Let the process begin to listen: until then nobody knows what was missed."""
    ear = Ear(server, here.token(J), "day:1")
    assert ear.next() == "*"
    ear.close()


def test_an_act_is_heard_by_who_shows_the_case(server: str, here: Any) -> None:
    case, other = here.file(), here.file()
    ear = Ear(server, here.token(J), f"case:{case}")
    here.give_to_judge(other)
    assert ear.is_silent(1.5)
    here.give_to_judge(case)
    assert ear.next() == f"case:{case}"
    assert abs(int(ear.id) - time.time() * 1000) < 10_000
    ear.close()


def test_what_is_rolled_back_is_never_heard(server: str, here: Any) -> None:
    case = here.file()
    ear = Ear(server, here.token(J), f"case:{case}")
    with pytest.raises(ZeroDivisionError), here.as_(D):
        _correct_nothing(here, case)
        _ = 1 / 0
    assert ear.is_silent(1.5)
    ear.close()


def _correct_nothing(here: Any, case: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE decisions_matter SET step = step WHERE court_no = %s", [here.court_no]
        )
        cursor.execute("SELECT pg_notify('zx_news', %s)", [f"{here.court_no} case:{case}"])


def test_another_court_hears_nothing(server: str, here: Any, there: Any) -> None:
    case, own = here.file(), there.file()
    topics = (f"case:{case}", f"day:{here.court_no}", f"approvals:{here.court_no}", f"case:{own}")
    ear = Ear(server, there.token(J), *topics)
    here.give_to_judge(case)
    here.put_up(case, on=FILED_ON)
    assert ear.is_silent(1.5)
    there.give_to_judge(own)
    assert ear.next() == f"case:{own}", "the only thing it hears is its own"
    ear.close()


def test_matters_receipts_and_requests_have_their_topics(server: str, here: Any) -> None:
    case = here.file()
    ear = Ear(server, here.token(D), f"approvals:{here.court_no}")
    here.put_up(case, on=FILED_ON)
    assert ear.next() == f"approvals:{here.court_no}"
    ear.close()
    ear = Ear(server, here.token(D), f"day:{here.court_no}")
    here.receive_unknown("12.00", FILED_ON, f"LIVE-{case}")
    assert ear.next() == f"day:{here.court_no}"
    ear.close()


def test_many_cases_at_one_stroke_are_one_event(server: str, here: Any) -> None:
    from tests.support.bureau import application
    from zhixing.cases.operations import file_cases

    ear = Ear(server, here.token(J), f"cases:{here.court_no}")
    with here.as_(J) as by:
        filed = file_cases([application(5000 + n) for n in range(25)], by=by, on=FILED_ON)
    assert len(filed.filed) == 25
    assert ear.next() == f"cases:{here.court_no}"
    assert ear.is_silent(1.5)
    ear.close()


def test_who_comes_back_is_told_what_was_missed(server: str, here: Any) -> None:
    case, quiet = here.file(), here.file()
    time.sleep(2.5)  # longer than what is told twice for safety
    ear = Ear(server, here.token(J), f"case:{case}")
    here.give_to_judge(case)
    assert ear.next() == f"case:{case}"
    last = ear.id
    ear.close()
    time.sleep(2.5)
    here.receive(case, "100.00", FILED_ON, f"MISSED-{case}")
    again = Ear(server, here.token(J), f"case:{case}", f"case:{quiet}", last=last)
    assert again.next() == f"case:{case}"
    assert again.is_silent(1.0), "what did not change is not told"
    last = str(int(time.time() * 1000) + 3000)
    again.close()
    third = Ear(server, here.token(J), f"case:{case}", last=last)
    assert third.is_silent(1.0), "who missed nothing is told nothing"
    third.close()


def test_who_was_away_too_long_asks_for_everything(server: str, here: Any) -> None:
    case = here.file()
    ear = Ear(server, here.token(J), f"case:{case}", last="1000")
    assert ear.next() == "*"
    ear.close()


def test_a_dead_connection_to_the_database_is_opened_anew(server: str, here: Any) -> None:
    case = here.file()
    ear = Ear(server, here.token(J), f"case:{case}")
    assert ear.is_silent(1.0)
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'zx-live' AND datname = current_database()"
        )
        assert cursor.fetchall() == [(True,)], "one connection listens for the whole process"
    assert ear.next() == "*", "what happened meanwhile nobody knows, so all is asked for"
    here.give_to_judge(case)
    assert ear.next() == f"case:{case}"
    ear.close()


def test_a_stranger_hears_nothing(server: str) -> None:
    ear = Ear(server, "nobody", "day:1")
    assert ear.status == 401
    ear.close()


def test_a_stream_ends_with_its_session(server: str, here: Any) -> None:
    token = here.token(PostKind.CLERK)
    ear = Ear(server, token, f"day:{here.court_no}")
    with open_scope(Scope.system()):
        sign_out(token, datetime.now(UTC))
    end = time.monotonic() + 25
    while time.monotonic() < end and ear.next_line(20):
        pass
    assert ear.next_line(5) == b""
    ear.close()


def test_files_are_served_while_many_listen(server: str, here: Any) -> None:
    token = here.token(J)
    ears = [Ear(server, token, f"day:{here.court_no}") for _ in range(150)]
    started = time.monotonic()
    for _ in range(20):
        with urllib.request.urlopen(f"{server}/static/kit/kit.js", timeout=5) as answer:
            assert answer.status == 200 and b"EventSource" in answer.read()
    assert time.monotonic() - started < 5
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE application_name = 'zx-live'), count(*) "
            "FROM pg_stat_activity WHERE datname = current_database()"
        )
        listening, connected = cursor.fetchone()
    assert listening == 1
    assert connected < 60, "a stream holds no connection of its own"
    for ear in ears:
        ear.close()


def test_a_file_outside_the_static_folder_is_not_served(server: str) -> None:
    request = urllib.request.Request(f"{server}/static/..%2fconfig/settings.py")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=5)
    assert refused.value.code == 404


def test_a_part_that_asks_again_by_itself_keeps_no_session_alive(here: Any) -> None:
    token = here.token(J, 1)
    client = Client()
    client.cookies["zx_session"] = token

    mine = {"token_hash": hash_token(token)}
    with open_scope(Scope.system()):
        Session.objects.filter(**mine).update(seen_at=F("seen_at") - timedelta(minutes=3))
        before = Session.objects.get(**mine).seen_at
    assert client.get("/", headers={"X-Live": "1"}).status_code == 200
    with open_scope(Scope.system()):
        assert Session.objects.get(**mine).seen_at == before
    assert client.get("/").status_code == 200
    with open_scope(Scope.system()):
        assert Session.objects.get(**mine).seen_at > before


def test_pages_name_what_they_listen_to(here: Any) -> None:
    case = here.file()
    here.drive(TODAY)
    client = Client()
    client.cookies["zx_session"] = here.token(D)
    assert f'id="day" data-live="day:{here.court_no} ' in client.get("/").content.decode()
    assert f'data-live="queries:{here.court_no}"' in client.get("/queries/").content.decode()
    assert f'data-live="approvals:{here.court_no}"' in client.get("/approvals/").content.decode()
    page = client.get(f"/cases/{here.court_no}/{case}/").content.decode()
    assert f'data-live="case:{case} ' in page
    then = client.get(f"/cases/{here.court_no}/{case}/?on=2018-04-01").content.decode()
    assert "data-live" not in then, "another day does not change"
