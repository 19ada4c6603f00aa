"""The acts of revival: proposed, not proposed and why, declined, and the case resumed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda, Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.closing.chapter import Revivals
from zhixing.kernel.fen import Fen
from zhixing.law.nodes.node import Subject, SubjectKind


@act("REVIVAL_PROPOSED", zh="提请恢复执行", en="Revival proposed")
@dataclass(frozen=True, slots=True)
class RevivalProposed:
    """Propose that a case be resumed because of property found; the packet is drafted.

    ``worth`` in yuan; None: nobody told it, or it is foreign money, which ``foreign`` tells in its
    own currency. ``freeze`` is what the limit allows to be frozen at once;
    ``draft`` the drafted decision; ``due_on`` the last day to decide.
    """

    asset: UUID
    worth: Fen | None
    freeze: Fen
    due_on: date
    control_at_once: bool
    draft: UUID | None
    foreign: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the decision on the agenda."""
        known = facts.of(Revivals)
        facts = facts.put(replace(known, waiting=(*known.waiting, self.asset)))
        subject = Subject(SubjectKind.REVIVAL, str(self.asset), stamp.occurred_on)
        return facts.put(facts.of(Agenda).starting(subject))


@act("REVIVAL_NOT_PROPOSED", zh="未提请恢复执行", en="Revival not proposed")
@dataclass(frozen=True, slots=True)
class RevivalNotProposed:
    """Record a hit on an ended or suspended case that is no reason to resume it, and why."""

    asset: UUID | None
    worth: Fen | None
    because: str
    least: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Count it, and remember the worth at which it was passed over."""
        known = facts.of(Revivals)
        passed = known.passed
        if self.asset is not None and self.worth is not None:
            passed = {**passed, str(self.asset): int(self.worth)}
        return facts.put(replace(known, passed=passed, false_hits=known.false_hits + 1))


@act("REVIVAL_DECLINED", zh="不予恢复执行", en="Revival declined")
@dataclass(frozen=True, slots=True)
class RevivalDeclined:
    """Decide that property found does not resume the case, with the reason."""

    asset: UUID
    reason: str
    worth: Fen | None = None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Take the decision off the agenda."""
        known = facts.of(Revivals)
        passed = {**known.passed, str(self.asset): int(self.worth or 0)}
        waiting = tuple(a for a in known.waiting if a != self.asset)
        facts = facts.put(replace(known, waiting=waiting, passed=passed))
        return facts.put(
            facts.of(Agenda).done(SubjectKind.REVIVAL, str(self.asset), stamp.occurred_on)
        )


@act("CASE_RESUMED", zh="恢复执行", en="Case resumed", stage="CONTROL")
@dataclass(frozen=True, slots=True)
class CaseResumed:
    """Resume a case whose present procedure was ended, by an approved matter."""

    matter: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Open the case again; every decision that waited is done."""
        agenda = facts.of(Agenda)
        for asset in facts.of(Revivals).waiting:
            agenda = agenda.done(SubjectKind.REVIVAL, str(asset), stamp.occurred_on)
        known = replace(facts.of(Revivals), waiting=(), resumed_on=stamp.occurred_on)
        return facts.put(agenda).put(Closure()).put(known)
