"""Measures: listing, restriction, look-outs, summons, search and detention."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from zhixing.api.route import get, post
from zhixing.api.visible import get_visible_case
from zhixing.measures import operations, queries
from zhixing.measures.chapter import Measures


def measures(case: UUID, on: date | None = None, known_at: datetime | None = None) -> Measures:
    """Show every measure of a case, now or as of a day in either reading."""
    view = get_visible_case(case)
    return queries.get_measures(view.court_no, case, on=on, known_at=known_at)


ROUTES = (
    get("/cases/{case}/measures", measures, "本案措施", "Measures of a case"),
    post(
        "/cases/{case}/listings",
        operations.apply_listing,
        "提请纳入失信名单",
        "Apply for a listing",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/listings/{measure}/publication",
        operations.publish_listing,
        "公布失信信息",
        "Publish a listing",
    ),
    post(
        "/cases/{case}/listings/shielding",
        operations.apply_shielding,
        "提请屏蔽失信信息",
        "Apply to shield a listing",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/listings/relisting",
        operations.propose_relisting,
        "提议恢复公布",
        "Propose relisting",
        status=201,
        needs="record",
    ),
    post(
        "/cases/{case}/listings/{measure}/deletion",
        operations.delete_listing,
        "删除失信信息",
        "Delete a listing",
    ),
    post(
        "/cases/{case}/restrictions",
        operations.apply_restriction,
        "提请限制消费",
        "Apply for a restriction",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/restrictions/{measure}/lifting",
        operations.lift_restriction,
        "解除限制消费",
        "Lift a restriction",
    ),
    post(
        "/cases/{case}/look-outs",
        operations.apply_look_out,
        "提请协助查找",
        "Apply for a look-out",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/look-outs/{measure}/dispatch",
        operations.send_look_out,
        "发送协助查找材料",
        "Send a look-out",
    ),
    post(
        "/cases/{case}/look-outs/{measure}/hit",
        operations.record_hit,
        "登记查获",
        "Record a hit",
        needs="record",
    ),
    post(
        "/cases/{case}/look-outs/{measure}/closing",
        operations.close_look_out,
        "撤销协助查找",
        "Close a look-out",
        needs="record",
    ),
    post(
        "/cases/{case}/unanswered-calls",
        operations.record_unanswered_call,
        "登记传唤未到",
        "Record an unanswered call",
    ),
    post(
        "/cases/{case}/summonses",
        operations.apply_summons,
        "提请拘传",
        "Apply for a summons",
        status=201,
        today=True,
    ),
    post(
        "/summonses/{matter}/execution", operations.execute_summons, "实施拘传", "Execute a summons"
    ),
    post(
        "/cases/{case}/searches",
        operations.apply_search,
        "提请搜查",
        "Apply for a search",
        status=201,
        today=True,
    ),
    post("/searches/{matter}/execution", operations.execute_search, "实施搜查", "Execute a search"),
    post(
        "/cases/{case}/misconduct",
        operations.find_misconduct,
        "认定妨害执行行为",
        "Establish an obstruction",
    ),
    post(
        "/cases/{case}/detentions",
        operations.apply_detention,
        "提请司法拘留",
        "Apply for a detention",
        status=201,
        today=True,
    ),
    post(
        "/detentions/{matter}/execution",
        operations.execute_detention,
        "实施司法拘留",
        "Execute a detention",
        status=201,
    ),
    post(
        "/cases/{case}/detentions/{measure}/end",
        operations.end_detention,
        "解除拘留",
        "End a detention",
    ),
)
