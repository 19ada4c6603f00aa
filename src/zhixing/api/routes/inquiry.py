"""Inquiry: queries and controls ordered, their requests and answers, and what is stuck."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from zhixing.api.route import ask, get, in_path, post, request_key
from zhixing.api.schemas.inquiry import QueryTable
from zhixing.api.visible import get_visible_case
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.inquiry import bulk_freezing, bulk_queries, operations, queries
from zhixing.inquiry.bulk_queries import BulkRow
from zhixing.inquiry.bulk_values import BulkOutcome, BulkView, FreezeBatch, RowOutcome
from zhixing.inquiry.counter.exchanging import ExchangeView, list_exchanges
from zhixing.inquiry.overview import PropertyLine, get_property_overview
from zhixing.inquiry.queries import AnswerView, DeadLetter, InstitutionLoad, RequestView
from zhixing.platform.principal import Principal


def requests(case: UUID) -> list[RequestView]:
    """List a case's requests, oldest first."""
    return queries.list_requests(get_visible_case(case).court_no, case)


def table(case: UUID) -> QueryTable:
    """Show a case's queries by institution and party."""
    return QueryTable.of(queries.get_matrix(get_visible_case(case).court_no, case))


def overview(case: UUID, on: date) -> list[PropertyLine]:
    """Show a case's debtors' property in one view, on a day."""
    view = get_visible_case(case)
    facts = cases.facts_now(view.court_no, case)
    return get_property_overview(view.court_no, case, facts, on)


def exchanges(case: UUID) -> list[ExchangeView]:
    """List what banks exchanged for a case, each with what its account booked of it."""
    return list_exchanges(get_visible_case(case).court_no, case)


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


def preview_freezes(batch: FreezeBatch, on: date, *, by: Principal) -> BulkOutcome:
    """Say row by row what ordering these freezes today would answer; nothing is written."""
    return bulk_freezing.preview_freezes(batch, on, by=by)


def batches(*, by: Principal) -> list[BulkView]:
    """List the court's latest batches of control orders, newest first."""
    return bulk_queries.list_bulks(by.court_no)


def batch(batch: UUID, *, by: Principal) -> BulkView:
    """Show a batch: how many of its orders are in which state."""
    return bulk_queries.get_bulk(by.court_no, batch)


def batch_orders(batch: UUID, *, by: Principal) -> list[BulkRow]:
    """List the orders of a batch as they stand."""
    return bulk_queries.list_bulk_rows(by.court_no, batch)


def batch_refusals(batch: UUID, *, by: Principal) -> list[RowOutcome]:
    """List the rows of a batch that became no orders, each with its reason."""
    return list(bulk_queries.list_refused(by.court_no, batch))


def controllable(*, by: Principal) -> list[AssetView]:
    """List money and rights found that the court neither controls nor has ordered controlled."""
    return bulk_queries.list_controllable(by.court_no)


_BATCH = {"batch.key": request_key}
_ORDER = {"order.case": in_path("case")}
_NEW = {"status": 201, "today": True}
ROUTES = (
    get("/cases/{case}/requests", requests, "本案查控请求", "Requests of a case"),
    get("/cases/{case}/property", overview, "被执行人财产总览", "A debtor's property in one view"),
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
        "/cases/{case}/living-facts",
        operations.record_living_facts,
        "登记扶养人数和生活标准",
        "Record dependants and living costs",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/right-freezes",
        operations.order_right_freeze,
        "提请冻结股权、证券等",
        "Order shares, a stake or units frozen",
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
        "/cases/{case}/foreign-transfers",
        operations.order_foreign_transfer,
        "提请外币兑换扣划",
        "Order foreign money exchanged and transferred",
        fills=_ORDER,
        **_NEW,
    ),
    get(
        "/cases/{case}/foreign-transfers",
        exchanges,
        "外币兑换及入账",
        "Exchanges and what was booked",
    ),
    post(
        "/cases/{case}/dividends",
        operations.record_dividend,
        "登记应付股息、红利",
        "Enter a dividend of a frozen right",
        fills={"new.case": in_path("case")},
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
    post(
        "/queries",
        operations.order_queries,
        "批量发起查询",
        "Order queries of many cases",
        **_NEW,
    ),
    ask(
        "/queries/preview",
        operations.preview_queries,
        "预览批量查询",
        "See what many orders would bring",
        needs="order_query",
        today=True,
    ),
    post(
        "/queries/withdrawal",
        operations.withdraw_queries,
        "撤回未取走的查询",
        "Take back queries not collected yet",
        today=True,
    ),
    post(
        "/cases/{case}/control-plan",
        operations.propose_control_plan,
        "提请控制方案",
        "Order the plan of control",
        fills=_ORDER,
        **_NEW,
    ),
    post(
        "/cases/{case}/hand-over-requests",
        operations.ask_hand_over,
        "商请移送执行",
        "Ask another court for a seized thing",
        fills={"request.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/hand-over-letters",
        operations.record_hand_over_request,
        "登记商请移送执行函",
        "Record a request to hand over",
        fills={"received.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/hand-over-answers",
        operations.answer_hand_over,
        "答复商请移送执行",
        "Answer a request to hand over",
        fills={"answer.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/hand-over-replies",
        operations.record_hand_over_reply,
        "登记移送执行答复",
        "Record the reply to a request",
        **_NEW,
    ),
    post(
        "/freeze-batches",
        operations.order_freezes,
        "批量提请冻结",
        "Order freezes",
        fills=_BATCH,
        **_NEW,
    ),
    post(
        "/freeze-batches/preview",
        preview_freezes,
        "批量冻结预览",
        "Preview freezes",
        fills=_BATCH,
        today=True,
        is_keyed=False,
    ),
    get("/deposits/uncontrolled", controllable, "可批量冻结的财产", "What a batch can freeze"),
    get("/control-batches", batches, "批量控制", "Batches of control orders"),
    get("/control-batches/{batch}", batch, "控制批次", "A batch"),
    get("/control-batches/{batch}/orders", batch_orders, "批次各行", "Orders of a batch"),
    get("/control-batches/{batch}/refusals", batch_refusals, "未提请各行", "Refused rows"),
    post(
        "/control-batches/{bulk}/undoing",
        operations.undo_freezes,
        "撤销批次",
        "Take a batch back",
        today=True,
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
        "/requests/{request_id}/settlement",
        operations.settle_answer,
        "核对反馈中的问题",
        "Settle what is the matter with an answer",
    ),
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
