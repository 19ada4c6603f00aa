"""The nightly look for missed instalments: per court, by the court's own day of law."""

from __future__ import annotations

from datetime import UTC, date, datetime

from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from zhixing.courts.queries import get_legal_day
from zhixing.kernel.clock import legal_day
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.settlement.operations import find_defaults
from zhixing.settlement.queries import list_courts_with_overdue_instalments

SOON_AFTER_MIDNIGHT = "5 16,22,4 * * *"
"""00:05, 06:05 and 12:05 in Shanghai, so that one missed run is made good the same day."""


@app.periodic(cron=SOON_AFTER_MIDNIGHT)
@app.task(name="zhixing.settlement.look_for_defaults", queue="timers", pass_context=False)
def look_for_defaults(timestamp: int) -> None:
    """Enqueue one look for each court in which an instalment is overdue."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with open_scope(Scope.system()):
        courts = list_courts_with_overdue_instalments(legal_day(at))
        jobs: list[JSONDict] = [
            {"court_no": court_no, "on": get_legal_day(court_no, at).isoformat()}
            for court_no in courts
        ]
        if jobs:
            find_defaults_of_court.batch_defer(*jobs)


@app.task(name="zhixing.settlement.find_defaults", queue="timers", pass_context=False)
def find_defaults_of_court(court_no: int, on: str) -> None:
    """Record the defaults of one court as of a day."""
    with open_scope(Scope.of_court(court_no, court_no)):
        find_defaults(court_no, date.fromisoformat(on))
