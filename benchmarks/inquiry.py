"""Queries in bulk. Part ``batch``: a year's queries through the file channel, order to docket.

The size of the target is Nanchuan in 2017: 5,386 cases, 507,193 requests to 28 institutions, of
which 1.46 % found something. Cases are filed before the clock starts. Timed is everything after,
all at the same time as on a running platform: queries ordered five hundred cases at a time, in
as many rounds as the year needs; ``./zx exchange`` packing, putting down and taking; ``./zx
worker`` reading into the dockets; the sequencer; and the 28 banks, programs apart.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from benchmarks.ground import Court, analyse, found_court, program, sequencing, wait_until_sequenced
from benchmarks.living import live
from benchmarks.measuring import Measured, Scenario, Usage, median, peak_memory_mb
from benchmarks.pages import look
from zhixing.inquiry.centre import get_centre
from zhixing.inquiry.operations import QueryOrder, order_queries
from zhixing.inquiry.raw_messages import NO_COURT
from zhixing.inquiry.wire.package_names import bank_code_of
from zhixing.instruments.operations import ensure_seal
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.scenarios.banks import SimulatedBank, register_banks

REQUESTS, CASES, INSTITUTIONS, HIT_RATE = 507_193, 5_386, 28, 0.0146
TARGET_SECONDS = 120.0
CHUNK = 500
DAY = date(2018, 6, 1)
"""When the queries are ordered: after the other acts of the cases."""
LONGEST_SECONDS = 3000.0
PREPARED = {"ZX_PREPARED": "1"}
"""Programs take the addresses and keys they are given, the logins of a running platform."""
LOOKS = 30
"""How many times each page of the query centre is asked for when the year is over."""
EXCHANGES = WORKERS = BANKS = 2
"""How many programs of each kind run; the banks are divided among theirs."""
courts: list[int] = []
"""The courts that runs of this process wrote in, for the verification at the end."""


def measure(scale: float) -> Measured:
    """Send the queries of a year, or a share of it, and read every answer into its docket."""
    orders = max(20, round(REQUESTS * scale / INSTITUTIONS))
    cases = max(10, round(CASES * scale))
    court = found_court(DAY, credentials=True)
    courts.extend((NO_COURT, court.court_no))
    with open_scope(Scope.system()):
        ensure_seal(court.court_no)
    codes = [f"YH{uuid4().int % 10**6:06d}" for _ in range(INSTITUTIONS)]
    asked = _institutions(codes)
    live(court, cases, 4)
    analyse()
    usage = Usage()
    with sequencing(), _programs(codes, usage):
        start = time.monotonic()
        usage.begin()
        order_all(court, asked, orders)
        ordered = time.monotonic() - start
        wait_until_complete(court, usage, start)
        whole = time.monotonic() - start
        usage.end()
        caught_up = wait_until_sequenced()
    count = orders * len(asked)
    told = _checked(court, orders, count)
    pages = look(court, _pages(court, asked), LOOKS)
    figures: dict[str, object] = {
        "requests": count,
        "cases": cases,
        "orders": orders,
        "institutions": len(asked),
        "hits": told["hits"],
        "acts": told["acts"],
        "seconds": round(whole, 1),
        "ordered_after_seconds": round(ordered, 1),
        "requests_a_second": round(count / whole),
        "seconds_per_1000_requests": median([whole / count * 1000]),
        "cpu_seconds": usage.cpu_seconds(),
        "cpu_seconds_per_1000_requests": round(usage.cpu_total() / count * 1000, 3),
        "sequenced_after_seconds": round(caught_up, 1),
        "largest_mb_in_each_half": usage.memory_mb(),
        "memory_mb": peak_memory_mb(),
        "pages_of_the_query_centre": pages.figures(),
    }
    met = whole <= TARGET_SECONDS if count >= REQUESTS * 0.99 else None
    return Measured({"scale": scale, "requests": count}, 1, figures, met)


def _pages(court: Court, asked: tuple[UUID, ...]) -> dict[str, list[str]]:
    """Give the addresses at which people look at the year's queries."""
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id FROM inquiry_request WHERE court_no = %s AND outcome = 'FOUND' "
            "ORDER BY id LIMIT 20",
            [court.court_no],
        )
        cases = [row[0] for row in cursor.fetchall()]
        deep = get_centre(court.court_no, DAY, cases=400).next_key
    return {
        "matrix": ["/queries/"],
        **{f"matrix, {s}": [f"/queries/?standing={s}"] for s in ("found", "waiting", "stuck")},
        "matrix, one institution": [f"/queries/?institution={i}" for i in asked[:10]],
        "matrix, a page deep in it": [f"/queries/?after={deep}"],
        "institutions": ["/queries/institutions/"],
        "stuck": ["/queries/stuck/"],
        "queries of a case": [f"/cases/{court.court_no}/{case}/queries/" for case in cases],
        "property of a case": [f"/cases/{court.court_no}/{case}/property/" for case in cases],
    }


