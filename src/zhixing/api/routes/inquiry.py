"""Inquiry: queries and controls ordered, their requests and answers, and what is stuck."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from zhixing.api.route import get, in_path, post, request_key
from zhixing.api.schemas.inquiry import QueryTable
from zhixing.api.visible import get_visible_case
from zhixing.inquiry import operations, queries
from zhixing.inquiry.queries import AnswerView, DeadLetter, InstitutionLoad, RequestView
from zhixing.platform.principal import Principal


def requests(case: UUID) -> list[RequestView]:
    """List a case's requests, oldest first."""
    return queries.list_requests(get_visible_case(case).court_no, case)


def table(case: UUID) -> QueryTable:
    """Show a case's queries by institution and party."""
    return QueryTable.of(queries.get_matrix(get_visible_case(case).court_no, case))


def request(request: UUID, *, by: Principal) -> RequestView:
    """Show one request with its lines."""
    return queries.get_request(by.court_no, request)


def answers(request: UUID, *, by: Principal) -> list[AnswerView]:
    """List every version of a request's answer, oldest first."""
    return queries.list_answers(by.court_no, request)


def stuck(*, by: Principal, at: datetime) -> list[DeadLetter]:
    """List what is stuck in the court: held back, rejected, silent, or not readable."""
    return queries.list_dead_letters(by.court_no, at)


def loads(on: date, *, by: Principal) -> list[InstitutionLoad]:
    """Show what each institution has of this court, and when it last called."""
    return queries.list_institution_loads(by.court_no, on)


_ORDER = {"order.case": in_path("case")}
_NEW = {"status": 201, "today": True}
ROUTES = (
    get("/cases/{case}/requests", requests, "本案查控请求", "Requests of a case"),
    get("/cases/{case}/queries", table, "本案查询一览", "Queries of a case"),
    post(
        "/cases/{case}/queries",
        operations.order_query,
        "发起查询",
        "Order a query",
        fills={**_ORDER, "order.key": request_key},
        **_NEW,
    ),
    post(
        "/cases/{case}/freezes",
        operations.order_freeze,
        "提请冻结",
        "Order a freeze",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/renewals",
        operations.order_renewal,
        "提请续行冻结",
        "Order a renewal",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/releases",
        operations.order_release,
        "提请解除冻结",
        "Order a release",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/transfers",
        operations.order_transfer,
        "提请扣划",
        "Order a transfer",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/sealings",
        operations.order_sealing,
        "提请查封",
        "Order a sealing",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/sealing-renewals",
        operations.order_sealing_renewal,
        "提请续行查封",
        "Order a sealing renewed",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/unsealings",
        operations.order_unsealing,
        "提请解除查封",
        "Order a sealing released",
        fills=_ORDER,
        **_NEW,
    ),
    get("/requests/stuck", stuck, "受阻请求", "What is stuck"),
    get("/requests/{request_id}", request, "查控请求", "A request"),
    get("/requests/{request_id}/answers", answers, "反馈", "Answers to a request"),
    post(
        "/requests/{request_id}/reissue", operations.reissue_request, "重新发出", "Reissue", **_NEW
    ),
    post(
        "/requests/{request_id}/redelivery", operations.redeliver_request, "重新投递", "Redeliver"
    ),
    post("/requests/{request_id}/reopening", operations.reopen_request, "重新开启", "Reopen"),
    post(
        "/requests/{request_id}/letter",
        operations.record_letter_answer,
        "登记书面反馈",
        "Record an answer by letter",
    ),
    post(
        "/requests/{request_id}/withdrawal",
        operations.withdraw_stuck,
        "撤回受阻请求",
        "Withdraw what is stuck",
    ),
    get("/institutions/loads", loads, "联动单位看板", "Loads of institutions"),
)
