"""How a scenario is timed, how much memory it took, and how its result is kept."""

from __future__ import annotations

import cProfile
import json
import os
import platform
import pstats
import resource
import statistics
import sysconfig
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(os.environ.get("ZX_BENCH_RESULTS") or Path(__file__).parent / "results")
MOST_LINES = 12


@dataclass(slots=True)
class Measured:
    """Hold what one scenario at one size gave: its figures, and whether the target was met."""

    size: Mapping[str, object]
    runs: int
    figures: dict[str, object]
    met: bool | None = None
    """Whether the target was met; None where the size is not that of the target."""
    notes: list[str] = field(default_factory=list)
    profile: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Describe a scenario: what it measures, its target, and the measuring itself.

    ``measure`` takes the scale (1.0 is the size of the target) and gives the figures.
    """

    name: str
    what: str
    target: str
    measure: Callable[[float], Measured]


def timed(work: Callable[[], object]) -> float:
    """Give the seconds a piece of work took by the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(values: Sequence[float]) -> float:
    """Give the median, rounded to something readable."""
    return round(statistics.median(values), 4)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value below which a share of the values lies.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered)) - 1))]


def profiled(work: Callable[[], object]) -> list[str]:
    """Give the functions in which a piece of work spends most of its own time."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    stats = pstats.Stats(profiler)
    found = sorted(stats.stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    whole = sum(entry[2] for _, entry in found) or 1.0
    return [
        f"{entry[2] / whole:5.1%} {_place(where)} ({entry[1]} calls)"
        for where, entry in found[:MOST_LINES]
    ]


def _place(where: tuple[str, int, str]) -> str:
    file, line, name = where
    short = file.rpartition("/site-packages/")[2].rpartition("/src/")[2]
    if "/benchmarks/" in short:
        short = f"benchmarks/{short.rpartition('/benchmarks/')[2]}"
    short = short.replace(f"{sysconfig.get_path('stdlib')}/", "python/")
    return f"{short}:{line} {name}" if line else name


def peak_memory_mb() -> dict[str, int]:
    """Give the greatest memory of this process and of its largest child so far."""
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"process": here // 1024, "largest_ended_child": below // 1024}


@dataclass(slots=True)
class Usage:
    """Watch the processor time and the memory of programs, of this one and of the database."""

    pids: dict[str, int] = field(default_factory=dict)
    before: dict[str, float] = field(default_factory=dict)
    after: dict[str, float] = field(default_factory=dict)
    seen: list[dict[str, int]] = field(default_factory=list)

    def watch(self, name: str, pid: int) -> None:
        """Watch a program that runs."""
        self.pids[name] = pid

    def begin(self) -> None:
        """Begin to count."""
        self.pids["this"] = os.getpid()
        self.pids["database"] = _postmaster()
        self.before = {name: _cpu(pid, name != "this") for name, pid in self.pids.items()}

    def look(self) -> None:
        """Note how much memory each program holds now."""
        names = [name for name in self.pids if name != "database"]
        self.seen.append({name: _resident_mb(self.pids[name]) for name in names})

    def end(self) -> None:
        """End the counting, before the programs end."""
        self.after = {name: _cpu(pid, name != "this") for name, pid in self.pids.items()}

    def cpu_seconds(self) -> dict[str, float]:
        """Give the processor seconds of each program; a busy machine lengthens them little."""
        return {name: round(self.after[name] - self.before[name], 1) for name in self.pids}

    def cpu_total(self) -> float:
        """Give the processor seconds of all programs."""
        return sum(self.after[name] - self.before[name] for name in self.pids)

    def memory_mb(self) -> list[dict[str, int]]:
        """Give the most memory each program held in the first and in the second half."""
        middle = max(1, len(self.seen) // 2)
        halves = [self.seen[:middle], self.seen[middle:] or self.seen[-1:]]
        return [{n: max(look[n] for look in half) for n in half[0]} for half in halves if half]


def _postmaster() -> int:
    place = next(Path(os.environ["ZX_STATE"]).glob("**/postmaster.pid"))
    return int(place.read_text("ascii").split()[0])


def _cpu(pid: int, with_children: bool) -> float:
    """Give the seconds a process used, with its ended and its running children."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        tasks = Path(f"/proc/{pid}/task").iterdir()
        below = [int(p) for t in tasks for p in (t / "children").read_text("ascii").split()]
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    own = sum(int(parts[n]) for n in ((11, 12, 13, 14) if with_children else (11, 12)))
    more = sum(_cpu(child, True) for child in below) if with_children else 0.0
    return own / os.sysconf("SC_CLK_TCK") + more


def _resident_mb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def yardstick_ms() -> int:
    """Time a fixed loop, so that a busy machine's result can be read beside a quiet one's."""
    return round(min(timed(lambda: sum(i for i in range(2_000_000))) for _ in range(3)) * 1000)


def machine() -> dict[str, object]:
    """Say on what machine this runs, and how busy it is."""
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = next(int(line.split()[1]) for line in lines if line.startswith("MemTotal"))
    return {
        "processor": f"{platform.machine()}, {os.cpu_count()} cores, shared",
        "memory_gb": round(memory / 1024 / 1024),
        "python": platform.python_version(),
        "load_average": [round(load, 1) for load in os.getloadavg()],
        "yardstick_ms": yardstick_ms(),
    }


def record(scenario: Scenario, body: Mapping[str, Any]) -> Path:
    """Keep a result beside the code that measured it."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{scenario.name}.json"
    path.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def result_of(
    scenario: Scenario,
    command: str,
    measured: Mapping[str, Measured],
    verified: object,
    begun: Mapping[str, object],
) -> dict[str, Any]:
    """Put together what is kept of one scenario."""
    return {
        "scenario": scenario.name,
        "what": scenario.what,
        "target": scenario.target,
        "command": command,
        "on": date.today().isoformat(),  # noqa: DTZ011 - the day a person ran it
        "machine": machine(),
        "at_the_beginning": {k: begun[k] for k in ("load_average", "yardstick_ms")},
        "before": "three other courts of 200 cases each, and statistics as after autovacuum",
        **{size: asdict(found) for size, found in measured.items()},
        "peak_memory_mb": peak_memory_mb(),
        "verify_all": verified,
    }
