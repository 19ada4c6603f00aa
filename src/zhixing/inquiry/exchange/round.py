"""One round of exchange with one institution: pack, put down, collect. A door in this room."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final, Protocol

from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.exchange.place import Place
from zhixing.inquiry.packing import (
    Packed,
    list_unplaced,
    note_placed,
    pack_requests,
    receive_package,
    write_package,
)
from zhixing.inquiry.wire.model import Kind
from zhixing.institutions.records import InstitutionView
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope
from zhixing.platform.web.transactions import run_whole

MOST_A_TURN: Final = 3
"""How many packages an institution gets before the next one has its turn: those asked in the same
words are packed one after another, while the words are still remembered."""


class Tell(Protocol):
    """Hear what happened, for the log."""

    def __call__(self, event: str, **values: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Done:
    """Count what a round did."""

    placed: int
    taken: int


def exchange(
    institution: InstitutionView, place: Place, tell: Tell, *, has_work: bool = True
) -> Done:
    """Go through one round: what is unplaced, what waits, what came in.

    Without ``has_work`` nothing is known to wait, and only what came in is looked for.

    May be ended anywhere: a package is put down again under its name, a file taken and not
    settled is read again, and both are told apart as repeats.

    :raises OSError: the place fails; the next round goes on where this one ended.
    """
    scope = Scope.of_institution(institution.id)
    placed = put_down(institution, place) if has_work else 0
    taken = 0
    for seen in place.arrivals():
        content = place.take(seen)
        reach(HAND_OUT)
        verdicts = receive_package(institution, seen.name, content, _now(scope))
        reach(BEFORE_ACKNOWLEDGEMENT)
        place.settle(seen)
        counted = [v.value for v in verdicts.values()]
        tell("taken", file=seen.name, **{v: counted.count(v) for v in sorted(set(counted))})
        taken += 1
    return Done(placed, taken)


def put_down(institution: InstitutionView, place: Place) -> int:
    """Put down what is unplaced, then a turn's worth of what waits; gives how many packages.

    :raises OSError: the place fails; the next turn goes on where this one ended.
    """
    scope, placed = Scope.of_institution(institution.id), 0
    for packed in run_whole(scope, lambda: list_unplaced(institution)):
        _put(institution, place, packed, scope)
        placed += 1
    for kind in Kind:
        placed += _pack_all(institution, place, kind, scope)
    return placed


def _now(scope: Scope) -> datetime:
    return run_whole(scope, wire_instant)


def _pack_all(institution: InstitutionView, place: Place, kind: Kind, scope: Scope) -> int:
    def pack() -> Packed | None:
        return pack_requests(institution, kind, wire_instant())

    for count in range(MOST_A_TURN):
        packed = run_whole(scope, pack)
        if packed is None:
            return count
        reach(HAND_OUT)
        _put(institution, place, packed, scope)
    return MOST_A_TURN


def _put(institution: InstitutionView, place: Place, packed: Packed, scope: Scope) -> None:
    with tempfile.TemporaryFile() as file:
        run_whole(scope, _begun(file, lambda: write_package(institution, packed, file)))
        size = file.tell()
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        place.put(packed.name.file, file)
    run_whole(scope, lambda: note_placed(packed, sha256, size, wire_instant()))


def _begun(file: IO[bytes], work: Callable[[], None]) -> Callable[[], None]:
    """Give work that begins its file anew each time it is run."""

    def run() -> None:
        file.seek(0)
        file.truncate()
        work()

    return run
