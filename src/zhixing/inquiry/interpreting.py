"""Reads an answer into the docket: hits, nothing found, controls, refusals, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.assets.operations import FoundThing, record_found
from zhixing.assets.purposes import is_barred, purpose_in
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, messages, models
from zhixing.inquiry.account_register import as_records, holds_accounts
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.completion import complete_batch
from zhixing.inquiry.counter.exchanging import apply_exchange
from zhixing.inquiry.counter.tasks_of import day_told
from zhixing.inquiry.doubts import agreed, doubts_about
from zhixing.inquiry.drafting import plan_of
from zhixing.inquiry.estates import sort_estate
from zhixing.inquiry.evidence import Told, read_told
from zhixing.inquiry.fitting import fits, misfit_of
from zhixing.inquiry.generic import thing_of
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.moneys import result_in_yuan
from zhixing.inquiry.problems import Problem, as_one, loss_of, problem_of
from zhixing.inquiry.products import product_of
from zhixing.inquiry.results import Result, apply_result
from zhixing.inquiry.search.leads import note_leads
from zhixing.inquiry.states import Outcome, State
from zhixing.inquiry.store import write
from zhixing.inquiry.terms import terms_in
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.errors import Note, Unreadable
from zhixing.inquiry.wire.feedback import AccountFound, ControlResult, Feedback
from zhixing.inquiry.wire.model import CNY, Kind
from zhixing.inquiry.wire.real_estate import Estate
from zhixing.institutions import queries as institutions
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what an answer says about which request, on which day of the court's law."""

    row: models.Request
    answer: models.Answer
    feedback: Feedback
    on: date
    by: Principal
    losses: Sequence[Unreadable] = ()


def interpret_answer(answer: UUID, on: date, *, by: Principal) -> None:
    """Turn one answer into acts; an answer already read changes nothing.

    :raises Refusal: the docket does not take what the answer says; it stays unread and
        shows among the dead letters.
    """
    found = models.Answer.objects.get(court_no=by.court_no, id=answer)
    row = models.Request.objects.get(court_no=by.court_no, id=found.request_id)
    told = read_told(found.message_id, row.profile).get(row.external_no)
    if told is None:
        raise Impossible(f"the message says nothing of request {row.external_no}")
    interpret_told(answer, row, told, on, by=by)


def interpret_told(
    answer: UUID, row: models.Request, told: Told, on: date, *, by: Principal
) -> None:
    """Turn what an answer says into acts, when its message is read already.

    ``on`` is the day it is read; what a window answered counts on the day it was told there. What
    was lost of it, or does not agree with what was ordered, stays with the answer as its problem.

    :raises Refusal: as ``interpret_answer``.
    """
    lock_for_order(row.case_id, row.party_id, by=by)
    row = models.Request.objects.select_for_update().get(court_no=by.court_no, id=row.id)
    found = models.Answer.objects.select_for_update().get(court_no=by.court_no, id=answer)
    if found.interpreted_at is not None:
        return
    feedback = told.feedback
    if not fits(row.kind, feedback):
        problem = misfit_of(row.kind, feedback)
        raise refuse(problem.code, problem.zh, problem.en, field="answer")
    reading = Reading(row, found, feedback, day_told(row, on), by, told.losses)
    problems = [loss_of(told.losses)] if told.losses else []
    if not feedback.is_beside:
        before = row.outcome
        if row.kind == Kind.QUERY.value:
            _read_query(reading)
        else:
            problems += _read_control(reading)
        _note_correction(reading, before)
        _close(reading)
    problem = as_one(problems)
    found.interpreted_at = wire_instant()
    found.problem_code, found.problem, found.problem_en = problem.code, problem.zh, problem.en
    found.save()
    if row.kind == Kind.QUERY.value:
        complete_batch(row, reading.on, by=by)


def note_problem(answer: UUID, error: Exception, *, by: Principal) -> None:
    """Note why an answer could not be read into the docket; it waits among the dead letters."""
    problem = problem_of(error)
    models.Answer.objects.filter(court_no=by.court_no, id=answer).update(
        problem_code=problem.code[:60], problem=problem.zh, problem_en=problem.en
    )


