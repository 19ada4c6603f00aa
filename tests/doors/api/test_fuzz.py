"""Whatever is sent, the answer is one the description knows, and never a 500.

First values made from the description, then valid requests bent: days at their edges,
ranges reversed, ids doubled, lists far too long, strange characters. Each is bounded in
number and in time.
"""

from __future__ import annotations

import copy
import json
import os
import random
import time
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from tests.doors.api.calling import Office, application_json, file_one
from tests.doors.api.test_openapi import described, each
from zhixing.platform.principal import PostKind

SECONDS = 20
"""The longest that the values for one address may take."""
POSTS = {
    "courts": PostKind.DIRECTOR,
    "assignment": PostKind.DIRECTOR,
    "funds": PostKind.CASHIER,
    "decisions": PostKind.JUDGE,
}
HEADERS = {"Authorization", "Idempotency-Key"}


@cache
def schema() -> Any:
    return schemathesis.openapi.from_dict(described())


def ids() -> list[str]:
    from zhixing.api.route import list_routes

    return [f"{route.method} /api/v1{route.path}" for route in list_routes()]


@pytest.mark.parametrize("address", ids())
def test_values_from_the_description_never_break_anything(
    address: str, shared_office: Office
) -> None:
    method, _, path = address.partition(" ")
    operation = schema()[path][method]
    room = operation.definition.raw["tags"][0]
    token = shared_office.token(POSTS.get(room, PostKind.JUDGE))
    end = time.monotonic() + SECONDS

    @given(case=operation.as_strategy())
    @settings(
        max_examples=3,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: Any) -> None:
        if time.monotonic() > end:
            return
        url = path
        for name, value in (case.path_parameters or {}).items():
            url = url.replace(f"{{{name}}}", quote(str(value), safe="") or "x")
        status, _ = ask(method, url, case.body, token, dict(case.query or {}))
        known = operation.definition.raw["responses"].keys() | {"405"}
        assert str(status) in known, (status, url)

    send()


def ask(
    method: str, url: str, body: Any, token: str, query: dict[str, Any] | None = None
) -> tuple[int, Any]:
    """Send anything; give the status and what was said, and fail on a 500."""
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
    if method == "GET":
        answer = client.get(url, query or {}, headers=headers)
    else:
        text = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
        answer = client.post(url, text, content_type="application/json", headers=headers)
    assert answer.status_code != 500, (url, body)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json", url
        assert json.loads(answer.content)["message_zh"]
    return answer.status_code, answer.content


ODD: list[Any] = [
    "\x00",
    "\u202e反转",
    "\ufeff",
    "🏛️" * 50,
    "é" * 5000,
    "' OR 1=1 --",
    "%s%n{0}",
    "<script>",
    "",
    " ",
    None,
    True,
    -1,
    0,
    2**31,
    2**63,
    10**400,
    [],
    {},
    [[[]]],
    "0001-01-01",
    "1949-10-01",
    "2199-12-31",
    "9999-12-31",
    "2018-02-29",
    "2018-03-05T00:00:00",
    "-0.01",
    "9999999999999.99",
    "0.00",
    "NaN",
    str(uuid.UUID(int=0)),
    str(uuid.UUID(int=2**128 - 1)),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of everything inside a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in items:
        yield (*path, step)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, step))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def replace(body: Any, dice: random.Random) -> Any:
    path = dice.choice(list(places(body)))
    at(body, path[:-1])[path[-1]] = dice.choice(ODD)
    return body


def drop(body: Any, dice: random.Random) -> Any:
    path = dice.choice(list(places(body)))
    del at(body, path[:-1])[path[-1]]
    return body


def lengthen(body: Any, dice: random.Random) -> Any:
    lists = [p for p in places(body) if isinstance(at(body, p), list) and at(body, p)]
    if lists:
        found = at(body, dice.choice(lists))
        found.extend(copy.deepcopy(found[0]) for _ in range(dice.choice([1, 2, 1200])))
    return body


def swap(body: Any, dice: random.Random) -> Any:
    """Exchange two values of one kind: reversed ranges, doubled or crossed ids."""
    texts = [p for p in places(body) if isinstance(at(body, p), str)]
    if len(texts) > 1:
        one, other = dice.sample(texts, 2)
        first, second = at(body, one), at(body, other)
        at(body, one[:-1])[one[-1]], at(body, other[:-1])[other[-1]] = second, first
    return body


def add(body: Any, dice: random.Random) -> Any:
    objects = [(), *(p for p in places(body) if isinstance(at(body, p), dict))]
    at(body, dice.choice(objects))[dice.choice(["x", "__class__", "court_no", "\u0000"])] = 1
    return body


BENDS: tuple[Callable[[Any, random.Random], Any], ...] = (replace, drop, lengthen, swap, add)


