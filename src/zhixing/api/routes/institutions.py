"""Institutions: who answers queries on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import get
from zhixing.institutions import queries
from zhixing.institutions.kinds import InstitutionKind, Tier, WireCapability
from zhixing.institutions.records import InstitutionView


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


ROUTES = (
    get("/institutions", institutions, "联动单位", "Institutions"),
    get("/institutions/{institution}", institution, "联动单位详情", "An institution"),
)
