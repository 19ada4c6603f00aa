"""One institution that runs: opened from its files, gone round with, opened again after a restart.

Several may live in one process, each with its world, its key and its books of its own; what one
of them does wrong costs no other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import ThreadingHTTPServer
from pathlib import Path

from simulators.open.books import Books
from simulators.open.faults import Faults, Restart
from simulators.open.front import Front
from simulators.open.line import Line, NotProved
from simulators.open.server import Desk, serve
from simulators.open.signing import Key
from simulators.open.work import Work, World


@dataclass(frozen=True)
class Given:
    """Hold what an institution is told: its files, its key, where the platform is."""

    world: str
    url: str
    key: Key
    state: str
    statement: str = ""
    today: str = ""
    faults: str = ""
    seed: str = "1"
    generate_rate: float = 0.0
    interval: float = 1.0
    retry_seconds: float = 0.5
    ca: str = ""
    listen: int = 0
    platform_key: str = ""
    certificate: str = ""
    certificate_key: str = ""


@dataclass
class Institution:
    """Run one institution, round by round."""

    given: Given
    log: Callable[..., None]
    books: Books | None = None
    front: Front | None = None
    server: ThreadingHTTPServer | None = None
    due: float = 0.0
    """When its next round is, by the clock that never goes back."""

    def open(self) -> None:
        """Open world and books, and the address of its own where it has one."""
        given = self.given
        world = replace(
            World.of(json.loads(Path(given.world).read_text("utf-8"))),
            seed=given.seed,
            generate_rate=given.generate_rate,
        )
        self.books = books = Books(given.state)
        plan = json.loads(Path(given.faults).read_text("utf-8")) if given.faults else {}
        faults = Faults(plan, given.seed, books)
        work = Work(world, books, faults, given.statement, given.today)
        line = Line(given.url.rstrip("/"), world.code, given.key, given.ca)
        line.skew_seconds = faults.clock_skew_seconds
        self.front = Front(line, books, faults, work, self.log, given.retry_seconds)
        if given.listen:
            own = bytes.fromhex(given.platform_key) if given.platform_key else line.learn_key()
            desk = Desk(world.code, given.key, own, books, faults, work)
            self.server = serve(desk, given.listen, given.certificate, given.certificate_key)
        self.log("opened", institution=world.code, kind=world.kind)

    def round(self) -> None:
        """Go through one cycle, if it has a platform to call; begin again where the plan says."""
        self.due = time.monotonic() + self.given.interval
        if self.front is None or not self.given.url:
            return
        try:
            self.front.cycle(polls=not self.given.listen)
        except (OSError, NotProved) as failure:
            self.log("line_down", reason=str(failure))
        except Restart as restart:
            self.log("restart", request=str(restart))
            self.close()
            self.open()

    def close(self) -> None:
        """Close what is open."""
        if self.books is not None:
            self.books.db.close()
            self.books = None
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None
