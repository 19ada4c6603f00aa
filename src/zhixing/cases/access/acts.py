"""The acts by which a party is given a link to its own case, and by which it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act


class Way(StrEnum):
    """Name how a link, or the code to it, reaches the party."""

    PAPER = "PAPER"
    MESSAGE = "MESSAGE"
    SPOKEN = "SPOKEN"


@dataclass(frozen=True, slots=True)
class Access:
    """Hold one link: whose it is, who uses it for the party, and until when."""

    link: UUID
    party: UUID
    since: date
    until: date
    agent: str = ""
    ended_on: date | None = None


@chapter("accesses")
@dataclass(frozen=True, slots=True)
class Accesses:
    """Hold every link given in the case, the earliest first."""

    given: tuple[Access, ...] = ()

    def of(self, party: UUID) -> Access | None:
        """Give the link of a party that was not taken back, or None."""
        found = (a for a in reversed(self.given) if a.party == party and a.ended_on is None)
        return next(found, None)

    def ending(self, party: UUID, on: date) -> Accesses:
        """Give the links with those of a party taken back."""
        return Accesses(
            tuple(
                replace(a, ended_on=on) if a.party == party and a.ended_on is None else a
                for a in self.given
            )
        )


@act("ACCESS_GIVEN", zh="向当事人提供查阅链接", en="Link to the case given", is_final=True)
@dataclass(frozen=True, slots=True)
class AccessGiven:
    """Record that a party was given a link: by which way it goes, by which other way the code.

    ``agent`` is who uses it for the party, empty for the party itself. An earlier link of the
    same party ends with it.
    """

    link: UUID
    party: UUID
    link_by: Way
    code_by: Way
    until: date
    agent: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Let the earlier link of the party end, and this one begin."""
        before = facts.of(Accesses).ending(self.party, stamp.occurred_on)
        new = Access(self.link, self.party, stamp.occurred_on, self.until, self.agent)
        return facts.put(Accesses((*before.given, new)))


@act("ACCESS_WITHDRAWN", zh="收回查阅链接", en="Link to the case withdrawn", is_final=True)
@dataclass(frozen=True, slots=True)
class AccessWithdrawn:
    """Record that a party's link was taken back, and why."""

    link: UUID
    party: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Let the link end."""
        return facts.put(facts.of(Accesses).ending(self.party, stamp.occurred_on))
