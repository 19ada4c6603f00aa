"""Institutions: who answers queries on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import get, in_path, post
from zhixing.inquiry import operations
from zhixing.institutions import queries
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.records import ClosingDayView, InstitutionView


def institutions(
    on: date,
    kind: InstitutionKind | None = None,
    tier: Tier | None = None,
    capability: WireCapability | None = None,
    province: str = "",
) -> tuple[InstitutionView, ...]:
    """List the institutions that answer on a day."""
    return queries.list_institutions(
        on, kind=kind, tier=tier, capability=capability, province=province
    )


def institution(institution: UUID) -> InstitutionView:
    """Show one institution."""
    return queries.get_institution(institution)


def closing_days(institution: UUID, since: date | None = None) -> list[ClosingDayView]:
    """List the single days on which an institution is closed."""
    return queries.list_closing_days(institution=institution, since=since)


_NEW = {"status": 201, "today": True, "needs": "configure"}
ROUTES = (
    get("/institutions", institutions, "联动单位", "Institutions"),
    get("/institutions/{institution}", institution, "联动单位详情", "An institution"),
    get("/institutions/{institution}/closing-days", closing_days, "停业日", "Closing days"),
    post(
        "/institutions/{institution}/closing-days",
        operations.announce_closing,
        "登记停业日",
        "Record closing days",
        fills={"new.institution": in_path("institution")},
        **_NEW,
    ),
    post(
        "/institutions/{institution}/closing-days/{day}/taking-back",
        operations.take_back_closing,
        "撤回停业日",
        "Take a closing day back",
        **_NEW,
    ),
    post(
        "/institutions/{institution}/closing-days/{day}/excuse",
        operations.excuse_closing,
        "已届满期限因停业顺延",
        "Let a closing day count in deadlines that have passed",
        status=201,
        today=True,
        needs="supervise",
    ),
)
