"""Brings a stuck request on its way again: issued anew, handed out anew, reopened, by letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases import queries as cases
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.queries import get_legal_day
from zhixing.inquiry import messages, models, numbering
from zhixing.inquiry.answer_time import UNSERVED
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.completion import complete_batch, open_again
from zhixing.inquiry.counter.opening import at_window, open_window_tasks
from zhixing.inquiry.drafting import plan_of, take_thing
from zhixing.inquiry.issuing import check_again, complete, get_line
from zhixing.inquiry.officers import officers_of
from zhixing.inquiry.packing import order_failure_receipt
from zhixing.inquiry.pushing import push_issued
from zhixing.inquiry.states import FINAL, OUT, STUCK, Outcome, State
from zhixing.inquiry.store import write
from zhixing.inquiry.stuck import may_settle, needing_a_look
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import Kind, Measure
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions import queries as institutions
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import Principal

REASON: Final = ("reason_code", "reason", "reason_en")
"""The columns that say why; they go together, so that no reason outlives what it explains."""


def reissue_request(request: UUID, on: date, *, by: Principal) -> UUID:
    """Issue a rejected, silent or held-back request again under a new number; gives the new one.

    The law and the limit are asked again for a control. A late answer to the old number
    is still recorded.

    :raises InquiryRefused: it is not stuck.
    :raises Refusal: the law permits the control no longer.
    """
    return _issue_again(request, on, by_hand=False, by=by)


def divert_to_window(request: UUID, on: date, *, by: Principal) -> UUID:
    """Issue a stuck request again by hand: a name the wire cannot carry, a silent institution.

    Gives the new request, which goes by a window task; what it says is what the old one said.

    :raises InquiryRefused: it is not stuck, or no window of its institution is recorded.
    :raises Refusal: the law permits the control no longer.
    """
    return _issue_again(request, on, by_hand=True, by=by)


def _issue_again(request: UUID, on: date, *, by_hand: bool, by: Principal) -> UUID:
    old = _stuck(request, by)
    institution = institutions.get_institution(old.institution_id)
    if by_hand:
        institution = at_window(institution)
    thing = line = term = None
    if old.kind == Kind.CONTROL.value:
        line = get_line(old)
        thing = take_thing(old.case_id, line.asset_id, Measure(line.measure), on, by=by)
        thing = replace(thing, institution=institution)
        term = check_again(thing, line, plan_of(old), on)
    officers = officers_of(cases.facts_now(by.court_no, old.case_id), on, by=by)
    old = _locked(request, by)
    _step(old, State.REISSUED)
    profile = get_profile(institution.profile)
    longest = profile.max_request_no_bytes
    number = numbering.next_numbers(by.court_no, on, 1, longest)[0]
    message = replace(
        messages.open_message(old),
        channel=profile.channel,
        external_no=number,
        officers=officers,
    )
    new = _copy(old, number, institution.profile)
    new.body_sealed = messages.seal_message(new.id, message)
    if thing is not None and line is not None:
        new.state = State.DRAFT.value
        new.save(force_insert=True)
        copied = _copy_line(line, new.id)
        complete(new, copied, thing, term, "重新发出", on, by=by)
        return new.id
    writs = messages.load_writs(by.court_no, old.files)
    obstacles = messages.obstacles_to(message, writs, institution, by.court_no)
    new.state = (State.QUARANTINED if obstacles else State.ISSUED).value
    for name, value in messages.reason_of(obstacles).items():
        setattr(new, name, value)
    new.issued_at, new.issued_on = wire_instant(), on
    new.due_on = messages.due_on(institution, on)
    new.save(force_insert=True)
    open_again(new.batch_id, by.court_no)
    push_issued([new], [institution])
    open_window_tasks([new], [institution], on, by=by)
    return new.id


def redeliver_request(request: UUID, *, by: Principal) -> None:
    """Let a request that was handed out be handed out once more, at its institution's word.

    :raises InquiryRefused: it was not handed out, or is answered.
    """
    row = _locked(request, by)
    require(by, _capability(row))
    if row.state not in (State.DELIVERED, State.DOCS_FETCHED):
        raise refuse(
            "NOT_HANDED_OUT",
            "该请求未被取走，或者已有反馈。",
            "The request was not handed out, or is answered.",
            field="request",
        )
    row.state = State.ISSUED.value
    row.delivered_at = row.writs_at = row.docs_at = None
    write(row, "state", "delivered_at", "writs_at", "docs_at")


def reopen_request(request: UUID, reason: str, *, by: Principal) -> None:
    """Let an answered request be answered once more, because its answer could not be used.

    :raises InquiryRefused: it is not answered, or no reason is given.
    """
    row = _locked(request, by)
    require(by, _capability(row))
    if row.state not in FINAL | {State.REJECTED} or not reason.strip():
        raise refuse(
            "NOT_ANSWERED",
            "该请求尚无反馈，或者未写明重开理由。",
            "The request is not answered, or no reason is given.",
            field="request",
        )
    row.state, row.reason = State.REOPENED.value, reason.strip()
    row.reason_code = row.reason_en = ""
    write(row, "state", *REASON)
    on = get_legal_day(row.court_no, wire_instant())
    _settle(needing_a_look(row.court_no).filter(request_id=row.id), row.reason, on, by)
    order_failure_receipt(row, row.reason, wire_instant())


def settle_answer(request: UUID, note: str, on: date, *, by: Principal) -> None:
    """Record how it ended that something was the matter with a request's answers.

    For what is in the docket though part of it was lost, or though it does not agree with what was
    ordered, and for what was no answer to the request. The answers and their messages stay.

    :raises InquiryRefused: nothing of it needs a look, it is not in the docket, or no note.
    """
    row = _locked(request, by)
    require(by, _capability(row))
    waiting = needing_a_look(by.court_no).filter(request_id=row.id)
    ended = [answer for answer in waiting if may_settle(answer, State(row.state))]
    if not ended:
        raise refuse(
            "NOTHING_TO_SETTLE",
            "该请求没有需要核对的反馈，或者其反馈尚未入卷。",
            "No answer of the request needs a look, or it is not in the docket.",
            field="request",
            remedy=(
                "反馈未能入卷的，请重开该请求，由该单位再次反馈。",
                "Reopen the request where its answer could not be entered.",
            ),
        )
    if not note.strip():
        raise refuse("NOTE", "请写明核对的结果。", "Say what was found.", field="reason")
    _settle(ended, note.strip(), on, by)


def _settle(answers: Iterable[models.Answer], note: str, on: date, by: Principal) -> None:
    ids = [answer.id for answer in answers]
    models.Answer.objects.filter(court_no=by.court_no, id__in=ids).update(
        settled_on=on, settled_by=by.person, settled_note=note
    )


def record_letter_answer(
    request: UUID, found: list[FoundThing], on: date, *, by: Principal
) -> None:
    """Record what an institution answered on paper to a query that could not go over the wire.

    :raises InquiryRefused: the query is not stuck.
    """
    _stuck(request, by, kind=Kind.QUERY)
    row = models.Request.objects.get(court_no=by.court_no, id=request)
    lock_case(row.case_id, by)
    row = _locked(request, by)
    for thing in found:
        record_found(row.case_id, thing, on, by=by)
    _step(row, State.CLOSED)
    row.outcome = (Outcome.FOUND if found else Outcome.NIL).value
    row.hits = len(found)
    row.reason_code, row.reason, row.reason_en = "", "书面反馈", "answered by letter"
    row.fed_back_at, row.answered_on = wire_instant(), on
    write(row, "outcome", "hits", *REASON, "fed_back_at", "answered_on")
    complete_batch(row, on, by=by)


def withdraw_stuck(request: UUID, reason: str, *, by: Principal) -> None:
    """Give up a control request that is stuck, so that what it spoke for is free again.

    :raises InquiryRefused: it is not stuck, is a query, or no reason is given.
    """
    _stuck(request, by, kind=Kind.CONTROL)
    if not reason.strip():
        raise refuse("REASON", "请写明撤回的理由。", "Say why it is withdrawn.", field="reason")
    row = _locked(request, by)
    _step(row, State.WITHDRAWN)
    row.reason = reason.strip()
    write(row, "reason")


def expire_overdue(on: date, *, by: Principal) -> int:
    """Mark the requests whose institution let its time run out; gives how many.

    Selected by day, so that a missed night is caught up. What the court has not carried to a
    window yet is not the institution's to answer.
    """
    late = models.Request.objects.filter(
        ~UNSERVED, court_no=by.court_no, state__in=[s.value for s in OUT], due_on__lt=on
    )
    ids = late.order_by("id").select_for_update(skip_locked=True).values_list("id", flat=True)
    return models.Request.objects.filter(court_no=by.court_no, id__in=list(ids)).update(
        state=State.EXPIRED.value,
        reason_code="OVERDUE",
        reason="逾期未反馈",
        reason_en="no answer in time",
    )


def _locked(request: UUID, by: Principal) -> models.Request:
    return models.Request.objects.select_for_update().get(court_no=by.court_no, id=request)


def _stuck(request: UUID, by: Principal, *, kind: Kind | None = None) -> models.Request:
    row = models.Request.objects.get(court_no=by.court_no, id=request)
    require(by, _capability(row))
    if row.state not in STUCK or (kind is not None and row.kind != kind.value):
        raise refuse(
            "NOT_STUCK",
            "该请求仍在办理或者已有结果，无须重发。",
            "The request is on its way or answered; nothing needs repair.",
            field="request",
        )
    return row


def _capability(row: models.Request) -> Capability:
    return Capability.ORDER_QUERY if row.kind == Kind.QUERY.value else Capability.ORDER_FREEZE


def _step(row: models.Request, state: State) -> None:
    row.state = state.value
    write(row, "state")


def _copy(old: models.Request, number: str, profile: str) -> models.Request:
    return models.Request(
        id=new_id(),
        court_no=old.court_no,
        institution_id=old.institution_id,
        profile=profile,
        kind=old.kind,
        external_no=number,
        writ_set_no=old.writ_set_no,
        case_id=old.case_id,
        party_id=old.party_id,
        batch_id=old.batch_id,
        matter_id=old.matter_id,
        bulk_id=old.bulk_id,
        replaces_id=old.id,
        state=State.ISSUED.value,
        files=old.files,
    )


def _copy_line(line: models.Line, request: UUID) -> models.Line:
    return models.Line.objects.create(
        id=new_id(),
        court_no=line.court_no,
        request_id=request,
        line_no=line.line_no,
        case_id=line.case_id,
        asset_id=line.asset_id,
        measure=line.measure,
        amount_fen=line.amount_fen,
        until_on=line.until_on,
        origin_request=line.origin_request,
    )


__all__ = [
    "divert_to_window",
    "expire_overdue",
    "record_letter_answer",
    "redeliver_request",
    "reissue_request",
    "reopen_request",
    "settle_answer",
    "withdraw_stuck",
]
