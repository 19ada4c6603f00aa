"""A write is done once under its key, whoever repeats it and however often."""

from __future__ import annotations

import threading
import uuid
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from tests.doors.api.calling import Office, Reply, application_json, call, file_one
from zhixing.api import door, keys
from zhixing.platform.principal import PostKind


def receipt(reference: str) -> dict[str, Any]:
    return {"incoming": {"reference": reference, "received_on": "2018-03-01", "amount": "100.00"}}


def department(code: str) -> dict[str, Any]:
    return {
        "new": {"code": code, "name": "示例庭", "name_en": "Division", "valid_from": "2018-03-01"}
    }


def test_a_repeat_gets_the_first_answer_and_does_nothing(office: Office) -> None:
    key, body = uuid.uuid4().hex, department("D9")
    first = office.post("/court/departments", body, PostKind.DIRECTOR, key=key)
    again = office.post("/court/departments", body, PostKind.DIRECTOR, key=key)
    other = office.post("/court/departments", body, PostKind.DIRECTOR)
    assert first.status == again.status == 201
    assert first.body == again.body
    assert (other.status, other.code) == (422, "DEPARTMENT_CODE_TAKEN")


def test_the_order_of_keys_in_a_body_makes_no_other_request(office: Office) -> None:
    key, body = uuid.uuid4().hex, department("D8")
    turned = {"new": dict(reversed(list(body["new"].items())))}
    first = office.post("/court/departments", body, PostKind.DIRECTOR, key=key)
    assert office.post("/court/departments", turned, PostKind.DIRECTOR, key=key).body == first.body


def test_another_body_under_the_key_is_refused_with_both_hashes(office: Office) -> None:
    key = uuid.uuid4().hex
    office.post("/court/departments", department("D1"), PostKind.DIRECTOR, key=key)
    refused = office.post("/court/departments", department("D2"), PostKind.DIRECTOR, key=key)
    assert (refused.status, refused.code) == (409, "IDEMPOTENCY_KEY_REUSED")
    before, given = refused.body["hashes"]
    assert before != given
    assert len(before) == len(given) == 64


def test_another_address_under_the_key_is_refused(office: Office) -> None:
    key, case = uuid.uuid4().hex, file_one(office)
    body = {"number": "622000001"}
    office.post(f"/cases/{case}/account", body, PostKind.ACCOUNTANT, key=key)
    other = file_one(office, 2)
    refused = office.post(f"/cases/{other}/account", body, PostKind.ACCOUNTANT, key=key)
    assert refused.status == 409


def test_a_key_belongs_to_a_post(office: Office) -> None:
    key = uuid.uuid4().hex
    mine = office.post("/receipts", receipt("A-1"), PostKind.ACCOUNTANT, key=key)
    theirs = office.post("/receipts", receipt("A-2"), PostKind.CASHIER, key=key)
    assert mine.status == theirs.status == 201
    assert mine.body["receipt"] != theirs.body["receipt"]


def test_a_refusal_has_no_effect_so_its_key_stays_free(office: Office) -> None:
    key, case = uuid.uuid4().hex, file_one(office)
    refused = office.post(
        "/receipts",
        {"incoming": {**receipt("B-1")["incoming"], "amount": "0.00"}},
        PostKind.ACCOUNTANT,
        key=key,
    )
    assert (refused.status, refused.code) == (422, "RECEIPT_INCOMPLETE")
    done = office.post("/receipts", receipt("B-1"), PostKind.ACCOUNTANT, key=key)
    assert done.status == 201
    assert case


def test_a_write_without_a_key_is_refused(office: Office) -> None:
    answer = Client().post(
        "/api/v1/cases",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {office.token()}"},
    )
    assert answer.status_code == 422
    assert "dempotency" in answer.json()["problems"][-1]["field"] + answer.json()["field"]


def test_answers_are_sealed_where_they_are_kept(office: Office) -> None:
    key = uuid.uuid4().hex
    office.post("/cases", {"application": application_json(77)}, key=key)
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT answer FROM api_idempotency WHERE key = %s", [key])
        (answer,) = cursor.fetchone()
    assert len(bytes(answer)) > 40
    assert b"K77" not in bytes(answer)


def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both requests be under way before either is done."""
    original, gate = door._perform, threading.Barrier(2)

    def waiting(*arguments: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=2)
        return original(*arguments)

    monkeypatch.setattr(door, "_perform", waiting)


def test_control_without_the_claim_two_at_once_do_it_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The race is real: with the claim taken away, both requests have an effect."""
    slow(monkeypatch)

    class NoClaim:
        before = None

        def keep(self, answer: keys.Answer) -> None:
            pass

    monkeypatch.setattr(keys, "claim", lambda *_: NoClaim())
    replies = create_twice_at_once(office, uuid.uuid4().hex)
    assert [r.status for r in replies] == [201, 201]
    assert replies[0].body["id"] != replies[1].body["id"]


def test_two_at_once_have_one_effect_and_both_get_the_answer(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch)
    replies = create_twice_at_once(office, uuid.uuid4().hex)
    assert [r.status for r in replies] == [201, 201]
    assert replies[0].body == replies[1].body


def create_twice_at_once(office: Office, key: str) -> list[Reply]:
    """Create a post twice at once; nothing but the key tells the two apart."""
    departments = office.get("/court/departments").body["items"]
    body = {
        "new": {
            "department": departments[0]["id"],
            "kind": "CLERK",
            "title": "书记员",
            "title_en": "Clerk",
            "valid_from": "2018-03-01",
        }
    }
    token, replies = office.token(PostKind.DIRECTOR), []
    start = threading.Barrier(2)

    def send() -> None:
        start.wait()
        client = Client(raise_request_exception=False)
        replies.append(call(client, "/court/posts", body, token, key))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return replies
