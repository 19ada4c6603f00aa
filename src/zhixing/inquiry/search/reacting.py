"""What the search does on news: the next wave, a standing order's look, a case closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from procrastinate.types import JSONDict

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.values import ActView
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.courts import queries as courts
from zhixing.inquiry.search.leads import LEADS
from zhixing.inquiry.search.standing import end_for_closing, follow_news, open_watch
from zhixing.inquiry.search.ticking import is_searching, list_searches_of
from zhixing.platform.jobs.reactions import News, gathering_reaction, reaction

SIGNALS: Final = {
    "RECEIPT_POSTED": "PAYMENT",
    "ANSWER_CORRECTED": "CORRECTION",
    "CHANGE_NOTIFIED": "CHANGE_NOTICE",
    "CLUE_GIVEN": "CLUE",
}
"""The acts that are news for a standing order, and the signal each is."""


@gathering_reaction("QUERY_COMPLETED", "REQUEST_REJECTED", where=is_searching)
def go_on(court_no: int, acts: Sequence[UUID]) -> None:
    """Have each search ask its next wave that one of these sets belongs to.

    Most sets belong to no search; one job finds the others among a thousand acts, and each
    search goes on in a job of its own.
    """
    from zhixing.inquiry.tasks import continue_search_of

    jobs: list[JSONDict] = [
        {"court_no": court_no, "search": str(search), "on": on.isoformat()}
        for search, on in list_searches_of(court_no, cases.list_correlations(court_no, acts))
    ]
    if jobs:
        continue_search_of.batch_defer(*jobs)


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
