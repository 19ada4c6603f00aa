"""How long it takes to start Python, import the law, and have a first answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage, struct_rusage

from benchmarks.measuring import Measured, median, timed
from zhixing.law.topics.asking import get_topic, list_topics

IMPORT_MS = 150.0


def start(scale: float) -> Measured:
    """Start Python, import the law, and answer one question of each topic, each time anew."""
    runs = 15 if scale >= 1 else 5
    codes = {"bare": "", "law": LAW, "asking": ASKING}
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    for code in codes.values():
        _run(code, "")  # writes the bytecode, as an installation does
    for _ in range(runs):
        for name, code in codes.items():
            took[name].append(_fresh(code))
    cold, memory = {}, {}
    for name in list_topics():
        given = json.dumps(dict(get_topic(name).examples[0].request))
        code = ANSWER.format(name=name)
        memory[name] = _memory(code, given)
        cold[name] = _medians([_fresh(code, given) for _ in range(max(3, runs // 3))])
    by_time = sorted(cold, key=lambda name: cold[name])
    imported, asking = _medians(took["law"]), _medians(took["asking"])
    measured = Measured(
        {"topics": len(cold)},
        runs,
        {
            "bare_python_ms": _medians(took["bare"]),
            "import_law_ms": imported,
            "import_asking_ms": asking,
            "answer_cold_ms": (
                round(median([wall for wall, _ in cold.values()])),
                round(median([spent for _, spent in cold.values()])),
            ),
            "answer_cold_slowest_ms": {n: cold[n] for n in by_time[-3:]},
            "memory_mb": {
                "bare_python": _memory(""),
                "import_law": _memory(LAW),
                "answer_cold_greatest": max(memory.values()),
            },
        },
        notes=[
            "pairs of wall and processor time, from the start of the process to its end, "
            "Python itself included; bytecode is there, as after an installation"
        ],
    )
    if scale >= 1:
        measured.met = max(imported[0], asking[0]) < IMPORT_MS
    return measured


LAW, ASKING = "import zhixing.law", "import zhixing.law.topics.asking"
ANSWER = """import sys
from zhixing.law.command import main
main([{name!r}], sys.stdin, sys.stdout, sys.stderr)"""
PEAK = """
with open("/proc/self/status") as lines:
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))"""


def _fresh(code: str, given: str = "") -> tuple[float, float]:
    """Run Python anew; give the seconds it took by the wall clock and of a processor."""
    before = getrusage(RUSAGE_CHILDREN)
    seconds = timed(lambda: _run(code, given))
    return seconds, spent(before, getrusage(RUSAGE_CHILDREN))


def _medians(took: list[tuple[float, float]]) -> tuple[int, int]:
    """Give the medians of wall and processor time in milliseconds."""
    wall, spent = zip(*took, strict=True)
    return round(median(wall) * 1000), round(median(spent) * 1000)


def _memory(code: str, given: str = "") -> int:
    """Run Python anew and give its greatest memory in megabytes."""
    return int(_run(code + PEAK, given).splitlines()[-1]) // 1024


def _run(code: str, given: str) -> str:
    source = str(Path(__file__).resolve().parents[1] / "src")
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "PYTHONPATH": source},
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def spent(before: struct_rusage, after: struct_rusage) -> float:
    """Give the processor seconds between two readings."""
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
