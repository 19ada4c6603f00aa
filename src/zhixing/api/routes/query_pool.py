"""The clerks' query pool: what waits, portions taken, submitted, given back, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from zhixing.api.route import get, post
from zhixing.api.schemas.query_pool import PoolList, PortionPreview
from zhixing.inquiry import operations
from zhixing.inquiry.pool import queries
from zhixing.inquiry.pool.preview import preview_portion
from zhixing.inquiry.pool.queries import PortionView
from zhixing.inquiry.pool.waiting import list_waiting
from zhixing.platform.principal import Principal

Key = Annotated[str, Field(max_length=200)]


def waiting(
    on: date, *, by: Principal, filed_from: date | None = None, after: Key = ""
) -> PoolList:
    """List the open cases that nobody was asked about yet, the longest filed first."""
    return PoolList.of(list_waiting(by.court_no, on, filed_from=filed_from, after=after))


def portions(*, by: Principal) -> list[PortionView]:
    """List the latest portions of the court."""
    return queries.list_portions(by.court_no)


def portion(portion: UUID, *, by: Principal) -> PortionView:
    """Show a portion and what became of each case in it."""
    return queries.get_portion(by.court_no, portion)


def preview(portion: UUID, on: date, *, by: Principal) -> PortionPreview:
    """Say what submitting a portion would do: who is asked about whom, which rows are refused."""
    return PortionPreview.of(preview_portion(by.court_no, portion, on))


_TODAY = {"today": True}
_NEW = {"status": 201, **_TODAY}
ROUTES = (
    get("/query-pool", waiting, "查询池", "What waits in the query pool"),
    get("/query-pool/portions", portions, "各批领取情况", "Portions taken"),
    post("/query-pool/portions", operations.take_portion, "领取一批", "Take a portion", **_NEW),
    get("/query-pool/portions/{portion_id}", portion, "一批查询", "A portion"),
    get(
        "/query-pool/portions/{portion_id}/preview",
        preview,
        "预览一批查询",
        "Preview of a portion",
    ),
    post(
        "/query-pool/portions/{portion_id}/submission",
        operations.submit_portion,
        "提交一批查询",
        "Submit a portion",
        **_TODAY,
    ),
    post(
        "/query-pool/portions/{portion_id}/return",
        operations.return_portion,
        "退回查询池",
        "Give a portion back",
        **_TODAY,
    ),
    post(
        "/query-pool/portions/{portion_id}/withdrawal",
        operations.withdraw_portion,
        "撤回未取走的请求",
        "Withdraw what was not collected",
        **_TODAY,
    ),
)
