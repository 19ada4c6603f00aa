"""Calls the API as a client does: a token, a key, JSON in, JSON out."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from django.test import Client

from tests.rooms.cases.filing.making import ON, Desk, application, make_desk
from zhixing.courts import credentials
from zhixing.courts.operations import TokenRequest, enrol_password, issue_token
from zhixing.courts.operations.credentials import enrol_code
from zhixing.kernel.clock import SystemClock
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

BASE = "/api/v1"
_issued: dict[UUID, str] = {}


@dataclass(frozen=True)
class Reply:
    """Hold what came back."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        return str(self.body["code"])


@dataclass(frozen=True)
class Office:
    """Hold a court and a client for each of its posts."""

    desk: Desk
    client: Client = field(default_factory=Client)

    def token(self, kind: PostKind = PostKind.JUDGE, number: int = 0) -> str:
        """Give a token bound to a post; an approver's needs a one-time code."""
        found = self.desk.equipped.of_kind(kind, number)
        if found.post not in _issued:
            _issued[found.post] = _issue(found.person, found.post)
        return _issued[found.post]

    def get(self, path: str, kind: PostKind = PostKind.JUDGE, **query: Any) -> Reply:
        """Read."""
        return _reply(self.client.get(BASE + path, query, headers=_bearer(self.token(kind))))

    def post(
        self,
        path: str,
        body: Any,
        kind: PostKind = PostKind.JUDGE,
        *,
        key: str = "",
        number: int = 0,
    ) -> Reply:
        """Write, under a key of its own unless one is given."""
        return call(self.client, path, body, self.token(kind, number), key)


def call(client: Client, path: str, body: Any, token: str, key: str = "") -> Reply:
    """Send one write."""
    answer = client.post(
        BASE + path,
        body if isinstance(body, bytes | str) else json.dumps(body),
        content_type="application/json",
        headers={**_bearer(token), "Idempotency-Key": key or uuid.uuid4().hex},
    )
    return _reply(answer)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _reply(answer: Any) -> Reply:
    is_json = "json" in answer.headers.get("Content-Type", "")
    body = json.loads(answer.content) if is_json else answer.content
    return Reply(answer.status_code, body, dict(answer.headers))


def open_office(**where: Any) -> Office:
    """Open a court of one's own."""
    return Office(make_desk(on=ON, **where))


def _issue(person: UUID, post: UUID) -> str:
    at = SystemClock().now()
    with open_scope(Scope.system()):
        issued = issue_token(TokenRequest(person, post, "test", at))
        if isinstance(issued, Refusal):
            enrol_password(person, "竹林深处 听雨 2018", at)
            secret = credentials.read_secret(enrol_code(person))
            code = credentials.code_at(secret, at)
            life = timedelta(days=1)
            issued = issue_token(TokenRequest(person, post, "test", at, code, life))
    assert not isinstance(issued, Refusal), issued
    return issued.token


def application_json(n: int = 1, **changes: Any) -> dict[str, Any]:
    """Give an application in order, as a client writes it."""
    from zhixing.api.wire import to_wire

    made = to_wire(application(n))
    assert isinstance(made, dict)
    return {**made, **changes}


def file_one(office: Office, n: int = 1) -> UUID:
    """File a case and give its id."""
    done = office.post("/cases", {"application": application_json(n)})
    assert done.status == 201, done.body
    return UUID(done.body["case"])


def ensure_table() -> None:
    """Make the door's own table where this process's database was copied without it."""
    from importlib import import_module

    from django.db import connections
    from django.db.migrations.state import ProjectState

    with psycopg.connect(os.environ["ZX_DSN_OWNER"]) as owner:
        row = owner.execute("SELECT to_regclass('api_idempotency')").fetchone()
    if row is not None and row[0] is not None:
        return
    migration = import_module("zhixing.api.migrations.0001_initial").Migration(
        "0001_initial", "api"
    )
    connection = connections["owner"]
    with connection.schema_editor(atomic=True) as editor:
        migration.apply(ProjectState(), editor)
    connection.close()
