"""What settlements do when money comes in, goes back, or a docket is corrected."""

from __future__ import annotations

from zhixing.cases import queries as cases
from zhixing.courts.queries import get_system_principal
from zhixing.platform.jobs.reactions import News, reaction
from zhixing.settlement.performing import follow_payments


@reaction("RECEIPT_POSTED", "RECEIPT_REVERSED", "ACT_ANNULLED")
def follow_money(news: News) -> None:
    """Record which instalments are met or open again, on the day of the money's act."""
    act = cases.get_act(news.court_no, news.act)
    follow_payments(act.case, act.occurred_on, by=get_system_principal(news.court_no))