def _read_query(reading: Reading) -> None:
    """Enter what was found, and say what the query brought.

    What was found beside a look-up that failed is entered; the query is unanswered all the same.
    """
    row, feedback = reading.row, reading.feedback
    told = _enter(reading)
    if feedback.rejection is not None or feedback.lookup_failed:
        row.hits = told or row.hits
        _reject(reading, told)
        return
    if not told and (feedback.lost or (reading.losses and _names_nothing(feedback))):
        raise _unclear(reading.losses or feedback.lost)
    replaces = bool(row.outcome) and feedback.is_complete
    row.hits = told if replaces else row.hits + told
    if feedback.is_complete or row.outcome:
        row.outcome = (Outcome.FOUND if row.hits else Outcome.NIL).value
        row.reason_code = row.reason = row.reason_en = ""


def _names_nothing(feedback: Feedback) -> bool:
    """Say whether no row of an answer could be read; namesakes passed over were read."""
    return feedback.estate is None or feedback.no_record


def _enter(reading: Reading) -> int:
    """Enter the property an answer tells of; gives how much it told."""
    row, feedback = reading.row, reading.feedback
    institution = institutions.get_institution(row.institution_id)
    name = institution.name
    if not holds_accounts(institution.kind):
        feedback = as_records(feedback)
    things = [t for account in feedback.accounts for t in things_of(account, row, name, reading.on)]
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
    return told


def _unclear(lost: Sequence[Unreadable | Note]) -> Refusal:
    """Refuse to take an answer of which nothing could be read for one that found nothing."""
    first, count = lost[0], len(lost)
    return refuse(
        "ANSWER_UNCLEAR",
        f"反馈中有 {count} 处不能读取，不能认定为查无财产：{first.zh}",
        f"{count} places of the answer cannot be read, so nothing found it is not: {first.en}",
        field=first.field,
        remedy=(
            "请查看原始报文，重开该请求请其更正后再次反馈，或者凭其书面答复手工补录。",
            "See the raw message; reopen the request for another answer, or enter its letter.",
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


def things_of(account: AccountFound, row: models.Request, bank: str, on: date) -> list[FoundThing]:
    """Give the things an account amounts to: the deposit, and each product hanging on it."""
    words = [bank, account.class_text, account.branch, account.status_text]
    purpose = purpose_in(account.class_text)
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
            is_exempt=is_barred(purpose, on),
            purpose=purpose,
        )
    ]
    things += [product_of(product, account, row, bank) for product in account.assets]
    return things


def _reject(reading: Reading, told: int = 0) -> None:
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
    if told:
        row.reason += f"；已反馈的{told}项财产已入卷，其余未能查询"
        row.reason_en += f"; {told} told all the same and entered, the rest was not looked up"
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


def _read_control(reading: Reading) -> list[Problem]:
    """Enter what became of each line; gives what does not agree with what was ordered."""
    row = reading.row
    lines = models.Line.objects.select_for_update().filter(court_no=row.court_no, request_id=row.id)
    message = messages.open_message(row)
    numbers = messages.line_numbers(message)
    ordered = {str(line.line_no): line for line in message.lines}
    told = {numbers.get(r.line, r.line): r for r in reading.feedback.results}
    if reading.feedback.rejection is not None:
        _reject(reading)
        for line in lines.order_by("line_no"):
            apply_result(row, line, Result.refused(row.reason), reading.on, by=reading.by)
        return []
    problems = doubts_about(row, ordered, told)
    for line in lines.order_by("line_no"):
        result = told.get(str(line.line_no))
        if result is None:
            continue
        result, doubts = agreed(result, ordered[str(line.line_no)])
        _apply(reading, line, result, as_one(doubts))
        problems += doubts
    return problems


def _apply(reading: Reading, line: models.Line, result: ControlResult, doubt: Problem) -> None:
    """Enter what became of one line, what is doubtful about it named as part of the reason."""
    row = reading.row
    if result.conversion is not None:
        found = apply_exchange(row, line, result, result.conversion, reading.on, by=reading.by)
    else:
        found = Result.of(_in_yuan(row, result), line)
        found = replace(found, reason="；".join(w for w in (found.reason, doubt.zh) if w))
        apply_result(row, line, found, reading.on, by=reading.by)
    row.outcome = found.outcome
    row.reason_code, row.reason, row.reason_en = doubt.code, found.reason, doubt.en


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
    is_refused = reading.feedback.is_rejected or reading.feedback.lookup_failed
    if row.state == State.FED_BACK.value and not is_refused:
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
