"""Listing, shielding, deletion and consumption restriction: decided on paper, by reaction."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.local_rules import local_policies
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import require_step
from zhixing.courts.policies import require
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.kernel.ids import new_id
from zhixing.law.listing.deletion import Event, listing_delete_due
from zhixing.law.listing.grounds import GROUND_EN, GROUND_ZH, Ground, listing
from zhixing.law.listing.relisting import relisting
from zhixing.law.listing.restriction import restriction
from zhixing.law.listing.shielding import listing_shield
from zhixing.law.procedure.facts import ActType
from zhixing.measures import acts
from zhixing.measures.chapter import Listed, Measures
from zhixing.measures.debtor import facts_about
from zhixing.measures.plans import (
    ListingPlan,
    MeasureRefused,
    RestrictionPlan,
    ShieldPlan,
    approved_plan,
    payload_of,
    president_approved,
)
from zhixing.parties import queries as parties
from zhixing.parties.identity import PartyKind
from zhixing.platform.principal import Principal


def apply_listing(case: UUID, plan: ListingPlan, on: date, *, by: Principal) -> UUID:
    """Put a listing (纳入失信名单) up for the president's signature; gives the matter.

    :raises MeasureRefused: the party is already listed.
    :raises StepRefused: the facts do not permit it.
    :raises ListingRefused: the ground does not hold under the text of the day.
    """
    require(by, "list")
    facts = cases.facts_now(by.court_no, case)
    ground = Ground(plan.ground)
    if facts.of(Measures).listing_of(plan.party) is not None:
        raise MeasureRefused(
            "ALREADY_LISTED",
            message_zh="该被执行人已在失信名单中。",
            message_en="The debtor is already listed.",
            remedy_zh="如公布已暂停，请申请恢复公布。",
            remedy_en="If publication is paused, ask to publish again.",
            field="party",
        )
    step = require_step(ActType.LIST_DEBTOR, facts_about(facts, plan.party, on, ground=ground), on)
    found = listing(
        on=on,
        ground=ground,
        is_able=plan.is_able,
        is_violent_or_several=plan.is_violent_or_several,
    )
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="LISTING",
            payload=payload_of(plan),
            summary_zh=f"拟将{name}纳入失信被执行人名单：{GROUND_ZH[ground]}。{plan.conduct_zh}",
            summary_en=f"List {name} as dishonest: {GROUND_EN[ground]}.",
            findings=(step, found),
        ),
        on,
        by=by,
    )


def decide_listing(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Make the listing that was approved; gives the measure."""
    view, plan = approved_plan(by.court_no, matter, ListingPlan)
    found = listing(
        on=on,
        ground=Ground(plan.ground),
        is_able=plan.is_able,
        is_violent_or_several=plan.is_violent_or_several,
    )
    measure = new_id()
    payload = acts.ListingDecided(
        matter, plan.party, plan.ground, found.value.end_on, plan.conduct_zh
    )
    append(
        NewAct(view.case, payload, on, subject=measure, findings=(found,), correlation=matter),
        by=by,
    )
    return measure


def publish_listing(case: UUID, measure: UUID, on: date, *, by: Principal) -> None:
    """Publish a listing, or publish it again after a pause.

    :raises MeasureRefused: there is no such standing listing, or it is public already.
    """
    require(by, "list")
    listed = _standing(by.court_no, case, measure)
    if listed.is_published:
        raise MeasureRefused(
            "ALREADY_PUBLISHED",
            message_zh="该失信信息正在公布。",
            message_en="The listing is public already.",
            field="measure",
        )
    append(NewAct(case, acts.ListingPublished(measure), on, subject=measure), by=by)


def apply_shielding(case: UUID, plan: ShieldPlan, on: date, *, by: Principal) -> UUID:
    """Ask that the publication of a listing be paused (屏蔽), under the court's own policy.

    :raises MeasureRefused: there is no such standing listing.
    :raises ListingRefused: the court adopted no such policy on that day.
    """
    require(by, "list")
    listed = _standing(by.court_no, case, plan.measure)
    found = listing_shield(
        on=on,
        applicant_asks_in_writing=plan.is_asked_in_writing,
        settlement_kept=plan.is_settlement_kept,
        policies=local_policies(by.court_no),
    )
    name = parties.get_party(listed.party).name
    return submit_matter(
        Submission(
            case=case,
            code="SHIELDING",
            payload=payload_of(plan),
            summary_zh=f"拟依申请暂停公布{name}的失信信息（屏蔽，不是删除）。",
            summary_en=f"Pause the publication of {name}'s listing; the listing stands.",
            subject=plan.measure,
            findings=(found,),
        ),
        on,
        by=by,
    )


