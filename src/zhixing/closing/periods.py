"""What moves the time limit of the case: excluded periods, suspension, extension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import CaseClock, Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.closing.acts import ExtensionApproved, PeriodEnded, PeriodExcluded
from zhixing.closing.chapter import Periods
from zhixing.closing.performed import ClosingRefused, approved
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Impossible
from zhixing.law.clock.case_clock import (
    EXCLUSION_ZH,
    CaseDue,
    ExcludedRange,
    Exclusion,
    case_clock,
)
from zhixing.law.instruments import find_citation
from zhixing.platform.principal import Principal

DECIDED = frozenset({Exclusion.SUSPENSION, Exclusion.DEFERRAL})
"""The periods that begin by a decision of the court itself (中止、暂缓)."""


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """Describe days that do not count: why, from which day, until which if they are over.

    An end that lies ahead is recorded when it comes: until then the clock stands.
    """

    kind: Exclusion
    start_on: date
    document: str
    last_on: date | None = None


def exclude_period(case: UUID, period: NewPeriod, on: date, *, by: Principal) -> UUID:
    """Record a period that does not count because of what happened; gives the period.

    :raises ClosingRefused: not filed, closed, no document, days in the wrong order, or a
        period that the court itself must decide on.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    _check(facts, period, on)
    if period.kind in DECIDED:
        raise _refused(
            "NEEDS_DECISION",
            f"{EXCLUSION_ZH[period.kind]}须经审批。",
            "This period begins by a decision of the court.",
            on,
            "kind",
            ("请提请审批。", "Put it up for approval."),
        )
    payload = PeriodExcluded(period.kind, period.document.strip())
    found = _clock(facts, on, period)
    begun = append(NewAct(case, payload, period.start_on, findings=(found,)), by=by).act
    if period.last_on is not None:
        ended = PeriodEnded(begun, period.document.strip())
        append(NewAct(case, ended, period.last_on, correlation=begun), by=by)
    return begun


def propose_suspension(case: UUID, period: NewPeriod, on: date, *, by: Principal) -> UUID:
    """Put a suspension or deferral (中止、暂缓执行) up for approval; gives the matter.

    :raises ClosingRefused: not filed, closed, no document, days in the wrong order, or a
        period that needs no decision.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    _check(facts, period, on)
    if period.kind not in DECIDED:
        raise _refused(
            "NEEDS_NO_DECISION",
            f"{EXCLUSION_ZH[period.kind]}如实记录即可。",
            "This period is recorded, not decided on.",
            on,
            "kind",
        )
    return submit_matter(
        Submission(
            case=case,
            code=Matter.SUSPENSION,
            payload={"kind": period.kind.value, "document": period.document.strip()},
            summary_zh=f"拟中止或者暂缓执行：{period.document.strip()}。",
            summary_en=f"Suspend or defer enforcement: {period.document.strip()}.",
            findings=(_clock(facts, on, period),),
        ),
        on,
        by=by,
    )


def begin_suspension(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Begin the suspension that was approved, on the day of its approval; gives the period."""
    view = approved(by.court_no, matter, Matter.SUSPENSION)
    lock_case(view.case, by)
    plan = _plan(view.payload)
    kind, document = Exclusion(str(plan["kind"])), str(plan["document"])
    payload = PeriodExcluded(kind, document, matter)
    written = append(NewAct(view.case, payload, on, correlation=matter), by=by)
    record_execution(matter, on, by=by)
    return written.act


