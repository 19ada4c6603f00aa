"""What settlements do when money comes in, goes back, or a docket is corrected.

A settlement looks at itself too: money of its own day may have come before it.
"""

from __future__ import annotations

from zhixing.cases import queries as cases
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry.operations import follow_news
from zhixing.platform.jobs.reactions import News, reaction
from zhixing.settlement.performing import follow_payments


@reaction("RECEIPT_POSTED", "RECEIPT_REVERSED", "ACT_ANNULLED", "SETTLEMENT_REACHED")
def follow_money(news: News) -> None:
    """Record which instalments are met or open again, on the day of the money's act."""
    act = cases.get_act(news.court_no, news.act)
    follow_payments(act.case, act.occurred_on, by=get_system_principal(news.court_no))


@reaction("SETTLEMENT_DEFAULTED")
def tell_the_search(news: News) -> None:
    """Let the case's standing order to query look again because an instalment was missed."""
    act = cases.get_act(news.court_no, news.act)
    system = get_system_principal(news.court_no)
    follow_news(act.case, act.id, "DEFAULT", act.occurred_on, by=system)
