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

from benchmarks.measuring import Measured, Scenario

SCENARIOS = {
    "fold": ("fold", "SCENARIO"),
    "log": ("log", "SCENARIO"),
    "excel": ("excel", "SCENARIO"),
    "assignment": ("assignment", "SCENARIO"),
    "filing": ("filing", "SCENARIO"),
    "inquiry-batch": ("inquiry", "BATCH"),
    "inquiry-soap": ("soap", "SOAP"),
    "freeze-orders": ("freezing", "FREEZES"),
    "case-page": ("pages", "PAGE"),
    "case-list": ("pages", "LIST"),
}


def main() -> int:
    """Measure the scenarios asked for, verify everything once, and record if asked to."""
    parser = argparse.ArgumentParser("./zx bench")
    parser.add_argument("names", nargs="*", choices=[*SCENARIOS, []], default=[])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    django.setup()
    from benchmarks import measuring
    from benchmarks.ground import verify_all

    _run_in()
    names = options.names or list(SCENARIOS)
    before = measuring.machine()
    measured = {name: _measure(name, options.scale) for name in names}
    courts = sorted({court for name in names for court in _module(name).courts})
    verified = verify_all(courts)
    print(f"  verify all: {verified}", flush=True)
    for name, found in measured.items():
        scenario = _scenario(name)
        scale = "" if options.scale == 1 else f" --scale {options.scale:g}"
        command = f"./zx bench {name}{scale}"
        body = measuring.result_of(scenario, command, found, verified, before)
        if options.record:
            print(f"  {measuring.record(scenario, body)}")
    missed = [name for name, found in measured.items() if found["full"].met is False]
    if missed:
        print(f"未达目标 · Missed the target: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _run_in() -> None:
    """Give the tables some rows and the planner its statistics, as on any platform in use.

    Without them the planner takes any index that begins with the court for as good as
    the right one, and a plan made for empty tables then lasts as long as its session.
    """
    from benchmarks.ground import analyse, found_court, sequencing, wait_until_sequenced
    from benchmarks.living import live

    for _ in range(3):
        live(found_court(), 200, 10)
    with sequencing():
        wait_until_sequenced()
    analyse()


def _measure(name: str, scale: float) -> dict[str, Measured]:
    scenario = _scenario(name)
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
    for line in measured["full"].profile[:6]:
        print(f"    {line}")
    return measured


def _module(name: str) -> ModuleType:
    return import_module(f"benchmarks.{SCENARIOS[name][0]}")


def _scenario(name: str) -> Scenario:
    scenario: Scenario = getattr(_module(name), SCENARIOS[name][1])
    return scenario


if __name__ == "__main__":
    sys.exit(main())
