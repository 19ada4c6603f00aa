"""Entrusted enforcement: sent to another court or taken on, papers, filing, return."""

from __future__ import annotations

from uuid import UUID

from zhixing.api.route import get, in_path, post
from zhixing.api.visible import get_visible_case
from zhixing.cases.queries import facts_now
from zhixing.inquiry import operations
from zhixing.inquiry.entrusted import queries
from zhixing.inquiry.entrusted.chapter import Sent, TakenOn
from zhixing.inquiry.entrusted.single_acts import AskedActView, list_asked_acts
from zhixing.platform.principal import Principal


def sendings(case: UUID) -> list[Sent]:
    """List what became of a case where it was sent to other courts."""
    return queries.list_sendings(facts_now(get_visible_case(case).court_no, case))


def taken_on(case: UUID) -> TakenOn | None:
    """Give from whom a case was taken on, and what was asked and answered since."""
    return queries.find_taken_on(facts_now(get_visible_case(case).court_no, case))


def asked_acts(*, by: Principal) -> list[AskedActView]:
    """List the single acts other courts ask of this one, what waits first."""
    return list_asked_acts(by.court_no)


_NEW = {"status": 201, "today": True}
_SENT = "/cases/{case}/entrustings"
_HERE = "/cases/{case}/entrusted"
ROUTES = (
    get("/asked-acts", asked_acts, "受托事项", "Acts asked for by other courts"),
    post(
        "/asked-acts/{act}/answer",
        operations.answer_asked_act,
        "回复受托事项",
        "Answer an act asked for",
        **_NEW,
    ),
    get(_SENT, sendings, "委托出去的情况", "Sent to other courts"),
    post(
        _SENT,
        operations.send_entrusted,
        "移交委托材料",
        "Send an entrusted case",
        fills={"new.case": in_path("case")},
        **_NEW,
    ),
    post(
        f"{_SENT}/deliveries",
        operations.record_entrusting_delivery,
        "登记委托材料送达",
        "Record the arrival of the papers",
        **_NEW,
    ),
    post(
        f"{_SENT}/papers-wanted",
        operations.record_papers_wanted,
        "登记补办要求",
        "Record papers asked for",
        **_NEW,
    ),
    post(
        f"{_SENT}/{{order}}/papers",
        operations.supply_entrusting_papers,
        "补办委托材料",
        "Supply papers",
        **_NEW,
    ),
    post(
        f"{_SENT}/filings",
        operations.record_entrusting_filed,
        "登记受托法院立案通知",
        "Record the notice of filing",
        **_NEW,
    ),
    post(
        f"{_SENT}/{{order}}/notice",
        operations.tell_applicant_entrusted,
        "通知申请执行人已委托执行",
        "Tell the applicant",
        **_NEW,
    ),
    post(
        f"{_SENT}/returns",
        operations.record_entrusting_return,
        "登记退回委托",
        "Record a return",
        **_NEW,
    ),
    post(
        f"{_SENT}/{{order}}/revocation",
        operations.revoke_entrusting,
        "撤销委托、恢复执行",
        "Revoke an entrusting",
        **_NEW,
    ),
    get(_HERE, taken_on, "受托执行情况", "Taken on for another court"),
    post(
        _HERE,
        operations.record_entrusted_letter,
        "登记委托执行函",
        "Record a letter of entrustment",
        fills={"letter.case": in_path("case")},
        **_NEW,
    ),
    post(
        f"{_HERE}/papers-requests",
        operations.ask_entrusted_papers,
        "要求委托法院补办",
        "Ask for missing papers",
        **_NEW,
    ),
    post(
        f"{_HERE}/papers",
        operations.record_entrusted_papers,
        "登记补办材料或者说明",
        "Record papers or reasons",
        **_NEW,
    ),
    post(
        f"{_HERE}/filing-notice",
        operations.tell_entrusted_filing,
        "告知委托法院已立案",
        "Tell the sending court of the filing",
        **_NEW,
    ),
    post(
        f"{_HERE}/return-approval",
        operations.approve_entrusting_return,
        "登记高院同意退回",
        "Record the high court's agreement",
        **_NEW,
    ),
    post(
        f"{_HERE}/return",
        operations.return_entrusted,
        "退回委托",
        "Return an entrusted case",
        fills={"order.case": in_path("case")},
        **_NEW,
    ),
)
"""The routes of entrusted enforcement."""
