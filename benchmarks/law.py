"""Measures the law by itself; started by ``./zx bench law``, needs no database.

Each part runs in a process of its own at its full size and at a tenth, so that its memory
is its own. ``--part bulk`` measures one part; with ``--record`` the others stay as they were.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import date
from typing import Any

from benchmarks.law_parts import PARTS
from benchmarks.measuring import RESULTS, machine, peak_memory_mb

RESULT = RESULTS / "law.json"


def main() -> int:
    """Measure the parts asked for, print them, and keep them if asked to."""
    parser = argparse.ArgumentParser("./zx bench law")
    parser.add_argument("--part", choices=PARTS, action="append", default=[])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        sys.stdout.write(json.dumps(_measure(options.part[0], options.scale)))
        return 0
    kept = _kept() if options.record else {}
    missed = []
    for name in options.part or PARTS:
        target, _ = PARTS[name]
        print(f"law {name}: {target}", flush=True)
        parts = kept.setdefault("parts", {})
        parts[name] = {"target": target, **_both(name, options.scale)}
        if parts[name]["full"].get("met") is False:
            missed.append(name)
        if options.record:
            RESULT.write_text(
                json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
    if missed:
        print(f"未达目标 · Missed the target: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _kept() -> dict[str, Any]:
    known = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    return {
        "scenario": "law",
        "what": "The law as a library by itself: no database, no server",
        "command": "./zx bench law",
        "parts": known.get("parts", {}),
    }


def _both(name: str, scale: float) -> dict[str, Any]:
    """Run a part at a tenth and at its size, each in a process of its own."""
    found: dict[str, Any] = {
        "on": date.today().isoformat(),  # noqa: DTZ011 - the day a person ran it
        "machine": machine(),
    }
    for label, size in (("tenth", scale / 10), ("full", scale)):
        start = time.monotonic()
        command = [sys.executable, "-m", "benchmarks.law", "--alone", "--part", name]
        done = subprocess.run(
            [*command, "--scale", str(size)], stdout=subprocess.PIPE, text=True, check=True
        )
        found[label] = json.loads(done.stdout)
        shown = {k: v for k, v in found[label].items() if k != "profile"}
        seconds = time.monotonic() - start
        print(f"  {label} ({seconds:.0f} s): {json.dumps(shown, ensure_ascii=False)}", flush=True)
    return found


def _measure(name: str, scale: float) -> dict[str, Any]:
    measured = asdict(PARTS[name][1](scale))
    return {**measured, "peak_memory_mb": peak_memory_mb()}


if __name__ == "__main__":
    sys.exit(main())
