"""What closing does when a matter of its own is approved, and when money moves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.closing.performed import close_case, follow_performance
from zhixing.closing.periods import begin_suspension, extend_time_limit
from zhixing.courts.kinds import Matter
from zhixing.courts.queries import get_system_principal
from zhixing.platform.jobs.reactions import News, reaction

CARRIED_OUT: dict[str, Callable[..., object]] = {
    Matter.CLOSING.value: close_case,
    Matter.SUSPENSION.value: begin_suspension,
    Matter.EXTENSION.value: extend_time_limit,
}
"""The matters of this room; their approval is itself the decision."""


@reaction("MATTER_APPROVED")
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
