"""Verifies trees: leaves without a gap, stored nodes, signed roots."""

from __future__ import annotations

from django.db import connection

from zhixing.platform.log.difference import Difference, DifferenceKind
from zhixing.platform.log.note import Checkpoint, Unsigned, read_checkpoint, require_signature
from zhixing.platform.log.proofs import log_key
from zhixing.platform.log.stream import stream
from zhixing.platform.log.tree import Frontier, Node

_LEAVES = """
/* leaves_in_order: a court's tree from its beginning */
SELECT leaf_index, leaf_hash FROM platform_leaf WHERE court_no = %s AND leaf_index < %s
ORDER BY leaf_index
"""
_NODES = """
/* nodes_in_order: stored nodes in the order in which a growing tree completes them */
SELECT (node_index + 1) << level::int AS ends, level, hash FROM platform_tree_node
WHERE court_no = %s AND (node_index + 1) << level::int <= %s ORDER BY ends, level
"""
_CHECKPOINTS = """
/* checkpoints_in_order: what was signed, smallest first */
SELECT size, root, note FROM platform_checkpoint WHERE court_no = %s ORDER BY size
"""
_SIZE = """
/* signed_size: how many leaves the latest checkpoint counts */
SELECT coalesce(max(size), 0) FROM platform_checkpoint WHERE court_no = %s
"""
_BEYOND = """
/* leaves_beyond: leaves that no checkpoint covers */
SELECT leaf_index FROM platform_leaf l WHERE court_no = %s AND leaf_index >= %s
AND leaf_index >= (SELECT coalesce(max(size), 0) FROM platform_checkpoint WHERE court_no = %s)
ORDER BY leaf_index LIMIT 20
"""


def verify_tree(court_no: int) -> list[Difference]:
    """Compute a court's tree again and name where it parts from what is stored and signed.

    A wrong leaf spoils every root after it, so only the first root is named.
    """
    size = _signed_size(court_no)
    checkpoints = stream(_CHECKPOINTS, [court_no])
    nodes = _StoredNodes(court_no, size)
    frontier, differences, roots = Frontier(), list[Difference](), list[Difference]()
    checkpoint = next(checkpoints, None)
    for index, leaf in stream(_LEAVES, [court_no, size]):
        if index != frontier.size:
            break
        for node in frontier.append(bytes(leaf)):
            differences += nodes.check(node)
        while checkpoint is not None and checkpoint[0] == frontier.size:
            differences += _check_signature(court_no, *checkpoint)
            roots = roots or _check_root(court_no, frontier, *checkpoint)
            checkpoint = next(checkpoints, None)
    if frontier.size < size:
        return [*differences, *roots, _missing(court_no, frontier.size)]
    return [*differences, *roots, *_beyond(court_no, size)]


class _StoredNodes:
    """Compare stored nodes with computed ones in the order a growing tree completes them."""

    def __init__(self, court_no: int, size: int) -> None:
        self._court_no = court_no
        self._rows = stream(_NODES, [court_no, size])
        self._next = next(self._rows, None)
        self._named_from = -1

    def check(self, node: Node) -> list[Difference]:
        """Name the node if it is stored otherwise, unless a smaller part of it was named."""
        key = ((node.index + 1) << node.level, node.level)
        while self._next is not None and self._next[:2] < key:
            self._next = next(self._rows, None)
        if self._next is not None and self._next[:2] == key and self._next[2] == node.hash:
            return []
        first, end = node.index << node.level, key[0] - 1
        if first <= self._named_from:
            return []
        self._named_from = first
        zh = f"第 {first} 至 {end} 号存证的哈希与已存节点不符。"
        en = f"The hashes of leaves {first} to {end} do not give the stored node."
        what = DifferenceKind.NODE_ALTERED
        return [Difference(self._court_no, what, "tree", None, first, zh, en)]


def _check_signature(court_no: int, size: int, root: bytes, note: str) -> list[Difference]:
    try:
        signed = read_checkpoint(note)
        require_signature(signed, log_key())
    except Unsigned as error:
        reason = str(error)
    else:
        if _agrees(signed, court_no, size, root):
            return []
        reason = "the note states another tree than its row"
    zh, en = f"检查点 {size} 的签名无效。", f"Checkpoint {size} is not validly signed: {reason}."
    return [Difference(court_no, DifferenceKind.UNSIGNED, "tree", None, size, zh, en)]


def _check_root(
    court_no: int, frontier: Frontier, size: int, root: bytes, note: str
) -> list[Difference]:
    if root == frontier.root():
        return []
    zh = f"前 {size} 条存证算出的根与已签名的根不同。"
    en = f"The first {size} leaves do not give the signed root."
    return [Difference(court_no, DifferenceKind.ROOT_DIFFERS, "tree", None, size, zh, en)]


def _agrees(signed: Checkpoint, court_no: int, size: int, root: bytes) -> bool:
    return (signed.court_no, signed.size, signed.root) == (court_no, size, root)


def _missing(court_no: int, index: int) -> Difference:
    zh, en = f"第 {index} 号存证缺失。", f"Leaf {index} is missing."
    return Difference(court_no, DifferenceKind.LEAF_MISSING, "tree", None, index, zh, en)


def _beyond(court_no: int, size: int) -> list[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(_BEYOND, [court_no, size, court_no])
        rows = cursor.fetchall()
    return [
        Difference(
            court_no,
            DifferenceKind.ROOT_DIFFERS,
            "tree",
            None,
            index,
            f"第 {index} 号存证不在任何检查点之内。",
            f"Leaf {index} is covered by no checkpoint.",
        )
        for (index,) in rows
    ]


def _signed_size(court_no: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_SIZE, [court_no])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
