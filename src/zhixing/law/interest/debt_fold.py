"""Fold payments and waivers over the items of a debt, exactly, to the fen.

Each item carries what is left of it, the ordinary interest that accrued on it, and the
extra interest: on each part already paid from the first day of delay to its own payment,
and on what is left until now. Interest bears no interest, is kept exact and is rounded
once per item. A payment takes each kind in order and within a kind the item due first;
what it takes is a whole number of fen. Before August 2014 a payment is shared between
the debt of the items in delay and the interest of that delay in proportion (并还原则).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.law.interest.daycount import FirstDay, LastDay
from zhixing.law.interest.debt_facts import (
    Allocation,
    Conventions,
    Item,
    Owed,
    Payment,
    Waiver,
)
from zhixing.law.interest.delay import NEW, Delay
from zhixing.law.interest.meter import Meter, rounded


@dataclass(frozen=True, slots=True)
class Lot:
    """Hold a part of an item that was paid: when interest on it stopped, and of which sort.

    ``old_only`` lots are interest that belonged to the base before August 2014 alone.
    """

    amount: int
    day: int
    end: int
    old_only: bool


@dataclass(slots=True)
class Account:
    """Keep one item while time passes over it; days are ordinals, amounts fen."""

    item: Item
    left: int
    start: int
    delay: Delay
    bears: bool
    meter: Meter | None
    is_interest: bool
    accrued: int = 0
    reading: int = 0
    interest_paid: int = 0
    base_interest: int = 0
    settled: int = 0
    extra_paid: int = 0
    told_end: int = -1
    told: int = 0
    lots: list[Lot] = field(default_factory=list)

    @property
    def bears_any(self) -> bool:
        """Say whether extra interest ran on the item under any text."""
        return self.bears or self.is_interest

    def read(self, day: int) -> None:
        """Let ordinary interest accrue up to a day, itself not included."""
        if self.meter is not None:
            reading = self.meter.at(day)
            self.accrued += self.left * (reading - self.reading)
            self.reading = reading

    def ordinary(self) -> int:
        """Give the ordinary interest that accrued by the method, rounded once."""
        return rounded(self.accrued, self.meter.scale) if self.meter else 0

    def ordinary_due(self) -> int:
        """Give the ordinary interest not yet paid."""
        due = max(0, self.ordinary() - self.interest_paid)
        return self.left + due if self.is_interest else due

    def extra_exact(self, end: int) -> int:
        """Give all extra interest until a day, itself not included, scaled."""
        whole, old = self.delay.on_one_fen(self.start, end)
        base = self.left * (whole if self.bears else old)
        return self.settled + base + self.base_interest * old

    def extra(self, end: int) -> int:
        """Give all extra interest until a day, rounded once.

        What is paid moves what it bore from the base to what is settled, so that the
        figure of a day stays while payments of that day are taken.
        """
        if end != self.told_end:
            exact = self.extra_exact(end) if self.bears_any else 0
            self.told_end, self.told = end, rounded(exact, self.delay.scale)
        return self.told

    def extra_due(self, end: int) -> int:
        """Give the extra interest not yet paid."""
        return max(0, self.extra(end) - self.extra_paid)

    def due(self, kind: Owed, end: int) -> int:
        """Give what is owed of a kind; interest was read until then."""
        if kind is Owed.EXTRA_INTEREST:
            return self.extra_due(end)
        if kind is Owed.ORDINARY_INTEREST:
            return self.ordinary_due()
        return self.left if self.item.owed is kind else 0

    def fix_base_interest(self) -> None:
        """Let the ordinary interest owed when delay begins belong to the old base."""
        self.base_interest = self.ordinary_due() if self.bears else 0
        self.told_end = -1

    def take(self, kind: Owed, amount: int, day: int, end: int) -> None:
        """Pay a part of what is owed of a kind."""
        if kind is Owed.EXTRA_INTEREST:
            self.extra_paid += amount
        elif kind is not Owed.ORDINARY_INTEREST:
            self._take_left(amount, day, end)
        else:
            if self.is_interest:
                own = min(amount, self.left)
                self._take_left(own, day, end)
                amount -= own
            self.interest_paid += amount
            if part := min(amount, self.base_interest):
                self.base_interest -= part
                self._settle(part, day, end, old_only=True)

    def _take_left(self, amount: int, day: int, end: int) -> None:
        self.left -= amount
        self._settle(amount, day, end, old_only=self.is_interest and not self.bears)

    def _settle(self, amount: int, day: int, end: int, *, old_only: bool) -> None:
        if self.bears_any:
            whole, old = self.delay.on_one_fen(self.start, end)
            self.settled += amount * (old if old_only else whole)
        self.lots.append(Lot(amount, day, end, old_only))


@dataclass(slots=True)
class Fold:
    """Keep the whole debt while time passes over it."""

    conventions: Conventions
    accounts: tuple[Account, ...]
    allocations: list[Allocation] = field(default_factory=list)
    surplus: int = 0
    paid: int = 0
    waived: int = 0
    keeps_allocations: bool = True
    counts_last: bool = field(init=False)
    bearing: dict[Owed, tuple[Account, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.counts_last = self.conventions.last is LastDay.PAYMENT_DAY
        self.bearing = {kind: tuple(_bearing(self.accounts, kind)) for kind in Owed}

    def end_of(self, day: int) -> int:
        """Give the day after the last day of delay that counts, for a payment on a day."""
        return day + 1 if self.counts_last else day

    def read(self, day: int) -> None:
        """Let ordinary interest accrue on every item up to a day."""
        for account in self.bearing[Owed.ORDINARY_INTEREST]:
            account.read(day)

    def due(self, kind: Owed, day: int) -> int:
        """Give what is owed of a kind on a day; interest was read until then."""
        end = self.end_of(day)
        return sum(account.due(kind, end) for account in self.bearing[kind])

    def pay(self, payment: Payment, day: int) -> None:
        """Let a payment go to the kinds in their order; the rest is surplus."""
        self.read(day)
        self.paid += payment.amount
        left = int(payment.amount)
        if day < NEW and not self.conventions.is_agreed:
            left -= self._share(left, day, payment.name)
        for kind in self.conventions.order:
            if not left:
                break
            left -= self._take(kind, left, day, self.bearing[kind], payment.name)
        self.surplus += left

    def _share(self, amount: int, day: int, payment: str) -> int:
        """Share a payment in proportion between debt in delay and interest of delay."""
        end = self.end_of(day)
        late = [a for a in self.accounts if a.start < end]
        order = self.conventions.order[:-1]
        interest = sum(a.extra_due(end) for a in late)
        if not interest:
            return 0
        debt = sum(a.left + (0 if a.is_interest else a.ordinary_due()) for a in late)
        if amount >= debt + interest:
            to_debt, to_interest = debt, interest
        else:
            to_debt = min(_in_proportion(amount, debt, late, end), debt)
            to_interest = min(amount - to_debt, interest)
            to_debt = amount - to_interest
        left = to_debt
        self._take(Owed.EXTRA_INTEREST, to_interest, day, late, payment)
        for kind in order:
            if not left:
                break
            bearing = [a for a in self.bearing[kind] if a.start < end]
            left -= self._take(kind, left, day, bearing, payment)
        return to_debt + to_interest

    def waive(self, waiver: Waiver, day: int) -> None:
        """Let what was waived fall away."""
        self.read(day)
        due = self.due(waiver.kind, day)
        amount = due if waiver.amount is None else min(int(waiver.amount), due)
        self.waived += self._take(waiver.kind, amount, day, self.bearing[waiver.kind], "")

    def _take(
        self, kind: Owed, amount: int, day: int, accounts: Iterable[Account], payment: str
    ) -> int:
        left, end = amount, self.end_of(day)
        for account in accounts:
            if not left:
                break
            part = min(left, account.due(kind, end))
            if part <= 0:
                continue
            account.take(kind, part, day, end)
            left -= part
            if payment and self.keeps_allocations:
                self.allocations.append(Allocation(payment, account.item.name, kind, Fen(part)))
        return amount - left


def _bearing(accounts: Iterable[Account], kind: Owed) -> Iterable[Account]:
    """Give the accounts on which money of a kind can be owed."""
    if kind is Owed.EXTRA_INTEREST:
        return (a for a in accounts if a.bears_any)
    if kind is Owed.ORDINARY_INTEREST:
        return (a for a in accounts if a.is_interest or a.meter is not None)
    return (a for a in accounts if a.item.owed is kind)


def _in_proportion(amount: int, debt: int, late: Iterable[Account], end: int) -> int:
    """Give the part of a payment that goes to the debt: X ÷ (1 + rate × 2 × time)."""
    scale, interest = 1, 0
    for account in late:
        if account.bears_any:
            scale = account.delay.scale
            interest += account.extra_exact(end) - account.extra_paid * scale
    return rounded(amount * debt * scale, debt * scale + interest)


@dataclass(frozen=True, slots=True)
class Event:
    """Hold something that happens to the debt on a day; delay beginning comes first."""

    day: int
    rank: int
    what: Account | Payment | Waiver


def events_of(
    payments: Iterable[Payment], waivers: Iterable[Waiver], on: date
) -> tuple[Event, ...]:
    """Give the payments and waivers that count by a day, in order."""
    found = [Event(p.counts_on.toordinal(), 1, p) for p in payments if p.counts_on <= on]
    found += [Event(w.on.toordinal(), 2, w) for w in waivers if w.on <= on]
    return tuple(sorted(found, key=lambda e: (e.day, e.rank)))


def fold(
    items: Sequence[tuple[Item, int, Meter | None]],
    events: tuple[Event, ...],
    delay: Delay,
    conventions: Conventions,
    on: date,
    *,
    keeps_allocations: bool = True,
) -> Fold:
    """Fold everything that happened until a day, and accrue until it.

    ``items`` come with the ordinal of their last day to perform and their meter. Where only
    the figures are wanted, no allocations are kept.
    """
    after = 1 if conventions.first is FirstDay.AFTER_EXPIRY else 0
    fee = conventions.case_fee_in_base
    accounts = tuple(
        Account(
            item,
            int(item.amount),
            due + after,
            delay,
            item.is_in_base(case_fee_in_base=fee),
            meter,
            item.owed is Owed.ORDINARY_INTEREST,
        )
        for item, due, meter in sorted(items, key=lambda row: row[1])
    )
    state = Fold(conventions, accounts, keeps_allocations=keeps_allocations)
    today = on.toordinal()
    begins = [
        Event(a.start, 0, a) for a in accounts if a.meter and a.start < NEW and a.start <= today
    ]
    if begins:
        events = tuple(sorted((*begins, *events), key=lambda e: (e.day, e.rank)))
    for event in events:
        if isinstance(event.what, Payment):
            state.pay(event.what, event.day)
        elif isinstance(event.what, Waiver):
            state.waive(event.what, event.day)
        else:
            event.what.read(event.day)
            event.what.fix_base_interest()
    state.read(today)
    return state
