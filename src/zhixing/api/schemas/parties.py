"""What a search for people asks and gives, and what an identity shown looks like."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhixing.parties.values import Identity


@dataclass(frozen=True, slots=True)
class EmergencyLook:
    """Show an identity that was opened in an emergency, and the review it awaits."""

    identity: Identity
    review: UUID
