"""What query and control do when their matters are decided: send, or withdraw."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.courts import queries as courts
from zhixing.inquiry.operations import issue_order, withdraw_order
from zhixing.kernel.canonical import Json
from zhixing.platform.jobs.reactions import News, reaction

CODES = frozenset({"FREEZE", "SEALING", "RELEASE", "TRANSFER"})


@reaction("MATTER_APPROVED")
def put_out(news: News) -> None:
    """Put out the request whose matter was approved, on the day of its approval."""
    payload, on = _decided(news)
    if payload.get("code") in CODES:
        system = courts.get_system_principal(news.court_no)
        issue_order(UUID(str(payload["matter"])), on, by=system)


@reaction("MATTER_RETURNED", "MATTER_WITHDRAWN")
def withdraw(news: News) -> None:
    """Withdraw the draft of a matter returned or taken back, so that its amount is free again."""
    payload, _ = _decided(news)
    if payload.get("code") in CODES:
        system = courts.get_system_principal(news.court_no)
        withdraw_order(UUID(str(payload["matter"])), str(payload.get("reason", "")), by=system)


def _decided(news: News) -> tuple[dict[str, Json], date]:
    act = cases.get_act(news.court_no, news.act)
    payload = act.payload if isinstance(act.payload, dict) else {}
    return payload, act.occurred_on
