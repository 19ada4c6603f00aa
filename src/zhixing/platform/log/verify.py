"""Verifies the log: every tree against its signatures, every leaf against the business row.

Nothing stored is believed. The tree is computed again from its leaves and held
against the signed checkpoints, each leaf is derived again from the row it
proves, and every difference is named. Both sides are read in order, so memory
does not grow with the log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.kernel.canonical import canonical
from zhixing.platform.log.difference import Difference, DifferenceKind
from zhixing.platform.log.queue import leaf_data
from zhixing.platform.log.sources import SOURCES, LeafSource
from zhixing.platform.log.stream import stream
from zhixing.platform.log.tree import hash_leaf
from zhixing.platform.log.verify_tree import verify_tree

MOST_SWAPS_TRIED = 400
"""Altered rows of one kind and court that are compared with each other for an exchange."""

_LEAVES = """
/* leaves_by_subject: sequenced and waiting ones, in the order of the business rows */
SELECT subject_id, leaf_index, leaf_hash, salt FROM platform_leaf
WHERE court_no = %s AND kind = %s
UNION ALL
SELECT subject_id, NULL, leaf_hash, salt FROM platform_leaf_queue
WHERE court_no = %s AND kind = %s
ORDER BY subject_id, leaf_index
"""
_KINDS = """
/* leaf_kinds: what kinds of leaves a court has */
WITH RECURSIVE found AS (
  (SELECT kind FROM platform_leaf WHERE court_no = %s ORDER BY kind LIMIT 1)
  UNION ALL
  SELECT (SELECT kind FROM platform_leaf WHERE court_no = %s AND kind > found.kind
          ORDER BY kind LIMIT 1)
  FROM found WHERE found.kind IS NOT NULL
)
SELECT kind FROM found WHERE kind IS NOT NULL
UNION SELECT kind FROM platform_leaf_queue WHERE court_no = %s
"""
_COURTS = """
/* logged_courts: courts that have a tree or wait for one */
WITH RECURSIVE found AS (
  (SELECT court_no FROM platform_checkpoint ORDER BY court_no LIMIT 1)
  UNION ALL
  SELECT (SELECT court_no FROM platform_checkpoint WHERE court_no > found.court_no
          ORDER BY court_no LIMIT 1)
  FROM found WHERE found.court_no IS NOT NULL
)
SELECT court_no FROM found WHERE court_no IS NOT NULL
UNION SELECT court_no FROM platform_leaf_queue
"""
_STILL_MISSING = """
/* has_leaf: whether a row's leaf has come since */
SELECT EXISTS (SELECT FROM platform_leaf_queue WHERE court_no = %s AND subject_id = %s
               AND kind = %s)
    OR EXISTS (SELECT FROM platform_leaf WHERE court_no = %s AND subject_id = %s AND kind = %s)
