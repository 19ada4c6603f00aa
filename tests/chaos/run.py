"""The chaos run: orders under faults and kills until all is settled, then the comparison."""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import django

from tests.crash import lifeline
from tests.crash.programs import DATABASE
from zhixing.cli.command import say

CLIENTS = 4
PLATFORM = ("web", "worker", "sequencer", "exchange", DATABASE)
PLATFORM_SHARE = 0.5
"""Half the kills fall on the platform's programs, half on institutions."""
PAUSE_SECONDS = 15.0
"""A kill waits for work to have gone on since the last one, or for so long."""
PATIENCE_SECONDS = 600.0
STALLED_SECONDS = 420.0
SETTLING_SECONDS = 45.0
"""After so long without a step, and nothing left to do, all is settled."""
GIVE_UP_SECONDS = 70.0
"""After so long without a step somebody is past hope, and the people give the silent ones up."""
CONTROLS_A_REQUEST = 0.09
"""About so many controls follow from each query, so that the total is near what was asked for."""


@dataclass(slots=True)
class Run:
    """Hold a chaos run's parts while it lasts."""

    field: Any
    court_no: int
    orderers: list[Any]
    others: list[Any]
    """Who controls, pays, releases and mends; all go round until told to stop."""
    watch: Any
    seed: int
    chance: random.Random
    every: tuple[float, float]
    settling: float = SETTLING_SECONDS
    most_kills: float = math.inf
    kills: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    killed_at: list[float] = field(default_factory=list)
    settled: list[tuple[float, int]] = field(default_factory=list)
    """How many requests had come to their end after so many seconds."""

    @property
    def people(self) -> list[Any]:
        """Give everybody who works."""
        return [*self.orderers, *self.others]

    @property
    def is_idle(self) -> bool:
        """Say whether everything is ordered and nobody found anything to do."""
        rounds = (p.is_idle for p in self.others)
        return all(o.is_done for o in self.orderers) and all(rounds)

    def kill_one(self) -> None:
        """Kill one program as ``kill -9`` does; it is started again with the next look."""
        institutions = [name for name in self.field.programs if name not in PLATFORM]
        on_platform = self.chance.random() < PLATFORM_SHARE
        target = self.chance.choice(PLATFORM if on_platform else institutions)
        self.kills["institution" if target in institutions else target] += 1
        self.killed_at.append(time.monotonic())
        if target == DATABASE:
            self.field.kill_database()
            time.sleep(0.2)
            self.field.server.start()
            self.watch.was_down(DATABASE, self.killed_at[-1])
            return
        self.field.programs[target].kill()
        time.sleep(self.chance.uniform(0.0, 1.0))
        self.field.programs[target].start()

    def keep(self) -> None:
        """Start again what ended by its own plan of faults."""
        self.ended.update(self.field.restart_dead())


def main() -> int:
    """Run, settle, compare, report; 0 only if every request ended once and nothing was lost."""
    parser = argparse.ArgumentParser("./zx chaos")
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=20180305)
    parser.add_argument("--kill-every", type=float, default=4.0, help="seconds, on the average")
    parser.add_argument("--file-banks", type=int, default=9, help="banks that exchange packages")
    parser.add_argument(
        "--settling", type=float, default=SETTLING_SECONDS, help="seconds of quiet at the end"
    )
    parser.add_argument("--most-kills", type=float, default=math.inf, help="no more than so many")
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    lifeline.hold()
    os.environ["ZX_POOL"] = "0"
    django.setup()
    started = time.monotonic()
    run, asked = _prepare(Path(os.environ["ZX_STATE"]), options)
    failure = _live(run)
    report = {
        "command": f"./zx chaos --requests {options.requests} --seed {options.seed}{_more(options)}",
        "on": date.today().isoformat(),  # noqa: DTZ011 - the day a person ran it
        **_judge(run, asked, failure),
        "seconds": round(time.monotonic() - started, 1),
    }
    if options.report:
        options.report.parent.mkdir(exist_ok=True)
        text = json.dumps(report, ensure_ascii=False, indent=2)
        options.report.write_text(text + "\n", encoding="utf-8")
    say(json.dumps(report, ensure_ascii=False))
    return 0 if report["clean"] else 1


def _more(options: argparse.Namespace) -> str:
    """Give what else a run was told, as it is typed."""
    usual = {"file_banks": 9, "settling": SETTLING_SECONDS, "most_kills": math.inf}
    told = {n: getattr(options, n) for n, v in usual.items() if getattr(options, n) != v}
    return "".join(f" --{n.replace('_', '-')} {v:g}" for n, v in told.items())


