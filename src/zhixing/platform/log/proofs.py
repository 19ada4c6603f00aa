"""Reads the log: leaves, checkpoints and the proofs that tie one to the other."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import connection

from zhixing.platform.log.note import LOG_KEY_NAME, Checkpoint, SignKey, VerifyKey, read_checkpoint
from zhixing.platform.log.tree import consistency_path, inclusion_path


@dataclass(frozen=True, slots=True)
class PlacedLeaf:
    """Carry a leaf with its place in its court's tree."""

    court_no: int
    index: int
    kind: str
    subject_id: UUID
    hash: bytes
    salt: bytes


_LEAF_HASHES = """
/* leaf_hashes: a run of leaves of one court */
SELECT leaf_hash FROM platform_leaf
WHERE court_no = %s AND leaf_index >= %s AND leaf_index < %s ORDER BY leaf_index
"""
_NODE_HASHES = """
/* node_hashes: a run of nodes of one court at one stored level */
SELECT hash FROM platform_tree_node
WHERE court_no = %s AND level = %s AND node_index >= %s AND node_index < %s ORDER BY node_index
"""
_LEAVES = """
/* find_leaves: the places of some subjects */
SELECT court_no, leaf_index, kind, subject_id, leaf_hash, salt FROM platform_leaf
WHERE court_no = %s AND kind = %s AND subject_id = ANY(%s) ORDER BY leaf_index
"""
_LATEST = """
/* latest_checkpoint: what the sequencer last signed for a court */
SELECT note FROM platform_checkpoint WHERE court_no = %s ORDER BY size DESC LIMIT 1
"""
_AT_SIZE = """
/* find_checkpoint: what was signed at one size */
SELECT note FROM platform_checkpoint WHERE court_no = %s AND size = %s
"""


@dataclass(frozen=True, slots=True)
class StoredHashes:
    """Read the stored hashes of one court's tree."""

    court_no: int

    def __call__(self, level: int, first: int, count: int) -> Sequence[bytes]:
        with connection.cursor() as cursor:
            if level == 0:
                cursor.execute(_LEAF_HASHES, [self.court_no, first, first + count])
            else:
                cursor.execute(_NODE_HASHES, [self.court_no, level, first, first + count])
            return [bytes(row[0]) for row in cursor.fetchall()]


def inclusion_proof(court_no: int, index: int, size: int) -> list[bytes]:
    """Give the audit path of a leaf in the court's tree of ``size`` leaves."""
    return inclusion_path(index, size, StoredHashes(court_no))


def consistency_proof(court_no: int, first: int, second: int) -> list[bytes]:
    """Give the proof that the court's tree of ``first`` leaves begins that of ``second``."""
    return consistency_path(first, second, StoredHashes(court_no))


def latest_checkpoint(court_no: int) -> Checkpoint | None:
    """Give the latest signed checkpoint of a court, or None before its first leaf."""
    return _checkpoint(_LATEST, [court_no])


def find_checkpoint(court_no: int, size: int) -> Checkpoint | None:
    """Give the checkpoint signed at one size, or None if none was."""
    return _checkpoint(_AT_SIZE, [court_no, size])


def find_leaves(court_no: int, kind: str, subjects: Sequence[UUID]) -> dict[UUID, PlacedLeaf]:
    """Give the leaves of those subjects that have their place already."""
    with connection.cursor() as cursor:
        cursor.execute(_LEAVES, [court_no, kind, list(subjects)])
        rows = cursor.fetchall()
    leaves = [PlacedLeaf(*row) for row in rows]
    return {leaf.subject_id: leaf for leaf in reversed(leaves)}


@cache
def log_key() -> VerifyKey:
    """Give the public key of the log, from ``log_public_key`` or from the signing key."""
    from django.conf import settings

    public = settings.SECRETS.get("log_public_key")
    if public:
        return VerifyKey(LOG_KEY_NAME, base64.b64decode(public))
    return SignKey.of_text(LOG_KEY_NAME, settings.SECRETS["log_signing_key"]).verify_key


def _checkpoint(sql: str, params: list[int]) -> Checkpoint | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
    return read_checkpoint(row[0]) if row else None
