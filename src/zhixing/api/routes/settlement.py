"""Settlement: mediation, settlements, instalments kept or missed, resumption."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.api.route import ask, get, post, request_key
from zhixing.api.visible import get_visible_case
from zhixing.kernel.finding import Finding
from zhixing.platform.principal import Principal
from zhixing.settlement import operations, queries
from zhixing.settlement.chapter import HeldOffer
from zhixing.settlement.queries import SettlementView
from zhixing.settlement.terms import Offer


def settlement(case: UUID, on: date, known_at: datetime | None = None) -> SettlementView | None:
    """Show the latest settlement of a case as it stood on a day."""
    view = get_visible_case(case)
    return queries.get_settlement(view.court_no, case, on, known_at=known_at)


def offers(
    case: UUID, on: date | None = None, known_at: datetime | None = None
) -> tuple[HeldOffer, ...]:
    """List every offer made before the court in a case."""
    view = get_visible_case(case)
    return queries.list_offers(view.court_no, case, on=on, known_at=known_at)


def preview_offer(offer: Offer, on: date) -> Finding[Any] | None:
    """Find how long an offer would take before it is recorded."""
    return operations.preview_offer(offer, on)


def record_default(case: UUID, on: date, *, by: Principal) -> operations.FoundDefault | None:
    """Record that the living settlement of a case is in default on a day, once."""
    return operations.record_default(case, on, by=by)


ROUTES = (
    get("/cases/{case}/settlement", settlement, "执行和解", "The settlement of a case"),
    get("/cases/{case}/offers", offers, "和解方案", "Offers made"),
    post(
        "/cases/{case}/mediations",
        operations.hold_mediation,
        "记录调解",
        "Hold a mediation",
        needs="settle",
        status=201,
    ),
    ask(
        "/settlements/preview",
        preview_offer,
        "预览和解方案",
        "Preview an offer",
        needs="settle",
        covers=(operations.preview_offer,),
    ),
    post(
        "/cases/{case}/settlements",
        operations.reach_settlement,
        "达成执行和解",
        "Reach a settlement",
        needs="settle",
        status=201,
        fills={"terms.key": request_key},
    ),
    post(
        "/cases/{case}/settlement/default",
        record_default,
        "记录违约",
        "Record a default",
        needs="settle",
        covers=(operations.record_default,),
    ),
    post(
        "/cases/{case}/settlement/resumption",
        operations.resume_enforcement,
        "恢复执行",
        "Resume enforcement",
        needs="settle",
        status=201,
    ),
)