def _prepare(state: Path, options: argparse.Namespace) -> tuple[Run, int]:
    from benchmarks.ground import OPENED_ON, found_court
    from benchmarks.invented import FILED_ON
    from benchmarks.living import live
    from tests.chaos import field as places
    from tests.chaos.people import Controller, Mender, Orderer, Payer, Releaser, look
    from tests.chaos.watch import Watch
    from tests.crash.record import Record
    from tests.crash.run import _token
    from zhixing.cli.demo import free_port, page_status
    from zhixing.instruments.seals import ensure_seal
    from zhixing.platform.database.scope import Scope, open_scope

    court = found_court(credentials=True)
    asked = places.register_all(OPENED_ON, options.seed, options.file_banks)
    with open_scope(Scope.system()):
        ensure_seal(court.court_no)
    count = max(4, round(options.requests / (asked * (1 + CONTROLS_A_REQUEST))))
    live(court, count, 4, applied=places.applied, on=FILED_ON)
    debtors = [
        places.debtor(str(case), str(party), int(key.rpartition("-")[2]))
        for case, party, key in look(_DEBTORS, court.court_no)
    ]
    tokens = {kind: _token(court, kind) for kind in ("JUDGE", "DIRECTOR", "ACCOUNTANT")}
    port = free_port(8750 + os.getpid() % 500)
    house = places.Field(state, port, options.seed, debtors, options.file_banks)
    for old in (state / "outside").glob("*.jsonl"):
        old.unlink()
    house.start()
    while not page_status(port, "/sign-in/"):
        time.sleep(0.1)
    stop = threading.Event()

    def record(name: str) -> Record:
        return Record(state / "outside" / f"{name}.jsonl")

    insist: dict[str, Any] = {"patience_seconds": PATIENCE_SECONDS}
    orderers = [
        Orderer(n, port, tokens, record(f"orderer{n}"), stop, debtors=debtors[n::CLIENTS], **insist)
        for n in range(CLIENTS)
    ]
    insist |= {"court_no": court.court_no}

    def person(kind: Any, number: int, name: str, **more: Any) -> Any:
        return kind(number, port, tokens, record(name), stop, **insist, **more)

    owing = frozenset(d.case for d in debtors if d.is_small)
    others = [
        *(person(Controller, 80 + n, f"controller{n}", part=(n, CLIENTS)) for n in range(CLIENTS)),
        person(Payer, 90, "payer", owing=owing),
        person(Releaser, 91, "releaser"),
        person(Mender, 92, "mender"),
    ]
    every = (options.kill_every * 0.5, options.kill_every * 1.5)
    chance = random.Random(options.seed)
    ends = (options.settling, options.most_kills)
    watch = Watch(house, port)
    return Run(
        house, court.court_no, orderers, others, watch, options.seed, chance, every, *ends
    ), asked


_DEBTORS = """
SELECT p.case_id, p.party_id, c.application_key FROM cases_party p
JOIN cases_case c ON c.court_no = p.court_no AND c.id = p.case_id
WHERE p.court_no = %s AND p.role = 'DEBTOR' ORDER BY p.case_id
"""


def _live(run: Run) -> str:
    """Let people work and programs die until everything is settled; gives what went wrong."""
    threads = [threading.Thread(target=person.run, daemon=True) for person in run.people]
    run.watch.start()
    for thread in threads:
        thread.start()
    try:
        return _until_settled(run)
    finally:
        run.watch.end()
        run.people[0].stop.set()
        end = time.monotonic() + 60
        while any(t.is_alive() for t in threads) and time.monotonic() < end:
            run.keep()
            time.sleep(0.2)


def _until_settled(run: Run) -> str:
    from tests.chaos.judge import SETTLED, states

    moved, seen, told = time.monotonic(), Counter[str](), 0.0
    given_up, killed, at_kill = False, 0.0, Counter[str]()
    while True:
        may_kill = not given_up and sum(run.kills.values()) < run.most_kills
        if may_kill and (seen != at_kill or time.monotonic() - killed > PAUSE_SECONDS):
            run.kill_one()
            killed, at_kill = time.monotonic(), states(run.court_no)
        time.sleep(run.chance.uniform(*run.every))
        run.keep()
        for person in run.people:
            if person.counts.unexpected:
                return f"unexpected: {person.counts.unexpected[:2]}"
        now = states(run.court_no)
        if now != seen:
            moved, seen = time.monotonic(), now
            done = sum(count for state, count in now.items() if state in SETTLED)
            run.settled.append((moved - run.watch.began, done))
        if time.monotonic() - told > 20:
            told = time.monotonic()
            say(f"{sum(run.kills.values())} kills, {dict(now)}")
        quiet = time.monotonic() - moved
        if all(o.is_done for o in run.orderers) and quiet > run.settling:
            if not set(now) - SETTLED and run.is_idle and not _jobs():
                return ""
            if not given_up and quiet > GIVE_UP_SECONDS:
                given_up = True
                _let_time_run_out(run.court_no)
        _reap()
        if quiet > STALLED_SECONDS:
            return f"nothing moved for {STALLED_SECONDS:.0f} s: {dict(now)}; jobs {_jobs()}"


