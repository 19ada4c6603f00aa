"""Corrections of answers by hand, and what the applicant of a case may be told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import get, post
from zhixing.api.visible import get_visible_case
from zhixing.inquiry import operations
from zhixing.inquiry.correcting import queries
from zhixing.inquiry.correcting.queries import CorrectionView
from zhixing.inquiry.creditor import CreditorView, get_creditor_view
from zhixing.platform.principal import Principal


def corrections(request: UUID, *, by: Principal) -> list[CorrectionView]:
    """List the corrections of a request's answers, oldest first."""
    return queries.list_corrections(by.court_no, request)


def conflicts(*, by: Principal) -> list[CorrectionView]:
    """List the corrections in force whose institution has answered again since."""
    return queries.list_conflicts(by.court_no)


def applicant(case: UUID, on: date) -> CreditorView:
    """Show what the applicant of a case may be told of query and control."""
    return get_creditor_view(get_visible_case(case).court_no, case, on)


_TODAY = {"today": True}
_NEW = {"status": 201, **_TODAY}
ROUTES = (
    get("/requests/{request_id}/corrections", corrections, "反馈的更正", "Corrections of answers"),
    get(
        "/corrections/conflicts",
        conflicts,
        "更正后又有反馈的",
        "Corrections answered again since",
    ),
    post(
        "/requests/{request_id}/corrections",
        operations.correct_answer,
        "更正查询反馈",
        "Correct the answer to a query",
        **_NEW,
    ),
    post(
        "/requests/{request_id}/correction-proposals",
        operations.propose_correction,
        "提请更正控制反馈",
        "Propose correcting the answer to a control",
        **_NEW,
    ),
    post(
        "/corrections/{correction_id}/confirmation",
        operations.confirm_correction,
        "复核同意更正",
        "Confirm a correction",
        **_TODAY,
    ),
    post(
        "/corrections/{correction_id}/refusal",
        operations.refuse_correction,
        "不同意更正",
        "Refuse a correction",
        **_TODAY,
    ),
    get(
        "/cases/{case}/applicant-view",
        applicant,
        "告知申请执行人的查控情况",
        "What the applicant may be told",
    ),
)
