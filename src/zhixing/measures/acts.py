"""The acts of sanction and coercion, and what each does to the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import Fen
from zhixing.law.nodes.node import Subject, SubjectKind
from zhixing.measures.chapter import Detained, Listed, LookOut, Measures, Restricted


@act("LISTING_DECIDED", zh="决定纳入失信名单", en="Listing decided", subject="measure")
@dataclass(frozen=True, slots=True)
class ListingDecided:
    """List a debtor as dishonest, on a ground of the text in force."""

    matter: UUID
    party: UUID
    ground: int
    ends_on: date | None
    conduct_zh: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures)
        measure = stamp.subject or self.matter
        listed = Listed(measure, self.party, self.ground, stamp.occurred_on, self.ends_on)
        return facts.put(replace(measures, listed=(*measures.listed, listed)))


@act("LISTING_PUBLISHED", zh="公布失信信息", en="Listing published", subject="measure")
@dataclass(frozen=True, slots=True)
class ListingPublished:
    """Publish a listing, or publish it again after a pause."""

    measure: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(
            facts.of(Measures).with_listing(
                self.measure, published_on=stamp.occurred_on, shielded_on=None
            )
        )


@act("LISTING_SHIELDED", zh="暂停公布失信信息", en="Listing shielded", subject="measure")
@dataclass(frozen=True, slots=True)
class ListingShielded:
    """Pause the publication of a listing under the court's policy; the listing stands."""

    measure: UUID
    asked_by: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(
            facts.of(Measures).with_listing(self.measure, shielded_on=stamp.occurred_on)
        )


@act("LISTING_DELETED", zh="删除失信信息", en="Listing deleted", subject="measure")
@dataclass(frozen=True, slots=True)
class ListingDeleted:
    """End a listing for a cause the provisions name."""

    measure: UUID
    cause: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures).with_listing(
            self.measure, deleted_on=stamp.occurred_on, deletion_cause=self.cause
        )
        agenda = facts.of(Agenda).done(
            SubjectKind.LISTING_DELETION, str(self.measure), stamp.occurred_on
        )
        return facts.put(measures).put(agenda)


@act("RELISTING_PROPOSED", zh="建议重新公布或纳入", en="Relisting proposed", subject="measure")
@dataclass(frozen=True, slots=True)
class RelistingProposed:
    """Propose that a listing be published again or made anew; a person decides."""

    measure: UUID
    party: UUID
    reason_zh: str
    reason_en: str


@act(
    "CONSUMPTION_RESTRICTED",
    zh="发出限制消费令",
    en="Consumption restricted",
    subject="measure",
    milestone="CONSUMPTION_RESTRICTED",
)
@dataclass(frozen=True, slots=True)
class ConsumptionRestricted:
    """Forbid a debtor high consumption."""

    matter: UUID
    party: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures)
        entry = Restricted(stamp.subject or self.matter, self.party, stamp.occurred_on)
        return facts.put(replace(measures, restricted=(*measures.restricted, entry)))


@act("RESTRICTION_LIFTED", zh="解除限制消费", en="Restriction lifted", subject="measure")
@dataclass(frozen=True, slots=True)
class RestrictionLifted:
    """Lift a consumption restriction."""

    measure: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(facts.of(Measures).with_restriction(self.measure, until=stamp.occurred_on))


@act("LOOK_OUT_OPENED", zh="提请布控", en="Look-out opened", subject="measure")
@dataclass(frozen=True, slots=True)
class LookOutOpened:
    """Ask the police, under a dated policy, to tell the court if the person is met."""

    matter: UUID
    party: UUID
    review_on: date
    policy: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures)
        entry = LookOut(stamp.subject or self.matter, self.party, stamp.occurred_on, self.review_on)
        return facts.put(replace(measures, look_outs=(*measures.look_outs, entry)))


@act("LOOK_OUT_SENT", zh="布控材料送交公安", en="Look-out package sent", subject="measure")
@dataclass(frozen=True, slots=True)
class LookOutSent:
    """Record that the police took the package; the hash names what was handed over."""

    measure: UUID
    package_sha256: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(facts.of(Measures).with_look_out(self.measure, sent_on=stamp.occurred_on))


