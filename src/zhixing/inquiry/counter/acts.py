"""The acts of the counter route: a task, the papers handed in, the receipt, a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import Fen
from zhixing.law.nodes.node import Subject, SubjectKind

SOURCE = "COUNTER"
"""How an answer from a window names its source in the docket."""


@act("WINDOW_TASK_OPENED", zh="交办窗口任务", en="Window task opened")
@dataclass(frozen=True, slots=True)
class WindowTaskOpened:
    """Have papers carried to an institution without a connection, by a day."""

    task: UUID
    institution: UUID
    kind: str
    requests: tuple[UUID, ...]
    due_on: date
    reference: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        entry = Subject(
            SubjectKind.WINDOW_TASK, str(self.task), stamp.occurred_on, ends_on=self.due_on
        )
        return facts.put(facts.of(Agenda).starting(entry))


@act("ASSISTANCE_SERVED", zh="窗口送达协助执行文书", en="Assistance papers served at a window")
@dataclass(frozen=True, slots=True)
class AssistanceServed:
    """Record that two officers handed the papers in: from then on a control has effect."""

    task: UUID
    institution: UUID
    requests: tuple[UUID, ...]
    officers: tuple[UUID, UUID]
    served_at: datetime
    received_by: str
    bundle_sha256: str


@act("COUNTER_ANSWERED", zh="窗口回执入卷", en="Receipt of a window entered")
@dataclass(frozen=True, slots=True)
class CounterAnswered:
    """Enter what an institution wrote on its receipt, as two people read it alike.

    ``evidence`` is the hash of the record that was keyed, ``scans`` those of the pictures.
    """

    task: UUID
    request: UUID
    institution: UUID
    result: str
    receipt_on: date
    keyed_by: tuple[UUID, UUID]
    evidence: str
    scans: tuple[str, ...]
    source: str = SOURCE


@act("FOREIGN_MONEY_EXCHANGED", zh="外币兑换划付", en="Foreign money exchanged", subject="asset")
@dataclass(frozen=True, slots=True)
class ForeignMoneyExchanged:
    """Record that a bank exchanged frozen foreign money and paid the yuan to the court.

    ``foreign`` is in hundredths of ``currency``, ``per_hundred`` the bank's price in yuan of a
    hundred units on ``rate_on``; ``received`` is what it says it paid under its ``serial`` number.
    The money itself arrives as a receipt; what leaves the freeze is the transfer beside it.
    """

    asset: UUID
    request: UUID
    currency: str
    foreign: Fen
    per_hundred: Fen
    rate_on: date
    received: Fen
    serial: str


@act("ASSISTANCE_REFUSED", zh="协助单位拒不协助", en="Assistance refused")
@dataclass(frozen=True, slots=True)
class AssistanceRefused:
    """Record that a unit under a duty to help refused.

    The finding names who may be punished by which article; that is a proposal to people, and
    nothing follows by itself.
    """

    task: UUID
    institution: UUID
    requests: tuple[UUID, ...]
    reason: str
    refused_by: str


@act("WINDOW_TASK_ENDED", zh="窗口任务办结", en="Window task ended")
@dataclass(frozen=True, slots=True)
class WindowTaskEnded:
    """Record that a window task needs nothing more, and with what result."""

    task: UUID
    institution: UUID
    result: str
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        agenda = facts.of(Agenda)
        return facts.put(agenda.done(SubjectKind.WINDOW_TASK, str(self.task), stamp.occurred_on))
