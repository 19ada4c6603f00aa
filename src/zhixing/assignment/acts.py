"""The acts of assignment: every one adds a line to the lifelong responsibility record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhixing.cases.docket.chapters import Handling, Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act


def _handled(
    facts: Facts, stamp: ActStamp, person: UUID, post: UUID, team: UUID | None, how: str
) -> Facts:
    record = facts.of(Responsibility)
    line = Handling(stamp.occurred_on, person, post, team, how, stamp.act)
    return facts.put(Responsibility((*record.handlers, line)))


@act(
    "CASE_ASSIGNED",
    zh="随机分案",
    en="Case assigned by rotation",
    milestone="HANDLER_APPOINTED",
    is_final=True,
)
@dataclass(frozen=True, slots=True)
class CaseAssigned:
    """Give the case to a team and a person by verifiable rotation."""

    cycle: UUID
    position: int
    pool: str
    rule: str
    team: UUID | None
    person: UUID
    post: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return _handled(facts, stamp, self.person, self.post, self.team, "ROTATION")


@act(
    "CASE_DESIGNATED",
    zh="指定承办",
    en="Handler designated",
    milestone="HANDLER_APPOINTED",
    is_final=True,
)
@dataclass(frozen=True, slots=True)
class CaseDesignated:
    """Give the case to a named person for a stated reason."""

    team: UUID | None
    person: UUID
    post: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return _handled(facts, stamp, self.person, self.post, self.team, "DESIGNATION")


@act("CASE_REASSIGNED", zh="变更承办人", en="Handler changed", is_final=True)
@dataclass(frozen=True, slots=True)
class CaseReassigned:
    """Give the case to another handler; the earlier one stays on the record."""

    cycle: UUID | None
    team: UUID | None
    person: UUID
    post: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return _handled(facts, stamp, self.person, self.post, self.team, "REASSIGNMENT")
