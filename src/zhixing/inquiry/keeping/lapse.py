"""Records controls that ran out, and says who let them: a person, an institution, or nobody.

A control whose renewal lies with its institution, papers collected and no answer, has not
ended for all that is known: the director is called to it, and it is never written off by
the platform. Its late answer decides, or whoever gives the request up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.assets import queries as assets
from zhixing.assets.acts import Property
from zhixing.assets.lapsing import record_lapse
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.decisions import queries as decisions
from zhixing.inquiry import models
from zhixing.inquiry.keeping.chapter import Keeping, Renewal
from zhixing.inquiry.keeping.orders import list_renewing
from zhixing.inquiry.keeping.renewal import renewal_finding
from zhixing.inquiry.limits import lock_for_order
from zhixing.institutions import queries as institutions
from zhixing.law.seizure.renewal_call import AGAINST_WORDS, Against
from zhixing.platform.principal import Principal


class Cause(StrEnum):
    """Name why a control was not renewed."""

    NOT_NEEDED = "NOT_NEEDED"
    NOT_DECIDED = "NOT_DECIDED"
    DECLINED = "DECLINED"
    BY_LETTER = "BY_LETTER"
    INSTITUTION_SILENT = "INSTITUTION_SILENT"
    INSTITUTION_REFUSED = "INSTITUTION_REFUSED"
    NOT_PROPOSED = "NOT_PROPOSED"


OF_PEOPLE = frozenset({Cause.NOT_DECIDED, Cause.DECLINED, Cause.BY_LETTER})
"""The causes that lie with people of the court."""
OF_PLATFORM = frozenset({Cause.NOT_PROPOSED})


@dataclass(frozen=True, slots=True)
class _Blame:
    cause: Cause
    who: str = ""
    said: str = ""


def note_lapse(case: UUID, asset: UUID, on: date, *, by: Principal) -> bool:
    """Record that a control ran out by a day, with its cause; gives whether it did.

    Nothing is recorded while its institution has the papers of a renewal and does not answer.
    """
    require(by, Capability.RECORD)
    view = assets.get_asset(by.court_no, asset)
    lock_for_order(case, view.party, by=by)
    facts = cases.facts_now(by.court_no, case)
    control = facts.of(Property).control_of(asset)
    if control is None or control.until is None or control.until >= on:
        return False
    orders = list_renewing(view, control.until)
    if any(o.was_collected and not o.is_draft for o in orders):
        return False
    blame = _blame(view, facts, control.until, has_order=any(not o.is_draft for o in orders))
    return record_lapse(case, asset, blame.cause, blame.who, blame.said, on, by=by)


def _blame(view: AssetView, facts: Facts, ended_on: date, *, has_order: bool) -> _Blame:
    against = renewal_finding(view, facts, ended_on).value.against
    if against is not Against.NOTHING:
        return _Blame(Cause.NOT_NEEDED, said=AGAINST_WORDS[against][0])
    made = facts.of(Keeping).renewal_of(view.id, ended_on)
    if made is None:
        return _Blame(Cause.NOT_PROPOSED)
    if made.matter is None:
        return _Blame(Cause.BY_LETTER, _handler(facts), made.obstacle)
    matter = decisions.get_matter(view.court_no, made.matter)
    if matter.state == "OPEN":
        return _Blame(Cause.NOT_DECIDED, _handler(facts), f"待{matter.waiting_kind}决定")
    if matter.state == "RETURNED":
        said = [o for o in matter.opinions if o.verdict == "RETURN"]
        name = courts.get_person(said[-1].person).name if said else _handler(facts)
        return _Blame(Cause.DECLINED, name, said[-1].text if said else "")
    return _of_institution(view, made, has_order=has_order)


def _of_institution(view: AssetView, made: Renewal, *, has_order: bool) -> _Blame:
    name = ""
    if view.institution is not None:
        name = institutions.get_institution(view.institution).name
    rows = models.Request.objects.filter(court_no=view.court_no, matter_id=made.matter)
    lines = models.Line.objects.filter(
        court_no=view.court_no, request_id__in=rows.values("id"), outcome="NOT_DONE"
    )
    refused = lines.order_by("answered_on", "id").last()
    if refused is not None and not has_order:
        return _Blame(Cause.INSTITUTION_REFUSED, name, refused.reason)
    return _Blame(Cause.INSTITUTION_SILENT, name)


def _handler(facts: Facts) -> str:
    current = facts.of(Responsibility).current
    return "" if current is None else courts.get_person(current.person).name
