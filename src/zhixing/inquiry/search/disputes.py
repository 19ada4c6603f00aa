"""Disputes about answers (反馈异议): raised by the court or the institution, settled with grounds.

An institution that holds a request to be unlawful objects in writing, and the court answers in
fifteen days; that a court holds an answer to be wrong is told and settled the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.search.acts import AnswerDisputed, DisputeSettled
from zhixing.inquiry.values import refuse
from zhixing.kernel.clock import instant
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.law.network.answering import network_answer
from zhixing.platform.principal import Principal


class RaisedBy(StrEnum):
    """Name who disputes an answer."""

    COURT = "COURT"
    INSTITUTION = "INSTITUTION"


class DisputeOutcome(StrEnum):
    """Name how a dispute came out: its raiser was right, was not, or took it back."""

    UPHELD = "UPHELD"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class NewDispute:
    """Dispute what was answered to a request; ``raised_on`` is the day the court had it."""

    request: UUID
    raised_by: RaisedBy
    reason: str


def dispute_answer(new: NewDispute, on: date, *, by: Principal) -> UUID:
    """Record that an answer is disputed, and by when the court answers; gives the dispute.

    :raises InquiryRefused: nothing was answered yet, no reason, or a dispute is open.
    """
    require(by, Capability.RECORD)
    request = models.Request.objects.filter(court_no=by.court_no, id=new.request).first()
    if request is None:
        raise refuse("NO_REQUEST", "没有此请求。", "There is no such request.", field="request")
    lock_case(request.case_id, by)
    if not request.outcome and new.raised_by is RaisedBy.COURT:
        raise refuse(
            "NOT_ANSWERED",
            "该请求尚未反馈，没有可以异议的内容。",
            "Nothing was answered yet that could be disputed.",
            field="request",
            remedy=("逾期的请催办。", "Urge what is overdue."),
        )
    if not new.reason.strip():
        raise refuse("REASON", "请写明异议的理由。", "Say what is disputed.", field="reason")
    rows = models.Dispute.objects.filter(court_no=by.court_no, request_id=new.request, outcome="")
    if rows.exists():
        raise refuse(
            "DISPUTE_OPEN",
            "该反馈已有异议正在处理。",
            "A dispute about the answer is open.",
            field="request",
        )
    return _raise(request, new, on, by)


def settle_dispute(
    dispute: UUID, outcome: DisputeOutcome, grounds: str, on: date, *, by: Principal
) -> None:
    """Settle a dispute with its grounds.

    :raises InquiryRefused: it is settled, or no grounds are given.
    """
    require(by, Capability.RECORD)
    found = models.Dispute.objects.filter(court_no=by.court_no, id=dispute).first()
    if found is None:
        raise refuse("NO_DISPUTE", "没有此异议。", "There is no such dispute.", field="dispute")
    lock_case(found.case_id, by)
    row = models.Dispute.objects.select_for_update().get(court_no=by.court_no, id=dispute)
    if row.outcome:
        raise refuse("SETTLED", "该异议已处理完毕。", "It is settled.", field="dispute")
    if not grounds.strip():
        raise refuse("GROUNDS", "请写明处理的依据。", "State the grounds.", field="grounds")
    row.outcome, row.settled_on, row.grounds = outcome.value, on, grounds.strip()
    row.save()
    payload = DisputeSettled(
        row.id, row.request_id, row.institution_id, outcome.value, grounds.strip()
    )
    append(NewAct(row.case_id, payload, on, correlation=row.id), by=by)


def _raise(request: models.Request, new: NewDispute, on: date, by: Principal) -> UUID:
    answer = network_answer(on=on, sent_at=instant(on), is_bank=True, objected_on=on)
    due_on = answer.value.objection_decided_by
    if due_on is None:
        raise Impossible("a dispute has its day")
    row = models.Dispute.objects.create(
        id=new_id(),
        court_no=by.court_no,
        case_id=request.case_id,
        request_id=request.id,
        institution_id=request.institution_id,
        raised_by=new.raised_by.value,
        raised_on=on,
        due_on=due_on,
        reason=new.reason.strip(),
    )
    payload = AnswerDisputed(
        row.id,
        request.id,
        request.institution_id,
        new.raised_by.value,
        new.reason.strip(),
        due_on,
    )
    append(NewAct(request.case_id, payload, on, findings=(answer,), correlation=row.id), by=by)
    return row.id