def bases(office: Office, number: int) -> list[tuple[str, Any, PostKind]]:
    """Give valid requests about a real case, to bend."""
    case = file_one(office, number)
    facts = office.get(f"/cases/{case}").body["facts"]
    found = sorted(facts["standings"]["parties"], key=lambda s: str(s["role"]))
    creditor, debtor = (s["party"] for s in found)
    act = office.get(f"/cases/{case}/acts").body["items"][0]
    judge = office.desk.equipped.of_kind(PostKind.JUDGE)
    member = {"person": str(judge.person), "post": str(judge.post)}
    law = [
        (f"/law/{f['rule']}", {"inputs": f["inputs"], "on": f["on"]}, PostKind.JUDGE)
        for f in [office.get(f"/cases/{case}/figures/debt").body]
    ]
    office.post(f"/cases/{case}/account", {"number": str(number)}, PostKind.CASHIER)
    settled = {
        "terms": {
            "total": "1000.00",
            "principal": "1000.00",
            "agreed_by": [creditor, debtor],
            "record": "和解笔录",
            "resumption_ground": "未按期履行",
            "plan": {"count": 4, "first_on": "2018-04-05", "every_months": 1},
        }
    }
    group = {"team": str(office.desk.equipped.teams[0]), "members": [member]}
    return [
        ("/cases", {"application": application_json(901)}, PostKind.JUDGE),
        (
            "/cases/batch",
            {"applications": [application_json(902), application_json(903)], "mode": "GOOD_ROWS"},
            PostKind.JUDGE,
        ),
        (
            f"/cases/{case}/claim/correction",
            {"corrected": {"reason": "误", "obligations": facts["debt"]["obligations"][:0]}},
            PostKind.JUDGE,
        ),
        (
            f"/cases/{case}/acts/{act['id']}/correction",
            {"payload": act["payload"], "occurred_on": act["occurred_on"]},
            PostKind.JUDGE,
        ),
        (f"/cases/{case}/settlements", settled, PostKind.JUDGE),
        (
            f"/cases/{case}/misconduct",
            {
                "party": debtor,
                "reference": "M1",
                "description": "隐匿财产",
                "evidence": "录像",
                "on": "2018-03-05",
            },
            PostKind.JUDGE,
        ),
        (
            f"/cases/{case}/succession",
            {
                "former": creditor,
                "successor": application_json(950)["creditors"][0],
                "role": "APPLICANT",
                "ground": "继承",
            },
            PostKind.JUDGE,
        ),
        (
            "/receipts",
            {"incoming": {"reference": "F1", "received_on": "2018-03-05", "amount": "1.00"}},
            PostKind.CASHIER,
        ),
        (
            f"/cases/{case}/assignment/designation",
            {"member": member, "team": None, "reason": "专业"},
            PostKind.DIRECTOR,
        ),
        (
            "/assignment/cycles",
            {"pool": "P1", "groups": [group]},
            PostKind.DIRECTOR,
        ),
        (
            "/court/policies/LOCAL_RULES",
            {
                "new": {
                    "legal_basis": "规定",
                    "valid_from": "2018-03-05",
                    "review_on": "2019-03-05",
                    "value": {"rules": [{"code": "X", "amount": 3, "unit": "DAY"}]},
                }
            },
            PostKind.DIRECTOR,
        ),
        *law,
    ]


@pytest.mark.parametrize("seed", range(2))
def test_valid_requests_bent_out_of_shape_never_break_anything(
    seed: int, shared_office: Office
) -> None:
    dice = random.Random(seed)
    for path, body, kind in bases(shared_office, 900 - seed):
        token, end = shared_office.token(kind), time.monotonic() + SECONDS
        for _ in range(int(os.environ.get("ZX_BENDS", "10"))):
            if time.monotonic() > end:
                break
            bent = copy.deepcopy(body)
            for bend in dice.choices(BENDS, k=dice.choice([1, 1, 2])):
                if bent:
                    bent = bend(bent, dice)
            ask("POST", f"/api/v1{path}", bent, token)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'{"a":1,"a":2}', 400),
        (b'{"a":1.5}', 400),
        (b'{"a":NaN}', 400),
        (b'{"a":"\\ud800"}', 400),
        (b'{"a":"\xff"}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' + b"9" * 10_000 + b"}", 400),
        (b'{"a":"' + b"x" * (3 * 1024 * 1024) + b'"}', 413),
    ],
    ids=lambda v: str(v)[:24],
)
def test_a_body_that_cannot_be_read_is_said_to_be_so(
    body: bytes, status: int, shared_office: Office
) -> None:
    for path in ("/api/v1/cases", "/api/v1/law/DETENTION"):
        assert ask("POST", path, body, shared_office.token())[0] == status


def test_the_description_is_large_enough_to_be_worth_it() -> None:
    assert len(each()) > 100