def _let_time_run_out(court_no: int) -> None:
    """Let the days of the silent ones pass, as the nightly watch would find them."""
    from zhixing.inquiry.tasks import expire_in_court
    from zhixing.platform.database.scope import Scope, open_scope

    with open_scope(Scope.system()):
        expire_in_court.defer(court_no=court_no, on="2100-01-01")


def _jobs() -> list[Any]:
    from tests.chaos.people import look

    return look(
        "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs "
        "WHERE queue_name IN ('reactions', 'inquiry') AND status <> 'succeeded' GROUP BY 1, 2"
    )


def _reap() -> None:
    import asyncio

    import psycopg

    from zhixing.platform.jobs.reaper import reap

    try:
        asyncio.run(reap(os.environ["ZX_DSN_REAPER"], silent_seconds=8.0))
    except (psycopg.Error, OSError):
        return  # the database was just killed; the next round reaps


def _judge(run: Run, asked: int, failure: str) -> dict[str, Any]:
    from django.db import connections

    from benchmarks.ground import wait_until_sequenced
    from tests.chaos.excess import minutes_to_proposal
    from tests.chaos.field import open_ones
    from tests.chaos.judge import compare, states
    from tests.crash.compare import verify
    from tests.crash.record import read

    connections.close_all()
    wait_until_sequenced(300)
    run.field.stop()
    told, unanswered = read(run.field.sides[0].log.parent.parent / "outside")
    differences = compare(run.court_no, told, run.field.sides, asked)
    differences += [f"never answered: {key}" for key in unanswered]
    verified = [*verify(run.court_no), *verify(0)]
    now = states(run.court_no)
    return {
        "clean": not (differences or verified or failure),
        "requests": sum(now.values()),
        "states": dict(now),
        "controls": _count(
            "SELECT count(*) FROM inquiry_request WHERE court_no = %s AND kind = 'CONTROL'",
            run.court_no,
        ),
        "messages_in": _count("SELECT coalesce(sum(arrivals), 0) FROM inquiry_raw_message"),
        "messages_kept": _count("SELECT count(*) FROM inquiry_raw_message"),
        "institutions": asked,
        "kills": sum(run.kills.values()),
        "kills_by_target": dict(run.kills),
        "ended_by_themselves": dict(run.ended),
        "seconds_between_kills": _between(run.killed_at),
        "rates": _rates(run),
        "programs": run.watch.report(),
        "excess": minutes_to_proposal(run.court_no),
        "open_kinds": [kind.value for _, kind in open_ones(run.seed)],
        "faults": _faults(),
        "mended": dict(run.others[-1].mended),
        "refused": dict(sum((p.refused for p in run.others), Counter[str]())),
        "attempts_without_answer": sum(p.counts.repeats for p in run.people),
        "differences": differences[:50],
        "verify": verified[:50],
        "failure": failure,
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "machine": {
            "cores": os.cpu_count(),
            "load_average": [round(x, 1) for x in os.getloadavg()],
        },
    }


def _between(killed_at: list[float]) -> dict[str, float] | None:
    """Give the mean and the longest seconds from one kill to the next."""
    pauses = [later - before for before, later in pairwise(killed_at)]
    if not pauses:
        return None
    return {"mean": round(sum(pauses) / len(pauses), 1), "most": round(max(pauses), 1)}


def _rates(run: Run) -> dict[str, Any]:
    """Give how many requests came to their end in each minute while people and programs worked."""
    ends = [0]
    for at, done in run.settled:
        minute = int(at // 60)
        ends += [ends[-1]] * (minute + 2 - len(ends))
        ends[minute + 1] = done
    seconds = run.watch.ended - run.watch.began
    last = run.settled[-1][0] if run.settled else seconds
    return {
        "seconds": round(seconds, 1),
        "seconds_until_the_last_step": round(last, 1),
        "settled_a_minute": round(60 * ends[-1] / last) if last else 0,
        "settled_in_each_minute": [later - before for before, later in pairwise(ends)],
    }


def _count(sql: str, *values: object) -> int:
    from tests.chaos.people import look

    return int(look(sql, *values)[0][0])


def _faults() -> dict[str, Any]:
    from tests.chaos import field as places

    return {
        "bank over SOAP": dict(places.SOAP_FAULTS),
        "bank by packages": dict(places.FILE_FAULTS),
        "registry": dict(places.REGISTRY_FAULTS),
        "open profile": dict(places.OPEN_FAULTS),
    }


if __name__ == "__main__":
    sys.exit(main())
