"""The command line of the simulated registry."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from simulators.registry.books import Books
from simulators.registry.faults import Faults, Restart, load_plan
from simulators.registry.front import CHINA, Front
from simulators.registry.line import HttpLine
from simulators.registry.world import invent_world, load_world

PATH = "/ckwWebServiceCloud/BdcConvertData"
EXIT_DONE, EXIT_UNREACHED, EXIT_USAGE = 0, 3, 2
OPENS, CLOSES = 8, 18


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulators.registry", description="A registry.")
    add = parser.add_argument
    add("--url", default=f"http://127.0.0.1:8000{PATH}", help="the court's endpoint")
    add("--user", default="BDC000001", help="user of the usermarker")
    add("--password", default="zhixing-demo", help="password of the usermarker")
    add("--interval", type=float, default=5.0, help="seconds between polls")
    add("--world", default="", help="JSON file with houses")
    add("--state", default="registry.sqlite3", help="SQLite file with the registry's books")
    add("--faults", default="", help="JSON file with a fault plan")
    add("--seed", default="1", help="seed of everything random")
    add("--office-hours", action="store_true", help="poll on weekdays from 8 to 18 only")
    add("--once", action="store_true", help="one cycle, then end; 3 when the court is not there")
    add("--invent-world", type=int, metavar="HOUSES", help="print an invented world and end")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the simulated registry and give its exit code."""
    given = _parser().parse_args(arguments)
    if given.invent_world is not None:
        print(json.dumps(invent_world(given.seed, given.invent_world), ensure_ascii=False))
        return EXIT_DONE
    try:
        return _run(given)
    except (ValueError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE


def _open(given: argparse.Namespace) -> Front:
    books = Books(given.state)
    books.admit(load_world(Path(given.world)) if given.world else {"houses": []})
    faults = Faults(load_plan(given.faults), given.seed)

    def log(event: str, **values: Any) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry = {"at": at, "registry": given.user, "event": event, **values}
        print(json.dumps(entry, ensure_ascii=False), flush=True)

    log("opened", state=str(given.state))
    return Front(given.user, given.password, HttpLine(given.url), books, faults, log)


def _run(given: argparse.Namespace) -> int:
    random, stop = Random(f"{given.seed}:jitter"), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    front = _open(given)
    while True:
        if not given.office_hours or _is_open(datetime.now(CHINA)):
            try:
                reached = front.cycle()
            except Restart as restart:
                front.log("restart", request=str(restart))
                front.books.db.close()
                front = _open(given)
                continue
            if given.once:
                return EXIT_DONE if reached else EXIT_UNREACHED
        if stop.wait(given.interval * random.uniform(0.8, 1.2)):
            return EXIT_DONE


def _is_open(at: datetime) -> bool:
    return at.isoweekday() <= 5 and OPENS <= at.hour < CLOSES
