"""The case list and the case page with 200,000 cases and 2,000,000 acts behind them."""

from __future__ import annotations

import http.client
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import quote
from uuid import UUID

from django.db import connection
from django.test import Client

from benchmarks.ground import Court, analyse, found_court, sequencing, serving, wait_until_sequenced
from benchmarks.invented import name
from benchmarks.living import live
from benchmarks.measuring import Measured, Scenario, percentile, profiled
from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.courts.operations import SignedIn, SignInAttempt, drive_clock, sign_in
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind
from zhixing.platform.web.cookies import cookie_name

CASES = 200_000
ACTS = 10
TODAY = date(2018, 9, 20)
REQUESTS = 300
TARGET_SECONDS = 0.100
courts: list[int] = []


@dataclass(frozen=True, slots=True)
class Filled:
    """Hold a court full of cases, some of them to look at, and how long filling it took."""

    court: Court
    cases: tuple[UUID, ...]
    build_seconds: float
    log_seconds: float


@cache
def filled(count: int) -> Filled:
    """Fill a court with cases; both scenarios of one call of the command share it."""
    court = found_court(credentials=True)
    courts.append(court.court_no)
    start = time.perf_counter()
    with sequencing():
        live(court, count, ACTS)
        build = time.perf_counter() - start
        wait_until_sequenced(3600)
    log = time.perf_counter() - start
    with open_scope(Scope.system()):
        drive_clock(court.court_no, instant(TODAY))
    court.day = TODAY
    analyse()
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        views = [
            view.id
            for order in ("filed", "claim")
            for way in (True, False)
            for view in list_cases(CaseFilter(), order=order, descending=way, limit=50).cases
        ]
    return Filled(court, tuple(views), build, log)


def token(court: Court) -> str:
    """Sign a judge in and give the session's token."""
    member = court.staff.of_kind(PostKind.JUDGE, 2)
    with open_scope(Scope.system()):
        attempt = SignInAttempt(member.login, court.staff.password, datetime.now(UTC), "127.0.0.1")
        entered = sign_in(attempt)
    if not isinstance(entered, SignedIn):
        raise Impossible(f"the judge cannot sign in: {entered}")
    return entered.token


def measure_page(scale: float) -> Measured:
    """Ask for the case page of 200 cases, over HTTP, one after another."""
    full = filled(round(CASES * scale))
    paths = {"case page": [f"/cases/{full.court.court_no}/{case}/" for case in full.cases]}
    return _measure(full, paths, scale)


def measure_list(scale: float) -> Measured:
    """Ask for the list with the filters of the desk, over HTTP, one after another."""
    full = filled(round(CASES * scale))
    by = full.court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        deep = list_cases(CaseFilter(filed_until=date(2018, 4, 1)), limit=50).next_key
        found = list_cases(CaseFilter(), limit=3).cases
    paths = {
        "plain": ["/cases/"],
        "stage": ["/cases/?stage=FILING"],
        "mine, open": ["/cases/?handler=me&state=open"],
        "overdue": ["/cases/?due=overdue"],
        "due in a week, by day": ["/cases/?due=week&order=due"],
        "by claim": ["/cases/?order=-claim"],
        "filed between": ["/cases/?from=2018-03-10&until=2018-03-20"],
        "party by name": [f"/cases/?name={quote(name(n))}" for n in (10, 2001, 77_777)],
        "number": [f"/cases/?number={quote(view.number)}" for view in found],
        "a page deep in the list": [f"/cases/?after={quote(deep)}"],
        "nothing found": [f"/cases/?name={quote('无此人某')}"],
    }
    return _measure(full, paths, scale)


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold the seconds of each call of each page, its statements, and what the process used."""

    times: dict[str, list[float]]
    queries: dict[str, list[int]]
    cpu_seconds: float

    @property
    def worst(self) -> str:
        """Name the page that takes longest at the 95th percentile."""
        return max(self.times, key=lambda what: percentile(self.times[what], 0.95))

    @property
    def is_constant(self) -> bool:
        """Say whether each page asks the database the same number of times for each address."""
        return all(len(set(counts)) == 1 for counts in self.queries.values())

    def figures(self) -> dict[str, object]:
        """Give what a result keeps of it."""
        every = [seconds for found in self.times.values() for seconds in found]
        return {
            "door": "the desk's own addresses on a real web process, one client",
            "p50_ms": _ms(every, 0.5),
            "p95_ms": _ms(every, 0.95),
            "processor_ms_of_the_web_process_per_request": round(
                self.cpu_seconds / len(every) * 1000, 1
            ),
            "worst": self.worst,
            "worst_p95_ms": _ms(self.times[self.worst], 0.95),
            "each_p95_ms": {what: _ms(times, 0.95) for what, times in self.times.items()},
            "queries": {what: sorted(set(counts)) for what, counts in self.queries.items()},
        }


def look(court: Court, paths: dict[str, list[str]], each: int) -> Looked:
    """Ask for each page so many times over HTTP, one after another, as a judge signed in."""
    cookie = {"Cookie": f"{cookie_name()}={token(court)}"}
    with serving() as web:
        line = http.client.HTTPConnection("127.0.0.1", web.port, timeout=120)
        for chosen in paths.values():
            _ask(line, chosen[0], cookie)
        used = web.cpu_seconds()
        times = {
            what: [_ask(line, chosen[n % len(chosen)], cookie) for n in range(each)]
            for what, chosen in paths.items()
        }
        used = web.cpu_seconds() - used
        line.close()
    return Looked(times, {what: _queries(court, c) for what, c in paths.items()}, used)


def _ms(times: Sequence[float], share: float) -> float:
    return round(percentile(times, share) * 1000, 1)


def _measure(full: Filled, paths: dict[str, list[str]], scale: float) -> Measured:
    looked = look(full.court, paths, max(30, REQUESTS // len(paths)))
    figures = looked.figures() | {
        "build_seconds": round(full.build_seconds, 1),
        "build_and_log_seconds": round(full.log_seconds, 1),
        "cores": os.cpu_count(),
    }
    count = round(CASES * scale)
    calls = sum(len(times) for times in looked.times.values())
    found = Measured({"cases": count, "acts": count * ACTS}, calls, figures)
    if scale >= 1:
        worst = percentile(looked.times[looked.worst], 0.95)
        found.met = looked.is_constant and worst < TARGET_SECONDS
    found.profile = _profile(full.court, paths[looked.worst][0])
    return found


def _ask(line: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> float:
    start = time.perf_counter()
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    answer.read()
    seconds = time.perf_counter() - start
    if answer.status != 200:
        raise Impossible(f"{path} answered {answer.status}")
    return seconds


def _client(court: Court) -> Client:
    client = Client()
    client.cookies[cookie_name()] = token(court)
    return client


def _queries(court: Court, paths: Sequence[str]) -> list[int]:
    """Count the statements of each page, those of door and session included."""
    client, counts = _client(court), []
    for path in paths[:40]:
        count = 0

        def counting(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counting):
            client.get(path)
        counts.append(count)
    return counts


def _profile(court: Court, path: str) -> list[str]:
    client = _client(court)
    client.get(path)
    return profiled(lambda: [client.get(path) for _ in range(20)])


PAGE = Scenario(
    "case-page",
    "The case page of the desk as a judge asks for it",
    "server p95 under 100 ms with 200,000 cases and 2,000,000 acts, constant number of queries",
    measure_page,
)
LIST = Scenario(
    "case-list",
    "The case list of the desk with its filters, orders and pages",
    "server p95 under 100 ms with 200,000 cases and 2,000,000 acts, constant number of queries",
    measure_list,
)
