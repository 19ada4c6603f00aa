"""What closing does when a matter of its own is approved, and when money moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from procrastinate.types import JSONDict

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Closure
from zhixing.closing.cancelled import cancel_case
from zhixing.closing.chapter import Mode
from zhixing.closing.ending import end_procedure
from zhixing.closing.performed import close_case, follow_performance
from zhixing.closing.periods import DECIDED, begin_suspension, extend_time_limit
from zhixing.closing.reviving import find_watched, note_namesake, resume_case, running
from zhixing.courts.kinds import Matter
from zhixing.courts.queries import get_system_principal
from zhixing.decisions.queries import get_matter
from zhixing.inquiry.operations import end_for_closing, open_watch
from zhixing.inquiry.search.views import list_standing_orders
from zhixing.platform.jobs.reactions import News, gathering_reaction, reaction
from zhixing.platform.principal import Principal


def _close(matter: UUID, on: date, *, by: Principal) -> UUID | None:
    """Close the case in the mode that was approved."""
    told: Any = get_matter(by.court_no, matter).payload
    operation = cancel_case if told.get("mode") == Mode.CANCELLED else close_case
    return operation(matter, on, by=by)


CARRIED_OUT: dict[str, Callable[..., object]] = {
    Matter.CLOSING.value: _close,
    Matter.CLOSING_WITHOUT_PROPERTY.value: end_procedure,
    Matter.RESUMPTION.value: resume_case,
    Matter.SUSPENSION.value: begin_suspension,
    Matter.EXTENSION.value: extend_time_limit,
}
"""The matters of this room; their approval is itself the decision."""


@reaction("MATTER_APPROVED", only=lambda payload: payload.get("code") in CARRIED_OUT)
def carry_out_decision(news: News) -> None:
    """Carry out what was approved, on the day of its approval."""
    act = cases.get_act(news.court_no, news.act)
    payload = act.payload if isinstance(act.payload, dict) else {}
    operation = CARRIED_OUT.get(str(payload["code"]))
    if operation is not None:
        system = get_system_principal(news.court_no)
        operation(UUID(str(payload["matter"])), act.occurred_on, by=system)


@reaction("RECEIPT_POSTED", "RECEIPT_REVERSED", "SETTLEMENT_PERFORMED", "ACT_ANNULLED")
def follow_debt(news: News) -> None:
    """Propose deletions once nothing is owed, or take them back."""
    act = cases.get_act(news.court_no, news.act)
    follow_performance(act.case, act.occurred_on, by=get_system_principal(news.court_no))


@gathering_reaction("ASSET_FOUND", "ASSET_GREW", "QUERY_COMPLETED", where=lambda _: True)
def look_for_revival(court_no: int, acts: Sequence[UUID]) -> None:
    """Have each ended or suspended case looked at for which something was found.

    Nearly every case that something is found in is open, and nothing follows; one job finds
    the others among a thousand acts, and each of those is looked at in a job of its own.
    """
    from zhixing.closing.tasks import consider_revival_of

    watched = find_watched(acts, by=get_system_principal(court_no))
    jobs: list[JSONDict] = [
        {"court_no": court_no, "case": str(case), "on": on.isoformat()} for case, on in watched
    ]
    if jobs:
        consider_revival_of.batch_defer(*jobs)


@reaction("PERIOD_EXCLUDED", only=lambda payload: payload.get("kind") in DECIDED)
def watch_suspended(news: News) -> None:
    """Watch a case that was suspended or deferred, as one that was ended for now is watched."""
    act = cases.get_act(news.court_no, news.act)
    if running(cases.facts_now(news.court_no, act.case)):
        system = get_system_principal(news.court_no)
        open_watch(act.case, act.occurred_on, act.occurred_on, is_owed=False, by=system)


@reaction("PERIOD_ENDED")
def end_watch(news: News) -> None:
    """End the watch of a case that no longer stands still."""
    act = cases.get_act(news.court_no, news.act)
    facts = cases.facts_now(news.court_no, act.case)
    if running(facts) or facts.of(Closure).mode == Mode.PRESENT_PROCEDURE:
        return
    orders = list_standing_orders(news.court_no, act.case)
    if any(o.kind == "WATCH" and o.ended_on is None for o in orders):
        system = get_system_principal(news.court_no)
        end_for_closing(act.case, "中止（暂缓）期间结束", act.occurred_on, by=system)


@reaction("NAMESAKE_PASSED_OVER")
def note_false_hit(news: News) -> None:
    """Record a hit of another person of the name on an ended or suspended case."""
    act = cases.get_act(news.court_no, news.act)
    note_namesake(act.case, act.id, act.occurred_on, by=get_system_principal(news.court_no))
