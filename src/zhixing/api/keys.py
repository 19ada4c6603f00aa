"""Idempotency keys: claimed with the effect, in one transaction, and answered from then on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.api.problems import Problem
from zhixing.kernel.canonical import Json
from zhixing.kernel.ids import new_id
from zhixing.platform.crypto.vault import vault
from zhixing.platform.principal import Principal

_CLAIM = """
/* claim_key: ours if nobody holds it; waits for a request that is under way */
INSERT INTO api_idempotency (id, court_no, post, key, body_hash, answer, at)
VALUES (%s, %s, %s, %s, %s, '', %s)
ON CONFLICT (court_no, post, key) DO NOTHING RETURNING id
"""
_FIND = """
/* find_key: what was answered under it */
SELECT id, body_hash, status, answer FROM api_idempotency
WHERE court_no = %s AND post = %s AND key = %s
"""
_KEEP = """
/* keep_answer: what a repeat is given */
UPDATE api_idempotency SET status = %s, answer = %s WHERE court_no = %s AND id = %s
"""
_FREE = """
/* free_key: a refusal has no effect, so its key stays free */
DELETE FROM api_idempotency WHERE court_no = %s AND id = %s
"""
_FORGET = """
/* forget_keys: technical rows expire */
DELETE FROM api_idempotency WHERE at < %s
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an answer: its status and its body, None for none."""

    status: int
    body: Json


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold a key: ours to answer under, or with the answer that was given before."""

    id: UUID
    court_no: int
    before: Answer | None = None

    def keep(self, answer: Answer) -> None:
        """Keep the answer for repeats."""
        text = json.dumps(answer.body, ensure_ascii=False)
        sealed = vault().seal("api_idempotency", "answer", self.id, text)
        _run(_KEEP, [answer.status, sealed, self.court_no, self.id])

    def free(self) -> None:
        """Give the key back."""
        _run(_FREE, [self.court_no, self.id])


def claim(key: str, request_hash: str, at: datetime, by: Principal) -> Claim:
    """Claim a key for a request, or find what was answered under it.

    Two at once: the second waits until the first has committed, then finds its answer.

    :raises Problem: the key was used for another request; it names both hashes.
    """
    body_hash, *older = vault().indexes("API_REQUEST", request_hash)
    given = new_id()
    row = _run(_CLAIM, [given, by.court_no, by.post, key, body_hash, at])
    if row is not None:
        return Claim(given, by.court_no)
    held = _run(_FIND, [by.court_no, by.post, key])
    if held is None:
        return claim(key, request_hash, at, by)
    found, before, status, answer = held
    if before not in (body_hash, *older):
        raise _reused(key, before, body_hash)
    text = vault().open("api_idempotency", "answer", found, bytes(answer))
    return Claim(found, by.court_no, Answer(status, json.loads(text)))


def forget_keys(before: datetime) -> None:
    """Forget the keys of requests from before an instant, in the scope's own courts."""
    _run(_FORGET, [before])


def _run(sql: str, arguments: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        row: tuple[Any, ...] | None = cursor.fetchone() if cursor.description else None
        return row


def _reused(key: str, before: str, given: str) -> Problem:
    return Problem(
        409,
        "IDEMPOTENCY_KEY_REUSED",
        f"幂等键“{key}”已用于另一请求：原请求{before}，本次{given}。",
        f"The key {key!r} was used for another request: before {before}, now {given}.",
        field="Idempotency-Key",
        remedy=("新的请求请用新的幂等键。", "Use a new key for a new request."),
        more={"hashes": [before, given]},
    )
