"""The acts of the court that entrusts a case: sent, arrived, papers, told, back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda, Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.entrusted.chapter import HandedControl, Sent, SentAway
from zhixing.inquiry.outside.acts import OutsideOutcome, OutsideWork
from zhixing.law.entrusting.papers import EntrustPaper
from zhixing.law.entrusting.returning import EntrustReturnGround
from zhixing.law.nodes.node import Subject, SubjectKind

CANCELLED = "CANCELLED"
"""How a case is closed that another court took over (销案)."""


@act("ENTRUSTING_SENT", zh="移交委托执行材料", en="Entrusted case sent")
@dataclass(frozen=True, slots=True)
class EntrustingSent:
    """Send the papers of an entrusted case to the court there, with what is controlled."""

    order: UUID
    court: int
    papers: tuple[EntrustPaper, ...]
    controls: tuple[HandedControl, ...]
    letter: UUID
    officer: str
    phone: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(SentAway)
        new = Sent(self.order, stamp.occurred_on, self.letter)
        return facts.put(SentAway((*known.sendings, new)))


@act("ENTRUSTING_DELIVERED", zh="委托材料送达情况", en="Arrival of the entrusted papers")
@dataclass(frozen=True, slots=True)
class EntrustingDelivered:
    """Record that the papers arrived; that court's seven days run from then.

    ``by_platform`` says they went through this platform; where that was not possible
    ``arrived`` is false, ``note`` says why, and they go by letter.
    """

    order: UUID
    by_platform: bool
    arrived: bool
    there_no: str = ""
    note: str = ""
    note_en: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        on = stamp.occurred_on if self.arrived else None
        known = facts.of(SentAway).changed(
            self.order, by_platform=self.by_platform, there_no=self.there_no, delivered_on=on
        )
        facts = facts.put(known)
        if on is None:
            return facts
        runs = Subject(SubjectKind.ENTRUST_FILING, str(self.order), on)
        return facts.put(facts.of(Agenda).starting(runs))


@act("ENTRUSTING_PAPERS_WANTED", zh="受托法院要求补办", en="Entrusted court asks for papers")
@dataclass(frozen=True, slots=True)
class EntrustingPapersWanted:
    """Record which papers the court there asks for; thirty days to supply them or say why not."""

    order: UUID
    wanted: tuple[EntrustPaper, ...]
    note: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        wanted = tuple(w.value for w in self.wanted)
        known = facts.of(SentAway).changed(
            self.order, asked_on=stamp.occurred_on, wanted=wanted, answered_on=None
        )
        runs = Subject(SubjectKind.ENTRUST_PAPERS, str(self.order), stamp.occurred_on)
        return facts.put(known).put(facts.of(Agenda).starting(runs))


@act("ENTRUSTING_PAPERS_SUPPLIED", zh="补办委托手续、材料", en="Entrusted papers supplied")
@dataclass(frozen=True, slots=True)
class EntrustingPapersSupplied:
    """Supply the papers asked for, or say in writing why they are not."""

    order: UUID
    papers: tuple[EntrustPaper, ...]
    explanation: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        on = stamp.occurred_on
        agenda = facts.of(Agenda).done(SubjectKind.ENTRUST_PAPERS, str(self.order), on)
        return facts.put(facts.of(SentAway).changed(self.order, answered_on=on)).put(agenda)


@act("ENTRUSTING_FILED_THERE", zh="收到受托法院立案通知", en="Filed by the entrusted court")
@dataclass(frozen=True, slots=True)
class EntrustingFiledThere:
    """Record the notice of filing of the court there: its case number, officer and telephone."""

    order: UUID
    there_no: str
    filed_on: date
    officer: str
    phone: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(SentAway).changed(
            self.order,
            there_no=self.there_no,
            filed_on=self.filed_on,
            officer=self.officer,
            phone=self.phone,
        )
        agenda = facts.of(Agenda).done(
            SubjectKind.ENTRUST_FILING, str(self.order), stamp.occurred_on
        )
        agenda = agenda.starting(
            Subject(SubjectKind.ENTRUST_TELL, str(self.order), stamp.occurred_on)
        )
        filed = OutsideOutcome.FILED_THERE
        return facts.put(known).put(_outcome(facts, self.order, filed, stamp)).put(agenda)


@act("ENTRUSTING_TOLD", zh="通知申请执行人已委托执行", en="Applicant told of the entrusting")
@dataclass(frozen=True, slots=True)
class EntrustingTold:
    """Tell the applicant in writing that the case is entrusted, and whom to turn to there."""

    order: UUID
    notice: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        on = stamp.occurred_on
        agenda = facts.of(Agenda).done(SubjectKind.ENTRUST_TELL, str(self.order), on)
        return facts.put(facts.of(SentAway).changed(self.order, told_on=on)).put(agenda)


@act("ENTRUSTING_CAME_BACK", zh="受托法院退回委托", en="Entrusted case came back")
@dataclass(frozen=True, slots=True)
class EntrustingCameBack:
    """Record that the court there returned the case, on which ground and with which reasons.

    What is controlled counts as this court's again, by its rank.
    """

    order: UUID
    ground: EntrustReturnGround
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        on, key, agenda = stamp.occurred_on, str(self.order), facts.of(Agenda)
        for kind in (
            SubjectKind.ENTRUST_FILING,
            SubjectKind.ENTRUST_TELL,
            SubjectKind.ENTRUST_PAPERS,
        ):
            is_open = any(
                s.kind is kind and s.reference == key and s.done_on is None for s in agenda.subjects
            )
            agenda = agenda.done(kind, key, on) if is_open else agenda
        known = facts.of(SentAway).changed(self.order, returned_on=on, ground=self.ground.value)
        back = _outcome(facts, self.order, OutsideOutcome.REFUSED, stamp)
        return facts.put(known).put(back).put(agenda)


@act("ENTRUSTING_REVOKED", zh="撤销委托、恢复执行", en="Entrusting revoked", stage="CONTROL")
@dataclass(frozen=True, slots=True)
class EntrustingRevoked:
    """Revoke an entrusting that was wrong and resume the case here.

    ``report`` is the number under which the high court was told.
    """

    order: UUID
    reason: str
    report: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(SentAway).changed(self.order, revoked_on=stamp.occurred_on)
        facts = facts.put(known)
        is_gone = facts.of(Closure).mode == CANCELLED
        return facts.put(Closure()) if is_gone else facts


@act("ASKED_ACT_DELIVERED", zh="事项委托送达情况", en="Arrival of a request for an act")
@dataclass(frozen=True, slots=True)
class AskedActDelivered:
    """Record whether a request for a single act went through this platform, or goes by letter."""

    order: UUID
    arrived: bool
    note: str = ""
    note_en: str = ""


def _outcome(facts: Facts, order: UUID, outcome: OutsideOutcome, stamp: ActStamp) -> OutsideWork:
    """Give the orders with what came of one of them."""
    on = stamp.occurred_on
    return OutsideWork(
        tuple(
            replace(o, outcome=outcome.value, reported_on=on) if o.order == order else o
            for o in facts.of(OutsideWork).orders
        )
    )
