"""What an order asks of many institutions in the same words about one person: kept once.

A query about one person goes to two dozen institutions; only its number and the institution's
code are each one's own, and both stand beside the words. The words lie sealed in a row that is
never changed, and each request points at them. Each process remembers the latest few thousand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import islice
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.db import connection

from zhixing.inquiry import models
from zhixing.inquiry.cards import credentials_of
from zhixing.inquiry.wire.model import AssistanceRequest, Credential
from zhixing.kernel.canonical import canonical, to_json
from zhixing.kernel.codec import decode
from zhixing.platform.crypto.vault import KeyMissing, Unopenable, vault

TABLE, COLUMN = "inquiry_wording", "body_sealed"
REMEMBERED: Final = 4096
FORGOTTEN_TOGETHER: Final = 512


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold what requests say alike, the cards that go along, and the codes of those asked."""

    alike: Mapping[str, Any]
    cards: tuple[Credential, ...]
    codes: Mapping[str, str]
    """By the id of the institution, as text."""

    def of_one(self, row: models.Request, *, with_cards: bool) -> AssistanceRequest:
        """Give the message of one request that points at these words.

        :raises Unopenable: its institution is not among those asked.
        """
        code = self.codes.get(str(row.institution_id))
        if code is None:
            raise Unopenable(f"request {row.external_no} points at words for others")
        own = {"external_no": row.external_no, "institution_code": code}
        return AssistanceRequest(
            **{**self.alike, **own, "credentials": self.cards if with_cards else ()}
        )


remembered: Final[dict[UUID, Wording]] = {}
"""The words this process opened, the oldest first; written by one thread at a time."""
_one_writes: Final = Lock()


def seal_wording(row_id: UUID, request: AssistanceRequest, codes: Mapping[UUID, str]) -> bytes:
    """Seal what a message says alike to the institutions with these codes, for its row."""
    bare = replace(request, documents=(), credentials=(), external_no="", institution_code="")
    body = {
        "codes": {str(institution): code for institution, code in codes.items()},
        "message": to_json(bare),
    }
    return vault().seal_bytes(TABLE, COLUMN, row_id, canonical(body))


def wording_of(row: models.Request) -> Wording:
    """Give the words a request points at.

    :raises Unopenable: they are not there for this scope, or not as they were sealed.
    """
    if row.wording_id is None:
        raise Unopenable(f"request {row.external_no} points at no words")
    found = remembered.get(row.wording_id) or _opened({row.wording_id}).get(row.wording_id)
    if found is None:
        raise Unopenable(f"the words of request {row.external_no} are not there")
    return found


def remember(rows: Iterable[models.Request]) -> None:
    """Read the words of many requests with one statement; those that cannot be opened are left."""
    asked = {row.wording_id for row in rows if row.wording_id is not None}
    wanted = {wording for wording in asked if wording not in remembered}
    if wanted:
        _opened(wanted)


def _opened(wanted: Collection[UUID]) -> dict[UUID, Wording]:
    """Read and open words, and remember them; other threads remember and forget meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(wanted)])
        sealed = cursor.fetchall()
    found = {}
    for row_id, court_no, body in sealed:
        try:
            found[row_id] = _open(row_id, court_no, bytes(body))
        except (KeyMissing, ValueError):
            continue
    with _one_writes:
        if len(remembered) + len(found) > REMEMBERED:
            for oldest in list(islice(remembered, max(FORGOTTEN_TOGETHER, len(found)))):
                del remembered[oldest]
        remembered.update(found)
    return found


_READ = """
/* remember: the words of many requests */
SELECT id, court_no, body_sealed FROM inquiry_wording WHERE id = ANY(%s::uuid[])
"""


def _open(row_id: UUID, court_no: int, sealed: bytes) -> Wording:
    body = json.loads(vault().open_bytes(TABLE, COLUMN, row_id, sealed))
    request = decode(AssistanceRequest, body["message"])
    alike = {field.name: getattr(request, field.name) for field in fields(request)}
    return Wording(alike, credentials_of(request.officers, court_no), body["codes"])
