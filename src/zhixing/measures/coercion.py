"""Summons, search and detention: applied for, approved and executed by three people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import outstanding, require_step
from zhixing.courts import queries as courts
from zhixing.courts.policies import require
from zhixing.decisions.operations import Submission, record_execution, submit_matter
from zhixing.kernel.clock import legal_day
from zhixing.kernel.ids import new_id
from zhixing.law.coercion.detention import detention
from zhixing.law.coercion.search import search
from zhixing.law.coercion.summons import summons
from zhixing.law.procedure.facts import ActType
from zhixing.measures import acts
from zhixing.measures.chapter import Measures
from zhixing.measures.debtor import facts_about
from zhixing.measures.plans import (
    DetentionPlan,
    MeasureRefused,
    SearchPlan,
    SummonsPlan,
    approved_plan,
    payload_of,
    president_approved,
)
from zhixing.parties import queries as parties
from zhixing.platform.principal import Principal


def record_unanswered_call(
    case: UUID, party: UUID, called_for: date, on: date, *, by: Principal
) -> None:
    """Record that a party lawfully called (传唤) did not come."""
    require(by, "record")
    append(NewAct(case, acts.SummonsUnanswered(party, called_for), on), by=by)


def apply_summons(case: UUID, plan: SummonsPlan, on: date, *, by: Principal) -> UUID:
    """Put a compulsory summons (拘传) up for the president's approval.

    :raises StepRefused: the facts do not permit it.
    """
    require(by, "summon")
    facts = cases.facts_now(by.court_no, case)
    step = require_step(ActType.SUMMON, facts_about(facts, plan.party, on), on)
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="SUMMONS",
            payload=payload_of(plan),
            summary_zh=f"拟拘传{name}到庭接受调查询问。",
            summary_en=f"Bring {name} before the court for questioning.",
            is_coercive=True,
            findings=(step,),
        ),
        on,
        by=by,
    )


def execute_summons(matter: UUID, arrived_at: datetime, *, by: Principal) -> datetime:
    """Record that the court police brought the person in; gives until when at the latest.

    :raises MeasureRefused: the warrant is not approved.
    :raises DecisionRefused: applicant, approver and executor are not three people.
    """
    require(by, "summon_execute")
    on = legal_day(arrived_at)
    view, plan = approved_plan(by.court_no, matter, SummonsPlan)
    facts = cases.facts_now(by.court_no, view.case)
    found = summons(
        on=on,
        calls_unanswered=facts.of(Measures).summons_unanswered,
        approved_by_president=president_approved(view),
        is_complex_with_detention=plan.is_complex_with_detention,
    )
    record_execution(matter, on, by=by)
    release_by = arrived_at + timedelta(hours=found.value.hours)
    payload = acts.SummonsExecuted(matter, plan.party, arrived_at, release_by)
    append(
        NewAct(
            view.case,
            payload,
            on,
            occurred_at=arrived_at,
            subject=new_id(),
            findings=(found,),
            correlation=matter,
        ),
        by=by,
    )
    return release_by


def apply_search(case: UUID, plan: SearchPlan, on: date, *, by: Principal) -> UUID:
    """Put a search (搜查) up for the president's warrant.

    :raises StepRefused: nothing is owed, or no property is shown to be hidden.
    """
    require(by, "search")
    facts = cases.facts_now(by.court_no, case)
    about = facts_about(facts, plan.party, on, hides_property=bool(plan.reason.strip()))
    step = require_step(ActType.SEARCH, about, on)
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="SEARCH",
            payload=payload_of(plan),
            summary_zh=f"拟对{name}进行搜查（{plan.place}）：{plan.reason}",
            summary_en=f"Search {name} ({plan.place}).",
            is_coercive=True,
            findings=(step,),
        ),
        on,
        by=by,
    )


def execute_search(
    matter: UUID,
    officers: Sequence[UUID],
    witness: str,
    found_items: Sequence[acts.FoundItem],
    on: date,
    *,
    by: Principal,
) -> None:
    """Record a search: at least two officers, a witness, and everything found.

    :raises MeasureRefused: fewer than two officers, somebody who holds no post of this
        court among them, whoever records it is none of them, or no witness.
    :raises DecisionRefused: applicant, approver and executor are not three people.
    """
    require(by, "search_execute")
    view, plan = approved_plan(by.court_no, matter, SearchPlan)
    if len(set(officers)) < 2 or not witness.strip():
        raise MeasureRefused(
            "SEARCH_NEEDS_TWO_AND_A_WITNESS",
            message_zh="搜查应由两名以上执行人员进行，并有见证人在场。",
            message_en="A search needs at least two officers and a witness.",
            remedy_zh="请补全执行人员与见证人。",
            remedy_en="Name the officers and the witness.",
            field="officers",
        )
    people = _officers(officers, on, by)
    facts = cases.facts_now(by.court_no, view.case)
    found = search(
        on=on,
        is_unperformed=outstanding(facts, on) > 0,
        hides_property=bool(plan.reason.strip()),
        warrant_by_president=president_approved(view),
    )
    record_execution(matter, on, by=by, officers=people)
    payload = acts.SearchDone(
        matter, plan.place, tuple(officers), witness.strip(), tuple(found_items)
    )
    append(
        NewAct(view.case, payload, on, subject=new_id(), findings=(found,), correlation=matter),
        by=by,
    )


def _officers(officers: Sequence[UUID], on: date, by: Principal) -> dict[UUID, UUID]:
    """Give the officers who searched with the posts they held that day."""
    posts = {p.person: p.post for p in courts.list_principals(by.court_no, on)}
    if by.person not in officers or any(person not in posts for person in officers):
        raise MeasureRefused(
            "OFFICERS_UNKNOWN",
            message_zh="执行人员应为本院当日在岗人员，并包括登记人本人。",
            message_en="The officers hold posts of this court on the day, and whoever records "
            "the search is one of them.",
            remedy_zh="请核对执行人员。",
            remedy_en="Check who took part.",
            field="officers",
        )
    return {person: posts[person] for person in officers}


def find_misconduct(
    case: UUID,
    party: UUID,
    reference: str,
    description: str,
    evidence: str,
    on: date,
    *,
    by: Principal,
) -> None:
    """Establish an act of obstruction (妨害执行), with its evidence, under a reference.

    :raises MeasureRefused: no evidence is named, or the reference was used.
    """
    require(by, "detain_apply")
    known = cases.facts_now(by.court_no, case).of(Measures).misconduct
    if not evidence.strip() or reference in known:
        raise MeasureRefused(
            "MISCONDUCT_INCOMPLETE",
            message_zh="认定妨害执行行为须有证据，且编号不得重复。",
            message_en="Name the evidence, and use a reference not used before.",
            field="evidence" if not evidence.strip() else "reference",
        )
    payload = acts.MisconductFound(party, reference, description, evidence.strip())
    append(NewAct(case, payload, on), by=by)


def apply_detention(case: UUID, plan: DetentionPlan, on: date, *, by: Principal) -> UUID:
    """Put a detention (司法拘留) up: a panel deliberates, then the route to the president.

    :raises StepRefused: no obstruction is established, or the case does not run.
    :raises CoercionRefused: too many days, or the same act was punished before.
    """
    require(by, "detain_apply")
    facts = cases.facts_now(by.court_no, case)
    step = require_step(ActType.DETAIN, facts_about(facts, plan.party, on), on)
    _check_known(plan, facts.of(Measures))
    detention(
        on=on,
        start_on=plan.starts_on,
        days=plan.days,
        approved_by_president=True,
        act_reference=plan.misconduct,
        punished_acts=_punished(facts.of(Measures)),
    )
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="DETENTION",
            payload=payload_of(plan),
            summary_zh=f"拟对{name}司法拘留{plan.days}日（{plan.misconduct}）。",
            summary_en=f"Detain {name} for {plan.days} days ({plan.misconduct}).",
            is_coercive=True,
            needs_panel=True,
            findings=(step,),
        ),
        on,
        by=by,
    )


def execute_detention(matter: UUID, place: str, on: date, *, by: Principal) -> UUID:
    """Record that the court police handed the person over for detention; gives the measure.

    :raises MeasureRefused: it is not approved, or executed before.
    :raises CoercionRefused: the law's limits are passed, or the president did not approve.
    :raises DecisionRefused: applicant, approver and executor are not three people.
    """
    require(by, "detain_execute")
    view, plan = approved_plan(by.court_no, matter, DetentionPlan)
    facts = cases.facts_now(by.court_no, view.case)
    found = detention(
        on=on,
        start_on=on,
        days=plan.days,
        approved_by_president=president_approved(view),
        act_reference=plan.misconduct,
        punished_acts=_punished(facts.of(Measures)),
    )
    record_execution(matter, on, by=by)
    measure = new_id()
    payload = acts.DetentionExecuted(
        matter, plan.party, plan.misconduct, plan.days, found.value.end_on, place
    )
    append(
        NewAct(view.case, payload, on, subject=measure, findings=(found,), correlation=matter),
        by=by,
    )
    return measure


def end_detention(case: UUID, measure: UUID, on: date, *, reason: str = "", by: Principal) -> None:
    """Record a release: at the end of the term, or early for a stated reason.

    :raises MeasureRefused: nobody is detained under this measure, or an early release
        gives no reason.
    """
    require(by, "detain_execute")
    detained = next(
        (
            d
            for d in cases.facts_now(by.court_no, case).of(Measures).detained
            if d.measure == measure and d.released_on is None
        ),
        None,
    )
    early = detained is not None and on < detained.until
    if detained is None or (early and not reason.strip()):
        raise MeasureRefused(
            "NOBODY_DETAINED" if detained is None else "EARLY_RELEASE_WITHOUT_REASON",
            message_zh="没有正在执行的拘留，或者提前解除未写明理由。",
            message_en="Nobody is detained under this measure, or the early release has no reason.",
            field="measure" if detained is None else "reason",
        )
    append(NewAct(case, acts.DetentionEnded(measure, early, reason), on, subject=measure), by=by)


def _punished(measures: Measures) -> frozenset[str]:
    return frozenset(d.misconduct for d in measures.detained)


def _check_known(plan: DetentionPlan, measures: Measures) -> None:
    if plan.misconduct not in measures.misconduct:
        raise MeasureRefused(
            "MISCONDUCT_UNKNOWN",
            message_zh=f"卷宗中没有编号为“{plan.misconduct}”的妨害执行行为。",
            message_en=f"The docket knows no act of obstruction {plan.misconduct!r}.",
            remedy_zh="请先认定并记录妨害执行行为及证据。",
            remedy_en="Establish the act and its evidence first.",
            field="misconduct",
        )
