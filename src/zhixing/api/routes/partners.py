"""The engagement log with partners, and evidence taken from them."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, in_path, post
from zhixing.api.visible import get_visible_case
from zhixing.inquiry import operations
from zhixing.inquiry.partners import queries
from zhixing.inquiry.partners.queries import EngagementView, EvidenceView
from zhixing.platform.principal import Principal


def engagements(*, by: Principal) -> list[EngagementView]:
    """List the court's meetings with partners, the newest first."""
    return queries.list_engagements(by.court_no)


def evidence(case: UUID) -> list[EvidenceView]:
    """List the evidence a case has from partners, the newest first."""
    return queries.list_evidence(get_visible_case(case).court_no, case)


_NEW = {"status": 201, "today": True}
ROUTES = (
    get("/engagements", engagements, "联动单位座谈与走访", "Meetings with partners", needs="board"),
    post(
        "/engagements",
        operations.record_engagement,
        "登记座谈或走访",
        "Record a meeting with partners",
        needs="supervise",
        **_NEW,
    ),
    post(
        "/engagements/{engagement}/results",
        operations.record_point_result,
        "登记议定事项落实情况",
        "Record what became of a point",
        needs="supervise",
        **_NEW,
    ),
    get("/cases/{case}/partner-evidence", evidence, "协助单位提供的证据", "Evidence from partners"),
    post(
        "/cases/{case}/partner-evidence",
        operations.record_evidence,
        "登记向协助单位取证",
        "Record evidence taken from an institution",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
)