def end_period(
    case: UUID, period: UUID, last_on: date, document: str, on: date, *, by: Principal
) -> UUID:
    """End an excluded period; ``last_on`` is the last day that does not count.

    :raises ClosingRefused: no such open period, no document, or a day out of order.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    entry = cases.facts_now(by.court_no, case).of(Periods).find(period)
    if entry is None or not entry.is_open:
        raise _refused(
            "NO_OPEN_PERIOD",
            "没有正在进行的该扣除期间。",
            "No such excluded period is running.",
            on,
            "period",
        )
    if entry.range.kind in DECIDED:
        require(by, Capability.CLOSE)
    if not document.strip() or not entry.range.days.start <= last_on <= on:
        raise _refused(
            "PERIOD_END_DOUBTFUL",
            f"须写明终止依据，且末日在{entry.range.days.start}至{on}之间。",
            f"Name the document, and a last day from {entry.range.days.start} to {on}.",
            on,
            "last_on",
        )
    payload = PeriodEnded(period, document.strip())
    return append(NewAct(case, payload, last_on, correlation=period), by=by).act


def propose_extension(case: UUID, reason: str, on: date, *, by: Principal) -> UUID:
    """Ask the president to extend the time limit (延长执行期限); gives the matter.

    :raises ClosingRefused: not filed, closed, or no special circumstance is stated.
    """
    require(by, Capability.CLOSE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    _require_open(facts, on)
    if not reason.strip():
        raise _refused(
            "EXTENSION_WITHOUT_REASON",
            "申请延长须写明特殊情况。",
            "State the special circumstances.",
            on,
            "reason",
        )
    return submit_matter(
        Submission(
            case=case,
            code=Matter.EXTENSION,
            payload={"reason": reason.strip()},
            summary_zh=f"拟报请院长批准延长执行期限：{reason.strip()}",
            summary_en=f"Extend the time limit: {reason.strip()}",
            findings=(_clock(facts, on, extended=True),),
        ),
        on,
        by=by,
    )


def extend_time_limit(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Extend the time limit as approved, from the day of approval.

    :raises ExtensionRefused: the day is not after filing.
    """
    view = approved(by.court_no, matter, Matter.EXTENSION)
    lock_case(view.case, by)
    found = _clock(cases.facts_now(by.court_no, view.case), on, extended=True)
    payload = ExtensionApproved(matter, str(_plan(view.payload)["reason"]))
    written = append(NewAct(view.case, payload, on, findings=(found,), correlation=matter), by=by)
    record_execution(matter, on, by=by)
    return written.act


def _clock(
    facts: Facts, on: date, period: NewPeriod | None = None, *, extended: bool = False
) -> Finding[CaseDue]:
    """Find the last day of the case as it would be with a period or an extension more."""
    clock, filed_on = facts.of(CaseClock), facts.of(Filing).filed_on
    if filed_on is None:
        raise Impossible("a case without filing has no time limit")
    excluded = clock.excluded
    if period is not None:
        end = None if period.last_on is None else Days.closed(period.start_on, period.last_on).end
        days = Days(period.start_on, end)
        excluded = (*excluded, ExcludedRange(period.kind, days, period.document.strip()))
    return case_clock(
        on=on,
        filed_on=filed_on,
        excluded=excluded,
        extensions=(*clock.extensions, on) if extended else clock.extensions,
    )


def _check(facts: Facts, period: NewPeriod, on: date) -> None:
    _require_open(facts, on)
    last_on = period.last_on or period.start_on
    if not period.document.strip() or not period.start_on <= last_on <= on:
        raise _refused(
            "PERIOD_DOUBTFUL",
            f"须写明依据文书，起始日不晚于末日，末日不晚于{on}。",
            f"Name the document, and days in their order that are over by {on}.",
            on,
            "period",
            ("末日未到的，届时再记录终止。", "Record an end that lies ahead when it comes."),
        )


def _require_open(facts: Facts, on: date) -> None:
    filed_on, closed_on = facts.of(Filing).filed_on, facts.of(Closure).closed_on
    if filed_on is None or filed_on > on or (closed_on is not None and closed_on <= on):
        raise _refused(
            "CASE_NOT_RUNNING",
            "案件尚未立案或者已经结案，没有正在计算的期限。",
            "The case is not filed yet, or is closed; no time limit runs.",
            on,
            "case",
        )


def _plan(payload: object) -> Mapping[str, Any]:
    if not isinstance(payload, dict):
        raise Impossible("a matter of this room carries its plan by name")
    return payload


def _refused(
    code: str, zh: str, en: str, on: date, field: str, remedy: tuple[str, str] = ("", "")
) -> ClosingRefused:
    return ClosingRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=find_citation("TIME-LIMITS", 9, on=on),
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        field=field,
    )
