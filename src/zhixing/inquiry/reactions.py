"""What query and control do when their matters are decided: send, or withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from procrastinate.types import JSONDict, JSONValue

from zhixing.cases import queries as cases
from zhixing.courts import queries as courts
from zhixing.decisions.queries import get_bundle
from zhixing.inquiry.bulk_issuing import list_parts
from zhixing.inquiry.entrusted import receiving_acts, sending_acts
from zhixing.inquiry.handing import chapter as handing
from zhixing.inquiry.keeping import reactions as keeping
from zhixing.inquiry.operations import issue_order, withdraw_drafts, withdraw_order
from zhixing.inquiry.search import reacting
from zhixing.kernel.canonical import Json
from zhixing.kernel.refusal import Impossible
from zhixing.platform.jobs.priorities import READING
from zhixing.platform.jobs.reactions import News, reaction

__all__ = [
    "handing",
    "keeping",
    "put_all_out",
    "put_out",
    "reacting",
    "receiving_acts",
    "sending_acts",
    "withdraw",
    "withdraw_all",
]
CODES = frozenset({"FREEZE", "SEALING", "RELEASE", "TRANSFER", "RENEWAL", "SURPLUS"})


def _is_ours(payload: Mapping[str, JSONValue]) -> bool:
    return payload.get("code") in CODES


def _is_alone(payload: Mapping[str, JSONValue]) -> bool:
    """Say whether a matter of ours was decided alone, not with its bundle."""
    return _is_ours(payload) and payload.get("bundle") is None


@reaction("BUNDLE_APPROVED", only=_is_ours, urgent=True)
def put_all_out(news: News) -> None:
    """Enqueue the parts in which an approved batch goes out, on the day of its approval."""
    from zhixing.inquiry.tasks import issue_bulk_part

    on = get_bundle(news.court_no, news.act).decided_on
    if on is None:
        raise Impossible(f"bundle {news.act} is approved without a day")
    parts: list[JSONDict] = [
        {
            "court_no": news.court_no,
            "bulk": str(bulk),
            "first": str(first),
            "last": str(last),
            "on": on.isoformat(),
        }
        for bulk, first, last in list_parts(news.act, news.court_no)
    ]
    if parts:
        issue_bulk_part.configure(priority=READING).batch_defer(*parts)


@reaction("BUNDLE_RETURNED", "BUNDLE_WITHDRAWN", only=_is_ours)
def withdraw_all(news: News) -> None:
    """Withdraw the drafts of a batch returned or taken back, so that its amounts are free."""
    system = courts.get_system_principal(news.court_no)
    withdraw_drafts(news.act, "批次已退回或者撤回", by=system)


@reaction("MATTER_APPROVED", only=_is_alone, urgent=True)
def put_out(news: News) -> None:
    """Put out the request whose matter was approved, on the day of its approval."""
    payload, on = _decided(news)
    if payload.get("code") in CODES:
        system = courts.get_system_principal(news.court_no)
        issue_order(UUID(str(payload["matter"])), on, by=system)


@reaction("MATTER_RETURNED", "MATTER_WITHDRAWN", only=_is_alone)
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
