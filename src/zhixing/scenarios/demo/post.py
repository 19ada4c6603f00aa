"""The days on which the bank of packages answers while the demo court's past is played.

Its program is run as it will be later, on the files that lie in its folder: the platform puts its
packages down, the program takes them up, works, and puts its answers down, which are read. What
becomes of a query on these days is therefore the program's own doing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from zhixing.inquiry import queries
from zhixing.inquiry.exchange.places import open_place
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.inquiry.queries import RequestView
from zhixing.institutions.queries import find_institution_by_code
from zhixing.institutions.records import Exchange
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.scenarios import banks, channels
from zhixing.scenarios.banks import Customer
from zhixing.scenarios.channels import PACKAGES
from zhixing.scenarios.demo.life import Course, Life, working_day

POST_DAYS: Final = (date(2018, 4, 18), date(2018, 5, 23), date(2018, 8, 22))
SOURCES: Final = Path(__file__).parents[3]
PATIENCE_SECONDS: Final = 60


def days_to_post(life: Life, place: int) -> int:
    """Give the days from today to the working day before a post day, at least one."""
    eve = POST_DAYS[place] - timedelta(days=1)
    return max(1, (eve - life.today).days)


def ask_by_packages(life: Life, key: str = "") -> None:
    """Ask the bank of packages about the first debtor."""
    bank = life.judge(lambda by: find_institution_by_code(PACKAGES.code, life.today))
    if bank is None:
        raise Impossible("the bank of packages is registered before the first case")
    order = QueryOrder(life.case, (life.debtor,), f"post-{life.case.hex[-12:]}{key}", (bank.id,))
    life.judge(lambda by: order_query(order, life.today, by=by))


def latest_request(life: Life) -> RequestView:
    """Give the case's request that was issued last."""
    return life.judge(lambda by: queries.list_requests(by.court_no, life.case))[-1]


def deliver(state: Path, day: date, customers: Callable[[], list[Customer]]) -> Course:
    """Let the bank answer on a day everything it was asked until then."""
    folder = state / "simulators"
    banks.write_world(banks.world_of(folder, PACKAGES.short), customers())
    with open_scope(Scope.system()):
        bank = find_institution_by_code(PACKAGES.code, day)
    if bank is None:
        raise Impossible("the bank of packages is registered before the first case")
    place = open_place(Exchange(f"file://{channels.exchange_of(folder)}"))
    try:
        exchange(bank, place, _unheard)
        _run_program(folder, day)
        for _ in range(2):  # a file is taken once it has stopped growing
            exchange(bank, place, _unheard)
    finally:
        place.close()
    drain(("reactions", "inquiry"))
    return
    yield


def _unheard(event: str, **values: object) -> None:
    """Tell nobody: the seed has its own progress to tell."""


def _run_program(folder: Path, day: date) -> None:
    command = [
        *(sys.executable, "-m", "simulators.bank", "--name", PACKAGES.short, "--once"),
        *("--dialect", "packages", "--exchange", str(channels.exchange_of(folder))),
        *("--state", str(folder / f"{PACKAGES.short}.sqlite3")),
        *("--world", str(banks.world_of(folder, PACKAGES.short))),
        *("--statement", str(banks.statement_of(folder, PACKAGES.short))),
        *("--today", working_day(day).isoformat()),
    ]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=PATIENCE_SECONDS, check=False
    )
    if done.returncode != 0:
        raise Impossible(f"the bank of packages did not run: {done.stderr[-300:]!r}")
