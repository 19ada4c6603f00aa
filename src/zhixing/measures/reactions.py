"""What measures do when a matter of theirs is approved; coercion waits for its executor."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.courts import queries as courts
from zhixing.measures import look_outs, sanctions
from zhixing.platform.jobs.reactions import News, reaction

CARRIED_OUT_ON_PAPER: dict[str, Callable[..., object]] = {
    "LISTING": sanctions.decide_listing,
    "SHIELDING": sanctions.shield_listing,
    "RESTRICTION": sanctions.restrict_consumption,
    "LOOK_OUT": look_outs.open_look_out,
}
"""The matters whose approval is itself the decision; nobody's hand is needed after it."""


@reaction("MATTER_APPROVED", only=lambda payload: payload.get("code") in CARRIED_OUT_ON_PAPER)
def carry_out(news: News) -> None:
    """Make the decision that was approved, on the day of its approval."""
    act = cases.get_act(news.court_no, news.act)
    payload = act.payload if isinstance(act.payload, dict) else {}
    operation = CARRIED_OUT_ON_PAPER.get(str(payload["code"]))
    if operation is not None:
        system = courts.get_system_principal(news.court_no)
        operation(UUID(str(payload["matter"])), act.occurred_on, by=system)
