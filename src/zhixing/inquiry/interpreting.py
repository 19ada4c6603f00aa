"""Reads an answer into the docket: hits, nothing found, controls, refusals, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, messages, models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.completion import complete_batch
from zhixing.inquiry.counter.exchanging import apply_exchange
from zhixing.inquiry.counter.tasks_of import day_told
from zhixing.inquiry.drafting import plan_of
from zhixing.inquiry.estates import sort_estate
from zhixing.inquiry.evidence import decode_raw, feedback_in, read_raw
from zhixing.inquiry.generic import thing_of
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.moneys import result_in_yuan
from zhixing.inquiry.products import product_of
from zhixing.inquiry.results import Result, apply_result
from zhixing.inquiry.search.leads import note_leads
from zhixing.inquiry.states import Outcome, State
from zhixing.inquiry.store import write
from zhixing.inquiry.terms import terms_in
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.feedback import AccountFound, ControlResult, Feedback
from zhixing.inquiry.wire.model import CNY, Kind
from zhixing.inquiry.wire.real_estate import Estate
from zhixing.institutions import queries as institutions
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what an answer says about which request, on which day of the court's law."""

    row: models.Request
    answer: models.Answer
    feedback: Feedback
    on: date
    by: Principal


def interpret_answer(answer: UUID, on: date, *, by: Principal) -> None:
    """Turn one answer into acts; an answer already read changes nothing.

    :raises Refusal: the docket does not take what the answer says; it stays unread and
        shows among the dead letters.
    """
    found = models.Answer.objects.get(court_no=by.court_no, id=answer)
    row = models.Request.objects.get(court_no=by.court_no, id=found.request_id)
    feedback = feedback_in(decode_raw(read_raw(found.message_id), row.profile), row.external_no)
    interpret_feedback(answer, row, feedback, on, by=by)


def interpret_feedback(
    answer: UUID, row: models.Request, feedback: Feedback, on: date, *, by: Principal
) -> None:
    """Turn what an answer says into acts, when its message is read already.

    ``on`` is the day it is read; what a window answered counts on the day it was told there.

    :raises Refusal: as ``interpret_answer``.
    """
    lock_for_order(row.case_id, row.party_id, by=by)
    row = models.Request.objects.select_for_update().get(court_no=by.court_no, id=row.id)
    found = models.Answer.objects.select_for_update().get(court_no=by.court_no, id=answer)
    if found.interpreted_at is not None:
        return
    reading = Reading(row, found, feedback, day_told(row, on), by)
    if not feedback.is_beside:
        before = row.outcome
        if row.kind == Kind.QUERY.value:
            _read_query(reading)
        else:
            _read_control(reading)
        _note_correction(reading, before)
        _close(reading)
    found.interpreted_at = wire_instant()
    found.problem_code = found.problem = found.problem_en = ""
    found.save()
    if row.kind == Kind.QUERY.value:
        complete_batch(row, reading.on, by=by)


def note_problem(answer: UUID, refusal: Refusal, *, by: Principal) -> None:
    """Note why an answer could not be read into the docket; it waits among the dead letters."""
    models.Answer.objects.filter(court_no=by.court_no, id=answer).update(
        problem_code=refusal.code, problem=refusal.message_zh, problem_en=refusal.message_en
    )


def _read_query(reading: Reading) -> None:
    row, feedback = reading.row, reading.feedback
    if feedback.rejection is not None or feedback.lookup_failed:
        _reject(reading)
        return
    name = institutions.get_institution(row.institution_id).name
    things = [t for account in feedback.accounts for t in things_of(account, row, name)]
    things += [
        thing_of(p, row, name, reading.on) for p in feedback.properties if p.kind.is_property
    ]
    for thing in things:
        record_found(row.case_id, thing, reading.on, by=reading.by)
    evidence = reading.answer.message_sha256
    note_leads(row, feedback.properties, evidence, reading.on, by=reading.by)
    told = len(feedback.accounts) + len(feedback.properties)
    if feedback.estate is not None:
        told += _read_estate(reading, feedback.estate)
    if feedback.lost and not told:
        raise _unclear(feedback)
    replaces = bool(row.outcome) and feedback.is_complete
    row.hits = told if replaces else row.hits + told
    if feedback.is_complete or row.outcome:
        row.outcome = (Outcome.FOUND if row.hits else Outcome.NIL).value


