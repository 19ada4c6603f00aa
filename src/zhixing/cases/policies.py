"""Who may file and decide, and on which ground a case shows the identity of its parties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from zhixing.cases import models
from zhixing.cases.docket import reminders as _reminders  # noqa: F401 declares a policy of its own
from zhixing.courts.capabilities import Capability
from zhixing.courts.queries import list_teams
from zhixing.kernel.refusal import Refusal
from zhixing.parties.policies import Ground, identity_ground
from zhixing.platform.principal import Principal


class NotAuthorised(Refusal):
    """Tell that the post held does not carry the authority asked for."""


def require(by: Principal, capability: Capability) -> None:
    """Refuse a principal whose post does not carry a capability."""
    if not by.may(capability):
        raise NotAuthorised(
            "NOT_YOURS_TO_DO",
            message_zh=f"您的岗位没有“{capability.words[0]}”权限。",
            message_en=f"Your post does not carry the power to {capability.words[1]}.",
            remedy_zh="请由有权限的岗位办理，或请管理部门授予权限。",
            remedy_en="Ask a post that has it, or have it granted.",
        )


@identity_ground
def works_on_a_case_of(party: UUID, by: Principal, on: date) -> Ground | None:
    """Find a case in which the party stands and which ``by`` or the person's team handles.

    Until a handler is appointed, whoever may decide on filing may see the parties.
    """
    standing = models.CaseParty.objects.filter(
        court_no=by.court_no, party_id=party, until__isnull=True
    ).values("case_id")
    cases = models.Case.objects.filter(court_no=by.court_no, id__in=standing)
    mine = Q(handler_person=by.person) | Q(team__in=_teams_of(by, on))
    own = cases.filter(mine).values_list("id", flat=True).first()
    if own is not None:
        return Ground("OWN_CASE", own)
    if by.may(Capability.DECIDE_FILING):
        unassigned = cases.filter(handler_person__isnull=True, closed_on__isnull=True)
        first = unassigned.values_list("id", flat=True).first()
        return None if first is None else Ground("DECIDES_ON_FILING", first)
    return None


def _teams_of(by: Principal, on: date) -> list[UUID]:
    teams = list_teams(by.court_no, on)
    return [t.id for t in teams if any(m.person == by.person for m in t.members)]
