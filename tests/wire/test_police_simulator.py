"""The police inbox over real HTTP, with a small court to call back."""

import base64
import hashlib
import hmac
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from simulators.police.cli import Caller, make_server
from simulators.police.inbox import Inbox

DECISION = b"%PDF-1.4 decision"


def package(**changes):
    attachment = {
        "name": "拘留决定书.pdf",
        "sha256": hashlib.sha256(DECISION).hexdigest(),
        "content_base64": base64.b64encode(DECISION).decode(),
    }
    given = {
        "lookout_no": "BK-2027-0001",
        "case_no": "（2027）示例01执1号",
        "court": "示例市中级人民法院",
        "person": {"name": "陈示例", "id_no": "110101198506150019"},
        "attachments": [attachment],
    }
    return {**given, **changes}


class Court(BaseHTTPRequestHandler):
    status = 200
    told: list

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *values):
        """Say nothing."""


def started(server):
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def court():
    handler = type("Handler", (Court,), {"told": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.status, server.told = 200, handler.told
    server.url = started(server)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def post(tmp_path, court):
    inbox = Inbox(tmp_path / "police.sqlite3")
    caller = Caller(court.url + "/hits/{lookout_no}", "secret")
    server = make_server(0, inbox, caller)
    url = started(server)

    def call(path, body=None, key="", raw=None):
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        headers = {"Idempotency-Key": key} if key else {}
        request = urllib.request.Request(url + path, data=data, headers=headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    yield call
    server.shutdown()
    server.server_close()
    inbox.close()


def test_a_package_is_kept_once(post):
    assert post("/lookouts", package(), "k1")[0] == 201
    status, again = post("/lookouts", package(), "k1")
    assert (status, again["replayed"]) == (200, True)
    status, conflict = post("/lookouts", package(case_no="（2027）示例01执2号"), "k1")
    assert (status, conflict["error"]) == (409, "key-reused")
    assert conflict["first"] != conflict["now"]
    assert post("/lookouts", package(), "k2")[1]["error"] == "lookout-known"
    status, listed = post("/lookouts")
    (entry,) = listed["lookouts"]
    assert entry["package"]["attachments"] == [
        {"name": "拘留决定书.pdf", "sha256": hashlib.sha256(DECISION).hexdigest()}
    ]


def test_what_is_wrong_is_named(post):
    assert post("/lookouts", package())[0] == 400
    assert post("/lookouts", raw=b"[]", key="k")[1]["error"] == "not-a-json-object"
    status, answer = post("/lookouts", package(person={"name": "陈示例"}), "k")
    assert (status, answer["field"]) == (422, "person.id_no")
    spoilt = package()
    spoilt["attachments"][0]["sha256"] = "0" * 64
    status, answer = post("/lookouts", spoilt, "k")
    assert (status, answer["error"], answer["field"]) == (
        422,
        "sha256-differs",
        "attachments[0].sha256",
    )
    assert post("/lookouts")[1]["lookouts"] == []
    assert post("/nowhere")[0] == 404


def test_a_hit_calls_the_court_back_signed(post, court):
    post("/lookouts", package(), "k1")
    status, told = post("/_hit", {"lookout_no": "BK-2027-0001", "place": "示例派出所"})
    assert (status, told["state"]) == (200, "DELIVERED")
    path, headers, body = court.told[0]
    assert path == "/hits/BK-2027-0001"
    assert headers["Idempotency-Key"] == "HIT-BK-2027-0001-1"
    mark = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={mark}"
    assert json.loads(body)["place"] == "示例派出所"
    assert post("/lookouts/BK-2027-0001")[1]["state"] == "HIT"


def test_a_hit_the_court_did_not_take_is_sent_again_unchanged(post, court):
    post("/lookouts", package(), "k1")
    court.status = 503
    assert post("/_hit", {"lookout_no": "BK-2027-0001"})[0] == 502
    court.status = 200
    assert post("/_hit", {"lookout_no": "BK-2027-0001"})[0] == 200
    assert court.told[0][2] == court.told[1][2]


def test_a_cancelled_lookout_gives_no_hit(post, court):
    post("/lookouts", package(), "k1")
    assert post("/lookouts/BK-2027-0001/cancel", {})[1]["state"] == "CANCELLED"
    assert post("/_hit", {"lookout_no": "BK-2027-0001"})[0] == 409
    assert post("/_hit", {"lookout_no": "none"})[0] == 404
    assert court.told == []


def test_the_inbox_remembers_after_a_restart(tmp_path):
    first = Inbox(tmp_path / "p.sqlite3")
    body = json.dumps(package()).encode()
    first.receive("k1", body, "2027-01-05T00:00:00+00:00")
    first.close()
    second = Inbox(tmp_path / "p.sqlite3")
    assert second.receive("k1", body, "2027-01-06T00:00:00+00:00").body["replayed"] is True
    assert len(second.listed().body["lookouts"]) == 1
    second.close()
