"""What a bank's word about one line of a control does to the register and the docket."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from zhixing.assets import operations as assets
from zhixing.assets.acts import Property, PropertySealed
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.lapsing import (
    correct_amount,
    correct_term,
    move_up_freeze,
    take_back_lapse,
)
from zhixing.assets.queries import find_particulars, get_asset
from zhixing.assets.queueing import rank_for
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, models
from zhixing.inquiry.drafting import SEALS, find_origin_line, plan_of
from zhixing.inquiry.estates import form_of
from zhixing.inquiry.fruits import follow_release, follow_renewal
from zhixing.inquiry.keeping.companies import draft_dividend_notice
from zhixing.inquiry.states import Outcome
from zhixing.inquiry.terms import terms_in
from zhixing.inquiry.wire import feedback as wire
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Impossible
from zhixing.platform.principal import Principal

QUEUES = "轮候"
LATE = "机构迟到反馈：已在期限届满前续行"
MAKES = frozenset({Measure.FREEZE.value, Measure.SEAL.value})
ENDS = frozenset({Measure.RELEASE.value, Measure.SEAL_RELEASE.value, Measure.TRANSFER.value})
CARRIED_OUT = (Outcome.DONE.value, Outcome.PARTIAL.value)


@dataclass(frozen=True, slots=True)
class Result:
    """Hold what became of a line: how much, until when, behind how many others, and why not."""

    outcome: str
    actual: Fen = ZERO
    excess: Fen = ZERO
    until: date | None = None
    rank: int = 1
    reason: str = ""
    remark: str = ""
    reference: str = ""
    before: int = 0
    quantity: Decimal | None = None

    @classmethod
    def refused(cls, reason: str) -> Result:
        """Give the result of a line that was not carried out."""
        return cls(Outcome.NOT_DONE.value, reason=reason)

    @classmethod
    def of(cls, told: wire.ControlResult, line: models.Line) -> Result:
        """Read a line's result; what the bank left out is taken as it was ordered.

        A freeze that holds nothing because others stand before it waits in line (轮候).
        """
        if told.outcome is wire.Outcome.NOT_DONE:
            return cls.refused(told.reason)
        ordered = Fen(line.amount_fen)
        actual = told.actual if told.actual is not None else ordered
        above = Fen(max(0, actual - ordered))
        waits = actual == ZERO and bool(told.prior_measures)
        return cls(
            told.outcome.value,
            actual,
            max(above, told.excess or ZERO),
            told.actual_to or line.until_on,
            1 + len(told.prior_measures) if waits else 1,
            told.reason,
            told.remark,
            told.institution_ref,
            len(told.prior_measures),
            told.actual_quantity,
        )

    @property
    def is_carried_out(self) -> bool:
        """Say whether anything was done."""
        return self.outcome in CARRIED_OUT


def apply_result(
    row: models.Request, line: models.Line, result: Result, on: date, *, by: Principal
) -> None:
    """Record what became of a line; the same word again changes nothing.

    A later, other word supersedes: what was recorded is first taken back.
    """
    until = _until(line, result, on) if result.is_carried_out else line.until_on
    now = (result.outcome, int(result.actual), until)
    if (line.outcome, line.actual_fen, line.until_on) == now:
        return
    if not (
        _is_past(row, line)
        or _changes_term(row, line, result, until, on, by)
        or _takes_effect(row, line, result, on, by)
        or _changes_amount(row, line, result, on, by)
    ):
        _record(row, line, result, on, by)
    line.outcome, line.actual_fen, line.until_on = now
    line.reason, line.answered_on = result.reason, on
    line.institution_ref = result.reference[:60] or line.institution_ref
    line.save(
        update_fields=[
            "outcome",
            "actual_fen",
            "until_on",
            "reason",
            "answered_on",
            "institution_ref",
        ]
    )


def _is_past(row: models.Request, line: models.Line) -> bool:
    """Say whether the control a line made is over, lifted or followed by another.

    A later word about it is kept with its line and told in the docket as a correction; it
    neither ends the control that stands now nor brings back the one that was lifted.
    """
    if line.measure not in MAKES or line.outcome not in CARRIED_OUT:
        return False
    last = find_origin_line(row.court_no, line.asset_id, Measure(line.measure))
    if last is not None and last.id != line.id:
        return True
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    ended = models.Line.objects.filter(
        court_no=line.court_no,
        measure__in=ENDS,
        origin_request=line.request_id,
        outcome__in=CARRIED_OUT,
    )
    return control is None and ended.exists()


def _record(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    """Record a result in place of what was recorded of the line before."""
    if line.outcome in CARRIED_OUT:
        _take_back(row, line, result, on, by)
    if result.is_carried_out:
        _carry_out(row, line, result, on, by)
    elif line.measure in SEALS:
        assets.record_sealing_refusal(
            row.case_id, line.asset_id, line.measure, result.reason, on, by=by
        )
    else:
        assets.record_refusal(row.case_id, line.asset_id, line.measure, result.reason, on, by=by)


def _changes_term(
    row: models.Request,
    line: models.Line,
    result: Result,
    until: date | None,
    on: date,
    by: Principal,
) -> bool:
    """Record that a control ends on another day, where that is all a later word says.

    It is not taken back and made anew: that would cost it its day and its rank in line. One
    renewed since ends as its renewal says.
    """
    same = (line.outcome, line.actual_fen) == (result.outcome, int(result.actual))
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    if line.measure not in MAKES or not same or control is None or until is None:
        return False
    moved = result.rank != control.rank if line.measure == Measure.FREEZE.value else result.before
    if moved or line.outcome not in CARRIED_OUT or line.until_on is None:
        return False
    if control.until == line.until_on:
        correct_term(row.case_id, line.asset_id, line.until_on, until, on, by=by)
    return True


def _takes_effect(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> bool:
    """Record that a freeze which waited holds now, where that is what the bank says.

    It keeps its day and its rank in line. Where the register had moved it up already, only
    what it holds less is recorded.
    """
    waited = line.outcome in CARRIED_OUT and line.actual_fen == 0
    if line.measure != Measure.FREEZE.value or not waited or not result.actual:
        return False
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    if control is None or result.rank != 1 or not result.is_carried_out:
        return False
    case, asset = row.case_id, line.asset_id
    if control.rank > 1:
        return move_up_freeze(case, asset, 1, on, took_effect_on=on, amount=result.actual, by=by)
    if result.actual < control.stands:
        less = Fen(control.stands - result.actual)
        assets.record_reduction(case, asset, less, "机构反馈轮候冻结生效金额", on, by=by)
    return result.actual <= control.stands


def _changes_amount(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> bool:
    """Record that a freeze holds more or less than was told, where it stands by this very line.

    It is not taken back and made anew: that would cost it its first day, from which its term
    and its rank in line count. What was released of it since stays released.
    """
    both = line.outcome in CARRIED_OUT and result.is_carried_out
    control = cases.facts_now(row.court_no, row.case_id).of(Property).control_of(line.asset_id)
    if line.measure != Measure.FREEZE.value or not both or control is None:
        return False
    made_by = find_origin_line(row.court_no, line.asset_id, Measure.FREEZE)
    if made_by is None or made_by.id != line.id:
        return False
    view, rank = get_asset(row.court_no, line.asset_id), result.rank
    if kind_of(view.kind).way is Way.RIGHT:
        rank = 1 + result.before if result.before else control.rank
        result = of_right(row, line, result, on)
    amount = max(Fen(result.actual - _released_of(line)), control.taken)
    is_renewed = control.until is not None and control.until != line.until_on
    until = control.until if is_renewed and control.until else _until(line, result, on)
    correct_amount(row.case_id, line.asset_id, amount, rank, until, on, by=by)
    _note_surplus(row, line, result, on, by)
    return True


def _released_of(line: models.Line) -> Fen:
    """Sum what was released in part of a freeze since it was made."""
    released = models.Line.objects.filter(
        court_no=line.court_no,
        measure=Measure.RELEASE.value,
        origin_request=line.request_id,
        outcome__in=CARRIED_OUT,
    )
    return Fen(sum(released.values_list("amount_fen", flat=True)))


def _carry_out(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    case, asset = row.case_id, line.asset_id
    match Measure(line.measure):
        case Measure.FREEZE:
            view = get_asset(row.court_no, line.asset_id)
            if kind_of(view.kind).way is Way.RIGHT:
                result = of_right(row, line, result, on)
            _controlled(row, line, result, on, by)
            draft_dividend_notice(row, line.asset_id, on, by=by)
        case Measure.RENEW:
            take_back_lapse(case, asset, LATE, by=by)
            assets.record_renewal(case, asset, _until(line, result, on), on, by=by)
            follow_renewal(case, asset, _until(line, result, on), on, by=by)
        case Measure.RELEASE:
            if line.outcome not in CARRIED_OUT:
                _released(row, line, on, by)
        case Measure.TRANSFER:
            more = Fen(max(0, result.actual - line.actual_fen))
            if more > ZERO:
                assets.record_transfer(case, asset, more, on, by=by)
        case Measure.SEAL:
            _sealed(row, line, result, on, by)
        case Measure.SEAL_RENEW:
            take_back_lapse(case, asset, LATE, by=by)
            assets.record_sealing_renewal(case, asset, _until(line, result, on), on, by=by)
        case Measure.SEAL_RELEASE:
            if line.outcome not in CARRIED_OUT:
                reason = str(plan_of(row).get("reason") or "解除查封")
                assets.record_unsealing(case, asset, reason, on, by=by)
        case measure:
            raise Impossible(f"nobody orders {measure}")


def _sealed(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    """Record a sealing at the rank the registry's books and the shared register leave free.

    The answer of a registry over SOAP names no rank; one that names who stands before us,
    and a remark that it waits in line, are believed.
    """
    rank = rank_told(row, line, result, on)
    value = plan_of(row).get("value")
    told = find_particulars(row.court_no, line.asset_id)
    sealed = PropertySealed(
        line.asset_id,
        form_of(rank, is_pre_notice=told is not None and told.is_pre_notice).value,
        Fen(line.amount_fen),
        None if value is None else Fen(int(value)),
        _until(line, result, on),
        rank,
        reference=result.reference,
    )
    assets.record_sealing(row.case_id, sealed, on, by=by)


def rank_told(row: models.Request, line: models.Line, result: Result, on: date) -> int:
    """Give the rank of a control on a thing: as registered and known, and as the answer says."""
    rank = max(rank_for(row.court_no, line.asset_id, on), 1 + result.before)
    return max(2, rank) if QUEUES in result.reason + result.remark else rank


def of_right(row: models.Request, line: models.Line, result: Result, on: date) -> Result:
    """Give a result about a right: its rank, and what is known of its worth.

    Where less was frozen than ordered, so much less is counted; an unknown value counts
    for nothing.
    """
    plan = plan_of(row)
    counted = ZERO if plan.get("value") is None else Fen(line.amount_fen)
    ordered = terms_in(plan).quantity
    if ordered and result.quantity is not None and result.quantity < ordered:
        counted = Fen(int(counted * result.quantity / ordered))
    rank = rank_told(row, line, result, on)
    return replace(result, actual=counted, excess=ZERO, rank=rank)


def _controlled(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    ordered = Fen(line.amount_fen)
    assets.record_control(
        row.case_id,
        line.asset_id,
        ordered,
        result.actual,
        _until(line, result, on),
        on,
        rank=result.rank,
        remark="；".join(w for w in (result.reason, result.remark) if w),
        kept=_kept(row),
        by=by,
    )
    _note_surplus(row, line, result, on, by)


def _kept(row: models.Request) -> Fen:
    """Give what the order left free in yuan; of foreign money nothing is counted in yuan."""
    plan = plan_of(row)
    is_foreign = terms_in(plan).rate is not None
    return ZERO if is_foreign else Fen(int(plan.get("protected_minimum") or 0))


def _note_surplus(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    """Record that more is frozen than was ordered, where it is."""
    ordered = Fen(line.amount_fen)
    if result.excess > ZERO:
        payload = acts.SurplusFound(line.asset_id, row.id, ordered, result.actual, result.excess)
        append(
            NewAct(row.case_id, payload, on, subject=line.asset_id, correlation=row.matter_id),
            by=by,
        )


def _released(row: models.Request, line: models.Line, on: date, by: Principal) -> None:
    facts = cases.facts_now(row.court_no, row.case_id)
    control = facts.of(Property).control_of(line.asset_id)
    released = Fen(line.amount_fen)
    if control is not None and ZERO < released < control.stands:
        assets.record_reduction(row.case_id, line.asset_id, released, "部分解除冻结", on, by=by)
    else:
        assets.record_release(row.case_id, line.asset_id, "解除冻结", on, by=by)
        follow_release(row.case_id, line.asset_id, on, by=by)


def _take_back(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    """Take back the freeze or the sealing an earlier word recorded.

    Of a renewal, a release or a transfer only the more is recorded; what they did cannot
    be undone by a later word, which stands in the docket for somebody to act upon.
    """
    facts = cases.facts_now(row.court_no, row.case_id)
    stands = facts.of(Property).control_of(line.asset_id) is not None
    if line.measure == Measure.SEAL.value and stands:
        why = f"登记机构更正反馈：{result.reason or '查封情况有变'}"
        assets.reverse_sealing(row.case_id, line.asset_id, why, on, by=by)
    elif line.measure == Measure.FREEZE.value and stands:
        reason = f"机构更正反馈：{result.reason or '控制情况有变'}"
        assets.record_release(row.case_id, line.asset_id, reason, on, by=by)
        follow_release(row.case_id, line.asset_id, on, by=by)


def _until(line: models.Line, result: Result, on: date) -> date:
    return result.until or line.until_on or on + timedelta(days=365)
