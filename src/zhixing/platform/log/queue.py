"""Queues leaves: the operation's own transaction writes the act and its leaf together."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from zhixing.kernel.canonical import canonical
from zhixing.kernel.ids import new_id
from zhixing.platform.log.tree import hash_leaf

SALT_BYTES = 16


class NewLeaf(NamedTuple):
    """Carry what a leaf shall prove: a value of canonical form, about one subject of a court.

    ``kind`` names the source from which the value can be derived again (``act``),
    ``subject_id`` the row there. Personal data stand in ``value`` as ciphertext.
    """

    court_no: int
    kind: str
    subject_id: UUID
    value: object


def leaf_data(court_no: int, kind: str, subject_id: UUID, salt: bytes, value: object) -> bytes:
    """Give the canonical bytes whose hash is the leaf.

    >>> leaf_data(7, "act", UUID(int=1), b"s", {"type": "FILED"}).decode()[:40]
    '{"court":7,"kind":"act","salt":"73","sub'
    """
    return canonical(
        {"court": court_no, "kind": kind, "salt": salt, "subject": subject_id, "value": value}
    )


_INSERT = """
/* enqueue_leaves: they wait here for their place in the tree */
INSERT INTO platform_leaf_queue (id, court_no, kind, subject_id, leaf_hash, salt)
SELECT * FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::uuid[], %s::bytea[], %s::bytea[])
"""


def enqueue_leaf(court_no: int, kind: str, subject_id: UUID, value: object) -> None:
    """Queue the leaf of one row, in the transaction that writes the row."""
    enqueue_leaves([NewLeaf(court_no, kind, subject_id, value)])


def enqueue_leaves(leaves: Sequence[tuple[int, str, UUID, object]]) -> None:
    """Queue the leaves of many rows (``NewLeaf``, or its four fields) with one statement."""
    if not leaves:
        return
    salts = [secrets.token_bytes(SALT_BYTES) for _ in leaves]
    hashes = [
        hash_leaf(leaf_data(court_no, kind, subject_id, salt, value))
        for (court_no, kind, subject_id, value), salt in zip(leaves, salts, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                [new_id() for _ in leaves],
                [leaf[0] for leaf in leaves],
                [leaf[1] for leaf in leaves],
                [leaf[2] for leaf in leaves],
                hashes,
                salts,
            ],
        )
