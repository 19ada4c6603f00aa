"""A witness remembers each court's last checkpoint and countersigns only what continues it.

It is run by somebody else than the court, on a machine of its own. A log that
was rewritten or shortened cannot prove that it continues what the witness saw,
and the witness then refuses: that is a fork, and the remembered checkpoint with
the new one are its evidence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhixing.kernel.clock import Clock
from zhixing.platform.log.note import (
    Checkpoint,
    SignKey,
    VerifyKey,
    cosign,
    read_checkpoint,
    require_signature,
)
from zhixing.platform.log.tree import BrokenTree, proves_consistency

ProveConsistency = Callable[[int, int, int], Sequence[bytes]]
"""Give the consistency proof of a court from one size to another."""


class Fork(Exception):
    """Tell that a court's tree does not continue the one the witness countersigned."""

    def __init__(self, seen: Checkpoint, shown: Checkpoint | None) -> None:
        size = shown.size if shown else 0
        super().__init__(
            f"court {seen.court_no}: {size} leaves do not continue the {seen.size} seen; "
            f"法院 {seen.court_no} 的日志与见证过的检查点不一致，见证被拒绝"
        )
        self.seen = seen
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Witness:
    """Countersign checkpoints of one log; ``folder`` keeps one file per court."""

    folder: Path
    key: SignKey
    log_key: VerifyKey
    clock: Clock

    def seen(self, court_no: int) -> Checkpoint | None:
        """Give the last checkpoint countersigned for a court, with the countersignature."""
        path = self._path(court_no)
        return read_checkpoint(path.read_text()) if path.exists() else None

    def countersign(self, shown: Checkpoint, prove: ProveConsistency) -> Checkpoint:
        """Countersign a checkpoint that continues the last one, and remember it.

        :raises Unsigned: the log's own signature is missing or wrong.
        :raises Fork: the tree was rewritten or shortened; nothing is remembered.
        """
        require_signature(shown, self.log_key)
        seen = self.seen(shown.court_no)
        if seen is not None:
            self._require_continuation(seen, shown, prove)
        signed = read_checkpoint(cosign(shown, self.key, self.clock.now()))
        self._remember(signed)
        return signed

    def _require_continuation(
        self, seen: Checkpoint, shown: Checkpoint, prove: ProveConsistency
    ) -> None:
        if shown.size < seen.size:
            raise Fork(seen, shown)
        try:
            path = [] if seen.size == shown.size else prove(shown.court_no, seen.size, shown.size)
        except BrokenTree:
            raise Fork(seen, shown) from None
        if not proves_consistency(seen.size, shown.size, seen.root, shown.root, path):
            raise Fork(seen, shown)

    def _remember(self, signed: Checkpoint) -> None:
        """Replace the court's file so that a crash leaves the old one or the new one."""
        path = self._path(signed.court_no)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w") as file:
            file.write(signed.note)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _path(self, court_no: int) -> Path:
        return self.folder / f"court-{court_no}.checkpoint"


def witness_courts(witness: Witness, courts: Iterable[int]) -> tuple[list[Checkpoint], list[Fork]]:
    """Countersign the latest checkpoints of some courts; give the forks found apart.

    Runs inside a scope, over the application's own connection.
    """
    from zhixing.platform.log.proofs import consistency_proof, latest_checkpoint

    signed: list[Checkpoint] = []
    forks: list[Fork] = []
    for court_no in courts:
        shown, seen = latest_checkpoint(court_no), witness.seen(court_no)
        if shown is None:
            forks += [Fork(seen, None)] if seen else []
            continue
        try:
            signed.append(witness.countersign(shown, consistency_proof))
        except Fork as fork:
            forks.append(fork)
    return signed, forks
