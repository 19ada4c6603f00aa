"""Revival (恢复执行): what the watch finds on an ended or suspended case, proposed or passed over.

A hit is a reason to resume when it is the debtor's by number, not exempt, of a kind that the law
lets the court freeze or seal, and worth the least that the court's policy states. Foreign money
is told in its own currency: without a rate it is worth nothing certain in yuan. The decision is
drafted with the proposal; what may be frozen at once is stated. Everything else is recorded as a
false hit with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.currencies import foreign_text
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import limit_on
from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import find_locked, lock_case
from zhixing.cases.permissions import law_facts, outstanding
from zhixing.closing.acts import PeriodEnded
from zhixing.closing.chapter import Mode, Period, Periods, Revivals
from zhixing.closing.ending_acts import (
    CaseResumed,
    RevivalDeclined,
    RevivalNotProposed,
    RevivalProposed,
)
from zhixing.closing.performed import ClosingRefused, approved
from zhixing.closing.periods import DECIDED
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.inquiry.operations import end_for_closing
from zhixing.inquiry.reach import kind_finding
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.institutions.kinds import PropertyKind
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.instruments.operations import Draft, draft_instrument
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.closing.revival import ClosedBy, Revival, revival
from zhixing.law.seizure.kinds import KindRefused
from zhixing.platform.principal import Principal

POLICY: Final = "REVIVAL"
TEMPLATES: Final = {
    ClosedBy.PRESENT_PROCEDURE: ("RESUMPTION_DECISION", "ended_on"),
    ClosedBy.SUSPENSION: ("RESUMPTION_NOTICE", "suspended_on"),
}
"""The paper that resumes a case, by what it stands still, and its word for since when."""
LEAST: Final = Fen(1)
"""Without a policy, anything of worth is a reason."""


@dataclass(frozen=True, slots=True)
class RevivalTerms:
    """State from which worth on a thing is a reason to resume a case."""

    least: Fen = LEAST


@reads_policy(POLICY)
def read_revival_terms(value: Json) -> RevivalTerms:
    """Read the policy on revival.

    :raises Unreadable: the least worth is not above zero.
    """
    terms = decode(RevivalTerms, value)
    if terms.least <= ZERO:
        raise Unreadable("least", ("大于零的金额", "an amount above zero"), terms.least)
    return terms


def consider_revival(case: UUID, on: date, *, by: Principal) -> tuple[UUID, ...]:
    """Propose that a case be resumed for each thing that is worth it; gives the acts written.

    Of an open case nothing is written; a repeat writes nothing, until a thing grew.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    closed_by = closed_by_of(facts, on)
    if closed_by is None:
        return ()
    least = _least(by.court_no, on)
    written = []
    for view in list_assets(by.court_no, case):
        if not _is_news(facts, view):
            continue
        why = _why_not(view, least, on)
        if why is None:
            written.append(_propose(case, facts, view, closed_by, on, by))
        else:
            payload = RevivalNotProposed(view.id, _worth(view), why, least)
            written.append(append(NewAct(case, payload, on), by=by).act)
    return tuple(written)


def find_watched(acts: Sequence[UUID], *, by: Principal) -> list[tuple[UUID, date]]:
    """Find the ended or suspended cases that some acts are in, each with the day of its act.

    Every case is locked first, in the order of ids, so that one whose closing is being written
    at this moment is seen as it will stand.
    """
    require(by, Capability.RECORD)
    days = dict.fromkeys(cases.list_days_of_acts(by.court_no, acts))
    own = find_locked({case for case, _ in days}, by)
    facts = cases.list_facts(by.court_no, list(own))
    return [(case, on) for case, on in days if case in own and closed_by_of(facts[case], on)]


