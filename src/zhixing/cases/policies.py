"""Who may file and decide, and on which ground a case shows the identity of its parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from zhixing.cases import models
from zhixing.cases.docket import reminders as _reminders  # noqa: F401 declares a policy of its own
from zhixing.courts.capabilities import Capability
from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy, list_teams
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.refusal import Refusal
from zhixing.parties.policies import Ground, identity_ground
from zhixing.platform.principal import Principal

PARTY_ACCESS: Final = "PARTY_ACCESS"
_BOUNDS: Final = {"days": (1, 1096), "minutes": (5, 240), "tries": (3, 10)}
_LONGEST_PHONE: Final = 60


@dataclass(frozen=True, slots=True)
class PartyAccess:
    """Say how a court lets parties see their own case, unless it decided otherwise.

    ``days`` a link lives, ``minutes`` a session lasts, ``tries`` of the code before a link is
    locked; ``office_phone`` is told to parties beside the handler's name. No text sets these.
    """

    days: int = 180
    minutes: int = 30
    tries: int = 5
    office_phone: str = ""


@reads_policy(PARTY_ACCESS)
def read_party_access(value: Json) -> PartyAccess:
    """Read ``{"days": 180, "minutes": 30, "tries": 5, "office_phone": "023-…"}``, any left out."""
    read = decode(PartyAccess, value)
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(read, name) <= most:
            raise Unreadable(name, (f"{least}至{most}", f"{least} to {most}"), getattr(read, name))
    if len(read.office_phone) > _LONGEST_PHONE:
        raise Unreadable("office_phone", ("至多60字", "at most 60 characters"), read.office_phone)
    return read


def party_access(court_no: int, on: date) -> PartyAccess:
    """Give how a court lets parties see their own case on a day."""
    policy = find_policy(court_no, PARTY_ACCESS, on)
    return PartyAccess() if policy is None else read_party_access({**policy.value})


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
