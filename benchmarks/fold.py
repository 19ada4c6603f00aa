"""Folding a docket of 200 acts from nothing, and appending one act to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from benchmarks.ground import Court, found_court, sequencing, wait_until_sequenced
from benchmarks.invented import FILED_ON, application
from benchmarks.living import plain_acts
from benchmarks.measuring import Measured, Scenario, median, percentile, profiled, timed
from zhixing.cases import queries
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.fold import fold
from zhixing.cases.docket.stored import records_of_case
from zhixing.cases.docket.values import NewAct
from zhixing.cases.operations import file_case
from zhixing.kernel.refusal import Impossible
from zhixing.measures.acts import SummonsUnanswered
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import PostKind

ACTS = 200
REPEATS = 50
TARGET_SECONDS = 0.020
courts: list[int] = []


def measure(scale: float) -> Measured:
    """Fold a stored docket again and again; beside it, read it, and append to it."""
    acts = max(20, round(ACTS * scale))
    court = found_court()
    courts.append(court.court_no)
    case = _docket(court, acts)
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        records = records_of_case(by.court_no, case)
        if len(records) != acts:
            raise Impossible(f"{len(records)} acts instead of {acts}")
        if fold(records) != queries.facts_now(by.court_no, case):
            raise Impossible("the fold is not what is stored")
        folds = [timed(lambda: fold(records)) for _ in range(REPEATS)]
        asked = [timed(lambda: queries.facts_as_of(by.court_no, case)) for _ in range(REPEATS)]
        profile = profiled(lambda: [fold(records) for _ in range(20)])
    appends = [timed(lambda n=n: _append(court, case, n)) for n in range(20)]
    with sequencing():
        wait_until_sequenced()
    found = Measured(
        {"acts": acts},
        REPEATS,
        {
            "fold_ms": round(median(folds) * 1000, 2),
            "fold_p95_ms": round(percentile(folds, 0.95) * 1000, 2),
            "read_and_fold_ms": round(median(asked) * 1000, 2),
            "append_one_act_ms": round(median(appends) * 1000, 2),
        },
        profile=profile,
    )
    if scale >= 1:
        found.met = median(folds) < TARGET_SECONDS
    return found


def _docket(court: Court, acts: int) -> UUID:
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        case = file_case(application(1, "F"), by=by, on=FILED_ON).case
    with open_scope(by.scope):
        append_all(plain_acts(case, FILED_ON, acts - 2, court.staff), by=by)
    return case


def _append(court: Court, case: UUID, n: int) -> None:
    by = court.who(PostKind.JUDGE)
    with open_scope(by.scope):
        act = SummonsUnanswered(UUID(int=1), FILED_ON + timedelta(days=900 + n))
        append(NewAct(case, act, FILED_ON + timedelta(days=1000)), by=by)


SCENARIO = Scenario(
    "fold",
    "Folding the docket of one case from nothing into its facts",
    "a case of 200 acts in under 20 ms",
    measure,
)
