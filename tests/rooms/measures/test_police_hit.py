"""A hit is taken once, only signed, and says where the person was met and nothing more."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from django.test import Client, override_settings

from simulators.police.cli import Caller, make_server
from simulators.police.inbox import Inbox
from zhixing.cases import queries as cases
from zhixing.measures.chapter import Measures
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.outbox.models import Outgoing
from zhixing.scenarios.wu.record import Wu
from zhixing.scenarios.wu.replay import begin

SECRET = "shared-for-this-test"


@pytest.fixture(scope="module")
def wu() -> Wu:
    return begin(login_prefix=f"hit-{uuid4().hex[:8]}-")


def tell(look_out: UUID, body: bytes, secret: str = SECRET) -> tuple[int, dict[str, object]]:
    mark = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    with override_settings(ZX_POLICE_SECRET=SECRET):
        answer = Client().post(
            f"/wire/police/{look_out}",
            body,
            content_type="application/json",
            headers={"X-Signature": f"sha256={mark}"},
        )
    return answer.status_code, answer.json()


def measures_of(wu: Wu) -> Measures:
    court = wu.stage.court_no
    with open_scope(Scope.of_court(court, court)):
        return cases.facts_now(court, wu.case).of(Measures)


def test_an_unsigned_or_wrongly_signed_report_changes_nothing(wu: Wu) -> None:
    assert tell(wu.look_out, b"{}", "other")[0] == 401
    assert measures_of(wu).look_outs[0].hit_on is None


def test_an_unknown_look_out_and_an_unreadable_body_are_said(wu: Wu) -> None:
    assert tell(uuid4(), b"{}")[0] == 404
    assert tell(wu.look_out, b"[1]")[0] == 422


def test_a_hit_is_recorded_once_with_its_place(wu: Wu) -> None:
    body = json.dumps({"place": "户籍窗口", "hit_no": "H1"}, ensure_ascii=False).encode()
    for _ in range(2):
        assert tell(wu.look_out, body) == (200, {"taken": True})
    (look_out,) = measures_of(wu).look_outs
    assert look_out.hit_place == "户籍窗口" and look_out.hit_on is not None
    court = wu.stage.court_no
    with open_scope(Scope.of_court(court, court)):
        hits = [a for a in cases.list_acts(court, wu.case) if a.type == "LOOK_OUT_HIT"]
    assert len(hits) == 1


def test_the_package_reaches_the_police_inbox_once(wu: Wu, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "police.sqlite3")
    server = make_server(0, inbox, Caller("http://127.0.0.1:1/{lookout_no}", SECRET))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        with override_settings(ZX_DESTINATIONS={"police": address}):
            drain(("outbox",))
            drain(("outbox",))
        with httpx.Client(base_url=address, trust_env=False) as client:
            taken = client.get(f"/lookouts/{wu.look_out}").json()
        assert taken["state"] == "OPEN"
    finally:
        server.shutdown()
        server.server_close()
        inbox.close()
    court = wu.stage.court_no
    with open_scope(Scope.of_court(court, court)):
        (outgoing,) = Outgoing.objects.filter(court_no=court, destination="police")
    assert outgoing.state == "DONE", outgoing.answer
