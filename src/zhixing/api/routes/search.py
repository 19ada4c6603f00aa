"""The search: by yield, by standing orders, the court's own checks, and disputed answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import get, in_path, post, request_key
from zhixing.api.visible import get_visible_case
from zhixing.cases import queries as cases
from zhixing.inquiry import operations
from zhixing.inquiry.search.checks import CheckLine, list_checks
from zhixing.inquiry.search.coverage import Coverage, get_query_coverage
from zhixing.inquiry.search.views import (
    DisputeView,
    SearchView,
    StandingView,
    list_disputes,
    list_searches,
    list_standing_orders,
)
from zhixing.platform.principal import Principal


def searches(case: UUID) -> list[SearchView]:
    """List a case's searches: who was asked, who was not, why, and what each promised."""
    return list_searches(get_visible_case(case).court_no, case)


def standing_orders(case: UUID) -> list[StandingView]:
    """List a case's standing orders and watch, with every look and its reasons."""
    return list_standing_orders(get_visible_case(case).court_no, case)


def query_coverage(case: UUID, on: date) -> Coverage:
    """Say kind by kind what the queries of a case cover on a day, and what misses."""
    court_no = get_visible_case(case).court_no
    return get_query_coverage(court_no, case, cases.facts_now(court_no, case), on)


def checks(case: UUID, on: date) -> tuple[CheckLine, ...]:
    """List the court's checks and reports of a case as they stand on a day."""
    court_no = get_visible_case(case).court_no
    return list_checks(court_no, case, cases.facts_now(court_no, case), on)


def disputes(*, by: Principal, case: UUID | None = None) -> list[DisputeView]:
    """List the disputes about answers of the court, or of one case."""
    return list_disputes(by.court_no, case=case)


_NEW = {"status": 201, "today": True}
ROUTES = (
    get("/cases/{case}/property-searches", searches, "本案检索", "Searches of a case"),
    post(
        "/cases/{case}/property-searches",
        operations.begin_search,
        "发起检索",
        "Begin a search",
        fills={"order.case": in_path("case"), "order.key": request_key},
        **_NEW,
    ),
    post(
        "/property-searches/{search}/rest",
        operations.ask_skipped,
        "补查未查询的单位",
        "Ask those left out",
        **_NEW,
    ),
    post(
        "/property-searches/{search}/continuation",
        operations.continue_search,
        "继续检索",
        "Go on with a search",
        today=True,
    ),
    get("/cases/{case}/standing-orders", standing_orders, "持续查询", "Standing orders"),
    post(
        "/cases/{case}/standing-orders",
        operations.order_repeat,
        "作出持续查询命令",
        "Make a standing order",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/standing-orders/{order}/stop",
        operations.stop_repeat,
        "停止持续查询",
        "Stop a standing order",
        today=True,
    ),
    get("/cases/{case}/query-coverage", query_coverage, "查询覆盖", "What the queries cover"),
    get("/cases/{case}/checks", checks, "四查两报", "Checks and reports"),
    post(
        "/cases/{case}/checks",
        operations.complete_checks,
        "登记完成四查两报",
        "Record the checks complete",
        **_NEW,
    ),
    post(
        "/cases/{case}/clues",
        operations.record_clue,
        "登记财产线索",
        "Record a clue",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
    post(
        "/cases/{case}/clues/{clue}/check",
        operations.check_clue,
        "登记线索核实情况",
        "Record the check of a clue",
        **_NEW,
    ),
    get("/disputes", disputes, "反馈异议", "Disputed answers"),
    post(
        "/requests/{request_id}/disputes",
        operations.dispute_answer,
        "对反馈提出异议",
        "Dispute an answer",
        fills={"new.request": in_path("request_id")},
        **_NEW,
    ),
    post(
        "/disputes/{dispute}/settlement",
        operations.settle_dispute,
        "处理反馈异议",
        "Settle a dispute",
        today=True,
    ),
)
