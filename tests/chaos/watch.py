"""Watches the programs of a chaos run: what they cost, what they hold, how long each was down.

It only looks: at the process table and at the logs in which a program says that it runs.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.chaos.field import Field
from tests.crash.programs import DATABASE, Program
from zhixing.platform.embedded import postmaster

LOOK_SECONDS = 0.25
WEIGH_EVERY = 4
"""Processor time and memory are read with every fourth look, which is once a second."""
WINDOW_SECONDS = 60.0
"""The memory at a moment is the median of what was seen in so long before it."""
OF_THE_PLATFORM = ("web", "worker", "sequencer", "exchange")
RUNS = "已启动"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Standing:
    """Hold what is known of one program: its present process, and since when it is down."""

    pid: int = 0
    log_size: int = 0
    down_since: float | None = None
    down_seconds: float = 0.0
    starts: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Weight:
    """Hold the memory of one program at a moment of the run, in MB."""

    at: float
    mb: float


class Watch(threading.Thread):
    """Look at every program four times a second until told to stop."""

    def __init__(self, house: Field, port: int) -> None:
        super().__init__(daemon=True)
        self._house, self._port = house, port
        self._told_to_stop = threading.Event()
        self._ticks: dict[int, int] = {}
        self.cpu: Counter[str] = Counter()
        self.memory: dict[str, list[Weight]] = defaultdict(list)
        self.standing = {name: Standing() for name in (*OF_THE_PLATFORM, DATABASE)}
        self.began = self.ended = time.monotonic()

    def run(self) -> None:
        """Look until told to stop."""
        looks = 0
        while not self._told_to_stop.wait(LOOK_SECONDS):
            for name in OF_THE_PLATFORM:
                self._look(self._house.programs[name])
            if looks % WEIGH_EVERY == 0:
                self._weigh()
            looks += 1

    def end(self) -> None:
        """Stop looking, and close what is open."""
        self._told_to_stop.set()
        self.join(10)
        self.ended = time.monotonic()
        for standing in self.standing.values():
            if standing.down_since is not None:
                standing.down_seconds += self.ended - standing.down_since

    def was_down(self, name: str, since: float) -> None:
        """Note that a program that was down until now takes calls again."""
        seconds = time.monotonic() - since
        self.standing[name].down_seconds += seconds
        self.standing[name].starts.append(seconds)

    def report(self) -> dict[str, Any]:
        """Give the shares of time up, the seconds a start took, processor seconds and memory."""
        seconds = self.ended - self.began
        up = {n: round(1 - s.down_seconds / seconds, 3) for n, s in self.standing.items()}
        starts = {n: round(median(s.starts), 1) for n, s in self.standing.items() if s.starts}
        return {
            "up_share": up,
            "median_seconds_until_up_again": starts,
            "cpu_seconds": {n: round(s) for n, s in self.cpu.most_common()},
            "memory_mb": self._memory(),
        }

    def _memory(self) -> dict[str, dict[str, float]]:
        half, end = (self.began + self.ended) / 2, self.ended
        found = {}
        for name, weights in self.memory.items():
            values = {
                "at_half_time": _median_before(weights, half),
                "at_the_end": _median_before(weights, end),
                "most": max(w.mb for w in weights),
            }
            found[name] = {n: round(v, 1) for n, v in values.items()}
        return found

    def _look(self, program: Program) -> None:
        standing = self.standing[program.name]
        log = self._house.server.state / "logs" / f"{program.name}.log"
        process, now = program.popen, time.monotonic()
        if process is None or process.poll() is not None or process.pid != standing.pid:
            if standing.down_since is None:
                standing.down_since = now - (LOOK_SECONDS / 2 if standing.pid else 0)
            standing.pid = process.pid if process is not None and process.poll() is None else -1
        since, is_there = standing.down_since, standing.pid > 0
        if since is not None and is_there and self._is_up(program.name, log, standing.log_size):
            standing.starts.append(now - since)
            standing.down_seconds += now - since
            standing.down_since = None
        if standing.down_since is None:
            standing.log_size = log.stat().st_size

    def _is_up(self, name: str, log: Path, offset: int) -> bool:
        if name == "web":
            try:
                socket.create_connection(("127.0.0.1", self._port), 0.5).close()
            except OSError:
                return False
            return True
        with log.open("rb") as opened:
            opened.seek(offset)
            return RUNS.encode() in opened.read()

    def _weigh(self) -> None:
        now = time.monotonic()
        for program in list(self._house.programs.values()):
            if program.popen is None or program.popen.poll() is not None:
                continue
            own = program.name in OF_THE_PLATFORM
            self._count(program.name if own else "institutions", program.popen.pid)
            if own and (held := _memory_mb(program.popen.pid)):
                self.memory[program.name].append(Weight(now, held))
        self._count("this run", os.getpid())
        held = 0.0
        for pid in _backends(postmaster.living_pid(self._house.server.data)):
            self._count(DATABASE, pid)
            held += _memory_mb(pid)
        if held:
            self.memory[f"{DATABASE}, shared buffers apart"].append(Weight(now, held))

    def _count(self, name: str, pid: int) -> None:
        try:
            told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2]
        except OSError:
            return
        fields = told.split()
        ticks = int(fields[11]) + int(fields[12])
        before = self._ticks.get(pid, 0)
        self.cpu[name] += (ticks - (before if before <= ticks else 0)) / TICKS
        self._ticks[pid] = ticks


def _median_before(weights: list[Weight], moment: float) -> float:
    near = [w.mb for w in weights if moment - WINDOW_SECONDS <= w.at <= moment]
    return median(near) if near else 0.0


def _memory_mb(pid: int) -> float:
    """Give what a process holds of its own, nothing if it has just ended."""
    try:
        told = Path(f"/proc/{pid}/status").read_text("utf-8", "replace")
    except OSError:
        return 0.0
    lines = (line.split() for line in told.splitlines() if line.startswith("RssAnon:"))
    return sum(int(words[1]) for words in lines) / 1024


def _backends(parent: int | None) -> list[int]:
    """Give the database's processes: the postmaster and its children."""
    if parent is None:
        return []
    children = Path(f"/proc/{parent}/task/{parent}/children")
    try:
        return [parent, *map(int, children.read_text("ascii").split())]
    except OSError:
        return [parent]
