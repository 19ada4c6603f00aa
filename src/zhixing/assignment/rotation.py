"""Random cyclic rotation that anybody can check afterwards. Pure.

Before a cycle the court commits to a secret by publishing its hash. At the cut-off
the cases are put in the order of their numbers, and the seed is the hash of the
secret and the head of the court's log at that moment: neither whoever knows the
secret nor whoever files a case can choose the outcome alone. Each round deals one
case to every group in a fresh random order, so that loads within a cycle differ
by at most one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DOMAIN = b"zhixing assignment v1\x00"


def commitment(secret: bytes) -> str:
    """Give the hash that is published before the cycle."""
    return hashlib.sha256(DOMAIN + b"commit\x00" + secret).hexdigest()


def final_seed(secret: bytes, log_head: bytes) -> bytes:
    """Join the court's secret and the log's head at the cut-off into the seed."""
    return hashlib.sha256(DOMAIN + b"seed\x00" + secret + log_head).digest()


def permutation(seed: bytes, label: str, count: int) -> list[int]:
    """Give a uniformly random order of ``count`` places, fixed by seed and label.

    Fisher–Yates over numbers drawn from SHA-256 in counter mode; draws that would
    favour some place are thrown away.

    >>> sorted(permutation(b"seed", "round/0", 11)) == list(range(11))
    True
    """
    order = list(range(count))
    draws = _numbers(seed, label)
    for last in range(count - 1, 0, -1):
        limit = 2**32 - 2**32 % (last + 1)
        number = next(draws)
        while number >= limit:
            number = next(draws)
        pick = number % (last + 1)
        order[last], order[pick] = order[pick], order[last]
    return order


def _numbers(seed: bytes, label: str) -> Iterator[int]:
    counter = 0
    while True:
        block = hashlib.sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest()
        for start in range(0, 32, 4):
            yield int.from_bytes(block[start : start + 4], "big")
        counter += 1


@dataclass(frozen=True, slots=True)
class Dealt:
    """Tell where one case fell: its place in the order, its round, and the group's place."""

    position: int
    round: int
    group: int


def deal(seed: bytes, label: str, cases: int, groups: int) -> Iterator[Dealt]:
    """Deal ``cases`` in order to ``groups``, round by round.

    :raises ValueError: there is no group to deal to.
    """
    if groups < 1:
        raise ValueError("there is no group to deal to")
    order: list[int] = []
    for position in range(cases):
        turn, place = divmod(position, groups)
        if place == 0:
            order = permutation(seed, f"{label}/{turn}", groups)
        yield Dealt(position, turn, order[place])


def group_of(seed: bytes, label: str, position: int, groups: int) -> int:
    """Give the group of one position without dealing the others: what a receipt proves."""
    turn, place = divmod(position, groups)
    return permutation(seed, f"{label}/{turn}", groups)[place]


def order_key(number: tuple[int, str, int]) -> tuple[int, str, int]:
    """Give the key by which cases are put in order: year, type code, serial."""
    return number


def in_order(numbers: Sequence[tuple[int, str, int]]) -> list[int]:
    """Give the indices of the cases in the fixed order of their numbers."""
    return sorted(range(len(numbers)), key=lambda i: order_key(numbers[i]))
