"""What the search does on news: the next wave, a standing order's look, a case closed."""

from __future__ import annotations

from typing import Final

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.values import ActView
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.courts import queries as courts
from zhixing.inquiry import models
from zhixing.inquiry.search.leads import LEADS
from zhixing.inquiry.search.searching import continue_search
from zhixing.inquiry.search.standing import end_for_closing, follow_news, open_watch
from zhixing.platform.jobs.reactions import News, reaction

SIGNALS: Final = {
    "RECEIPT_POSTED": "PAYMENT",
    "ANSWER_CORRECTED": "CORRECTION",
    "CHANGE_NOTIFIED": "CHANGE_NOTICE",
    "CLUE_GIVEN": "CLUE",
}
"""The acts that are news for a standing order, and the signal each is."""


@reaction("QUERY_COMPLETED", "REQUEST_REJECTED")
def go_on(news: News) -> None:
    """Ask the next wave of the search that a completed set belongs to."""
    act = cases.get_act(news.court_no, news.act)
    batch = act.correlation
    if batch is None:
        return
    rows = models.Search.objects.filter(court_no=news.court_no, case_id=act.case)
    system = courts.get_system_principal(news.court_no)
    for row in rows.filter(ended_on__isnull=True):
        if str(batch) in row.batches:
            continue_search(row.id, act.occurred_on, by=system)


@reaction(
    *("RECEIPT_POSTED", "ANSWER_CORRECTED", "CHANGE_NOTIFIED"),
    *("LEAD_FOUND", "CLUE_GIVEN", "EVIDENCE_TAKEN"),
)
def look_on_news(news: News) -> None:
    """Look at the case's standing order because of the act."""
    act = cases.get_act(news.court_no, news.act)
    for signal in _signals(act):
        system = courts.get_system_principal(news.court_no)
        follow_news(act.case, act.id, signal, act.occurred_on, by=system)


@reaction("CASE_CLOSED")
def follow_closing(news: News) -> None:
    """Watch a case whose present procedure was ended; end what runs on any other."""
    act = cases.get_act(news.court_no, news.act)
    closure = cases.facts_now(news.court_no, act.case).of(Closure)
    system = courts.get_system_principal(news.court_no)
    if closure.mode == ENDED_FOR_NOW and closure.closed_on is not None:
        open_watch(act.case, closure.closed_on, act.occurred_on, by=system)
    elif closure.closed_on is not None:
        end_for_closing(act.case, "案件已经结案", act.occurred_on, by=system)


def _signals(act: ActView) -> tuple[str, ...]:
    payload = act.payload if isinstance(act.payload, dict) else {}
    if act.type == "LEAD_FOUND":
        kinds = payload.get("kinds")
        return tuple(str(k) for k in kinds) if isinstance(kinds, list) else ()
    if act.type == "EVIDENCE_TAKEN":
        return tuple(k for k in LEADS.values() if k == payload.get("kind"))
    signal = SIGNALS.get(act.type)
    return () if signal is None else (signal,)
