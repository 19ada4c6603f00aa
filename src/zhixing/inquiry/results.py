"""What a bank's word about one line of a control does to the register and the docket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.assets import operations as assets
from zhixing.assets.acts import Property, PropertySealed
from zhixing.assets.queries import find_particulars
from zhixing.assets.queueing import rank_for
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, models
from zhixing.inquiry.drafting import SEALS, plan_of
from zhixing.inquiry.estates import form_of
from zhixing.inquiry.states import Outcome
from zhixing.inquiry.wire import feedback as wire
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Impossible
from zhixing.platform.principal import Principal

QUEUES = "轮候"
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


def _carry_out(
    row: models.Request, line: models.Line, result: Result, on: date, by: Principal
) -> None:
    case, asset = row.case_id, line.asset_id
    match Measure(line.measure):
        case Measure.FREEZE:
            _controlled(row, line, result, on, by)
        case Measure.RENEW:
            assets.record_renewal(case, asset, _until(line, result, on), on, by=by)
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

    The answer of a registry names no rank; a remark that it waits in line is believed.
    """
    rank = rank_for(row.court_no, line.asset_id, on)
    if QUEUES in result.reason + result.remark:
        rank = max(2, rank)
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
        by=by,
    )
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


def _until(line: models.Line, result: Result, on: date) -> date:
    return result.until or line.until_on or on + timedelta(days=365)
