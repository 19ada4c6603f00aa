"""The acts of the court that takes an entrusted case on: received, papers, told, sent back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.acts import Filing
from zhixing.cases.docket.chapters import Agenda, Closure, Debt, Payment, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.entrusted.chapter import HandedControl, TakenOn
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.entrusting.papers import EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.law.nodes.node import Milestone, Subject, SubjectKind

RETURNED = "ENTRUSTING_RETURNED"
"""How an entrusted case ended that went back before it was filed."""


@act("ENTRUSTED_RECEIVED", zh="收到委托执行函", en="Entrusted case received")
@dataclass(frozen=True, slots=True)
class EntrustedReceived:
    """Take on another court's case: its letter, papers, what is controlled and was paid.

    ``court_no`` is the sending court's number where it is of this platform.
    """

    key: UUID
    court: str
    case_no: str
    letter: str
    papers: tuple[EntrustPaper, ...]
    controls: tuple[HandedControl, ...] = ()
    payments: tuple[Payment, ...] = ()
    waived: Fen = ZERO
    court_no: int | None = None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        taken = TakenOn(
            self.key,
            self.court,
            self.court_no,
            self.case_no,
            self.letter,
            stamp.occurred_on,
            tuple(p.value for p in self.papers),
            self.controls,
        )
        debt = facts.of(Debt)
        paid = (*debt.payments, *self.payments)
        return facts.put(taken).put(replace(debt, payments=paid, waived=self.waived or debt.waived))


@act("ENTRUSTED_PAPERS_ASKED", zh="要求委托法院补办", en="Sending court asked for papers")
@dataclass(frozen=True, slots=True)
class EntrustedPapersAsked:
    """Ask the sending court for papers that are missing; it has thirty days."""

    wanted: tuple[EntrustPaper, ...]
    note: str
    letter: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known, on = facts.of(TakenOn), stamp.occurred_on
        wanted = tuple(w.value for w in self.wanted)
        asked = replace(known, asked_on=on, wanted=wanted, answered_on=None, explanation="")
        runs = Subject(SubjectKind.ENTRUST_PAPERS, str(known.key), on)
        return facts.put(asked).put(facts.of(Agenda).starting(runs))


@act("ENTRUSTED_PAPERS_CAME", zh="收到补办材料或者说明", en="Papers or reasons came")
@dataclass(frozen=True, slots=True)
class EntrustedPapersCame:
    """Record what the sending court supplied, or its written reasons."""

    papers: tuple[EntrustPaper, ...]
    explanation: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known, on = facts.of(TakenOn), stamp.occurred_on
        papers = tuple(dict.fromkeys((*known.papers, *(p.value for p in self.papers))))
        came = replace(known, papers=papers, answered_on=on, explanation=self.explanation)
        agenda = facts.of(Agenda).done(SubjectKind.ENTRUST_PAPERS, str(known.key), on)
        return facts.put(came).put(agenda)


@act("ENTRUSTED_FILING_TOLD", zh="告知委托法院立案和承办人", en="Sending court told of the filing")
@dataclass(frozen=True, slots=True)
class EntrustedFilingTold:
    """Tell the sending court that the case is filed, who handles it and how to reach them."""

    filed_on: date
    officer: str
    phone: str
    notice: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(TakenOn)
        told = replace(known, told_on=stamp.occurred_on, filed_on=self.filed_on)
        runs = Subject(SubjectKind.ENTRUST_CLOSE, str(known.key), self.filed_on)
        return facts.put(told).put(facts.of(Agenda).starting(runs))


@act("ENTRUSTED_RETURN_APPROVED", zh="高级人民法院同意退回委托", en="Return agreed by high court")
@dataclass(frozen=True, slots=True)
class EntrustedReturnApproved:
    """Record that the high court agreed to the return; fifteen days to return the papers."""

    approval: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known, on = facts.of(TakenOn), stamp.occurred_on
        agreed = replace(known, return_approval=self.approval, approved_on=on)
        runs = Subject(SubjectKind.ENTRUST_RETURN, str(known.key), on)
        return facts.put(agreed).put(facts.of(Agenda).starting(runs))


@act("ENTRUSTED_RETURNED", zh="退回委托", en="Entrusted case returned")
@dataclass(frozen=True, slots=True)
class EntrustedReturned:
    """Return the papers to the sending court with the reasons in writing.

    A case not yet filed ends with it, its filing no longer to be decided on; one that is filed is
    to be cancelled.
    """

    ground: EntrustReturnGround
    reason: str
    letter: UUID
    was_filed: bool

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known, on, agenda = facts.of(TakenOn), stamp.occurred_on, facts.of(Agenda)
        for kind in (
            SubjectKind.ENTRUST_RETURN,
            SubjectKind.ENTRUST_PAPERS,
            SubjectKind.ENTRUST_CLOSE,
        ):
            is_open = any(s.kind is kind and s.done_on is None for s in agenda.subjects)
            agenda = agenda.done(kind, str(known.key), on) if is_open else agenda
        facts = facts.put(replace(known, returned_on=on)).put(agenda)
        if self.was_filed:
            return facts
        over = facts.of(Progress).reaching(Milestone.FILING_REFUSED.value, on)
        decided = replace(facts.of(Filing), refused_on=on)
        return facts.put(Closure(RETURNED, on)).put(over).put(decided)
