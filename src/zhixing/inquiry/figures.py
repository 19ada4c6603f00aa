"""The figures of query and control that open to their reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from zhixing.assets.queries import get_asset, list_assets
from zhixing.cases.figures import Asked, figure, no_figure
from zhixing.inquiry.keeping.renewal import renewal_finding
from zhixing.inquiry.keeping.surplus import measure_excess
from zhixing.inquiry.planning.plan import plan_control
from zhixing.inquiry.search.coverage import get_query_coverage
from zhixing.kernel.finding import Finding


@figure("renewal")
def _renewal(asked: Asked) -> Finding[Any]:
    try:
        view = get_asset(asked.court_no, UUID(asked.argument))
        return renewal_finding(view, asked.facts, asked.on)
    except (ValueError, LookupError):
        raise no_figure(f"renewal:{asked.argument}") from None


@figure("surplus")
def _surplus(asked: Asked) -> Finding[Any]:
    views = {v.id: v for v in list_assets(asked.court_no, asked.case)}
    return measure_excess(asked.court_no, views, asked.facts, asked.on).finding


@figure("control-plan")
def _control_plan(asked: Asked) -> Finding[Any]:
    return plan_control(asked.court_no, asked.case, asked.facts, asked.on).finding


@figure("query-coverage")
def _query_coverage(asked: Asked) -> Finding[Any]:
    return get_query_coverage(asked.court_no, asked.case, asked.facts, asked.on).finding
