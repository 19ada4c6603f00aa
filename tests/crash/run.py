"""The crash run: load, seeded kills, restarts, and the comparison; started by ``./zx crash``."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

from tests.crash import lifeline
from tests.crash.programs import BANK, DATABASE, DATABASE_POINTS, POINTS, House, books_of
from zhixing.cli.command import say

PLACES = (
    *("web", "web", "web", "worker", "worker", "worker", "sequencer"),
    *("bank", "bank", DATABASE, DATABASE, DATABASE),
)
RANDOM = "random moment"
NAMED_SHARE = 0.6
Planned = tuple[str, str, str]
"""What is killed, who stands at the point then, and the point."""
ARMED_SECONDS = 25.0
PROGRESS = 6
"""Answers that clients must get between two kills, so that each falls under load."""
STALLED_SECONDS = 90.0
CLIENTS = 6
REPLAYED = 200


@dataclass(slots=True)
class Kill:
    """Tell of one kill: what was killed, at which point, and after how many answers."""

    target: str
    point: str
    reached: bool
    answers_before: int
    down_seconds: float = 0.0


@dataclass(slots=True)
class Run:
    """Hold a crash run's parts while it lasts."""

    house: House
    clients: list[Any]
    chance: random.Random
    kills: list[Kill] = field(default_factory=list)
    ended_by_themselves: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """Count the answers all clients were given so far."""
        return sum(client.counts.answers for client in self.clients)

    def kill_one(self, planned: Planned) -> None:
        """Kill one program at its point or at a random moment, and start it again."""
        target, who, point = planned
        count, wait = self.chance.randint(1, 3), self.chance.uniform(0.1, 1.2)
        before, reached = self.answers, False
        if point != RANDOM:
            self.house.programs[who].arm(point, count, hold=target == DATABASE)
            reached = self.house.wait_hit(who, ARMED_SECONDS)
        else:
            time.sleep(wait)
        start = time.monotonic()
        if target == DATABASE:
            self._kill_database(who)
        else:
            program = self.house.programs[target]
            program.kill()
            reached = program.disarm() or reached
            program.start()
        where = point if who == target else f"{who} {point}"
        self.kills.append(Kill(target, where, reached, before))
        self._wait_for_progress()
        self.kills[-1].down_seconds = round(time.monotonic() - start, 2)

    def _kill_database(self, standing: str) -> None:
        """Kill the database, let the program that stands at its point go on, and start it again."""
        self.house.kill_database()
        if standing != DATABASE:
            self.house.programs[standing].disarm()
        self.house.server.start()

    def _wait_for_progress(self) -> None:
        start, before = time.monotonic(), self.answers
        while self.answers < before + PROGRESS:
            self.ended_by_themselves += self.house.restart_dead()
            if time.monotonic() - start > STALLED_SECONDS:
                raise RuntimeError(f"no progress for {STALLED_SECONDS} s after {self.kills[-1]}")
            if any(client.counts.unexpected for client in self.clients):
                raise RuntimeError(f"unexpected: {[c.counts.unexpected for c in self.clients]}")
            time.sleep(0.05)


def plan(kills: int, chance: random.Random) -> list[Planned]:
    """Draw the kills of a run: every named point once if they fit, the rest by chance."""
    named = [(target, target, point) for target, points in POINTS.items() for point in points]
    named += [(DATABASE, who, point) for who, point in DATABASE_POINTS]
    drawn = chance.sample(named, min(kills, len(named)))
    while len(drawn) < kills:
        target = chance.choice(PLACES)
        if chance.random() < NAMED_SHARE:
            drawn.append(chance.choice([n for n in named if n[0] == target]))
        else:
            drawn.append((target, target, RANDOM))
    chance.shuffle(drawn)
    return drawn


def main() -> int:
    """Run, compare, report; 0 only if everything that was told is there once and whole."""
    parser = argparse.ArgumentParser("./zx crash")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20180305)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    state = Path(os.environ["ZX_STATE"])
    lifeline.hold()
    os.environ["ZX_POOL"] = "0"
    django.setup()
    started = time.monotonic()
    court, run, port = _prepare(state, options.seed)
    failure = _under_load(run, options.kills)
    report = _judge(court, run, state, port, failure)
    report = {
        "command": f"./zx crash --kills {options.kills} --seed {options.seed}",
        "on": date.today().isoformat(),  # noqa: DTZ011 - the day a person ran it
        "seconds": round(time.monotonic() - started, 1),
        **report,
    }
    text = json.dumps(report, ensure_ascii=False, indent=2)
    if options.report:
        options.report.parent.mkdir(exist_ok=True)
        options.report.write_text(text + "\n", encoding="utf-8")
    say(json.dumps({k: v for k, v in report.items() if k != "each_kill"}, ensure_ascii=False))
    return 0 if report["clean"] else 1


def _prepare(state: Path, seed: int) -> tuple[int, Run, int]:
    from benchmarks.ground import OPENED_ON, found_court
    from tests.crash.client import Client
    from tests.crash.record import Record
    from zhixing.cli.demo import free_port, page_status
    from zhixing.instruments.seals import ensure_seal
    from zhixing.kernel.clock import instant
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.scenarios.banks import BANKS, register_banks

    court = found_court(credentials=True)
    register_banks(
        OPENED_ON,
        instant(OPENED_ON),
        province="重庆市",
        banks=[b for b in BANKS if b.short == BANK],
    )
    with open_scope(Scope.system()):
        ensure_seal(court.court_no)
    tokens = {kind: _token(court, kind) for kind in _POSTS}
    port = free_port(8700)
    house = House(state, port)
    for old in (state / "outside").glob("*.jsonl"):
        old.unlink()
    house.start()
    while not page_status(port, "/sign-in/"):
        time.sleep(0.1)
    stop = threading.Event()
    clients = [
        Client(n, port, tokens, Record(state / "outside" / f"client{n}.jsonl"), stop)
        for n in range(1, CLIENTS + 1)
    ]
    return court.court_no, Run(house, clients, random.Random(seed)), port


