"""What follows by itself from news about money, controls and debts: surplus, renewal again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.values import ActView
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry.keeping.co_owners import (
    TEMPLATE,
    draft_co_owner_notices,
    follow_service,
)
from zhixing.inquiry.keeping.renewal import propose_renewal
from zhixing.inquiry.keeping.surplus import Trigger, follow_excess
from zhixing.kernel.clock import legal_day
from zhixing.platform.jobs.reactions import News, reaction

RENEWALS = frozenset({"RENEW", "SEAL_RENEW"})


@reaction(
    "RECEIPT_POSTED",
    "RECEIPT_REVERSED",
    "SETTLEMENT_REACHED",
    "SETTLEMENT_PERFORMED",
    "ACT_CORRECTED",
    "ACT_ANNULLED",
    "ASSET_CONTROLLED",
    "PROPERTY_SEALED",
    "CONTROL_MOVED_UP",
    "SEALING_MOVED_UP",
    "CONTROL_REDUCED",
    "CONTROL_AMOUNT_CORRECTED",
    "CONTROL_RELEASED",
    "SEALING_RELEASED",
    "CONTROL_REFUSED",
    "SEALING_NOT_DONE",
    "CONTROL_LAPSED",
    "DEPOSIT_TRANSFERRED",
    "SURPLUS_FOUND",
    urgent=True,
)
def look_for_excess(news: News) -> None:
    """Propose the release of an excess as soon as an act makes it known, or note it is gone."""
    act = cases.get_act(news.court_no, news.act)
    trigger = Trigger(act.type, act.recorded_at)
    follow_excess(act.case, _day(act), trigger, by=get_system_principal(news.court_no))


@reaction("CONTROL_REFUSED", "SEALING_NOT_DONE")
def renew_again(news: News) -> None:
    """Propose again at once what an institution refused to renew."""
    act = cases.get_act(news.court_no, news.act)
    payload = act.payload if isinstance(act.payload, dict) else {}
    if payload.get("measure") in RENEWALS:
        propose_renewal(
            act.case,
            UUID(str(payload["asset"])),
            _day(act),
            is_again=True,
            by=get_system_principal(news.court_no),
        )


@reaction("PROPERTY_SEALED")
def tell_co_owners(news: News) -> None:
    """Draft the notices to the co-owners of what is now sealed."""
    act = cases.get_act(news.court_no, news.act)
    if act.subject is not None:
        system = get_system_principal(news.court_no)
        draft_co_owner_notices(act.case, act.subject, _day(act), by=system)


@reaction("INSTRUMENT_SERVED")
def note_co_owners_told(news: News) -> None:
    """Record that all co-owners were told, once the last notice is served."""
    act = cases.get_act(news.court_no, news.act)
    payload = act.payload if isinstance(act.payload, dict) else {}
    if payload.get("template") == TEMPLATE and act.subject is not None:
        system = get_system_principal(news.court_no)
        follow_service(act.case, act.subject, act.occurred_on, by=system)


def _day(act: ActView) -> date:
    """Give the day to ask the law about: of the act, or of its recording where that is later."""
    return max(act.occurred_on, legal_day(act.recorded_at))
