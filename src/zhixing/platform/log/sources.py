"""The register through which rooms say how a leaf is derived again from their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from zhixing.kernel.refusal import Impossible

Derive = Callable[[int], Iterator[tuple[UUID, object]]]
"""Give every row of a court as (subject id, canonical value), in the order of the ids."""
Courts = Callable[[], Iterable[int]]


@dataclass(frozen=True, slots=True)
class LeafSource:
    """Name a kind of leaf and how its values are derived from business rows."""

    kind: str
    derive: Derive
    courts: Courts | None = None


SOURCES: dict[str, LeafSource] = {}


def leaf_source(kind: str, *, courts: Courts | None = None) -> Callable[[Derive], Derive]:
    """Register the decorated function as the source of a kind of leaf.

    The function is given a court's number and yields ``(subject_id, value)`` with
    the same value that was queued, ordered by ``subject_id``, read in bulk.
    ``courts`` names the courts that have such rows, for a run over all of them.
    """

    def register(derive: Derive) -> Derive:
        if kind in SOURCES and SOURCES[kind].derive is not derive:
            raise Impossible(f"two sources derive the leaves of kind {kind}")
        SOURCES[kind] = LeafSource(kind, derive, courts)
        return derive

    return register
