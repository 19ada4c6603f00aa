"""Fold payments and waivers over the items of a debt, exactly, to the fen.

Interest is kept as a fraction and never bears interest. A payment takes each kind in the
given order, item by item in the order given; what it takes is a whole number of fen, so
that the parts of a payment add up to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ranges import Days
from zhixing.law.interest.daycount import ONE, FirstDay, Gap, LastDay, without
from zhixing.law.interest.debt_facts import (
    Accrual,
    Allocation,
    Conventions,
    Item,
    Owed,
    Payment,
    Waiver,
)
from zhixing.law.parameters import pieces

RATE = "interest.extra_rate"


@dataclass(slots=True)
class _Account:
    """Keep one item while time passes over it."""

    item: Item
    left: Fen
    ordinary: Fraction = Fraction(0)
    extra: Fraction = Fraction(0)
    ordinary_until: date | None = None
    extra_until: date | None = None

    def due(self, kind: Owed) -> Fen:
        if kind is Owed.EXTRA_INTEREST:
            return Fen.rounded(self.extra)
        own = self.left if self.item.owed is kind else Fen(0)
        if kind is Owed.ORDINARY_INTEREST:
            own = own + Fen.rounded(self.ordinary)
        return max(own, Fen(0))

    def take(self, kind: Owed, amount: Fen) -> None:
        if kind is Owed.EXTRA_INTEREST:
            self.extra -= int(amount)
            return
        if self.item.owed is kind:
            own = min(amount, self.left)
            self.left, amount = self.left - own, amount - own
        self.ordinary -= int(amount)


@dataclass(slots=True)
class Fold:
    """Keep the whole debt while time passes over it."""

    conventions: Conventions
    excluded: tuple[Days, ...]
    accounts: list[_Account]
    accruals: list[Accrual] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    surplus: Fen = ZERO
    paid: Fen = ZERO
    waived: Fen = ZERO

    def due(self, kind: Owed) -> Fen:
        """Give what is owed of a kind now; fractions of all items are rounded once."""
        whole = sum(a.left for a in self.accounts if a.item.owed is kind)
        exact = Fraction(0)
        if kind is Owed.ORDINARY_INTEREST:
            exact = sum((a.ordinary for a in self.accounts), Fraction(0))
        if kind is Owed.EXTRA_INTEREST:
            exact = sum((a.extra for a in self.accounts), Fraction(0))
        return max(Fen(whole) + Fen.rounded(exact), Fen(0))

    def advance(self, until_on: date) -> None:
        """Let interest accrue until a day of payment."""
        for account in self.accounts:
            self._accrue_ordinary(account, until_on)
            self._accrue_extra(account, until_on)

    def _accrue_ordinary(self, account: _Account, until_on: date) -> None:
        item = account.item
        start = account.ordinary_until or item.interest_from
        if item.rate is None or start is None or until_on <= start:
            return
        days = Days(start, until_on)
        daily = Fraction(item.rate) / 100 / self.conventions.year_days.days
        exact = int(account.left) * daily * len(days)
        account.ordinary += exact
        account.ordinary_until = until_on
        self._note(account, Owed.ORDINARY_INTEREST, days, exact)

    def _accrue_extra(self, account: _Account, until_on: date) -> None:
        item = account.item
        if not item.bears_extra:
            return
        after = self.conventions.first is FirstDay.AFTER_EXPIRY
        start = account.extra_until or (item.due_on + ONE if after else item.due_on)
        end = until_on + ONE if self.conventions.last is LastDay.PAYMENT_DAY else until_on
        if end <= start:
            return
        account.extra_until = end
        if not account.left:
            return
        for counted in without(Days(start, end), self.excluded):
            for piece in pieces(RATE, counted):
                if piece.value is None:
                    self.gaps.append(
                        Gap(
                            piece.days,
                            f"“{item.name}”2014年8月1日以前的迟延利息按当时规定另计",
                            f"{item.name}: delay before 1 August 2014 follows the older rule",
                        )
                    )
                    continue
                exact = int(account.left) * piece.value.number * len(piece.days)
                account.extra += exact
                self._note(account, Owed.EXTRA_INTEREST, piece.days, exact)

    def _note(self, account: _Account, kind: Owed, days: Days, exact: Fraction) -> None:
        if exact:
            self.accruals.append(
                Accrual(account.item.name, kind, days, account.left, str(exact), Fen.rounded(exact))
            )

    def pay(self, payment: Payment) -> None:
        """Let a payment go to the kinds in their order; the rest is surplus."""
        self.advance(payment.on)
        self.paid += payment.amount
        left = payment.amount
        for kind in self.conventions.order:
            left -= self._take(kind, min(left, self.due(kind)), payment.name)
        self.surplus += left

    def waive(self, waiver: Waiver) -> Fen:
        """Let what was waived fall away, and give how much that was."""
        self.advance(waiver.on)
        due = self.due(waiver.kind)
        amount = due if waiver.amount is None else min(waiver.amount, due)
        self._take(waiver.kind, amount, "")
        self.waived += amount
        return amount

    def _take(self, kind: Owed, amount: Fen, payment: str) -> Fen:
        left = amount
        last = len(self.accounts) - 1
        for index, account in enumerate(self.accounts):
            part = min(left, account.due(kind))
            if index == last and kind in (Owed.ORDINARY_INTEREST, Owed.EXTRA_INTEREST):
                part = left
            if part <= 0:
                continue
            account.take(kind, part)
            left -= part
            if payment:
                self.allocations.append(Allocation(payment, account.item.name, kind, part))
        return amount - left


def fold(
    items: tuple[Item, ...],
    payments: tuple[Payment, ...],
    waivers: tuple[Waiver, ...],
    excluded: tuple[Days, ...],
    conventions: Conventions,
    on: date,
) -> Fold:
    """Fold everything that happened until a day, and accrue until it."""
    state = Fold(conventions, excluded, [_Account(i, i.amount) for i in items])
    events: list[tuple[date, int, Payment | Waiver]] = [
        (p.on, 0, p) for p in payments if p.on <= on
    ]
    events += [(w.on, 1, w) for w in waivers if w.on <= on]
    for _, _, event in sorted(events, key=lambda e: e[:2]):
        if isinstance(event, Payment):
            state.pay(event)
        else:
            state.waive(event)
    state.advance(on)
    return state
