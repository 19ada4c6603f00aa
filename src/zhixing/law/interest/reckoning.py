"""One question about a debt, reckoned under any conventions; doubt as an interval.

Where the texts leave room, the lowest and highest figures of all lawful sets of conventions
stand beside the default. Most conventions move every figure one way only; of those the two
ends suffice, the others are reckoned in every combination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import Any, Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days, merge
from zhixing.law.interest.daycount import FirstDay, LastDay, YearDays
from zhixing.law.interest.debt_facts import (
    FEE_KINDS,
    NOT_COUNTED,
    PRINCIPAL_FIRST,
    STATUTORY_ORDER,
    Conventions,
    Figures,
    Item,
    Owed,
    Payment,
    Stay,
    Waiver,
)
from zhixing.law.interest.debt_fold import Event, Fold, events_of, fold
from zhixing.law.interest.delay import NEW, Delay, Rates, Tier
from zhixing.law.interest.meter import Meter
from zhixing.law.interest.terms import terms_meter
from zhixing.law.periods.arithmetic import roll

Row = tuple[Item, int, Meter | None]


FEW: Final = 60
"""Payments times items up to which every set of conventions is reckoned for an old debt."""


@dataclass(slots=True)
class Reckoning:
    """Hold the facts of a debt prepared for reckoning."""

    on: date
    conventions: Conventions
    plain: tuple[Row, ...]
    rolled: tuple[Row, ...]
    events: tuple[Event, ...]
    rates: Rates
    unrolled_years: tuple[int, ...] = ()
    excluded: tuple[Days, ...] = ()
    _delays: dict[tuple[Tier, YearDays], Delay] = field(default_factory=dict)

    def delay(self, conventions: Conventions) -> Delay:
        """Give the meter of delay under conventions."""
        key = (conventions.tier, conventions.old_year_days)
        if key not in self._delays:
            self._delays[key] = Delay(self.rates, *key)
        return self._delays[key]

    def fold(self, conventions: Conventions, *, keeps_allocations: bool = True) -> Fold:
        """Reckon under conventions."""
        rows = self.rolled if conventions.roll_performance_period else self.plain
        delay = self.delay(conventions)
        return fold(
            rows,
            self.events,
            delay,
            conventions,
            self.on,
            keeps_allocations=keeps_allocations,
        )

    def figures(self, state: Fold) -> Figures:
        """Give the figures that conventions move."""
        end = state.end_of(self.on.toordinal())
        extra = ordinary = total = 0
        for account in state.accounts:
            own, grown = account.extra(end), account.ordinary()
            extra += own
            ordinary += grown + (int(account.item.amount) if account.is_interest else 0)
            total += account.left + max(0, own - account.extra_paid)
            total += max(0, grown - account.interest_paid)
        return Figures(Fen(extra), Fen(ordinary), Fen(total))

    @property
    def is_old(self) -> bool:
        """Say whether any day of delay may lie before August 2014."""
        return any(
            due < NEW
            and (item.is_in_base(case_fee_in_base=True) or item.owed is Owed.ORDINARY_INTEREST)
            for item, due, _ in self.plain
        )

    def open_choices(self) -> dict[str, tuple[Any, ...]]:
        """Give the conventions that can change a figure, each from low to high."""
        has_interest = any(m or i.owed is Owed.ORDINARY_INTEREST for i, _, m in self.plain)
        found: dict[str, tuple[Any, ...]] = {
            "first": (FirstDay.AFTER_EXPIRY, FirstDay.EXPIRY_DAY),
            "last": (LastDay.DAY_BEFORE, LastDay.PAYMENT_DAY),
        }
        if any(i.kind in FEE_KINDS and i.in_extra_base is None for i, _, _ in self.plain):
            found["case_fee_in_base"] = (False, True)
        if self.plain != self.rolled:
            found["roll_performance_period"] = (True, False)
        if self.is_old:
            found["old_year_days"] = (YearDays.D365, YearDays.D360)
            found["tier"] = tuple(Tier)
        if self.events and has_interest and not self.conventions.is_agreed:
            found["order"] = (STATUTORY_ORDER, PRINCIPAL_FIRST)
        return found

    def lawful(self) -> tuple[Conventions, ...]:
        """Give every lawful set of conventions that can change a figure."""
        choices = self.open_choices()
        return tuple(
            replace(self.conventions, **dict(zip(choices, one, strict=True)))
            for one in product(*choices.values())
        )

    def telling(self) -> tuple[Conventions, ...]:
        """Give the sets of conventions that suffice for the lowest and highest figures.

        A last day more, a year of 360 days and the fee in the base only ever raise a
        figure; so do a first day more and no rolling, unless interest owed when delay
        begins belongs to the base. Tier and order of payment can do either. A payment shared
        in proportion is rounded, which may move a figure by a fen either way: with few of
        them every set is reckoned, with many the ends may be a fen inside.
        """
        if self.is_old and 0 < len(self.events) * len(self.plain) <= FEW:
            return self.lawful()
        choices = self.open_choices()
        either = {"tier", "order"}
        if self.is_old and any(meter for _, _, meter in self.plain):
            either |= {"first", "roll_performance_period"}
        ways = [name for name in choices if name in either]
        found = []
        for one in product(*(choices[name] for name in ways)):
            for end in (0, -1):
                chosen = {n: c[end] for n, c in choices.items() if n not in either}
                chosen.update(zip(ways, one, strict=True))
                found.append(replace(self.conventions, **chosen))
        return tuple(found)

    def extremes(self, default: Figures, sets: Sequence[Conventions]) -> tuple[Figures, Figures]:
        """Give the lowest and highest of each figure over sets of conventions."""
        found = [default, *(self.figures(self.fold(c, keeps_allocations=False)) for c in sets)]
        low = Figures(
            min(f.extra_interest for f in found),
            min(f.ordinary_interest for f in found),
            min(f.total for f in found),
        )
        high = Figures(
            max(f.extra_interest for f in found),
            max(f.ordinary_interest for f in found),
            max(f.total for f in found),
        )
        return low, high


def prepare(
    *,
    items: tuple[Item, ...],
    payments: tuple[Payment, ...],
    waivers: tuple[Waiver, ...],
    excluded: tuple[Days, ...],
    stays: tuple[Stay, ...],
    conventions: Conventions,
    on: date,
    is_foreign: bool = False,
) -> Reckoning:
    """Prepare the facts of a debt for reckoning on a day."""
    today = on.toordinal()
    plain: list[Row] = []
    rolled: list[Row] = []
    years: set[int] = set()
    for item in items:
        method = item.method
        meter = terms_meter(method, today, conventions.year_days) if method else None
        plain.append((item, item.due_on.toordinal(), meter))
        day, missing = (item.due_on, None) if item.no_period else roll(item.due_on)
        years |= {missing} if missing else set()
        rolled.append((item, day.toordinal(), meter))
    rests = merge((*excluded, *(s.days for s in stays if s.reason in NOT_COUNTED)))
    since = min((due for _, due, _ in plain), default=today)
    return Reckoning(
        on,
        conventions,
        tuple(plain),
        tuple(rolled),
        events_of(payments, waivers, on),
        Rates(since, today + 1, rests, is_foreign),
        tuple(sorted(years)),
        excluded,
    )
