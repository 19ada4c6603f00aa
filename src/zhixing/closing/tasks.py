"""Jobs of closing: an ended or suspended case is looked at for what was found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from procrastinate.contrib.django import app

from zhixing.closing.operations import consider_revival
from zhixing.courts.queries import get_system_principal
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import SOON


@app.task(
    name="zhixing.closing.consider_revival",
    queue="reactions",
    pass_context=False,
    retry=SOON,
)
def consider_revival_of(court_no: int, case: str, on: str) -> None:
    """Propose that one case be resumed for what was found in it; a repeat writes nothing."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        by = get_system_principal(court_no)
        consider_revival(UUID(case), date.fromisoformat(on), by=by)
    reach(BEFORE_ACKNOWLEDGEMENT)
