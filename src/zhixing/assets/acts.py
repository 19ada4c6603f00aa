"""The acts of property: found, controlled, renewed, released, taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.assets import purpose_acts as _purposes  # noqa: F401 declares an act of its own
from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.nodes.node import Subject, SubjectKind


@dataclass(frozen=True, slots=True)
class Control:
    """Hold one control (控制措施) an institution confirmed: how much, until when, its rank."""

    asset: UUID
    amount: Fen
    since: date
    until: date | None
    rank: int = 1
    released_on: date | None = None
    taken: Fen = ZERO

    @property
    def stands(self) -> Fen:
        """Give what it still holds."""
        return ZERO if self.released_on is not None else Fen(self.amount - self.taken)


@chapter("property")
@dataclass(frozen=True, slots=True)
class Property:
    """Hold what the case found and controls; a waiting control (轮候) counts for nothing yet."""

    found: int = 0
    controls: tuple[Control, ...] = ()

    @property
    def controlled(self) -> Fen:
        """Give the sum of money under effective control."""
        return Fen(sum(int(c.stands) for c in self.controls if c.rank == 1))

    def taken_from(self, asset: UUID) -> int:
        """Sum what was ever taken out of an asset under the case's controls."""
        return sum(int(c.taken) for c in self.controls if c.asset == asset)

    def control_of(self, asset: UUID) -> Control | None:
        """Give the standing control of an asset, or None."""
        standing = (c for c in reversed(self.controls) if c.asset == asset)
        return next((c for c in standing if c.released_on is None), None)

    def changed(self, asset: UUID, **changes: object) -> Property:
        """Give the property with the standing control of an asset changed."""
        standing = self.control_of(asset)
        return replace(
            self,
            controls=tuple(
                replace(c, **changes) if c is standing else c  # type: ignore[arg-type]
                for c in self.controls
            ),
        )


@chapter("asset")
@dataclass(frozen=True, slots=True)
class AssetRecord:
    """Hold one asset's own record: what was last known of it, and its control."""

    balance: Fen | None = None
    control: Control | None = None
    events: tuple[str, ...] = ()


@act("ASSET_FOUND", zh="查得财产", en="Property found", subject="asset", milestone="PROPERTY_FOUND")
@dataclass(frozen=True, slots=True)
class AssetFound:
    """Record a hit: a thing of the debtor's, as an institution reported it.

    ``found_in`` is the case of the court whose find was taken over.
    """

    asset: UUID
    kind: str
    party: UUID
    institution: UUID | None
    balance: Fen | None
    available: Fen | None
    found_in: UUID | None = None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        return facts.put(replace(known, found=known.found + 1))

    def subject_effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(replace(facts.of(AssetRecord), balance=self.balance))


@act("ASSET_GREW", zh="已知财产价值增加", en="Known property is worth more", subject="asset")
@dataclass(frozen=True, slots=True)
class AssetGrew:
    """Record that a thing known before is told with more worth; ``before`` None: not told then."""

    asset: UUID
    before: Fen | None
    now: Fen

    def subject_effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(replace(facts.of(AssetRecord), balance=self.now))


@act("ASSET_CONTROLLED", zh="冻结", en="Frozen", subject="asset", stage="CONTROL")
@dataclass(frozen=True, slots=True)
class AssetControlled:
    """Record that an institution controls a thing: the amount, the term, the rank.

    ``kept`` is what the order left in it in yuan for a natural person to live on.
    """

    asset: UUID
    asked: Fen
    amount: Fen
    until: date
    rank: int = 1
    remark: str = ""
    kept: Fen = ZERO

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        control = Control(self.asset, self.amount, stamp.occurred_on, self.until, self.rank)
        facts = facts.put(replace(known, controls=(*known.controls, control)))
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))

    def subject_effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        control = Control(self.asset, self.amount, stamp.occurred_on, self.until, self.rank)
        return facts.put(replace(facts.of(AssetRecord), control=control))


@act("CONTROL_REFUSED", zh="未能冻结", en="Freeze not carried out", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlRefused:
    """Record that an institution did not carry an instruction out, and its reason."""

    asset: UUID
    measure: str
    reason: str


@act("CONTROL_RENEWED", zh="续行冻结", en="Freeze renewed", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlRenewed:
    """Record that a control was renewed until a later day."""

    asset: UUID
    until: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        facts = facts.put(facts.of(Property).changed(self.asset, until=self.until))
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))


@act("CONTROL_RELEASED", zh="解除冻结", en="Freeze released", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlReleased:
    """Record that a control ended."""

    asset: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property).changed(self.asset, released_on=stamp.occurred_on)
        agenda = facts.of(Agenda).done(SubjectKind.CONTROL, str(self.asset), stamp.occurred_on)
        return facts.put(known).put(agenda)


