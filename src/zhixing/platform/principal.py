"""Who acts: a person in a post of a court on a day. Made by the courts room, asked by all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from zhixing.platform.database.scope import Scope


class PostKind(StrEnum):
    """The posts of an enforcement bureau (执行局), and the platform's own."""

    JUDGE = "JUDGE"
    ASSISTANT = "ASSISTANT"
    CLERK = "CLERK"
    COURT_POLICE = "COURT_POLICE"
    DIRECTOR = "DIRECTOR"
    VICE_PRESIDENT = "VICE_PRESIDENT"
    PRESIDENT = "PRESIDENT"
    COMMAND_CENTRE = "COMMAND_CENTRE"
    ACCOUNTANT = "ACCOUNTANT"
    CASHIER = "CASHIER"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Principal:
    """Carry a person's authority: the post held, its court, and what it may do.

    ``court_no`` to ``last_no`` is the court with its subordinates. One person
    with two posts is one person: separation of duties compares ``person``.
    """

    person: UUID
    person_name: str
    post: UUID
    kind: PostKind
    court_no: int
    last_no: int
    court_name: str
    capabilities: frozenset[str]
    is_rehearsal: bool = False

    def may(self, capability: str) -> bool:
        """Say whether the post carries a capability."""
        return capability in self.capabilities

    @property
    def scope(self) -> Scope:
        """Give the scope in which this principal's transactions run."""
        return Scope.of_court(self.court_no, self.last_no, person=self.person, post=self.post)