def _unclear(feedback: Feedback) -> Refusal:
    """Refuse to take an answer of which nothing could be read for one that found nothing."""
    first, count = feedback.lost[0], len(feedback.lost)
    return refuse(
        "ANSWER_UNCLEAR",
        f"反馈中有 {count} 处不能读取，不能认定为查无财产：{first.zh}",
        f"{count} places of the answer cannot be read, so nothing found it is not: {first.en}",
        field=first.field,
        remedy=(
            "请查看原始报文，联系该单位更正后重新反馈，或者凭其书面答复手工补录。",
            "See the raw message; have the institution answer again, or enter its letter by hand.",
        ),
    )


def _read_estate(reading: Reading, estate: Estate) -> int:
    """Enter what is the debtor's by number, and count what only bears the name."""
    row = reading.row
    subject = messages.open_message(row).subject
    sorted_ = sort_estate(estate, subject, row, reading.on)
    for thing in sorted_.things:
        record_found(row.case_id, thing, reading.on, by=reading.by)
    if sorted_.passed:
        payload = acts.NamesakePassedOver(
            row.id,
            row.institution_id,
            row.party_id,
            sorted_.passed,
            sorted_.without_number,
            reading.answer.message_sha256,
        )
        append(NewAct(row.case_id, payload, reading.on, correlation=row.batch_id), by=reading.by)
    return len(sorted_.things)


def things_of(account: AccountFound, row: models.Request, bank: str) -> list[FoundThing]:
    """Give the things an account amounts to: the deposit, and each product hanging on it."""
    words = [bank, account.class_text, account.branch, account.status_text]
    things = [
        FoundThing(
            row.party_id,
            "DEPOSIT",
            account.no,
            row.institution_id,
            label=" ".join(w for w in words if w)[:200],
            currency=account.currency[:3] or "156",
            balance=account.balance,
            available=account.available,
        )
    ]
    things += [product_of(product, account, row, bank) for product in account.assets]
    return things


def _reject(reading: Reading) -> None:
    row, rejection = reading.row, reading.feedback.rejection
    row.outcome = (Outcome.FAILED if rejection is None else Outcome.REJECTED).value
    row.reason_code = "LOOKUP_FAILED" if rejection is None else rejection.reason_code.value
    words = (
        ("查询异常",)
        if rejection is None
        else (rejection.reason, rejection.remark, rejection.contact, rejection.phone)
    )
    row.reason = "；".join(w for w in words if w)
    row.reason_en = "the look-up failed" if rejection is None else "rejected by the institution"
    if row.kind == Kind.QUERY.value:
        payload = acts.RequestRejected(
            row.id,
            row.institution_id,
            row.party_id,
            row.reason_code,
            row.reason,
            reading.answer.message_sha256,
        )
        append(NewAct(row.case_id, payload, reading.on, correlation=row.batch_id), by=reading.by)


def _read_control(reading: Reading) -> None:
    row = reading.row
    lines = models.Line.objects.select_for_update().filter(court_no=row.court_no, request_id=row.id)
    numbers = messages.line_numbers(messages.open_message(row))
    told = {numbers.get(r.line, r.line): r for r in reading.feedback.results}
    rejection = reading.feedback.rejection
    if rejection is not None:
        _reject(reading)
    for line in lines.order_by("line_no"):
        result = told.get(str(line.line_no))
        if rejection is not None:
            apply_result(row, line, Result.refused(row.reason), reading.on, by=reading.by)
        elif result is not None and result.conversion is not None:
            found = apply_exchange(row, line, result, result.conversion, reading.on, by=reading.by)
            row.outcome, row.reason = found.outcome, found.reason
        elif result is not None:
            found = Result.of(_in_yuan(row, result), line)
            apply_result(row, line, found, reading.on, by=reading.by)
            row.outcome = found.outcome
            row.reason = found.reason


def _in_yuan(row: models.Request, told: ControlResult) -> ControlResult:
    """Give a result in yuan; the terms of the order are read for foreign money only."""
    if messages.open_message(row).lines[0].currency == CNY:
        return told
    return result_in_yuan(told, terms_in(plan_of(row)))


def _note_correction(reading: Reading, before: str) -> None:
    row = reading.row
    if not reading.answer.is_correction:
        return
    payload = acts.AnswerCorrected(
        row.id, row.institution_id, before, row.outcome, reading.answer.message_sha256
    )
    append(NewAct(row.case_id, payload, reading.on, correlation=row.batch_id), by=reading.by)


def _close(reading: Reading) -> None:
    row = reading.row
    if not reading.feedback.is_complete:
        write(row, "hits", "outcome")
        return
    row.answered_on = reading.on
    if row.state == State.FED_BACK.value:
        row.state = State.CLOSED.value
    write(
        row,
        "state",
        "outcome",
        "hits",
        "reason_code",
        "reason",
        "reason_en",
        "answered_on",
    )