def note_namesake(case: UUID, act: UUID, on: date, *, by: Principal) -> UUID | None:
    """Record that things which only bear the debtor's name are no reason to resume a case."""
    require(by, Capability.RECORD)
    lock_case(case, by)
    if closed_by_of(cases.facts_now(by.court_no, case), on) is None:
        return None
    payload = RevivalNotProposed(None, None, "NAME_ONLY", _least(by.court_no, on))
    return append(NewAct(case, payload, on, references=(act,)), by=by).act


def propose_resuming(case: UUID, reason: str, on: date, *, by: Principal) -> UUID:
    """Put a case that was ended for now or suspended up for being resumed; gives the matter.

    The applicant may ask whenever property is found; the court also does so by itself.

    :raises ClosingRefused: it does not stand still, no reason, or it is decided on already.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    found = _revival(facts, on)
    if not reason.strip():
        raise _refused("REASON", "请写明恢复执行的理由。", "Say why it is to be resumed.")
    waiting = decisions.list_matters(by.court_no, case)
    if any(m.code == Matter.RESUMPTION and m.state in ("OPEN", "APPROVED") for m in waiting):
        raise _refused("UNDER_WAY", "恢复执行的审批正在进行。", "It is being decided on.")
    return submit_matter(
        Submission(
            case=case,
            code=Matter.RESUMPTION,
            payload={"assets": [str(a) for a in facts.of(Revivals).waiting], "reason": reason},
            summary_zh=f"拟恢复执行：{reason.strip()}。",
            summary_en=f"Resume the case: {reason.strip()}.",
            findings=(found,),
        ),
        on,
        by=by,
    )


def resume_case(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Resume the case whose resumption was approved; suspension and watch end; gives the act.

    :raises ClosingRefused: the matter is no approved resumption, or the case does not stand still.
    """
    view = approved(by.court_no, matter, Matter.RESUMPTION)
    lock_case(view.case, by)
    facts = cases.facts_now(by.court_no, view.case)
    found = _revival(facts, on)
    for period in running(facts):
        last_on = max(period.range.days.start, on - timedelta(days=1))
        ended = PeriodEnded(period.period, "恢复执行")
        append(NewAct(view.case, ended, last_on, correlation=matter), by=by)
    written = append(
        NewAct(view.case, CaseResumed(matter), on, findings=(found,), correlation=matter), by=by
    )
    record_execution(matter, on, by=by)
    end_for_closing(view.case, "案件恢复执行", on, by=by)
    return written.act


