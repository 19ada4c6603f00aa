"""The acts of deciding: put up, said, deliberated, approved, returned."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhixing.cases.docket.registry import act


@act("MATTER_SUBMITTED", zh="提请审批", en="Matter submitted for approval")
@dataclass(frozen=True, slots=True)
class MatterSubmitted:
    """Put a matter up for decision along its route; the hash fixes what is decided on.

    ``bundle`` names the bundle of matters that are decided on together, None for one alone.
    """

    matter: UUID
    code: str
    payload_hash: str
    route: tuple[str, ...]
    bundle: UUID | None = None


@act("OPINION_GIVEN", zh="签署审批意见", en="Opinion given")
@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """Say yes or no on one step of the route; ``struck`` are the parts that are not approved."""

    matter: UUID
    code: str
    step: int
    verdict: str
    struck: tuple[UUID, ...] = ()


@act("PANEL_DELIBERATED", zh="合议庭评议", en="Panel deliberated", milestone="PANEL_HELD")
@dataclass(frozen=True, slots=True)
class PanelDeliberated:
    """Record a collegial panel's vote on a matter."""

    matter: UUID
    code: str
    members: tuple[UUID, ...]
    in_favour: int
    against: int
    minutes: str


@act("MATTER_APPROVED", zh="批准", en="Matter approved")
@dataclass(frozen=True, slots=True)
class MatterApproved:
    """Record that the last step of the route said yes, struck parts apart."""

    matter: UUID
    code: str
    bundle: UUID | None = None


@act("MATTER_RETURNED", zh="退回", en="Matter returned")
@dataclass(frozen=True, slots=True)
class MatterReturned:
    """Record that a step of the route sent the matter back, and why."""

    matter: UUID
    code: str
    reason: str
    bundle: UUID | None = None


@act("MATTER_WITHDRAWN", zh="撤回提请", en="Matter withdrawn")
@dataclass(frozen=True, slots=True)
class MatterWithdrawn:
    """Record that whoever put the matter up took it back before it was decided, and why."""

    matter: UUID
    code: str
    reason: str
    bundle: UUID | None = None


@act("MATTER_CALLED_UP", zh="提级催办", en="Matter called up")
@dataclass(frozen=True, slots=True)
class MatterCalledUp:
    """Call a higher post to a proposal that nobody decided yet; the judge may still decide."""

    matter: UUID
    code: str
    post: str


@act("MATTER_SETTLED_BY_RULE", zh="依本院规定自动批准", en="Approved by a rule of the court")
@dataclass(frozen=True, slots=True)
class MatterSettledByRule:
    """Record that a rule which the court adopted stands for the decision, and by which paper."""

    matter: UUID
    code: str
    rule: str
    document: str
