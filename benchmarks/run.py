"""Runs scenarios one after another and records what they gave; started by ``./zx bench``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from importlib import import_module
from types import ModuleType

import django

SCENARIOS = {
    "fold": ("fold", "SCENARIO"),
    "log": ("log", "SCENARIO"),
    "excel": ("excel", "SCENARIO"),
    "assignment": ("assignment", "SCENARIO"),
    "filing": ("filing", "SCENARIO"),
    "case-page": ("pages", "PAGE"),
    "case-list": ("pages", "LIST"),
}


def main() -> int:
    """Measure the scenarios asked for, verify everything, and record if asked to."""
    parser = argparse.ArgumentParser("./zx bench")
    parser.add_argument("names", nargs="*", choices=[*SCENARIOS, []], default=[])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    django.setup()
    _run_in()
    missed = []
    for name in options.names or list(SCENARIOS):
        if not _run(name, options.scale, record=options.record):
            missed.append(name)
    if missed:
        print(f"未达目标 · Missed the target: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _run_in() -> None:
    """Give the tables some rows and the planner its statistics, as on any platform in use.

    Without them the planner takes any index that begins with the court for as good as
    the right one, and a plan made for empty tables then lasts as long as its session.
    """
    from benchmarks.ground import analyse, found_court
    from benchmarks.living import live

    for _ in range(3):
        live(found_court(), 200, 10)
    analyse()


def _run(name: str, scale: float, *, record: bool) -> bool:
    from benchmarks import measuring
    from benchmarks.ground import verify_all

    module = import_module(f"benchmarks.{SCENARIOS[name][0]}")
    scenario = getattr(module, SCENARIOS[name][1])
    print(f"{name}: {scenario.what}; {scenario.target}", flush=True)
    measured = {}
    for label, size in (("tenth", scale / 10), ("full", scale)):
        start = time.monotonic()
        measured[label] = scenario.measure(size)
        shown = {k: v for k, v in asdict(measured[label]).items() if k != "profile"}
        print(
            f"  {label} ({time.monotonic() - start:.0f} s): {json.dumps(shown, ensure_ascii=False)}"
        )
        sys.stdout.flush()
    verified = verify_all(_courts(module))
    print(f"  verify all: {verified}", flush=True)
    command = f"./zx bench {name}" + ("" if scale == 1 else f" --scale {scale:g}")
    body = measuring.result_of(scenario, command, measured, verified)
    for line in measured["full"].profile[:6]:
        print(f"    {line}")
    if record:
        print(f"  {measuring.record(scenario, body)}")
    return measured["full"].met is not False


def _courts(module: ModuleType) -> list[int]:
    """Take the courts a scenario used, so that each verifies its own once."""
    used = list(module.courts)
    if module.__name__.endswith("pages"):
        return used
    module.courts.clear()
    return used


if __name__ == "__main__":
    sys.exit(main())
