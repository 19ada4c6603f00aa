"""Filing 100,000 cases by API batch, over real HTTP where the door is open."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from itertools import islice

from benchmarks.ground import (
    OPENED_ON,
    Court,
    found_court,
    has_api,
    post,
    sequencing,
    serving,
    wait_until_sequenced,
)
from benchmarks.invented import FILED_ON, applications, batches
from benchmarks.measuring import Measured, Scenario, median, profiled
from zhixing.cases.operations import file_cases
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.funds.policies import ACCOUNT_AT_FILING
from zhixing.funds.queries import get_account_coverage
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind

CASES = 100_000
ROWS = 1000
CLIENTS = 2
TARGET_SECONDS = 180.0
MOST_ACCOUNTS = 10_000
PATH = "/api/v1/cases/batch"
courts: list[int] = []
"""The courts that runs of this process filed in, for the verification at the end."""


def measure(scale: float) -> Measured:
    """File the cases in batches of 1,000 and say how long it took until the last answer."""
    count = max(ROWS, round(CASES * scale))
    runs = 3 if count <= CASES // 10 else 1
    by_http = has_api()
    filed = by_http_batches if by_http else by_operations
    seconds, caught_up, cpu = [], [], []
    for run in range(runs):
        court = found_court()
        courts.append(court.court_no)
        with sequencing():
            wall, processor = filed(court, count, f"R{run}")
            seconds.append(wall)
            cpu.append(processor)
            caught_up.append(wait_until_sequenced())
    whole = median(seconds)
    figures: dict[str, object] = {
        "door": f"HTTP POST {PATH}, {CLIENTS} clients, 1 web process"
        if by_http
        else "cases.operations.file_cases (the HTTP door is not open)",
        "cases": count,
        "rows_per_batch": ROWS,
        "seconds": whole,
        "each_run": [round(s, 2) for s in seconds],
        "cases_per_second": round(count / whole),
        "processor_seconds_of_the_python_process": median(cpu),
        "seconds_until_the_log_caught_up_after_the_last_answer": median(caught_up),
    }
    figures |= _accounts(min(count, MOST_ACCOUNTS))
    found = Measured({"cases": count}, runs, figures)
    if runs < 3:
        found.notes.append("one run: a hundred thousand cases take minutes each time")
    if scale >= 1:
        found.met = whole < TARGET_SECONDS
    found.profile = _profile()
    return found


def _accounts(count: int) -> dict[str, object]:
    """File with and without the policy on accounts, and let the reaction open the accounts.

    Both kinds of filing are timed three times, in turn; the processor's time tells them
    apart even on a busy machine.
    """
    without: list[float] = []
    with_policy: list[float] = []
    opening: list[float] = []
    for run in range(3):
        for used, is_adopted in ((without, False), (with_policy, True)):
            court = found_court()
            courts.append(court.court_no)
            if is_adopted:
                _adopt(court)
            used.append(by_operations(court, count, f"A{run}")[1])
            if is_adopted:
                start = time.perf_counter()
                drain()
                opening.append(time.perf_counter() - start)
                _check_accounts(court, count)
    return {
        "cases_filed_to_compare": count,
        "processor_seconds_of_filing_without_accounts": median(without),
        "processor_seconds_of_filing_with_accounts_to_open": median(with_policy),
        "seconds_until_the_reaction_opened_every_account": median(opening),
    }


def _adopt(court: Court) -> None:
    policy = NewPolicy(
        court.court_no,
        ACCOUNT_AT_FILING,
        "（基准）一案一账号",
        OPENED_ON,
        OPENED_ON.replace(year=OPENED_ON.year + 1),
        {},
    )
    with open_scope(Scope.system()):
        adopt_policy(policy)


def _check_accounts(court: Court, count: int) -> None:
    with open_scope(Scope.of_court(court.court_no, court.court_no)):
        seen = get_account_coverage(court.court_no, FILED_ON)
    if (seen.with_account, seen.lacking) != (count, 0):
        raise Impossible(f"not every case has its account: {seen}")


def by_http_batches(court: Court, count: int, key: str) -> tuple[float, float]:
    """File over HTTP; the bodies are made before the clock starts."""
    bodies: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for body in batches(count, ROWS, key):
        bodies.put(body)
    token = court.token(PostKind.JUDGE)
    with serving() as web:
        port = web.port
        warm = next(iter(batches(1, 1, f"{key}-warm")))
        _send(port, token, [warm])
        start, used = time.perf_counter(), web.cpu_seconds()
        failures: list[BaseException] = []
        threads = [
            threading.Thread(target=_client, args=(port, token, bodies, failures))
            for _ in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds, used = time.perf_counter() - start, web.cpu_seconds() - used
    if failures:
        raise failures[0]
    return seconds, used


def _client(
    port: int, token: str, bodies: queue.SimpleQueue[bytes], failures: list[BaseException]
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        while not failures:
            _check(post(connection, PATH, bodies.get_nowait(), token))
    except queue.Empty:
        return
    except (OSError, http.client.HTTPException, Impossible) as failure:
        failures.append(failure)
    finally:
        connection.close()


def _send(port: int, token: str, bodies: list[bytes]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    for body in bodies:
        _check(post(connection, PATH, body, token))
    connection.close()


def _check(content: bytes) -> None:
    answer = json.loads(content)
    if len(answer["filed"]) != answer["rows"]:
        raise Impossible(f"not every row was filed: {answer['problems'][:2]}")


def by_operations(court: Court, count: int, key: str) -> tuple[float, float]:
    """File through the operation, a transaction for each batch."""
    by = court.who(PostKind.JUDGE)
    every = iter(applications(0, count, key))
    start, used = time.perf_counter(), time.process_time()
    while chosen := list(islice(every, ROWS)):
        with open_scope(by.scope):
            done = file_cases(chosen, by=by, on=FILED_ON)
        if len(done.filed) != len(chosen):
            raise Impossible(f"not every row was filed: {done.problems[:2]}")
    return time.perf_counter() - start, time.process_time() - used


def _profile() -> list[str]:
    court = found_court()
    courts.append(court.court_no)
    by, chosen = court.who(PostKind.JUDGE), applications(0, ROWS, "P")

    def file() -> None:
        with open_scope(by.scope):
            file_cases(chosen, by=by, on=FILED_ON)

    return profiled(file)


SCENARIO = Scenario(
    "filing",
    "Filing cases by API batch, with row security, triggers, nodes, leaves and fsync",
    "100,000 cases in under 3 minutes",
    measure,
)
