"""``./zx exchange``: packages to and from the institutions of the file channel."""

from __future__ import annotations

import argparse
import logging
import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from zhixing.cli.command import Command, say
from zhixing.cli.house import opened

if TYPE_CHECKING:
    from zhixing.inquiry.exchange.place import Place
    from zhixing.inquiry.exchange.round import Tell
    from zhixing.institutions.records import Exchange, InstitutionView

log = logging.getLogger("zhixing.exchange")
INTERVAL_SECONDS = 5.0
MOST_TURNS = 16
"""How many more turns institutions get in a round, so that what came in does not wait for long."""
T = TypeVar("T")


def run(arguments: Sequence[str]) -> int:
    """Exchange until told to stop; a round that has begun is finished."""
    parser = argparse.ArgumentParser("./zx exchange")
    parser.add_argument("--interval", type=float, default=INTERVAL_SECONDS)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--share", type=_share, default=(1, 1), metavar="K/N")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    logging.getLogger("asyncssh").setLevel(logging.WARNING)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with opened():
        say("文件交换程序已启动。", "The exchange of packages runs.")
        _Rounds(options.share).run(stop, options.interval, 1 if options.once else 0)
    say("文件交换程序已停止。", "The exchange of packages has stopped.")
    return 0


class _Rounds:
    """Keep the places open from round to round, one for each institution."""

    def __init__(self, share: tuple[int, int]) -> None:
        self._share = share
        self._places: dict[Exchange, Place] = {}

    def run(self, stop: threading.Event, interval: float, most: int) -> None:
        done = 0
        while not stop.is_set():
            self._round(stop)
            done += 1
            if done == most or stop.wait(interval):
                break
        for place in self._places.values():
            place.close()

    def _round(self, stop: threading.Event) -> None:
        from django.db import OperationalError

        from zhixing.inquiry.exchange.places import list_exchanging, list_with_work
        from zhixing.inquiry.exchange.round import MOST_A_TURN, exchange, put_down

        own, of = self._share
        try:
            mine = [one for one in list_exchanging() if one[0].id.int % of == own - 1]
            busy = list_with_work([institution.id for institution, _ in mine])
        except OperationalError as failure:
            log.warning("no round: %s", failure)
            return
        more = []
        for one in mine:
            tell, has_work = _teller(one[0].code), one[0].id in busy
            done = self._at(one, partial(exchange, tell=tell, has_work=has_work), stop)
            if done is not None and (done.placed or done.taken):
                log.info("%s: put %d, took %d", one[0].code, done.placed, done.taken)
            if done is not None and done.placed >= MOST_A_TURN:
                more.append(one)
        for _ in range(MOST_TURNS):
            placed = [(one, self._at(one, put_down, stop) or 0) for one in more]
            for (institution, _), count in placed:
                log.info("%s: put %d more", institution.code, count)
            more = [one for one, count in placed if count >= MOST_A_TURN]

    def _at(
        self,
        one: tuple[InstitutionView, Exchange],
        work: Callable[[InstitutionView, Place], T],
        stop: threading.Event,
    ) -> T | None:
        """Do some work at an institution's place; None where it failed or no more is begun."""
        from django.db import OperationalError

        from zhixing.inquiry.exchange.places import open_place
        from zhixing.platform.files.packs import Damaged
        from zhixing.platform.files.store import NoSuchFile
        from zhixing.platform.web.transactions import Busy

        institution, address = one
        if stop.is_set():
            return None
        try:
            place = self._places.get(address) or open_place(address)
            self._places[address] = place
            return work(institution, place)
        except (OSError, Busy, OperationalError, Damaged, NoSuchFile) as failure:
            log.warning("%s: %s", institution.code, failure)
            return None


def _share(text: str) -> tuple[int, int]:
    """Read which share of the institutions a program serves: ``2/3`` is the second of three."""
    own, _, of = text.partition("/")
    if not (own.isdecimal() and of.isdecimal() and 1 <= int(own) <= int(of)):
        raise argparse.ArgumentTypeError(f"{text!r} is no share such as 1/2")
    return int(own), int(of)


def _teller(code: str) -> Tell:
    def tell(event: str, **values: object) -> None:
        said = " ".join(f"{name}={value}" for name, value in values.items())
        log.info("%s: %s %s", code, event, said)

    return tell


COMMAND = Command(
    "与文件通道的协助单位交换数据包（目录或 SFTP）。",
    "Exchange packages with the institutions of the file channel (directory or SFTP).",
    run,
    "[--interval N] [--once] [--share K/N]",
)
