"""Jobs of the register: whoever waits behind a control looks again when it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.lapsing import move_up_freeze
from zhixing.assets.operations import lock_for_queue, move_up_sealing
from zhixing.assets.queries import get_asset
from zhixing.assets.queueing import Lifted, find_place, list_courts_waiting, list_waiting
from zhixing.courts.queries import get_legal_day, get_system_principal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import UNTIL_DONE

SOON_AFTER_MIDNIGHT = "20 16,22,4 * * *"
"""00:20, 06:20 and 12:20 in Shanghai: who stood before us may have run out overnight."""


@app.task(
    name="zhixing.assets.look_at_queue",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def look_at_queue(court_no: int, indexes: list[str], lifted_by: int, lifted_on: str) -> None:
    """Move up what a court holds behind a control that was lifted."""
    lifted = Lifted(lifted_by, date.fromisoformat(lifted_on))
    with open_scope(Scope.of_court(court_no, court_no)):
        _move_up(court_no, lifted.on, indexes, lifted)


@app.periodic(cron=SOON_AFTER_MIDNIGHT)
@app.task(name="zhixing.assets.watch_queues", queue="timers", pass_context=False)
def watch_queues(timestamp: int) -> None:
    """Enqueue one look for each court in which a control waits."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with open_scope(Scope.system()):
        jobs: list[JSONDict] = [
            {"court_no": court_no, "on": get_legal_day(court_no, at).isoformat()}
            for court_no in list_courts_waiting()
        ]
        if jobs:
            look_in_court.batch_defer(*jobs)


@app.task(name="zhixing.assets.look_in_court", queue="timers", pass_context=False)
def look_in_court(court_no: int, on: str) -> None:
    """Move up what a court holds behind controls that ran out by a day of its law."""
    with open_scope(Scope.of_court(court_no, court_no)):
        _move_up(court_no, date.fromisoformat(on), None, None)


def _move_up(court_no: int, on: date, indexes: list[str] | None, lifted: Lifted | None) -> None:
    by = get_system_principal(court_no)
    for case, asset in list_waiting(court_no, indexes):
        view = get_asset(court_no, asset)
        lock_for_queue(case, view.party, by=by)
        found = find_place(court_no, asset, on, lifted=lifted)
        if found is None:
            continue
        place, finding = found
        if kind_of(view.kind).way is not Way.MONEY:
            move_up_sealing(case, asset, place, on, finding=finding, by=by)
        elif place.rank is not None:
            move_up_freeze(
                case,
                asset,
                place.rank,
                on,
                took_effect_on=place.took_effect_on,
                finding=finding,
                by=by,
            )
