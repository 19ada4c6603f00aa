"""Every route × every post × another court; every route without a token. From OpenAPI."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from tests.doors.api.calling import Office, file_one, open_office
from tests.doors.api.test_openapi import described, each
from zhixing.law.topics.asking import list_topics
from zhixing.platform.principal import PostKind

POSTS = [k for k in PostKind if k is not PostKind.SYSTEM]


def address(path: str, operation: dict[str, Any], given: dict[str, Any]) -> str:
    """Fill an address with what is given, else with its examples."""
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            name = parameter["name"]
            example = parameter["schema"].get("examples", parameter.get("examples", ["x"]))[0]
            path = path.replace(f"{{{name}}}", str(given.get(name, example)))
    return path


def send(path: str, method: str, operation: dict[str, Any], token: str, **given: Any) -> Any:
    url, client = address(path, operation, given), Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if method == "get":
        query = {
            p["name"]: p["schema"].get("examples", ["2018-03-05"])[0]
            for p in operation["parameters"]
            if p["in"] == "query" and p["required"]
        }
        return client.get(url, query, headers=headers)
    body = operation["requestBody"]["content"]["application/json"]["example"]
    headers["Idempotency-Key"] = uuid.uuid4().hex
    return client.post(url, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 5000, "非法"])
def test_without_a_valid_token_every_route_but_the_public_ones_says_401(token: str) -> None:
    asked = 0
    for path, method, operation in each():
        if not operation["security"]:
            continue
        url = address(path, operation, {})
        call = getattr(Client(), method)
        answer = call(url, headers={"Authorization": f"Bearer {token}"} if token else {})
        assert answer.status_code == 401, (method, path)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "NO_VALID_TOKEN"
        asked += 1
    assert asked > 90


def test_only_the_log_and_the_law_s_topics_are_public() -> None:
    public = {path for path, _, operation in each() if not operation["security"]}
    topics = {f"/api/v1/law/{name}" for name in list_topics()}
    assert public == {p for p in described()["paths"] if "/log/" in p} | topics


@pytest.fixture(scope="module")
def strangers() -> tuple[Office, Office]:
    """Give two courts that have nothing to do with each other."""
    return open_office(), open_office()


@pytest.mark.parametrize("kind", POSTS)
def test_no_post_of_another_court_reaches_a_case(
    kind: PostKind, strangers: tuple[Office, Office]
) -> None:
    """Whatever a stranger asks of a case, its parties or its matters: refused, never 2xx, never 5xx."""
    ours, theirs = strangers
    found = _things(ours)
    token = theirs.token(kind)
    for path, method, operation in each():
        names = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
        if not names & found.keys():
            continue
        answer = send(path, method, operation, token, **found)
        empty = answer.status_code == 200 and answer.json() == {"items": []}
        assert answer.status_code in (403, 404, 422) or empty, (method, path, answer.content[:300])
        assert ours.desk.court.name not in answer.content.decode("utf-8", "replace")


_known: dict[int, dict[str, Any]] = {}


def _things(office: Office) -> dict[str, Any]:
    """Give ids of things of a court: its case, party, act, department's team, receipt."""
    number = office.desk.court.court_no
    if number not in _known:
        case = file_one(office)
        facts = office.get(f"/cases/{case}").body["facts"]
        body = {"incoming": {"reference": "M-1", "received_on": "2018-03-05", "amount": "1.00"}}
        _known[number] = {
            "case": case,
            "party": facts["standings"]["parties"][0]["party"],
            "act": office.get(f"/cases/{case}/acts").body["items"][0]["id"],
            "receipt": office.post("/receipts", body, PostKind.CASHIER).body["receipt"],
            "team": office.desk.equipped.teams[0],
        }
    return _known[number]


def test_a_superior_reads_a_subordinates_case_and_writes_nothing() -> None:
    superior = open_office(room=3)
    subordinate = open_office(below=superior.desk.court.court_no)
    case = file_one(subordinate)
    assert superior.get(f"/cases/{case}").status == 200
    for path, method, operation in each():
        if method == "post" and "{case}" in path:
            answer = send(path, method, operation, superior.token(), case=case)
            assert answer.status_code in (403, 422), (path, answer.content[:300])
    refused = superior.post(f"/cases/{case}/filing/acceptance", {"note": ""})
    assert (refused.status, refused.code) == (403, "OTHER_COURT")


def test_a_post_without_the_capability_is_refused_by_name(strangers: tuple[Office, Office]) -> None:
    ours, _ = strangers
    case = _things(ours)["case"]
    refused = ours.post(f"/cases/{case}/account", {"number": "1"}, PostKind.CLERK)
    assert (refused.status, refused.code) == (403, "NOT_ALLOWED")
