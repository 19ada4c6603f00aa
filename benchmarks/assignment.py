"""Dealing a million cases to groups by rotation, and running a whole cycle on stored cases."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from benchmarks.ground import Court, found_court, sequencing, wait_until_sequenced
from benchmarks.invented import FILED_ON, applications
from benchmarks.measuring import Measured, Scenario, median, profiled, timed
from zhixing.assignment.cutover import CaseDate, CaseDates, PoolRule, pool_of
from zhixing.assignment.operations import CycleResult, Group, Member, open_cycle, run_cycle
from zhixing.assignment.rotation import deal, final_seed, in_order
from zhixing.cases.operations import file_cases
from zhixing.kernel.clock import instant
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import PostKind

CASES = 1_000_000
STORED = 20_000
GROUPS = 37
TARGET_SECONDS = 10.0
CHANGE = date(2018, 3, 1)
SEED = final_seed(b"a secret of thirty-two bytes 123", bytes(32))
RULES = (
    PoolRule("新案归执行局", CaseDate.FILED, Days(CHANGE), "NEW"),
    PoolRule("旧案留原承办", CaseDate.FILED, Days(date(1949, 10, 1), CHANGE), "OLD"),
)
courts: list[int] = []


def measure(scale: float) -> Measured:
    """Send a million cases to their pools by date, order them, deal them, and count loads."""
    count = round(CASES * scale)
    numbers = [(2018 - n % 2, "执", (n * 7_919) % count + 1) for n in range(count)]
    cases = [CaseDates(CHANGE + timedelta(days=n % 60 - 30), None) for n in range(count)]
    spreads: list[int] = []

    def assign() -> None:
        pools: dict[str, list[int]] = {}
        for place, case in enumerate(cases):
            pools.setdefault(pool_of(case, RULES).pool, []).append(place)
        for places in pools.values():
            order = in_order([numbers[place] for place in places])
            loads = Counter(d.group for d in deal(SEED, "group", len(order), GROUPS))
            spreads.append(max(loads.values()) - min(loads[g] for g in range(GROUPS)))

    seconds = [timed(assign) for _ in range(3)]
    cycle = _cycle(max(GROUPS, round(STORED * scale)))
    found = Measured(
        {"cases_dealt": count, "cases_stored": cycle["cases"], "groups": GROUPS},
        3,
        {
            "dealing_seconds": median(seconds),
            "each_run": [round(s, 2) for s in seconds],
            "greatest_difference_of_loads": max(spreads),
            "whole_cycle_on_stored_cases": cycle,
        },
    )
    found.notes.append(
        "dealing: pool by date, order by number, random order of the groups in each round; "
        "the whole cycle also locks, records an act, facts, nodes and leaf for every case, and "
        "is run once, for it needs that many freshly filed cases"
    )
    if scale >= 1:
        found.met = median(seconds) < TARGET_SECONDS and max(spreads) <= 1
    found.profile = profiled(assign)
    return found


def _cycle(count: int) -> dict[str, object]:
    court = found_court()
    courts.append(court.court_no)
    by = court.who(PostKind.JUDGE)
    for first in range(0, count, 2000):
        with open_scope(by.scope):
            chosen = applications(first, min(2000, count - first), "A")
            file_cases(chosen, by=by, on=FILED_ON)
    results: list[CycleResult] = []
    with sequencing():
        wait_until_sequenced()
        seconds = timed(lambda: results.append(_run(court)))
        wait_until_sequenced()
    done = results[0]
    if done.cases != count:
        raise Impossible(f"{done.cases} of {count} cases were assigned")
    return {
        "cases": done.cases,
        "seconds": round(seconds, 2),
        "cases_per_second": round(done.cases / seconds),
        "max_minus_min_load": max(done.loads) - min(done.loads),
    }


def _run(court: Court) -> CycleResult:
    staff, director = court.staff, court.who(PostKind.DIRECTOR)
    judges = [s for s in staff.staff if s.kind is PostKind.JUDGE]
    groups = [Group(staff.teams[0], (Member(j.person, j.post),)) for j in judges]
    with open_scope(director.scope):
        open_cycle("ALL", groups, instant(FILED_ON, 9), by=director)
    with open_scope(director.scope):
        return run_cycle("ALL", FILED_ON, instant(FILED_ON, 10), by=director)


SCENARIO = Scenario(
    "assignment",
    "Random cyclic assignment: the dealing alone, and a whole cycle on stored cases",
    "1,000,000 cases dealt in under 10 s, loads differing by at most 1 within a cycle",
    measure,
)
