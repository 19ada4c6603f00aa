"""The command line of the simulated institution, or of several in one process."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from simulators.open.institution import Given, Institution
from simulators.open.signing import Key
from simulators.open.world import invent_world


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulators.open", description="A simulated institution of the open profile."
    )
    add = parser.add_argument
    add("--world", default="", help="JSON file: code, kind, persons with their records")
    add("--url", default="", help="the platform's address, ending in /wire/open/v1")
    add("--key-id", default="k1", help="name of the signing key")
    add("--algorithm", default="Ed25519", choices=["Ed25519", "SM2-SM3"])
    add("--seed-hex", default="", help="the private key, 32 bytes in hexadecimal")
    add("--state", default="", help="SQLite file with the books")
    add("--statement", default="", help="file to which payments are written, one JSON a line")
    add("--town", default="", help="several in one process: their short names, with commas")
    add("--folder", default="", help="of a town: NAME-world.json, NAME.sqlite3, …")
    add("--keys", default="", help="of a town: JSON file of private keys by short name")
    add("--today", default="", help="the day payments are made on, if not today")
    add("--faults", default="", help="JSON file with a fault plan")
    add("--seed", default="1", help="seed of everything random")
    add("--generate-rate", type=float, default=0, help="share of strangers who have something")
    add("--interval", type=float, default=1.0, help="seconds between cycles")
    add("--retry-seconds", type=float, default=0.5, help="wait before feedback is sent again")
    add("--listen", type=int, default=0, help="port of an address of its own, for deliveries")
    add("--platform-key", default="", help="the platform's public key in hexadecimal")
    add("--certificate", default="", help="PEM file; with it, the address is HTTPS")
    add("--certificate-key", default="", help="PEM file of the certificate's key")
    add("--ca", default="", help="PEM file of the authority that the platform's HTTPS is under")
    add("--once", action="store_true", help="one cycle, then end")
    add("--show-key", action="store_true", help="print the public key and end")
    add("--kind", default="", help="of an invented world: the kind of institution")
    add("--invent-world", type=int, metavar="PERSONS", help="print an invented world and end")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the simulated institution, or several, and give the exit code."""
    given = _parser().parse_args(arguments)
    try:
        if given.invent_world is not None:
            world = invent_world(given.seed, given.kind, given.invent_world)
            print(json.dumps(world, ensure_ascii=False, indent=1))
            return 0
        if given.show_key:
            key = _key(given, given.seed_hex)
            told = {"keyId": key.key_id, "algorithm": key.algorithm, "hex": key.public.hex()}
            print(json.dumps(told))
            return 0
        return _run([Institution(one, _log(name)) for name, one in _members(given)], given.once)
    except (ValueError, KeyError, FileNotFoundError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2


def _members(given: argparse.Namespace) -> list[tuple[str, Given]]:
    """Give each institution this process plays, with its short name; one has none."""
    if not given.town:
        if not (given.world and given.state and given.seed_hex):
            raise ValueError("--world, --state and --seed-hex are needed")
        return [("", _given(given, given.seed_hex, given.world, given.state, given.statement))]
    folder, keys = Path(given.folder), json.loads(Path(given.keys).read_text("utf-8"))
    made = []
    for name in given.town.split(","):
        places = [f"{name}-world.json", f"{name}.sqlite3", f"{name}-statement.jsonl"]
        world, state, statement = (str(folder / place) for place in places)
        made.append((name, _given(given, keys[name], world, state, statement)))
    return made


def _given(
    given: argparse.Namespace, seed_hex: str, world: str, state: str, statement: str
) -> Given:
    own: dict[str, Any] = {
        "world": world,
        "state": state,
        "statement": statement,
        "key": _key(given, seed_hex),
    }
    names = set(Given.__dataclass_fields__) - own.keys()
    return Given(**own, **{name: getattr(given, name) for name in names})


def _key(given: argparse.Namespace, seed_hex: str) -> Key:
    return Key(given.key_id, given.algorithm, bytes.fromhex(seed_hex))


def _run(institutions: Sequence[Institution], once: bool) -> int:
    """Go round until told to stop; those of a town begin one after another, not all at once."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        for place, one in enumerate(institutions):
            one.open()
            one.due = time.monotonic() + one.given.interval * place / len(institutions)
        while True:
            for one in institutions:
                if once or time.monotonic() >= one.due:
                    one.round()
            if once or stop.wait(max(0.0, min(x.due for x in institutions) - time.monotonic())):
                return 0
    finally:
        for one in institutions:
            one.close()


def _log(name: str) -> Any:
    of_town = {"name": name} if name else {}

    def log(event: str, **values: Any) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        entry = {"at": at, **of_town, "event": event, **values}
        print(json.dumps(entry, ensure_ascii=False), flush=True)

    return log