_POSTS = ("JUDGE", "CLERK", "ACCOUNTANT", "CASHIER", "DIRECTOR")


def _token(court: Any, kind: str) -> str:
    from zhixing.courts.operations import IssuedToken, TokenRequest, issue_token
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.principal import PostKind

    member = court.staff.of_kind(PostKind(kind))
    at = datetime.now(UTC)
    code = member.code_at(at) if member.code_secret else ""
    with open_scope(Scope.system()):
        given = issue_token(TokenRequest(member.person, member.post, "crash run", at, code))
    if not isinstance(given, IssuedToken):
        raise RuntimeError(f"no token for {kind}: {given}")
    return given.token


def _under_load(run: Run, kills: int) -> str:
    """Kill under load; afterwards let every client finish what it asked. Gives what went wrong."""
    threads = [threading.Thread(target=client.run) for client in run.clients]
    for thread in threads:
        thread.start()
    failure = ""
    threading.excepthook = lambda died: run.clients[0].counts.unexpected.append(
        repr(died.exc_value)
    )
    try:
        run._wait_for_progress()
        for n, planned in enumerate(plan(kills, run.chance)):
            run.kill_one(planned)
            last = run.kills[-1]
            said = "reached" if last.reached else "not reached, killed then"
            say(f"{n + 1}: {last.target}, {last.point} ({said}), {run.answers} answers")
    except (RuntimeError, OSError) as broken:
        failure = str(broken)
    finally:
        for client in run.clients:
            client.stop.set()
        while any(thread.is_alive() for thread in threads):
            run.ended_by_themselves += run.house.restart_dead()
            time.sleep(0.1)
    return failure


def _judge(court_no: int, run: Run, state: Path, port: int, failure: str) -> dict[str, Any]:
    from django.db import connections

    from tests.crash.compare import compare, verify
    from tests.crash.compare_bank import compare_bank
    from tests.crash.record import read

    connections.close_all()  # they died with the postmaster
    told, unanswered = read(state / "outside")
    changed = _ask_again(run, told)
    quiet = _wait_until_quiet(run, books_of(state))
    run.house.stop()
    differences = compare(court_no, told) + [f"other answer to a repeat: {c}" for c in changed]
    differences += compare_bank(court_no, told, books_of(state))
    differences += [f"never answered: {key}" for key in unanswered]
    unexpected = [text for client in run.clients for text in client.counts.unexpected]
    verified = verify(court_no)
    reached = Counter(f"{k.target} {k.point}" for k in run.kills if k.reached)
    return {
        "clean": not (differences or verified or unexpected or failure or quiet),
        "kills": len(run.kills),
        "kills_by_target": dict(Counter(k.target for k in run.kills)),
        "kills_at_named_points": dict(sorted(reached.items())),
        "kills_at_random_moments": sum(not k.reached for k in run.kills),
        "clients": CLIENTS,
        "told": dict(Counter(t.step for t in told)),
        "answers": len(told),
        "attempts_without_answer": sum(c.counts.repeats for c in run.clients),
        "asked_again_afterwards": min(REPLAYED, len(told)),
        "programs_that_ended_by_themselves": dict(Counter(run.ended_by_themselves)),
        "longest_until_work_went_on_seconds": max((k.down_seconds for k in run.kills), default=0),
        "differences": differences[:50],
        "verify": verified[:50],
        "unexpected_answers": unexpected[:20],
        "failure": failure or quiet,
        "machine": {
            "cores": os.cpu_count(),
            "load_average": [round(x, 1) for x in os.getloadavg()],
        },
        "each_kill": [
            [k.target, k.point, k.reached, k.answers_before, k.down_seconds] for k in run.kills
        ],
    }


def _ask_again(run: Run, told: list[Any]) -> list[str]:
    """Repeat writes under their own keys; each must be answered as before."""
    asked = [one for one in told if one.body]
    chosen = run.chance.sample(asked, min(REPLAYED, len(asked)))
    client, changed = run.clients[0], []
    for one in chosen:
        status, answer = client.insist("POST", one.path, one.post, one.key, one.body)
        if (status, answer) != (one.status, one.answer):
            changed.append(f"{one.step} {one.key}: {status} {str(answer)[:200]}")
    return changed


def _wait_until_quiet(run: Run, books: Path) -> str:
    """Wait until jobs are done, the bank has answered and the log has caught up."""
    from django.db import connection

    from benchmarks.ground import wait_until_sequenced
    from tests.crash.compare_bank import unfinished
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.jobs.reaper import reap

    end = time.monotonic() + 240
    waiting = ""
    while time.monotonic() < end:
        run.ended_by_themselves += run.house.restart_dead()
        asyncio.run(reap(os.environ["ZX_DSN_REAPER"], silent_seconds=8.0))
        with open_scope(Scope.system()), connection.cursor() as cursor:
            cursor.execute(
                "SELECT status, count(*) FROM procrastinate_jobs WHERE queue_name IN ('reactions', 'inquiry') "
                "AND status <> 'succeeded' GROUP BY 1"
            )
            waiting = "; ".join(map(str, [*cursor.fetchall(), *unfinished(books)]))
        if not waiting:
            wait_until_sequenced(120)
            return ""
        time.sleep(1)
    return f"never done: {waiting}"


if __name__ == "__main__":
    sys.exit(main())
