"""The sequencer: the one program that gives queued leaves their place and signs the trees.

It runs as its own role, holds an advisory lock so that there is never a second
one, and works in batches: take from the queue, number per court without a gap,
store the completed nodes, sign one checkpoint per court touched, all in one
transaction. Start it with ``python -m zhixing.platform.log.sequencer``; it reads
``ZX_DSN_SEQUENCER`` and the keys as every process does.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

import psycopg

from zhixing.kernel.clock import Clock, SystemClock
from zhixing.kernel.refusal import Impossible
from zhixing.platform.crashpoints import AFTER_COMMIT, BEFORE_COMMIT, reach
from zhixing.platform.embedded.secrets import read_secrets
from zhixing.platform.log.note import LOG_KEY_NAME, Checkpoint, SignKey, sign_checkpoint
from zhixing.platform.log.tree import EMPTY_ROOT, BrokenTree, Frontier, Node

LOCK = 0x5A58_4C4F_47
"""The advisory lock: whoever holds it is the sequencer."""

Connection = psycopg.Connection[tuple[object, ...]]
Queued = tuple[int, UUID, bytes]
log = logging.getLogger("zhixing.sequencer")

_OLDEST = """
/* oldest_queued: the next batch; nobody but the sequencer takes leaves away */
SELECT court_no, id, leaf_hash FROM platform_leaf_queue
WHERE court_no <> ALL(%s::int[]) ORDER BY id LIMIT %s
"""
_SIZES = """
/* signed_sizes: how many leaves each court's latest checkpoint counts, and their root */
SELECT c.court_no, p.size, p.root
FROM unnest(%s::int[]) AS c (court_no)
CROSS JOIN LATERAL (SELECT size, root FROM platform_checkpoint
                    WHERE court_no = c.court_no ORDER BY size DESC LIMIT 1) p
"""
_ADD_LEAVES = """
/* add_leaves: each at the next place of its court */
INSERT INTO platform_leaf (court_no, leaf_index, kind, subject_id, leaf_hash, salt, queued_at)
SELECT q.court_no, placed.leaf_index, q.kind, q.subject_id, q.leaf_hash, q.salt, q.queued_at
FROM unnest(%b::uuid[], %b::bigint[]) AS placed (id, leaf_index)
JOIN platform_leaf_queue q ON q.id = placed.id
"""
_TAKE_AWAY = """
/* take_away: what has its place no longer waits */
DELETE FROM platform_leaf_queue WHERE id = ANY(%b::uuid[])
"""
_ADD_NODES = """
/* add_nodes: the complete subtrees at the stored levels */
INSERT INTO platform_tree_node (court_no, level, node_index, hash)
SELECT * FROM unnest(%b::int[], %b::smallint[], %b::bigint[], %b::bytea[])
"""
_ADD_CHECKPOINTS = """
/* add_checkpoints: one signed statement per court touched */
INSERT INTO platform_checkpoint (court_no, size, root, at, note)
SELECT * FROM unnest(%b::int[], %b::bigint[], %b::bytea[], %b::timestamptz[], %b::text[])
"""
_READ_LEAVES = """
/* read_leaf_hashes: the lowest level of the stored tree */
SELECT leaf_hash FROM platform_leaf
WHERE court_no = %s AND leaf_index >= %s AND leaf_index < %s ORDER BY leaf_index
"""
_READ_NODES = """
/* read_node_hashes: a run of nodes at one stored level */
SELECT hash FROM platform_tree_node
WHERE court_no = %s AND level = %s AND node_index >= %s AND node_index < %s ORDER BY node_index
"""
_DISTURBED = """
/* find_disturbed: courts whose leaves do not end where their latest checkpoint says */
SELECT q.court_no FROM (SELECT DISTINCT court_no FROM platform_leaf_queue) q
WHERE coalesce((SELECT max(leaf_index) + 1 FROM platform_leaf l WHERE l.court_no = q.court_no), 0)
   <> coalesce((SELECT max(size) FROM platform_checkpoint p WHERE p.court_no = q.court_no), 0)
"""


class Disturbed(Exception):
    """Tell that a court's stored tree is not the one that was signed."""

    def __init__(self, court_no: int) -> None:
        super().__init__(f"the tree of court {court_no} was changed by another hand")
        self.court_no = court_no


