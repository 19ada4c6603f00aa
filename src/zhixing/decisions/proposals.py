"""Matters the platform itself put up: a judge decides them, and higher posts are called to them.

Nobody applied for a proposal; it follows from the law and the docket. The court's route for its
kind of matter begins with the judge. A call opens the first step to a higher post as well.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.queries.principal import SYSTEM_PERSON
from zhixing.decisions import acts, models
from zhixing.platform.principal import PostKind, Principal

PROPOSED = frozenset({"RENEWAL", "SURPLUS"})
"""The kinds of matter that the platform puts up for a judge to decide."""


def is_judges_proposal(matter: models.Matter, by: Principal) -> bool:
    """Say whether a matter is a proposal whose first step is this judge's to decide."""
    return (
        matter.applicant_person == SYSTEM_PERSON
        and matter.code in PROPOSED
        and matter.step == 0
        and matter.route[:1] == [str(PostKind.JUDGE)]
        and by.kind is PostKind.JUDGE
    )


def call_up_matter(matter_id: UUID, post: PostKind, on: date, *, by: Principal) -> bool:
    """Call a higher post to a proposal that waits; gives whether it was not called before.

    Only the first step of a proposal is opened further; what was decided stays.
    """
    rows = models.Matter.objects.select_for_update()
    matter = rows.get(court_no=by.court_no, id=matter_id)
    if matter.state != "OPEN" or matter.step or matter.waiting_kind == str(post):
        return False
    matter.waiting_kind = str(post)
    matter.save(update_fields=["waiting_kind"])
    called = acts.MatterCalledUp(matter.id, matter.code, str(post))
    append(NewAct(matter.case_id, called, on, correlation=matter.id), by=by)
    return True


def settle_by_rule(matter_id: UUID, rule: str, document: str, on: date, *, by: Principal) -> bool:
    """Approve a proposal because a rule that the court adopted says so; gives whether it did.

    The people who adopted the rule decided; the docket names its paper.
    """
    rows = models.Matter.objects.select_for_update()
    matter = rows.get(court_no=by.court_no, id=matter_id)
    if matter.state != "OPEN" or matter.is_coercive or matter.applicant_person != SYSTEM_PERSON:
        return False
    matter.state, matter.waiting_kind, matter.decided_on = "APPROVED", "", on
    matter.save(update_fields=["state", "waiting_kind", "decided_on"])
    settled = acts.MatterSettledByRule(matter.id, matter.code, rule, document)
    append(NewAct(matter.case_id, settled, on, correlation=matter.id), by=by)
    approved = acts.MatterApproved(matter.id, matter.code)
    append(NewAct(matter.case_id, approved, on, correlation=matter.id), by=by)
    return True