"""


@dataclass(frozen=True, slots=True)
class _Leaf:
    subject_id: UUID
    index: int | None
    hash: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class _Altered:
    leaf: _Leaf
    value: object


def verify_log(courts: Iterable[int] | None = None) -> list[Difference]:
    """Verify the log of some courts (all that the scope sees by default); name differences.

    Runs inside a scope. Kinds come from the register of sources; leaves of a kind
    without a source are themselves a difference.
    """
    differences: list[Difference] = []
    for court_no in sorted(set(_courts() if courts is None else courts)):
        differences += verify_tree(court_no)
        kinds = set(_column(_KINDS, [court_no, court_no, court_no]))
        for kind in sorted(kinds | SOURCES.keys()):
            if kind in SOURCES:
                differences += _verify_kind(court_no, SOURCES[kind])
            else:
                differences.append(_without_source(court_no, kind))
    return differences


def _courts() -> set[int]:
    found = set(_column(_COURTS, []))
    for source in SOURCES.values():
        found |= set(source.courts()) if source.courts else set()
    return found


def _verify_kind(court_no: int, source: LeafSource) -> list[Difference]:
    """Walk leaves and business rows side by side."""
    rest: list[Difference] = []
    altered: list[_Altered] = []
    leaves = _leaves(court_no, source.kind)
    leaf = next(leaves, None)
    # The first leaf is read before the first row, so that a leaf seen has its row committed.
    for subject_id, value in source.derive(court_no):
        while leaf is not None and leaf.subject_id < subject_id:
            rest.append(_deleted(court_no, source.kind, leaf))
            leaf = next(leaves, None)
        if leaf is None or leaf.subject_id != subject_id:
            rest += _added(court_no, source.kind, subject_id)
            continue
        if not _proves(court_no, source.kind, leaf, value):
            altered.append(_Altered(leaf, value))
        leaf, twice = next(leaves, None), False
        while leaf is not None and leaf.subject_id == subject_id:
            leaf, twice = next(leaves, None), True
        if twice:
            rest.append(_twice(court_no, source.kind, subject_id))
    while leaf is not None:
        rest.append(_deleted(court_no, source.kind, leaf))
        leaf = next(leaves, None)
    return [*_altered(court_no, source.kind, altered), *rest]


def _leaves(court_no: int, kind: str) -> Iterator[_Leaf]:
    for row in stream(_LEAVES, [court_no, kind, court_no, kind]):
        yield _Leaf(row[0], row[1], bytes(row[2]), bytes(row[3]))


def _proves(court_no: int, kind: str, leaf: _Leaf, value: object) -> bool:
    return hash_leaf(leaf_data(court_no, kind, leaf.subject_id, leaf.salt, value)) == leaf.hash


def _altered(court_no: int, kind: str, altered: list[_Altered]) -> list[Difference]:
    """Name altered rows, and those among them that only exchanged their contents."""
    differences = []
    partners = _swaps(court_no, kind, altered) if len(altered) <= MOST_SWAPS_TRIED else {}
    for item in altered:
        leaf = item.leaf
        other = partners.get(leaf.subject_id)
        if other is not None:
            what = DifferenceKind.SWAPPED
            zh = f"内容与 {other} 互换。"
            en = f"Its content now stands at {other} or came from there."
        else:
            what = DifferenceKind.ALTERED
            zh = "内容与存证不符。"
            en = "Its content is not what was logged."
        differences.append(Difference(court_no, what, kind, leaf.subject_id, leaf.index, zh, en))
    return differences


def _swaps(court_no: int, kind: str, altered: list[_Altered]) -> dict[UUID, UUID]:
    """Find rows whose logged content now stands at another altered row."""
    found: dict[UUID, UUID] = {}
    for item in altered:
        subject = item.leaf.subject_id
        for other in altered:
            if other is not item and _proves(court_no, kind, item.leaf, _moved(other, subject)):
                found[subject] = other.leaf.subject_id
                found.setdefault(other.leaf.subject_id, subject)
    return found


def _moved(item: _Altered, subject: UUID) -> object:
    """Give a row's value as it reads where its own id, if it names it, is another's."""
    here, there = str(item.leaf.subject_id).encode(), str(subject).encode()
    return json.loads(canonical(item.value).replace(here, there))


def _added(court_no: int, kind: str, subject_id: UUID) -> list[Difference]:
    """Name a row without leaf, unless its leaf was committed while we were reading."""
    with connection.cursor() as cursor:
        cursor.execute(_STILL_MISSING, [court_no, subject_id, kind, court_no, subject_id, kind])
        row = cursor.fetchone()
    if row and row[0]:
        return []
    zh, en = "该记录没有存证。", "This row was never logged."
    return [Difference(court_no, DifferenceKind.ADDED, kind, subject_id, None, zh, en)]


def _deleted(court_no: int, kind: str, leaf: _Leaf) -> Difference:
    zh, en = "已存证的记录不见了。", "The row that was logged is gone."
    return Difference(court_no, DifferenceKind.DELETED, kind, leaf.subject_id, leaf.index, zh, en)


def _twice(court_no: int, kind: str, subject_id: UUID) -> Difference:
    zh, en = "该记录存证了两次。", "This row was logged twice."
    return Difference(court_no, DifferenceKind.LOGGED_TWICE, kind, subject_id, None, zh, en)


def _without_source(court_no: int, kind: str) -> Difference:
    zh, en = "没有登记此类存证的来源。", "No source is registered for leaves of this kind."
    return Difference(court_no, DifferenceKind.WITHOUT_SOURCE, kind, None, None, zh, en)


def _column(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