def decline_revival(case: UUID, asset: UUID, reason: str, on: date, *, by: Principal) -> UUID:
    """Decide that property found does not resume a case, with the reason; gives the act.

    :raises ClosingRefused: no proposal waits about the thing, or no reason is given.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    if asset not in cases.facts_now(by.court_no, case).of(Revivals).waiting:
        raise _refused("NO_PROPOSAL", "没有待决定的恢复建议。", "No proposal waits about it.")
    if not reason.strip():
        raise _refused("REASON", "请写明不予恢复的理由。", "Say why it is not resumed.")
    view = next(a for a in list_assets(by.court_no, case) if a.id == asset)
    payload = RevivalDeclined(asset, reason.strip(), _worth(view))
    return append(NewAct(case, payload, on), by=by).act


def closed_by_of(facts: Facts, on: date) -> ClosedBy | None:
    """Say by what a case stands still and is watched: ended for now, suspended, or neither."""
    closure = facts.of(Closure)
    if closure.mode == Mode.PRESENT_PROCEDURE:
        return ClosedBy.PRESENT_PROCEDURE
    is_stayed = closure.closed_on is None and law_facts(facts, on, with_debt=False).is_stayed
    return ClosedBy.SUSPENSION if is_stayed else None


def stands_since(facts: Facts, on: date) -> date:
    """Give the day since which a case stands still: its ending, or its running suspension."""
    closed_on = facts.of(Closure).closed_on
    return closed_on or min((p.range.days.start for p in running(facts)), default=on)


def running(facts: Facts) -> tuple[Period, ...]:
    """Give the suspensions and deferrals that the court decided on and that still run."""
    found = facts.of(Periods).periods
    return tuple(p for p in found if p.is_open and p.range.kind in DECIDED)


def _propose(
    case: UUID, facts: Facts, view: AssetView, closed_by: ClosedBy, on: date, by: Principal
) -> UUID:
    found = revival(on=on, closed_by=closed_by, asked_on=on, is_urgent=True)
    limit = limit_on(by.court_no, facts, on, balance=_worth(view))
    template, since = TEMPLATES[closed_by]
    told = {since: stands_since(facts, on).isoformat(), **_decision(facts, view, on)}
    draft = draft_instrument(Draft(case, template, told), on, by=by)
    worth = _worth(view)
    freeze = ZERO if worth is None else Fen(min(int(limit.value.claim_limit), int(worth)))
    payload = RevivalProposed(
        view.id,
        worth,
        freeze,
        found.value.file_by,
        found.value.control_at_once,
        draft,
        _foreign(view),
    )
    return append(NewAct(case, payload, on, findings=(found, limit)), by=by).act


def _decision(facts: Facts, view: AssetView, on: date) -> dict[str, Any]:
    names = list_institutions_by_id([view.institution] if view.institution else [])
    where = "".join(i.name for i in names.values())
    worth = _worth(view)
    foreign = _foreign(view)
    amount = f"，{foreign}（尚未折算）" if foreign else ""
    amount = amount if worth is None else f"，人民币{worth.yuan}元"
    return {
        "found_on": on.isoformat(),
        "found": f"{view.label or where}{amount}",
        "owed": int(max(ZERO, outstanding(facts, on))),
    }


def _is_news(facts: Facts, view: AssetView) -> bool:
    """Say whether a thing is neither waiting, under control, nor passed over at its worth."""
    known = facts.of(Revivals)
    if view.id in known.waiting or facts.of(Property).control_of(view.id) is not None:
        return False
    passed = known.passed.get(str(view.id))
    return passed is None or int(_worth(view) or 0) > passed


def _why_not(view: AssetView, least: Fen, on: date) -> str | None:
    if view.is_exempt:
        return "EXEMPT"
    if not PropertyKind(view.kind).is_property:
        return "NO_PROPERTY"
    if not _is_controllable(view, on):
        return "NOT_TO_BE_CONTROLLED"
    worth = _worth(view)
    return "UNDER_LEAST" if worth is not None and worth < least else None


def _is_controllable(view: AssetView, on: date) -> bool:
    """Say whether the law lets a thing of this kind be frozen or sealed at all."""
    measure = Measure.SEAL if kind_of(view.kind).is_sealed else Measure.FREEZE
    try:
        kind_finding(view, measure, on)
    except KindRefused:
        return False
    return True


def _told(view: AssetView) -> Fen | None:
    return view.available if view.available is not None else view.balance


def _worth(view: AssetView) -> Fen | None:
    """Give what a thing is worth in yuan, as told; None where that is not known."""
    return _told(view) if view.currency == CNY else None


def _foreign(view: AssetView) -> str:
    """Write how much foreign money is there, in its own currency; empty for yuan."""
    told = _told(view)
    return "" if view.currency == CNY or told is None else foreign_text(told, view.currency)


def _least(court_no: int, on: date) -> Fen:
    policy = find_policy(court_no, POLICY, on)
    return RevivalTerms().least if policy is None else read_revival_terms({**policy.value}).least


def _revival(facts: Facts, on: date) -> Finding[Revival]:
    closed_by = closed_by_of(facts, on)
    if closed_by is None:
        raise _refused(
            "NOT_ENDED",
            "本案没有终结本次执行程序，也没有中止，无须恢复。",
            "The case was neither ended for now nor suspended.",
        )
    return revival(on=on, closed_by=closed_by, asked_on=on, is_urgent=True)


def _refused(code: str, zh: str, en: str) -> ClosingRefused:
    return ClosingRefused(code, message_zh=zh, message_en=en, field="case")
