"""Closing: what it still needs, periods that do not count, and closing as fully performed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import get, post
from zhixing.api.visible import get_visible_case
from zhixing.closing import operations, queries
from zhixing.closing.chapter import Period
from zhixing.closing.checklist import Check


def checklist(case: UUID, on: date) -> tuple[Check, ...]:
    """Show every condition of closing as fully performed on a day, with its reasons."""
    return queries.get_closing_checklist(get_visible_case(case).court_no, case, on)


def periods(case: UUID) -> tuple[Period, ...]:
    """List the periods that do not count towards the time limit."""
    return queries.list_periods(get_visible_case(case).court_no, case)


ROUTES = (
    get("/cases/{case}/closing/checklist", checklist, "结案条件", "What closing needs"),
    get("/cases/{case}/periods", periods, "不计入期限的期间", "Periods that do not count"),
    post(
        "/cases/{case}/closing",
        operations.propose_closing,
        "提请结案",
        "Propose closing",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/cancelling",
        operations.propose_cancelling,
        "提请销案（受托法院已立案）",
        "Propose cancelling a case that was entrusted",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/periods",
        operations.exclude_period,
        "登记不计入期限的期间",
        "Exclude a period",
        needs="record",
        status=201,
    ),
    post(
        "/cases/{case}/suspensions",
        operations.propose_suspension,
        "提请中止或暂缓",
        "Propose a suspension",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/periods/{period}/end",
        operations.end_period,
        "终止该期间",
        "End a period",
        needs="record",
    ),
    post(
        "/cases/{case}/extensions",
        operations.propose_extension,
        "提请延长期限",
        "Propose an extension",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/ending",
        operations.propose_ending,
        "提请终结本次执行程序",
        "Propose ending the present procedure",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/hardness",
        operations.class_hardness,
        "认定执行难或者执行不能",
        "Class as hard or impossible to enforce",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/resumption",
        operations.propose_resuming,
        "提请恢复执行",
        "Propose resuming the case",
        needs="close",
        status=201,
        today=True,
    ),
    post(
        "/cases/{case}/revivals/{asset}/decline",
        operations.decline_revival,
        "不予恢复执行",
        "Decline to resume the case",
        needs="close",
        status=201,
        today=True,
    ),
)
