"""The command line of the simulated institution."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from simulators.open.books import Books
from simulators.open.faults import Faults, Restart
from simulators.open.front import Front
from simulators.open.line import Line, NotProved
from simulators.open.server import Desk, serve
from simulators.open.signing import Key
from simulators.open.work import Work, World


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulators.open", description="A simulated institution of the open profile."
    )
    add = parser.add_argument
    add("--world", required=True, help="JSON file: code, kind, persons with their records")
    add("--url", default="", help="the platform's address, ending in /wire/open/v1")
    add("--key-id", default="k1", help="name of the signing key")
    add("--algorithm", default="Ed25519", choices=["Ed25519", "SM2-SM3"])
    add("--seed-hex", required=True, help="the private key, 32 bytes in hexadecimal")
    add("--state", required=True, help="SQLite file with the books")
    add("--statement", default="", help="file to which payments are written, one JSON a line")
    add("--today", default="", help="the day payments are made on, if not today")
    add("--faults", default="", help="JSON file with a fault plan")
    add("--seed", default="1", help="seed of everything random")
    add("--interval", type=float, default=1.0, help="seconds between cycles")
    add("--retry-seconds", type=float, default=0.5, help="wait before feedback is sent again")
    add("--listen", type=int, default=0, help="port of an address of its own, for deliveries")
    add("--platform-key", default="", help="the platform's public key in hexadecimal")
    add("--certificate", default="", help="PEM file; with it, the address is HTTPS")
    add("--certificate-key", default="", help="PEM file of the certificate's key")
    add("--ca", default="", help="PEM file of the authority that the platform's HTTPS is under")
    add("--once", action="store_true", help="one cycle, then end")
    add("--show-key", action="store_true", help="print the public key and end")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the simulated institution and give its exit code."""
    given = _parser().parse_args(arguments)
    key = Key(given.key_id, given.algorithm, bytes.fromhex(given.seed_hex))
    if given.show_key:
        print(
            json.dumps({"keyId": key.key_id, "algorithm": key.algorithm, "hex": key.public.hex()})
        )
        return 0
    try:
        return _run(given, key)
    except (ValueError, KeyError, FileNotFoundError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2


def _run(given: argparse.Namespace, key: Key) -> int:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    world = World.of(json.loads(Path(given.world).read_text("utf-8")))
    while True:
        books = Books(given.state)
        plan = json.loads(Path(given.faults).read_text("utf-8")) if given.faults else {}
        faults = Faults(plan, given.seed, books)
        work = Work(world, books, faults, given.statement, given.today)
        line = Line(given.url.rstrip("/"), world.code, key, given.ca)
        line.skew_seconds = faults.clock_skew_seconds
        front = Front(line, books, faults, work, _log, given.retry_seconds)
        server = None
        if given.listen:
            own = bytes.fromhex(given.platform_key) if given.platform_key else line.learn_key()
            desk = Desk(world.code, key, own, books, faults, work)
            server = serve(desk, given.listen, given.certificate, given.certificate_key)
        _log("opened", institution=world.code, kind=world.kind)
        try:
            while True:
                _cycle(front, polls=not given.listen, calls=bool(given.url))
                if given.once or stop.wait(given.interval):
                    return 0
        except Restart as restart:
            _log("restart", request=str(restart))
        finally:
            if server is not None:
                server.shutdown()
                server.server_close()
            books.db.close()


def _cycle(front: Front, *, polls: bool, calls: bool) -> None:
    if not calls:
        return
    try:
        front.cycle(polls)
    except (OSError, NotProved) as failure:
        _log("line_down", reason=str(failure))


def _log(event: str, **values: Any) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    print(json.dumps({"at": at, "event": event, **values}, ensure_ascii=False), flush=True)