def _institutions(codes: list[str]) -> tuple[UUID, ...]:
    banks = [SimulatedBank(c, c, f"示例银行{c}", "Sample", profile="BANK-FILE-2") for c in codes]
    day = date(2018, 3, 1)
    ids = register_banks(day, instant(day), province="重庆市", banks=banks)
    return tuple(ids[code] for code in codes)


@contextlib.contextmanager
def _programs(codes: list[str], usage: Usage) -> Iterator[None]:
    """Run what a platform runs, and the banks."""
    folder = Path(settings.STATE).absolute() / "exchange"
    with contextlib.ExitStack() as running:
        for n in range(EXCHANGES):
            share = f"{n + 1}/{EXCHANGES}"
            arguments = ["-m", "zhixing.cli", "exchange", "--interval", "0.5", "--share", share]
            usage.watch(f"exchange {n + 1}", running.enter_context(program(arguments, PREPARED)))
        for n in range(WORKERS):
            arguments = ["-m", "zhixing.cli", "worker", "--concurrency", "1"]
            usage.watch(f"worker {n + 1}", running.enter_context(program(arguments, PREPARED)))
        for n in range(BANKS):
            own = codes[n::BANKS]
            arguments = ["-m", "benchmarks.exchanging", "--folder", str(folder)]
            arguments += ["--hit-rate", str(HIT_RATE), *own]
            usage.watch(f"banks {n + 1}", running.enter_context(program(arguments, PREPARED)))
        _wait_for_folders(folder, codes)
        yield


def _wait_for_folders(folder: Path, codes: list[str]) -> None:
    """Let every program begin before the clock does."""
    end = time.monotonic() + 120
    while not all((folder / bank_code_of(c) / "download").is_dir() for c in codes):
        if time.monotonic() > end:
            raise Impossible("the programs did not begin")
        time.sleep(0.2)


def order_all(court: Court, asked: tuple[UUID, ...], orders: int) -> None:
    """Order that many queries of the court's cases, in turn, five hundred at a time."""
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        debtors = _debtors(court.court_no)
    for start in range(0, orders, CHUNK):
        chosen = [
            QueryOrder(*_about(debtors[n % len(debtors)]), f"Y{court.court_no}-{n}", asked)
            for n in range(start, min(orders, start + CHUNK))
        ]
        with open_scope(by.scope):
            done = order_queries(chosen, court.day, by=by)
        if done.refused:
            raise Impossible(f"an order was refused: {done.refused[0]}")


def _about(debtor: tuple[UUID, UUID]) -> tuple[UUID, tuple[UUID, ...]]:
    return debtor[0], (debtor[1],)


def _debtors(court_no: int) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, party_id FROM cases_party WHERE court_no = %s AND role = 'DEBTOR' "
            "ORDER BY case_id",
            [court_no],
        )
        return [(row[0], row[1]) for row in cursor.fetchall()]


def wait_until_complete(court: Court, usage: Usage, start: float) -> None:
    """Wait until every order is complete in its docket."""
    by = court.who(PostKind.JUDGE)
    while True:
        usage.look()
        with open_scope(by.scope), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM inquiry_batch WHERE court_no = %s AND completed_on IS NULL",
                [court.court_no],
            )
            (left,) = cursor.fetchone()
        if not left:
            return
        if time.monotonic() - start > LONGEST_SECONDS:
            raise Impossible(f"{left} orders are not complete")
        time.sleep(0.25)


def _checked(court: Court, orders: int, count: int) -> dict[str, int]:
    """Check that every request is closed with one answer, and count hits and acts."""
    with open_scope(court.who(PostKind.JUDGE).scope), connection.cursor() as cursor:
        cursor.execute(_STATES, [court.court_no])
        states = {(state, outcome): n for state, outcome, n in cursor.fetchall()}
        cursor.execute(_COUNTS, {"court": court.court_no})
        answers, unread, ordered, completed, acts = cursor.fetchone()
    closed = sum(n for (state, _), n in states.items() if state == "CLOSED")
    whole = (closed, answers, unread, ordered, completed)
    if whole != (count, count, 0, orders, orders):
        raise Impossible(f"of {count} requests of {orders} orders: {whole}, {states}")
    return {"hits": states.get(("CLOSED", "FOUND"), 0), "acts": acts}


_STATES = """
SELECT state, outcome, count(*) FROM inquiry_request WHERE court_no = %s GROUP BY 1, 2
"""
_COUNTS = """
SELECT (SELECT count(*) FROM inquiry_answer WHERE court_no = %(court)s),
       (SELECT count(*) FROM inquiry_answer
         WHERE court_no = %(court)s AND interpreted_at IS NULL),
       count(*) FILTER (WHERE type = 'QUERY_ORDERED'),
       count(*) FILTER (WHERE type = 'QUERY_COMPLETED'),
       count(*) FILTER (WHERE type IN ('QUERY_ORDERED', 'QUERY_COMPLETED', 'ASSET_FOUND'))
FROM cases_act WHERE court_no = %(court)s
"""
BATCH = Scenario(
    "inquiry-batch",
    "507,193 queries of 5,386 cases to 28 institutions through the file channel, from order to "
    "docket, the simulated banks included",
    "under 2 minutes",
    measure,
)
