"""Keys of subjects: what must be erasable is sealed under a key that can be destroyed.

Facts, leaves and packs never change, so personal data in them is sealed under its
subject's own key. That key lies wrapped under the data key in one row. Deleting
the row erases the data everywhere, and proofs still verify because leaves cover
ciphertext. For the same reason such values need no rotation: only the wrapping
is renewed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from zhixing.kernel.ids import new_id
from zhixing.platform.crypto.vault import SUBJECT_KEY, open_with, place, seal_with, vault

TABLE, COLUMN = "platform_subject_key", "wrapped"


class Erased(LookupError):
    """Tell that a subject's key was destroyed: its personal data are erased (已删除)."""

    def __init__(self, subject: UUID) -> None:
        super().__init__(f"the key of subject {subject} is not here: its data are erased")
        self.subject = subject


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Seal and open values under one subject's own key."""

    id: UUID
    court_no: int
    aead: AESGCM = field(repr=False)

    def seal(self, table: str, column: str, row_id: UUID | str, text: str) -> bytes:
        """Seal a text for one column of one row."""
        return self.seal_bytes(table, column, row_id, text.encode())

    def open(self, table: str, column: str, row_id: UUID | str, sealed: bytes) -> str:
        """Open a text where it was sealed; raises ``Unopenable``."""
        return self.open_bytes(table, column, row_id, sealed).decode()

    def seal_bytes(self, table: str, column: str, row_id: UUID | str, content: bytes) -> bytes:
        """Seal bytes for one column of one row."""
        return seal_with(self.aead, SUBJECT_KEY, self._place(table, column, row_id), content)

    def open_bytes(self, table: str, column: str, row_id: UUID | str, sealed: bytes) -> bytes:
        """Open bytes where they were sealed; raises ``Unopenable``."""
        return open_with(self.aead, self._place(table, column, row_id), sealed)

    def _place(self, table: str, column: str, row_id: UUID | str) -> bytes:
        return place(table, column, row_id) + f"|{self.id}".encode()


_INSERT = """
/* create_subject_key: a subject's own key, wrapped */
INSERT INTO platform_subject_key (id, court_no, wrapped) VALUES (%s, %s, %s)
"""
_FIND = """
/* find_subject_keys: those that still exist */
SELECT id, wrapped FROM platform_subject_key WHERE court_no = %s AND id = ANY(%s)
"""
_ERASE = """
/* erase_subject: without its key nothing of the subject opens again */
DELETE FROM platform_subject_key WHERE court_no = %s AND id = %s
"""


def create_subject_key(court_no: int) -> OwnKey:
    """Make and store a new key for a subject of a court."""
    subject, raw = new_id(), secrets.token_bytes(32)
    with connection.cursor() as cursor:
        wrapped = vault().seal_bytes(TABLE, COLUMN, subject, raw)
        cursor.execute(_INSERT, [subject, court_no, wrapped])
    return OwnKey(subject, court_no, AESGCM(raw))


def find_subject_keys(court_no: int, subjects: Iterable[UUID]) -> dict[UUID, OwnKey]:
    """Give the keys that still exist among ``subjects``."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [court_no, list(subjects)])
        rows = cursor.fetchall()
    return {
        subject: OwnKey(
            subject, court_no, AESGCM(vault().open_bytes(TABLE, COLUMN, subject, wrapped))
        )
        for subject, wrapped in rows
    }


def get_subject_key(court_no: int, subject: UUID) -> OwnKey:
    """Give a subject's key.

    :raises Erased: it was destroyed, or this scope may not see it.
    """
    found = find_subject_keys(court_no, [subject])
    if subject not in found:
        raise Erased(subject)
    return found[subject]


def erase_subject(court_no: int, subject: UUID) -> None:
    """Destroy a subject's key; the operation that calls this records the act.

    :raises Erased: it was destroyed before.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, [court_no, subject])
        if cursor.rowcount != 1:
            raise Erased(subject)
