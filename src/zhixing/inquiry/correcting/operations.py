"""Corrects what was answered, by hand: at once for a query, by two people for a control."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from zhixing.assets.acts import Property
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.operations import FoundThing, record_found
from zhixing.assets.queries import get_asset
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.queries import facts_now
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.completion import complete_batch
from zhixing.inquiry.correcting.acts import AnswerCorrectedByHand
from zhixing.inquiry.issuing import get_line
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.results import Result, apply_result
from zhixing.inquiry.states import FINAL, Outcome, State
from zhixing.inquiry.store import write
from zhixing.inquiry.values import refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import Principal

RESULTS = (Outcome.DONE, Outcome.PARTIAL, Outcome.NOT_DONE)


@dataclass(frozen=True, slots=True)
class Ground:
    """Say why an answer is corrected, and on what that rests: a letter, a call, a document."""

    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class ControlCorrection:
    """Say what really became of a control: its outcome, how much, until which last day."""

    outcome: Outcome
    actual: Fen = ZERO
    until: date | None = None


def correct_answer(
    request: UUID, found: list[FoundThing], ground: Ground, on: date, *, by: Principal
) -> UUID:
    """Enter what an answer to a query left out or told wrongly; gives the correction.

    A thing told already takes on the balance written now. What is held to be another's is not
    struck here: that is a dispute with the institution.

    :raises InquiryRefused: not an answered query, nothing to enter, or no reason or ground.
    """
    require(by, Capability.ORDER_QUERY)
    row = _answered(request, "QUERY", ground, by)
    if not found:
        raise refuse(
            "NOTHING_TO_ENTER",
            "请写明漏报或错报的财产。",
            "Write down what was left out or told wrongly.",
            field="found",
            remedy=(
                "认为所报财产不属于被执行人的，请对反馈提出异议。",
                "Dispute the answer where a thing is held not to be the debtor's.",
            ),
        )
    before = {"outcome": row.outcome, "hits": row.hits}
    for thing in found:
        record_found(row.case_id, thing, on, by=by)
    row.outcome, row.hits = Outcome.FOUND.value, max(row.hits, 0) + _new(found, row)
    _to_corrected(row)
    now = {"outcome": row.outcome, "hits": row.hits}
    made = _made(row, ground, before, now, on, by)
    made.state, made.applied_at = "APPLIED", wire_instant()
    made.save(force_insert=True)
    _record(made, row, on, by)
    complete_batch(row, on, by=by)
    return made.id


def propose_correction(
    request: UUID, correction: ControlCorrection, ground: Ground, on: date, *, by: Principal
) -> UUID:
    """Propose that a control's answer be taken to say otherwise; another person confirms it.

    :raises InquiryRefused: not an answered control, no other result, money said to be held
        without its amount, or a proposal waits.
    """
    require(by, Capability.ORDER_FREEZE)
    row = _answered(request, "CONTROL", ground, by)
    line = get_line(row)
    if correction.outcome not in RESULTS:
        raise refuse("NO_RESULT", "请选择办理结果。", "Choose a result.", field="outcome")
    before = _said(Outcome(line.outcome), Fen(line.actual_fen), line.until_on)
    actual = ZERO if correction.outcome is Outcome.NOT_DONE else correction.actual
    now = _said(correction.outcome, actual, correction.until or line.until_on)
    if before == now:
        raise refuse(
            "SAME_RESULT",
            "更正后的结果与现在相同。",
            "The result would be what it is.",
            field="outcome",
        )
    if actual == ZERO and correction.outcome is not Outcome.NOT_DONE and _holds_money(line):
        raise refuse(
            "AMOUNT_MISSING",
            "请写明实际控制金额；没有控制到款项的，请选择“未办理”。",
            "State how much is controlled; where nothing is, say it was not carried out.",
            field="actual",
        )
    made = _made(row, ground, before, now, on, by)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise refuse(
            "CORRECTION_WAITS",
            "该反馈已有一项更正待他人复核。",
            "A correction of this answer waits for another person.",
            field="request",
        ) from None
    return made.id


def confirm_correction(correction: UUID, on: date, *, by: Principal) -> None:
    """Confirm a correction another person proposed; what it says takes effect in the docket.

    :raises InquiryRefused: one's own proposal, or decided already.
    """
    require(by, Capability.ORDER_FREEZE)
    made, row = _proposed(correction, by)
    line = models.Line.objects.select_for_update().get(court_no=by.court_no, request_id=row.id)
    now = made.now
    until = date.fromisoformat(now["until"]) if now.get("until") else None
    actual = Fen(int(now["actual"]))
    rank = _rank_of(row, line) if actual == line.actual_fen else 1
    result = Result(str(now["outcome"]), actual, until=until, rank=rank, reason=made.reason)
    apply_result(row, line, result, on, by=by)
    row.outcome, row.reason = result.outcome, made.reason
    _to_corrected(row)
    _decide(made, "APPLIED", "", on, by)
    _record(made, row, on, by)


def refuse_correction(correction: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Refuse a correction another person proposed, with the reason.

    :raises InquiryRefused: one's own proposal, decided already, or no reason.
    """
    require(by, Capability.ORDER_FREEZE)
    made, _ = _proposed(correction, by)
    if not reason.strip():
        raise refuse("REASON", "请写明不同意的理由。", "Say why not.", field="reason")
    _decide(made, "REFUSED", reason.strip(), on, by)