@act("LOOK_OUT_HIT", zh="布控命中", en="Look-out hit", subject="measure", milestone="LOCATED")
@dataclass(frozen=True, slots=True)
class LookOutHit:
    """Record that the police met the person: where, and who reported it. Nothing more."""

    measure: UUID
    place: str
    reported_by: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(
            facts.of(Measures).with_look_out(
                self.measure, hit_on=stamp.occurred_on, hit_place=self.place
            )
        )


@act("LOOK_OUT_CLOSED", zh="撤销布控", en="Look-out closed", subject="measure")
@dataclass(frozen=True, slots=True)
class LookOutClosed:
    """End a look-out: hit, expired, or no longer needed."""

    measure: UUID
    cause: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(
            facts.of(Measures).with_look_out(
                self.measure, closed_on=stamp.occurred_on, cause=self.cause
            )
        )


@act("SUMMONS_UNANSWERED", zh="传唤未到", en="Summons unanswered")
@dataclass(frozen=True, slots=True)
class SummonsUnanswered:
    """Record that a person lawfully called did not come."""

    party: UUID
    called_for: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures)
        count = measures.summons_unanswered + 1
        return facts.put(replace(measures, summons_unanswered=count))


@act("SUMMONS_EXECUTED", zh="拘传到庭", en="Person brought before the court", subject="measure")
@dataclass(frozen=True, slots=True)
class SummonsExecuted:
    """Bring a person before the court under a warrant, with the hours it may last."""

    matter: UUID
    party: UUID
    arrived_at: datetime
    release_by: datetime


@dataclass(frozen=True, slots=True)
class FoundItem:
    """Hold one thing found: what, how many, its money value if it is money, and where it went."""

    description: str
    quantity: int
    amount: Fen | None = None
    custody: str = ""
    photo_sha256: str = ""


@act("SEARCH_DONE", zh="搜查", en="Search carried out", subject="measure")
@dataclass(frozen=True, slots=True)
class SearchDone:
    """Record a search under a warrant: who took part, what was found, who keeps it."""

    matter: UUID
    place: str
    officers: tuple[UUID, ...]
    witness: str
    found: tuple[FoundItem, ...]


@act("MISCONDUCT_FOUND", zh="认定妨害执行行为", en="Obstruction found")
@dataclass(frozen=True, slots=True)
class MisconductFound:
    """Establish an act of obstruction (妨害执行), with its evidence."""

    party: UUID
    reference: str
    description: str
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures = facts.of(Measures)
        return facts.put(replace(measures, misconduct=(*measures.misconduct, self.reference)))


@act(
    "DETENTION_EXECUTED",
    zh="执行司法拘留",
    en="Detention carried out",
    subject="measure",
    milestone="DETAINED",
)
@dataclass(frozen=True, slots=True)
class DetentionExecuted:
    """Hand a person over for judicial detention."""

    matter: UUID
    party: UUID
    misconduct: str
    days: int
    until: date
    place: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        measures, measure = facts.of(Measures), stamp.subject or self.matter
        entry = Detained(
            measure, self.party, stamp.occurred_on, self.until, self.misconduct, self.place
        )
        ends = Subject(SubjectKind.DETENTION, str(measure), stamp.occurred_on, self.until)
        facts = facts.put(replace(measures, detained=(*measures.detained, entry)))
        return facts.put(facts.of(Agenda).starting(ends))


@act("DETENTION_ENDED", zh="解除司法拘留", en="Detention ended", subject="measure")
@dataclass(frozen=True, slots=True)
class DetentionEnded:
    """Release a person: at the end of the term, or early with the president's approval."""

    measure: UUID
    early: bool
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        agenda = facts.of(Agenda).done(SubjectKind.DETENTION, str(self.measure), stamp.occurred_on)
        measures = facts.of(Measures).with_detention(self.measure, released_on=stamp.occurred_on)
        return facts.put(measures).put(agenda)
