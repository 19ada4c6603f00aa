"""Which route a matter takes and which policy a court follows, each on a day."""

from __future__ import annotations

from datetime import date

from zhixing.courts.models import ApprovalRoute, CourtPolicy
from zhixing.courts.queries.dated import in_force
from zhixing.courts.queries.principal import list_principals
from zhixing.courts.records import PolicyView, RouteStep, RouteView
from zhixing.courts.routes import DEFAULT_ROUTES
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind


def get_approval_route(court_no: int, matter: str, on: date) -> RouteView:
    """Get the route a matter takes in a court on a day: its own, else the default.

    :raises Refusal: ``ROUTE_UNKNOWN`` for a matter without either.
    """
    row = ApprovalRoute.objects.filter(in_force(on), court_no=court_no, matter=matter).first()
    if row is not None:
        return _route_of(row)
    default = DEFAULT_ROUTES.get(matter)
    if default is None:
        raise Refusal(
            "ROUTE_UNKNOWN",
            message_zh=f"本院在{on.isoformat()}没有“{matter}”事项的审批流程。",
            message_en=f"The court has no approval route for {matter} on {on.isoformat()}.",
            remedy_zh="请先由本院规定该事项的审批流程。",
            remedy_en="Have the court lay down a route for the matter first.",
            field="matter",
        )
    return RouteView(None, court_no, matter, default.steps, default.basis, None, None)


def list_approval_routes(court_no: int, matter: str) -> tuple[RouteView, ...]:
    """List the routes a court laid down for a matter, earliest first, ended ones included."""
    rows = ApprovalRoute.objects.filter(court_no=court_no, matter=matter)
    return tuple(_route_of(row) for row in rows.order_by("valid_from", "id"))


def list_route_steps(court_no: int, matter: str, on: date) -> tuple[RouteStep, ...]:
    """List the steps of a matter's route with the people who could take each on a day."""
    route, principals = get_approval_route(court_no, matter, on), list_principals(court_no, on)
    return tuple(
        RouteStep(number, kind, tuple(p for p in principals if p.kind is kind))
        for number, kind in enumerate(route.steps, start=1)
    )


def find_policy(court_no: int, code: str, on: date) -> PolicyView | None:
    """Find the policy a court follows on a day; None means it adopted none and it is off.

    A superior's policy does not bind: local rules hold only in courts that adopted them.
    """
    row = CourtPolicy.objects.filter(in_force(on), court_no=court_no, code=code).first()
    return None if row is None else _policy_of(row)


def list_policies(court_no: int, on: date) -> tuple[PolicyView, ...]:
    """List the policies a court follows on a day, by code."""
    rows = CourtPolicy.objects.filter(in_force(on), court_no=court_no).order_by("code")
    return tuple(_policy_of(row) for row in rows)


def list_policy_history(court_no: int, code: str) -> tuple[PolicyView, ...]:
    """List every policy of one code that a court ever adopted, the earliest first."""
    rows = CourtPolicy.objects.filter(court_no=court_no, code=code).order_by("valid_from")
    return tuple(_policy_of(row) for row in rows)


def _route_of(row: ApprovalRoute) -> RouteView:
    return RouteView(
        id=row.id,
        court_no=row.court_no,
        matter=row.matter,
        steps=tuple(PostKind(step) for step in row.steps),
        legal_basis=row.legal_basis,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _policy_of(row: CourtPolicy) -> PolicyView:
    return PolicyView(
        id=row.id,
        court_no=row.court_no,
        code=row.code,
        value=row.value,
        legal_basis=row.legal_basis,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        review_on=row.review_on,
    )