def shield_listing(matter: UUID, on: date, *, by: Principal) -> None:
    """Pause the publication that was approved to be paused."""
    view, plan = approved_plan(by.court_no, matter, ShieldPlan)
    found = listing_shield(
        on=on,
        applicant_asks_in_writing=plan.is_asked_in_writing,
        settlement_kept=plan.is_settlement_kept,
        policies=local_policies(by.court_no),
    )
    payload = acts.ListingShielded(plan.measure, plan.asked_by)
    append(
        NewAct(
            view.case,
            payload,
            on,
            subject=plan.measure,
            findings=(found,),
            correlation=matter,
        ),
        by=by,
    )


def propose_relisting(case: UUID, party: UUID, on: date, *, by: Principal) -> UUID:
    """Propose, ex officio, that a defaulting debtor be published again; nobody is listed by it.

    :raises ListingRefused: the law does not allow it on that day.
    :raises MeasureRefused: the party was never listed.
    """
    require(by, "record")
    facts = cases.facts_now(by.court_no, case)
    listed = next((x for x in reversed(facts.of(Measures).listed) if x.party == party), None)
    if listed is None:
        raise MeasureRefused(
            "NEVER_LISTED",
            message_zh="该被执行人此前未被纳入失信名单。",
            message_en="The debtor was never listed.",
            remedy_zh="如符合条件，请提请纳入。",
            remedy_en="If a ground holds, apply for listing.",
            field="party",
        )
    found = relisting(on=on, defaulted_without_cause=True, asked_by_applicant=False)
    payload = acts.RelistingProposed(
        listed.measure, party, found.conclusion_zh, found.conclusion_en
    )
    appended = append(NewAct(case, payload, on, subject=listed.measure, findings=(found,)), by=by)
    return appended.act


def delete_listing(
    case: UUID, measure: UUID, event: Event, event_on: date, on: date, *, by: Principal
) -> None:
    """Delete a listing for an event the provisions name; late deletion is recorded as it is.

    :raises MeasureRefused: there is no such standing listing.
    :raises ListingRefused: the event does not delete this listing.
    """
    require(by, "list")
    listed = _standing(by.court_no, case, measure)
    found = listing_delete_due(
        on=on, event=event, event_on=event_on, has_term=listed.ends_on is not None
    )
    payload = acts.ListingDeleted(measure, event.name)
    append(NewAct(case, payload, on, subject=measure, findings=(found,)), by=by)


def apply_restriction(case: UUID, plan: RestrictionPlan, on: date, *, by: Principal) -> UUID:
    """Put a consumption restriction (限制消费) up for the president's signature.

    :raises StepRefused: the facts do not permit it.
    """
    require(by, "restrict")
    facts = cases.facts_now(by.court_no, case)
    step = require_step(ActType.RESTRICT_CONSUMPTION, facts_about(facts, plan.party, on), on)
    name = parties.get_party(plan.party).name
    return submit_matter(
        Submission(
            case=case,
            code="RESTRICTION",
            payload=payload_of(plan),
            summary_zh=f"拟对{name}发出限制消费令。",
            summary_en=f"Restrict the consumption of {name}.",
            findings=(step,),
        ),
        on,
        by=by,
    )


def restrict_consumption(matter: UUID, on: date, *, by: Principal) -> UUID:
    """Issue the restriction that was approved; gives the measure."""
    view, plan = approved_plan(by.court_no, matter, RestrictionPlan)
    facts = cases.facts_now(by.court_no, view.case)
    about = facts_about(facts, plan.party, on)
    expired = about.notice_expires_on is not None and about.notice_expires_on < on
    found = restriction(
        on=on,
        notice_expired=expired,
        is_listed=about.debtor.is_listed,
        is_performed=about.outstanding == 0,
        is_unit=parties.get_party(plan.party).kind is not PartyKind.PERSON,
        signed_by_president=president_approved(view),
    )
    measure = new_id()
    payload = acts.ConsumptionRestricted(matter, plan.party)
    append(
        NewAct(view.case, payload, on, subject=measure, findings=(found,), correlation=matter),
        by=by,
    )
    return measure


def lift_restriction(case: UUID, measure: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Lift a consumption restriction (解除限制消费).

    :raises MeasureRefused: none such stands.
    """
    require(by, "restrict")
    standing = cases.facts_now(by.court_no, case).of(Measures).restricted
    if not any(r.measure == measure and r.until is None for r in standing):
        raise _nothing_standing()
    append(NewAct(case, acts.RestrictionLifted(measure, reason), on, subject=measure), by=by)


def _standing(court_no: int, case: UUID, measure: UUID) -> Listed:
    for listed in cases.facts_now(court_no, case).of(Measures).listed:
        if listed.measure == measure and listed.is_listed:
            return listed
    raise _nothing_standing()


def _nothing_standing() -> MeasureRefused:
    return MeasureRefused(
        "NOTHING_STANDING",
        message_zh="没有这一正在生效的措施。",
        message_en="No such measure stands.",
        field="measure",
    )