@dataclass(slots=True)
class Sequencer:
    """Work the queue over one connection; courts whose tree was disturbed are held back."""

    connection: Connection
    key: SignKey
    clock: Clock
    batch: int = 5000
    held: set[int] = field(default_factory=set)
    _frontiers: dict[int, Frontier] = field(default_factory=dict)

    def acquire(self) -> bool:
        """Try to become the sequencer; the lock lasts as long as the connection."""
        row = self.connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        self.connection.commit()
        return bool(row and row[0])

    def drain(self) -> int:
        """Sequence until the queue is empty, and give how many leaves got their place."""
        total = 0
        while count := self.step():
            total += count
        return total

    def step(self) -> int:
        """Sequence one batch in one transaction, and give how many leaves it had."""
        committed = False
        try:
            with self.connection.transaction():
                count = self._sequence()
                reach(BEFORE_COMMIT)
            committed = True
            reach(AFTER_COMMIT)
            return count
        except Disturbed as error:
            self._hold({error.court_no})
        except psycopg.errors.UniqueViolation:
            found = self._find_disturbed() - self.held
            if not found:
                raise
            self._hold(found)
        finally:
            if not committed:
                self._frontiers.clear()
        return self.step()

    def _hold(self, courts: set[int]) -> None:
        log.error("trees of courts %s were changed by another hand: held back", sorted(courts))
        self.held |= courts

    def _sequence(self) -> int:
        rows = self._oldest()
        by_court = {court_no: list(own) for court_no, own in groupby(rows, key=_court)}
        self._load([court_no for court_no in by_court if court_no not in self._frontiers])
        indexes: list[int] = []
        nodes: list[tuple[int, Node]] = []
        checkpoints: list[Checkpoint] = []
        now = self.clock.now()
        for court_no, own in by_court.items():
            frontier = self._frontiers[court_no]
            indexes += range(frontier.size, frontier.size + len(own))
            for _, _, leaf in own:
                nodes += [(court_no, node) for node in frontier.append(leaf)]
            size, root = frontier.size, frontier.root()
            checkpoints.append(sign_checkpoint(self.key, court_no, size, root, now))
        self._place([row[1] for row in rows], indexes)
        self._store(nodes, checkpoints)
        return len(rows)

    def _oldest(self) -> list[Queued]:
        found = self.connection.execute(_OLDEST, [list(self.held), self.batch], binary=True)
        rows: list[Queued] = found.fetchall()  # type: ignore[assignment]
        rows.sort(key=_court)  # stable: within a court the order of the queue stays
        return rows

    def _place(self, ids: list[UUID], indexes: list[int]) -> None:
        if not ids:
            return
        added = self.connection.execute(_ADD_LEAVES, [ids, indexes]).rowcount
        taken = self.connection.execute(_TAKE_AWAY, [ids]).rowcount
        if not added == taken == len(ids):
            raise Impossible(f"{len(ids)} leaves were to be placed, {added} were, {taken} taken")

    def _load(self, courts: list[int]) -> None:
        """Rebuild courts' right edges, and refuse to build on one that was never signed."""
        signed = {c: (size, root) for c, size, root in self.connection.execute(_SIZES, [courts])}
        for court_no in courts:
            size, root = signed.get(court_no, (0, EMPTY_ROOT))
            try:
                frontier = Frontier.load(int(str(size)), _Reader(self.connection, court_no))
            except BrokenTree:
                raise Disturbed(court_no) from None
            if frontier.root() != root:
                raise Disturbed(court_no)
            self._frontiers[court_no] = frontier

    def _store(self, nodes: list[tuple[int, Node]], checkpoints: list[Checkpoint]) -> None:
        if nodes:
            self.connection.execute(
                _ADD_NODES,
                [
                    [court_no for court_no, _ in nodes],
                    [node.level for _, node in nodes],
                    [node.index for _, node in nodes],
                    [node.hash for _, node in nodes],
                ],
            )
        if checkpoints:
            self.connection.execute(
                _ADD_CHECKPOINTS,
                [
                    [c.court_no for c in checkpoints],
                    [c.size for c in checkpoints],
                    [c.root for c in checkpoints],
                    [c.at for c in checkpoints],
                    [c.note for c in checkpoints],
                ],
            )

    def _find_disturbed(self) -> set[int]:
        with self.connection.transaction():
            return {int(str(row[0])) for row in self.connection.execute(_DISTURBED)}


@dataclass(frozen=True, slots=True)
class _Reader:
    connection: Connection
    court_no: int

    def __call__(self, level: int, first: int, count: int) -> Sequence[bytes]:
        if level == 0:
            rows = self.connection.execute(_READ_LEAVES, [self.court_no, first, first + count])
        else:
            rows = self.connection.execute(
                _READ_NODES, [self.court_no, level, first, first + count]
            )
        return [row[0] for row in rows if isinstance(row[0], bytes)]


def _court(row: Queued) -> int:
    return row[0]


def run(
    dsn: str,
    key: SignKey,
    clock: Clock,
    stop: threading.Event,
    *,
    batch: int = 5000,
    pause_seconds: float = 0.25,
) -> None:
    """Sequence until ``stop`` is set; wait as stand-by while another holds the lock.

    A lost connection is opened anew: the batch it was in never happened.
    """
    while not stop.is_set():
        try:
            with psycopg.connect(dsn, autocommit=False) as connection:
                _work(Sequencer(connection, key, clock, batch), stop, pause_seconds)
        except psycopg.OperationalError as error:
            log.warning("the database cannot be reached: %s", error)
            stop.wait(max(pause_seconds, 1))


def _work(sequencer: Sequencer, stop: threading.Event, pause_seconds: float) -> None:
    while not stop.is_set() and not sequencer.acquire():
        stop.wait(max(pause_seconds, 1))
    log.info("sequencing")
    while not stop.is_set():
        if sequencer.step() < sequencer.batch:
            stop.wait(pause_seconds)


def main() -> None:
    """Run the sequencer until it is told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    key = SignKey.of_text(LOG_KEY_NAME, read_secrets(os.environ)["log_signing_key"])
    run(os.environ["ZX_DSN_SEQUENCER"], key, SystemClock(), stop)


if __name__ == "__main__":
    main()