def _answered(request: UUID, kind: str, ground: Ground, by: Principal) -> models.Request:
    found = models.Request.objects.get(court_no=by.court_no, id=request)
    lock_for_order(found.case_id, found.party_id, by=by)
    row = models.Request.objects.select_for_update().get(court_no=by.court_no, id=request)
    if row.kind != kind or row.state not in FINAL:
        raise refuse(
            "NOT_ANSWERED",
            "只有已经反馈的请求才能更正。",
            "Only what was answered can be corrected.",
            field="request",
        )
    for name, text in (("reason", ground.reason), ("basis", ground.basis)):
        if not text.strip():
            raise refuse(
                "GROUND_MISSING",
                "请写明更正的理由和所依据的材料。",
                "Say why it is corrected, and on what that rests.",
                field=name,
            )
    return row


def _holds_money(line: models.Line) -> bool:
    """Say whether a line is about an amount of money; one that waits behind others holds none."""
    if line.outcome != Outcome.NOT_DONE.value and line.actual_fen == 0:
        return False
    if line.measure not in (Measure.FREEZE.value, Measure.TRANSFER.value):
        return False
    return kind_of(get_asset(line.court_no, line.asset_id).kind).way is not Way.RIGHT


def _rank_of(row: models.Request, line: models.Line) -> int:
    """Give the rank of what stands: a correction of its day or its outcome leaves it in line."""
    control = facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    return 1 if control is None else control.rank


def _new(found: list[FoundThing], row: models.Request) -> int:
    """Count the things that an answer of nothing did not tell; others were told before."""
    return len(found) if row.outcome != Outcome.FOUND.value or row.hits == 0 else 0


def _said(outcome: Outcome, actual: Fen, until: date | None) -> dict[str, Any]:
    last = None if until is None else until.isoformat()
    return {"outcome": outcome.value, "actual": int(actual), "until": last}


def _made(
    row: models.Request,
    ground: Ground,
    before: dict[str, Any],
    now: dict[str, Any],
    on: date,
    by: Principal,
) -> models.Correction:
    return models.Correction(
        id=new_id(),
        court_no=row.court_no,
        request_id=row.id,
        case_id=row.case_id,
        state="PROPOSED",
        before=before,
        now=now,
        reason=ground.reason.strip(),
        basis=ground.basis.strip(),
        person=by.person,
        post=by.post,
        made_on=on,
    )


def _proposed(correction: UUID, by: Principal) -> tuple[models.Correction, models.Request]:
    seen = models.Correction.objects.get(court_no=by.court_no, id=correction)
    request = models.Request.objects.get(court_no=by.court_no, id=seen.request_id)
    lock_for_order(request.case_id, request.party_id, by=by)
    made = models.Correction.objects.select_for_update().get(court_no=by.court_no, id=correction)
    if made.state != "PROPOSED":
        raise refuse("DECIDED", "该更正已经处理。", "It was decided.", field="correction")
    if made.person == by.person:
        raise own_correction()
    row = models.Request.objects.select_for_update().get(court_no=by.court_no, id=request.id)
    return made, row


def own_correction() -> Refusal:
    """Give the refusal of whoever would confirm what is his own."""
    return refuse(
        "OWN_CORRECTION",
        "涉及控制的更正须由另一人复核。",
        "Another person confirms a correction that changes a control.",
        field="correction",
        remedy=("请由另一名有权办理控制的人员复核。", "Have somebody else confirm it."),
    )


def _decide(made: models.Correction, state: str, reason: str, on: date, by: Principal) -> None:
    made.state, made.second_person, made.second_post = state, by.person, by.post
    made.second_reason, made.decided_on = reason, on
    made.applied_at = wire_instant() if state == "APPLIED" else None
    made.save()


def _to_corrected(row: models.Request) -> None:
    if row.state in (State.FED_BACK.value, State.CLOSED.value):
        row.state = State.CORRECTED.value
    write(row, "state", "outcome", "hits", "reason")


def _record(made: models.Correction, row: models.Request, on: date, by: Principal) -> None:
    if made.applied_at is None:
        raise Impossible("only a correction in force is recorded")
    payload = AnswerCorrectedByHand(
        made.id,
        row.id,
        row.institution_id,
        str(made.before["outcome"]),
        str(made.now["outcome"]),
        made.reason,
        made.basis,
        made.person,
        made.second_person,
    )
    append(NewAct(row.case_id, payload, on, correlation=row.batch_id or row.matter_id), by=by)
