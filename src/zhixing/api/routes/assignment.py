"""Assignment: cycles of rotation with their receipts, designation and reassignment."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, post
from zhixing.api.visible import get_visible_case
from zhixing.assignment import operations, queries
from zhixing.assignment.queries import CycleView
from zhixing.kernel.canonical import Json
from zhixing.platform.principal import Principal


def cycles(*, by: Principal) -> list[CycleView]:
    """List the court's cycles, the newest first."""
    return queries.list_cycles(by.court_no)


def receipt(case: UUID) -> dict[str, Json] | None:
    """Show the receipt with which a party checks where a case fell."""
    return queries.find_receipt(get_visible_case(case).court_no, case)


ROUTES = (
    get("/assignment/cycles", cycles, "分案轮次", "Cycles"),
    post(
        "/assignment/cycles",
        operations.open_cycle,
        "开启分案轮次并公布承诺值",
        "Open a cycle",
        status=201,
    ),
    post(
        "/assignment/pools/{pool}/run",
        operations.run_cycle,
        "执行分案轮次",
        "Run a cycle",
        today=True,
    ),
    get("/cases/{case}/assignment/receipt", receipt, "分案凭证", "A case's receipt"),
    post(
        "/cases/{case}/assignment/designation",
        operations.designate,
        "指定承办",
        "Designate a handler",
        today=True,
    ),
    post(
        "/cases/{case}/assignment/reassignment",
        operations.reassign,
        "变更承办人",
        "Change the handler",
        today=True,
    ),
)
