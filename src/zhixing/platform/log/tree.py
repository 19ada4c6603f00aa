"""Merkle trees as RFC 9162 hashes them, over stored subtrees: pure, no database.

Hashes of complete subtrees are stored at every fourth level. Any other node is
folded from at most sixteen stored ones, so a proof reads O(log n) rows while the
stored nodes are a fifteenth of the leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

TILE_LEVELS = 4
TILE_WIDTH = 1 << TILE_LEVELS
EMPTY_ROOT = hashlib.sha256(b"").digest()

ReadHashes = Callable[[int, int, int], Sequence[bytes]]
"""Give up to ``count`` hashes of stored nodes at ``level`` beginning with index ``first``."""


class BrokenTree(ValueError):
    """Tell that the stored nodes do not make up the tree that was asked for."""


def hash_leaf(data: bytes) -> bytes:
    """Hash a leaf's bytes.

    >>> hash_leaf(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + data).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Node:
    """Name one complete subtree: its level (0 is the leaves), its index there, its hash."""

    level: int
    index: int
    hash: bytes


@dataclass(slots=True)
class Frontier:
    """Hold the right edge of a growing tree: its size and the roots of its perfect subtrees."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[Node]:
        """Add a leaf hash and give the nodes it completes at the levels that are stored."""
        index, level, current = self.size, 0, leaf
        completed: list[Node] = []
        while index & 1:
            current = hash_children(self.peaks.pop(), current)
            index >>= 1
            level += 1
            if level % TILE_LEVELS == 0:
                completed.append(Node(level, index, current))
        self.peaks.append(current)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Give the root of the tree as it stands."""
        if not self.peaks:
            return EMPTY_ROOT
        current = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            current = hash_children(peak, current)
        return current

    @classmethod
    def load(cls, size: int, read: ReadHashes) -> Frontier:
        """Rebuild the right edge of a stored tree of ``size`` leaves."""
        subtrees = Subtrees(read)
        peaks = [
            subtrees.perfect(level, (size >> level) - 1)
            for level in range(size.bit_length() - 1, -1, -1)
            if size >> level & 1
        ]
        return cls(size, peaks)


class Subtrees:
    """Compute hashes of any part of a stored tree, reading each tile of sixteen once."""

    def __init__(self, read: ReadHashes) -> None:
        self._read = read
        self._tiles: dict[tuple[int, int], Sequence[bytes]] = {}

    def perfect(self, level: int, index: int) -> bytes:
        """Give the root of the perfect subtree of 2^level leaves with this index.

        :raises BrokenTree: a stored node is missing.
        """
        base = level - level % TILE_LEVELS
        span = 1 << (level - base)
        tile, offset = divmod(index * span, TILE_WIDTH)
        key = (base, tile)
        if key not in self._tiles:
            self._tiles[key] = self._read(base, tile * TILE_WIDTH, TILE_WIDTH)
        row = list(self._tiles[key][offset : offset + span])
        if len(row) != span:
            raise BrokenTree(f"nodes are missing at level {base} from index {index * span}")
        while len(row) > 1:
            row = [hash_children(row[i], row[i + 1]) for i in range(0, len(row), 2)]
        return row[0]

    def root(self, low: int, high: int) -> bytes:
        """Give the root over the leaves from ``low`` until before ``high``."""
        width = high - low
        if width == 0:
            return EMPTY_ROOT
        if width & (width - 1) == 0:
            return self.perfect(width.bit_length() - 1, low // width)
        middle = low + _split(width)
        return hash_children(self.root(low, middle), self.root(middle, high))


def inclusion_path(index: int, size: int, read: ReadHashes) -> list[bytes]:
    """Give the audit path of one leaf in the tree of ``size`` leaves (RFC 9162 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    subtrees, path, low, high = Subtrees(read), [], 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(subtrees.root(middle, high))
            high = middle
        else:
            path.append(subtrees.root(low, middle))
            low = middle
    return path[::-1]


def consistency_path(first: int, second: int, read: ReadHashes) -> list[bytes]:
    """Give the proof that the tree of ``first`` leaves begins that of ``second`` (2.1.4.1)."""
    if not 0 < first <= second:
        raise ValueError(f"no consistency proof from {first} to {second} leaves")
    subtrees, path, low, high, whole = Subtrees(read), [], 0, second, True
    while first < high:
        middle = low + _split(high - low)
        if first <= middle:
            path.append(subtrees.root(middle, high))
            high = middle
        else:
            path.append(subtrees.root(low, middle))
            low, whole = middle, False
    if not whole:
        path.append(subtrees.root(low, high))
    return path[::-1]


def proves_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Say whether an audit path leads from a leaf hash to the root (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, edge, current = index, size - 1, leaf
    for sibling in path:
        if edge == 0:
            return False
        if position & 1 or position == edge:
            current = hash_children(sibling, current)
            while not position & 1 and position:
                position, edge = position >> 1, edge >> 1
        else:
            current = hash_children(current, sibling)
        position, edge = position >> 1, edge >> 1
    return edge == 0 and current == root


def proves_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Say whether a proof shows one tree to be the beginning of another (RFC 9162 2.1.4.2)."""
    if first == second:
        return not path and first_root == second_root
    if first == 0:
        return not path and first_root == EMPTY_ROOT
    if first > second or not path:
        return False
    rest = list(path)
    if first & (first - 1) == 0:
        rest.insert(0, first_root)
    position, edge = first - 1, second - 1
    while position & 1:
        position, edge = position >> 1, edge >> 1
    old = new = rest[0]
    for sibling in rest[1:]:
        if edge == 0:
            return False
        if position & 1 or position == edge:
            old, new = hash_children(sibling, old), hash_children(sibling, new)
            while not position & 1 and position:
                position, edge = position >> 1, edge >> 1
        else:
            new = hash_children(new, sibling)
        position, edge = position >> 1, edge >> 1
    return edge == 0 and old == first_root and new == second_root


def _split(width: int) -> int:
    """Give the largest power of two below a width of at least two."""
    return 1 << ((width - 1).bit_length() - 1)