@act("CONTROL_REDUCED", zh="部分解除冻结", en="Freeze released in part", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlReduced:
    """Record that a part of a control ended; the rest stands with its term and rank."""

    asset: UUID
    amount: Fen
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        control = known.control_of(self.asset)
        if control is None:
            return facts
        left = Fen(max(0, control.amount - self.amount))
        return facts.put(known.changed(self.asset, amount=left))


@act("DEPOSIT_TRANSFERRED", zh="划拨", en="Money transferred", subject="asset", stage="TRANSFER")
@dataclass(frozen=True, slots=True)
class DepositTransferred:
    """Record that a bank transferred money to the court's account; the receipt follows."""

    asset: UUID
    amount: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        control = known.control_of(self.asset)
        if control is None:
            return facts
        taken = Fen(control.taken + self.amount)
        ended = stamp.occurred_on if taken >= control.amount else None
        facts = facts.put(known.changed(self.asset, taken=taken, released_on=ended))
        if ended is None:
            return facts
        return facts.put(
            facts.of(Agenda).done(SubjectKind.CONTROL, str(self.asset), stamp.occurred_on)
        )


@act("PROPERTY_SEALED", zh="查封财产", en="Property sealed", subject="asset", stage="CONTROL")
@dataclass(frozen=True, slots=True)
class PropertySealed:
    """Record that a registry keeps our sealing of a thing, first or waiting behind others.

    ``secured`` is what the sealing is for, ``value`` the thing's as far as known. What the
    registry says first is provisional: it may send the case back later. ``reference`` is the
    registry's own number, which renewal and release must name.
    """

    asset: UUID
    form: str
    secured: Fen
    value: Fen | None
    until: date
    rank: int = 1
    is_provisional: bool = True
    reference: str = ""

    @property
    def counted(self) -> Fen:
        """Give what counts against the claim: nothing while the value is unknown."""
        return ZERO if self.value is None else min(self.value, self.secured)

    def _control(self, stamp: ActStamp) -> Control:
        return Control(self.asset, self.counted, stamp.occurred_on, self.until, self.rank)

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        facts = facts.put(replace(known, controls=(*known.controls, self._control(stamp))))
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))

    def subject_effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(replace(facts.of(AssetRecord), control=self._control(stamp)))


@act("SEALING_NOT_DONE", zh="未能查封", en="Sealing not carried out", subject="asset")
@dataclass(frozen=True, slots=True)
class SealingNotDone:
    """Record that a registry did not carry an instruction out, or sent it back, and why."""

    asset: UUID
    measure: str
    reason: str


@act("SEALING_RENEWED", zh="续行查封", en="Sealing renewed", subject="asset")
@dataclass(frozen=True, slots=True)
class SealingRenewed:
    """Record that a sealing was renewed until a later day; its rank stays."""

    asset: UUID
    until: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        facts = facts.put(facts.of(Property).changed(self.asset, until=self.until))
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))


@act("SEALING_RELEASED", zh="解除查封", en="Sealing released", subject="asset")
@dataclass(frozen=True, slots=True)
class SealingReleased:
    """Record that a sealing ended."""

    asset: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property).changed(self.asset, released_on=stamp.occurred_on)
        agenda = facts.of(Agenda).done(SubjectKind.CONTROL, str(self.asset), stamp.occurred_on)
        return facts.put(known).put(agenda)


@act("SEALING_MOVED_UP", zh="轮候查封顺位递进", en="Waiting sealing moved up", subject="asset")
@dataclass(frozen=True, slots=True)
class SealingMovedUp:
    """Record that those before a waiting sealing became fewer; at rank one it takes effect."""

    asset: UUID
    before: int
    rank: int
    took_effect_on: date | None
    alert_on: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(facts.of(Property).changed(self.asset, rank=self.rank))


@act("CONTROL_MOVED_UP", zh="轮候冻结顺位递进", en="Waiting freeze moved up", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlMovedUp:
    """Record that those before a waiting freeze became fewer; at rank one it holds ``amount``.

    ``source`` says how it is known: REGISTER, the shared register and the law of queues, or
    BANK, the bank's own word.
    """

    asset: UUID
    before: int
    rank: int
    amount: Fen
    took_effect_on: date | None
    source: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        return facts.put(known.changed(self.asset, rank=self.rank, amount=self.amount))


@act("CONTROL_TERM_CORRECTED", zh="更正控制期限", en="Term of a control corrected", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlTermCorrected:
    """Record that a control ends on another day than was told; its own day and rank stay."""

    asset: UUID
    before: date
    until: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        facts = facts.put(facts.of(Property).changed(self.asset, until=self.until))
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))


@act(
    "CONTROL_AMOUNT_CORRECTED",
    zh="更正控制数额",
    en="Amount of a control corrected",
    subject="asset",
)
@dataclass(frozen=True, slots=True)
class ControlAmountCorrected:
    """Record that a control holds another amount than was told; its own first day stays.

    ``before`` and ``amount`` are what it holds in all, what was taken out of it included. Term
    and rank are as told now.
    """

    asset: UUID
    before: Fen
    amount: Fen
    rank: int
    until: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property)
        control = known.control_of(self.asset)
        facts = facts.put(
            known.changed(self.asset, amount=self.amount, rank=self.rank, until=self.until)
        )
        if control is None or control.until == self.until:
            return facts
        return facts.put(facts.of(Agenda).starting(_expiry(self.asset, stamp, self.until)))


@act("CONTROL_LAPSED", zh="控制措施届满失效", en="Control lapsed", subject="asset")
@dataclass(frozen=True, slots=True)
class ControlLapsed:
    """Record that a control ran out unrenewed (届满失效), why, and who let it, where somebody did.

    It happens on the day after its last; its effect is gone and its rank lost.
    """

    asset: UUID
    until: date
    cause: str
    who: str = ""
    said: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Property).changed(self.asset, released_on=stamp.occurred_on)
        agenda = facts.of(Agenda).done(SubjectKind.CONTROL, str(self.asset), stamp.occurred_on)
        return facts.put(known).put(agenda)


def _expiry(asset: UUID, stamp: ActStamp, until: date) -> Subject:
    return Subject(SubjectKind.CONTROL, str(asset), stamp.occurred_on, until)
