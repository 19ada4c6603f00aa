"""The banks of the file channel, many in one program: each with its books and its folder."""

from __future__ import annotations

import argparse
import contextlib
import signal
import threading
from pathlib import Path

from simulators.bank.books import Books
from simulators.bank.faults import Faults
from simulators.bank.line import HttpLine
from simulators.bank.parcels import ParcelFront
from simulators.bank.settings import BusinessClock, Settings


def main() -> None:
    """Work through what lies in each folder until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--hit-rate", type=float, required=True)
    parser.add_argument("--interval", type=float, default=0.3)
    parser.add_argument("codes", nargs="+")
    given = parser.parse_args()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    fronts = [_front(code, given.folder, given.hit_rate) for code in given.codes]
    while not stop.is_set():
        for front in fronts:
            with contextlib.suppress(FileNotFoundError):
                front.cycle()
        stop.wait(given.interval)


def _front(code: str, folder: Path, hit_rate: float) -> ParcelFront:
    place = folder / code.rjust(17, "0")
    settings = Settings(
        name=code,
        seed=code,
        dialect="packages",
        bulk=True,
        exchange=str(place),
        today="2018-06-05",
        generate_rate=hit_rate,
    )
    place.mkdir(parents=True, exist_ok=True)
    books = Books(place / "books.sqlite3")

    def log(event: str, **values: object) -> None:
        """Say nothing: a line for each request would be most of the work."""

    clock = BusinessClock(settings.today)
    return ParcelFront(settings, HttpLine("", 1), books, Faults({}, code, books), clock, log)


if __name__ == "__main__":
    main()
