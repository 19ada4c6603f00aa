"""The command line of the simulated bank."""

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

from simulators.bank.books import Books
from simulators.bank.dialects import DIALECTS
from simulators.bank.faults import Faults, Restart, load_plan
from simulators.bank.front import Front
from simulators.bank.line import HttpLine
from simulators.bank.parcels import ParcelFront
from simulators.bank.settings import BANKS, BusinessClock, Settings, read_settings
from simulators.bank.work import Work
from simulators.bank.world import invent_world, load_world

EXIT_DONE, EXIT_UNREACHED, EXIT_USAGE = 0, 3, 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulators.bank", description="A simulated bank.")
    add = parser.add_argument
    add("--config", default="", help="JSON file with any of these settings")
    add("--name", help=f"which bank to play: {', '.join(BANKS)}, or any other word")
    add("--title", help="the bank's name on receipts")
    add("--code", help="the institution code, used as user when --user is not given")
    add("--url", help="the court's endpoint")
    add("--user", help="user of the usermarker")
    add("--password", help="password of the usermarker")
    add("--interval", type=float, help="seconds between polls")
    add("--world", help="JSON file with customers")
    add("--generate-rate", type=float, help="share of unknown persons who have accounts")
    add("--state", help="SQLite file with the bank's books")
    add("--statement", help="file to which transfers are written, one JSON object a line")
    add("--faults", help="JSON file with a fault plan")
    add("--seed", help="seed of everything random")
    add("--today", help="business day, YYYY-MM-DD")
    add("--clock-url", help="address that answers JSON with the present instant as now")
    add("--query-seconds", type=float, help="wait before a query is answered")
    add("--control-seconds", type=float, help="wait before a measure is executed")
    add("--transfer-seconds", type=float, help="further wait of a transfer")
    add("--retry-seconds", type=float, help="wait before feedback is sent again")
    add("--spread", type=float, help="how many times longer than usual a request may wait")
    add("--ledger-split", type=int, help="transactions above this number go apart")
    add("--timeout", type=float, help="seconds to wait for an answer of the court")
    add("--dialect", choices=[*DIALECTS], help="how the front-end speaks")
    add("--exchange", help="where packages lie: download and upload below it")
    add("--bulk", action="store_true", default=None, help="a package in one step of the books")
    add("--once", action="store_true", help="one cycle, then end; 3 when the court is not there")
    add("--invent-world", type=int, metavar="PERSONS", help="print an invented world and end")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the simulated bank and give its exit code."""
    given = vars(_parser().parse_args(arguments))
    once, config = given.pop("once"), given.pop("config")
    invented = given.pop("invent_world")
    try:
        settings = read_settings(config, given)
        if invented is not None:
            print(json.dumps(invent_world(settings.seed, invented), ensure_ascii=False, indent=1))
            return EXIT_DONE
        return _run(settings, once)
    except (ValueError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        return EXIT_DONE


def _run(settings: Settings, once: bool) -> int:
    """Go round until told to stop; a cycle that has begun is finished, so that nothing is lost."""
    random, stop = Random(f"{settings.seed}:jitter"), Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    while True:
        front = _open(settings)
        try:
            while True:
                reached = _cycle(front)
                if once:
                    return EXIT_DONE if reached else EXIT_UNREACHED
                if stop.wait(settings.interval * random.uniform(0.8, 1.2)):
                    return EXIT_DONE
        except Restart as restart:
            _log(settings, "restart", request=str(restart))
        finally:
            front.books.close()


def _cycle(front: Front) -> bool:
    try:
        return front.cycle()
    except OSError as failure:
        front.log("line_down", reason=str(failure))
        return False


def _open(settings: Settings) -> Front:
    path = settings.state or f"bank-{settings.name}.sqlite3"
    books = Books(path)
    world = load_world(Path(settings.world)) if settings.world else {"persons": []}
    new = books.admit(world)
    faults = Faults(
        load_plan(Path(settings.faults) if settings.faults else None), settings.seed, books
    )

    def log(event: str, **values: Any) -> None:
        _log(settings, event, **values)

    log("opened", title=settings.bank_title, state=str(path), new_accounts=new)
    Work(settings, books, faults, log).write_statement()
    clock = BusinessClock(settings.today, settings.clock_url, faults.clock_skew_seconds)
    kind = ParcelFront if settings.dialect == "packages" else Front
    return kind(settings, HttpLine(settings.url, settings.timeout), books, faults, clock, log)


def _log(settings: Settings, event: str, **values: Any) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    entry = {"at": at, "bank": settings.name, "event": event, **values}
    print(json.dumps(entry, ensure_ascii=False), flush=True)
