"""Merkle trees: RFC 9162's definitions, computed naively, against the stored form."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.platform.log.tree import (
    TILE_LEVELS,
    BrokenTree,
    Frontier,
    consistency_path,
    hash_children,
    hash_leaf,
    inclusion_path,
    proves_consistency,
    proves_inclusion,
)


class Stored:
    """Keep the nodes a frontier completes, as the database does."""

    def __init__(self, size: int) -> None:
        self.levels: dict[int, list[bytes]] = {0: []}
        self.frontier = Frontier()
        for i in range(size):
            leaf = hash_leaf(str(i).encode())
            self.levels[0].append(leaf)
            for node in self.frontier.append(leaf):
                row = self.levels.setdefault(node.level, [])
                assert node.index == len(row) and node.level % TILE_LEVELS == 0
                row.append(node.hash)

    def __call__(self, level: int, first: int, count: int) -> Sequence[bytes]:
        return self.levels.get(level, [])[first : first + count]


def naive_root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return hash_children(naive_root(leaves[:middle]), naive_root(leaves[middle:]))


def test_known_roots_of_the_published_test_vectors() -> None:
    inputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    frontier = Frontier()
    for text in inputs:
        frontier.append(hash_leaf(bytes.fromhex(text)))
    assert (
        frontier.root().hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


@pytest.mark.parametrize("size", [0, 1, 2, 3, 15, 16, 17, 31, 255, 256, 257, 300])
def test_root_and_reloaded_frontier_equal_the_definition(size: int) -> None:
    stored = Stored(size)
    assert stored.frontier.root() == naive_root(stored.levels[0])
    assert Frontier.load(size, stored).peaks == stored.frontier.peaks


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 700), st.data())
def test_every_inclusion_proof_holds_and_only_for_its_leaf(size: int, data: st.DataObject) -> None:
    stored = Stored(size)
    at = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, at - 1))
    root = naive_root(stored.levels[0][:at])
    path = inclusion_path(index, at, stored)
    leaf = stored.levels[0][index]
    assert proves_inclusion(leaf, index, at, path, root)
    assert not proves_inclusion(hash_leaf(b"other"), index, at, path, root)
    assert not proves_inclusion(leaf, index, at, [*path, leaf], root)
    assert at == 1 or not proves_inclusion(leaf, (index + 1) % at, at, path, root)
    assert len(path) <= at.bit_length()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 700), st.data())
def test_every_consistency_proof_holds_and_only_for_its_roots(
    size: int, data: st.DataObject
) -> None:
    stored = Stored(size)
    first = data.draw(st.integers(1, size))
    old, new = naive_root(stored.levels[0][:first]), naive_root(stored.levels[0])
    path = consistency_path(first, size, stored)
    assert proves_consistency(first, size, old, new, path)
    assert not proves_consistency(first, size, hash_leaf(b"other"), new, path)
    assert not proves_consistency(first, size, old, hash_leaf(b"other"), path)


def test_proof_reads_few_rows() -> None:
    stored, reads = Stored(5000), []

    def read(level: int, first: int, count: int) -> Sequence[bytes]:
        row = stored(level, first, count)
        reads.append(len(row))
        return row

    inclusion_path(4321, 5000, read)
    assert sum(reads) <= 16 * 2 * 4 and len(reads) <= 8


def test_missing_node_is_told() -> None:
    stored = Stored(40)
    stored.levels[4].pop()
    with pytest.raises(BrokenTree):
        inclusion_path(0, 40, stored)
