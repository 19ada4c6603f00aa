"""The nightly look at controls that end: what ran out is recorded, what will is proposed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from zhixing.assets.lapsing import list_courts_with_ending, list_ending
from zhixing.courts.queries import get_legal_day, get_system_principal
from zhixing.inquiry.keeping.due import list_due
from zhixing.inquiry.keeping.lapse import note_lapse
from zhixing.inquiry.keeping.renewal import propose_renewal
from zhixing.kernel.clock import legal_day
from zhixing.law.seizure.renewal_call import USUAL
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import SOON, UNTIL_DONE

BEFORE_WORK = "30 16,22,4 * * *"
"""00:30, 06:30 and 12:30 in Shanghai, so that one missed run is made good the same day."""
LONGEST_HOLIDAY_DAYS = 14
"""A call that falls on a day off is made earlier; no row of days off is longer."""
AHEAD = timedelta(days=max(USUAL) + LONGEST_HOLIDAY_DAYS)
BATCH = 1000


@app.periodic(cron=BEFORE_WORK)
@app.task(name="zhixing.inquiry.watch_controls", queue="timers", pass_context=False)
def watch_controls(timestamp: int) -> None:
    """Enqueue one look for each court with a control that ends soon."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with open_scope(Scope.system()):
        courts = list_courts_with_ending(legal_day(at) + AHEAD)
        jobs: list[JSONDict] = [
            {"court_no": court_no, "on": get_legal_day(court_no, at).isoformat()}
            for court_no in courts
        ]
        if jobs:
            keep_controls.batch_defer(*jobs)


@app.task(
    name="zhixing.inquiry.keep_controls", queue="timers", pass_context=False, retry=UNTIL_DONE
)
def keep_controls(court_no: int, on: str) -> None:
    """Enqueue one job for each control of a court that ran out, is due to be called, or is stuck.

    Each has a transaction and a retry of its own, so that none holds another back.
    """
    day = date.fromisoformat(on)
    with open_scope(Scope.of_court(court_no, court_no)):
        jobs: list[JSONDict] = [
            {"court_no": court_no, "case": str(e.case), "asset": str(e.asset), "on": on}
            for e in list_due(court_no, list_ending(court_no, day + AHEAD), day)
        ]
        for start in range(0, len(jobs), BATCH):
            keep_control.batch_defer(*jobs[start : start + BATCH])


@app.task(name="zhixing.inquiry.keep_control", queue="timers", pass_context=False, retry=SOON)
def keep_control(court_no: int, case: str, asset: str, on: str) -> None:
    """Record that a control ran out, or make the call that is due for it."""
    day = date.fromisoformat(on)
    with open_scope(Scope.of_court(court_no, court_no)):
        by = get_system_principal(court_no)
        if not note_lapse(UUID(case), UUID(asset), day, by=by):
            propose_renewal(UUID(case), UUID(asset), day, by=by)
