"""Enforcement in another province: what lies there, what was decided, what came of it."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, in_path, post
from zhixing.api.visible import get_visible_case
from zhixing.cases.queries import facts_now
from zhixing.inquiry import operations
from zhixing.inquiry.outside import queries
from zhixing.inquiry.outside.queries import OutsideOrderView, OutsidePoint


def points(case: UUID) -> list[OutsidePoint]:
    """List what of a case lies in another province: residence and property."""
    return queries.list_outside(get_visible_case(case).court_no, case)


def orders(case: UUID) -> list[OutsideOrderView]:
    """List what was decided about other provinces, and what came of it."""
    return queries.list_outside_orders(facts_now(get_visible_case(case).court_no, case))


_NEW = {"status": 201, "today": True}
ROUTES = (
    get("/cases/{case}/out-of-area", points, "外省线索与财产", "What lies in another province"),
    get("/cases/{case}/out-of-area-orders", orders, "异地执行", "Orders in another province"),
    post(
        "/cases/{case}/out-of-area-orders",
        operations.order_out_of_area,
        "决定异地执行或者委托",
        "Order enforcement in another province",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/out-of-area-orders/{order}/report",
        operations.report_out_of_area,
        "登记异地执行情况",
        "Record the outcome in another province",
        **_NEW,
    ),
)
