"""The rows of this room. Private: other rooms ask ``queries`` and call ``operations``."""

from zhixing.courts.models.access import Credential, LoginThrottle, Session, Token
from zhixing.courts.models.cards import OfficerCard
from zhixing.courts.models.court import Clock, Court
from zhixing.courts.models.rules import ApprovalRoute, CapabilityGrant, CourtPolicy
from zhixing.courts.models.staff import (
    Department,
    Person,
    Post,
    PostHolding,
    Team,
    TeamMembership,
)

__all__ = [
    "ApprovalRoute",
    "CapabilityGrant",
    "Clock",
    "Court",
    "CourtPolicy",
    "Credential",
    "Department",
    "LoginThrottle",
    "OfficerCard",
    "Person",
    "Post",
    "PostHolding",
    "Session",
    "Team",
    "TeamMembership",
    "Token",
]
