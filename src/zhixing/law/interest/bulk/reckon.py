"""Reckon every debt of a portfolio on a day, each as ``debt_today`` would.

One loop over payments carries what is left of the principal, the interest accrued and paid,
exact and scaled as in ``debt_fold``; interest is rounded once, half up. The parts of a
portfolio are independent of each other, so that they can be reckoned in several processes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.law.interest.bulk.portfolio import Facts, Portfolio, Rests
from zhixing.law.interest.bulk.readings import (
    COSTS,
    ORDINARY,
    PRINCIPAL,
    Tables,
    tables_of,
)
from zhixing.law.interest.debt import check_order, debt_today
from zhixing.law.interest.debt_accruals import tell
from zhixing.law.interest.debt_facts import Conventions, Debt, Owed
from zhixing.law.interest.delay import NEW
from zhixing.law.interest.meter import rounded
from zhixing.law.interest.reckoning import prepare


@dataclass(frozen=True, slots=True)
class Owing:
    """Hold the figures of one debt, in fen, as ``debt_today`` names them.

    ``extra_interest`` and ``ordinary_interest`` are what arose in all, paid or not;
    ``extra_due`` and ``ordinary_due`` what is left of them. ``has_gaps`` is 1 where a day
    has no known rate: the figures then go as far as the rates do.
    """

    principal: int
    costs: int
    ordinary_due: int
    extra_due: int
    extra_interest: int
    ordinary_interest: int
    surplus: int
    paid: int
    has_gaps: int = 0

    @property
    def total(self) -> int:
        """Give all that is owed."""
        return self.principal + self.costs + self.ordinary_due + self.extra_due


NAMES = tuple(f.name for f in fields(Owing))


@dataclass(slots=True)
class Reckoned:
    """Hold the figures of the debts from ``first`` on, a column for each.

    ``apart`` holds the debts that went through the rule itself, by their number; in the
    columns they are zero.
    """

    first: int
    columns: dict[str, array[int]]
    apart: dict[int, Owing] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns[NAMES[0]])

    @property
    def by_rule(self) -> int:
        """Say how many debts went through the rule itself."""
        return len(self.apart)

    def of(self, number: int) -> Owing:
        """Give the figures of one debt."""
        if number in self.apart:
            return self.apart[number]
        if not 0 <= number - self.first < len(self):
            raise IndexError(number)
        return Owing(*(self.columns[name][number - self.first] for name in NAMES))

    def sum_of(self, name: str) -> int:
        """Add one figure up over all debts."""
        apart: int = sum(getattr(one, name) for one in self.apart.values())
        return sum(self.columns[name]) + apart


def reckon(
    book: Portfolio,
    *,
    on: date,
    conventions: Conventions = Conventions(),
    first: int = 0,
    last: int | None = None,
) -> Reckoned:
    """Reckon the debts from ``first`` until ``last``, itself not included.

    :raises DebtRefused: the order of payment leaves a kind out.
    """
    check_order(conventions)
    numbers = range(first, len(book) if last is None else last)
    tables = tables_of(book, on, conventions)
    done = Reckoned(first, {n: array("q", bytes(8 * len(numbers))) for n in NAMES})
    columns = tuple(done.columns.values())
    for place, number in enumerate(numbers):
        if number in book.others or tables.delay.unknown:
            done.apart[number] = owing_by_rule(book.facts(number), on, conventions)
            continue
        found = _reckon(book, tables, number)
        try:
            for column, figure in zip(columns, found, strict=True):
                column[place] = figure
        except OverflowError:
            for column in columns:
                column[place] = 0
            done.apart[number] = owing_by_rule(book.facts(number), on, conventions)
    return done


def join(parts: Iterable[Reckoned]) -> Reckoned:
    """Set the parts of one portfolio, in order, together again."""
    whole: Reckoned | None = None
    for part in parts:
        if whole is None:
            whole = part
            continue
        if part.first != whole.first + len(whole):
            raise ValueError(f"a part begins with {part.first}, not where the one before ends")
        for name, column in part.columns.items():
            whole.columns[name].extend(column)
        whole.apart.update(part.apart)
    if whole is None:
        raise ValueError("no parts")
    return whole


def explain(
    book: Portfolio, number: int, *, on: date, conventions: Conventions = Conventions()
) -> Finding[Debt]:
    """Give the finding behind the figures of one debt, step by step with its articles."""
    facts = book.facts(number)
    return debt_today(
        on=on,
        items=facts.items,
        payments=facts.payments,
        waivers=facts.waivers,
        excluded=facts.excluded,
        stays=facts.stays,
        is_foreign=facts.is_foreign,
        conventions=conventions,
    )


def owing_by_rule(facts: Facts, on: date, conventions: Conventions) -> Owing:
    """Give the figures of one debt by the reckoning behind ``debt_today``."""
    asked = prepare(
        items=facts.items,
        payments=facts.payments,
        waivers=facts.waivers,
        excluded=facts.excluded,
        stays=facts.stays,
        conventions=conventions,
        on=on,
        is_foreign=facts.is_foreign,
    )
    state, today = asked.fold(conventions), on.toordinal()
    figures = asked.figures(state)
    return Owing(
        state.due(Owed.PRINCIPAL, today),
        state.due(Owed.COSTS, today),
        state.due(Owed.ORDINARY_INTEREST, today),
        state.due(Owed.EXTRA_INTEREST, today),
        int(figures.extra_interest),
        int(figures.ordinary_interest),
        int(state.surplus),
        int(state.paid),
        int(bool(tell(state, on).gaps)),
    )


def _reckon(book: Portfolio, t: Tables, i: int) -> tuple[int, ...]:
    """Reckon one debt; the names are those of ``Account`` in ``debt_fold``."""
    left, fee, awarded, since = book.amount[i], book.fee[i], book.awarded[i], book.since[i]
    rests, on, after, order = book.rest_sets[book.rests[i]], t.on, t.after, t.order
    start, fee_start = t.starts(book, i)
    meter = t.methods[book.method[i]] if since < on else None
    column, shift, scale = (meter.column, meter.zero, meter.scale) if meter else ((), 0, 1)
    reading = column[since - shift] if meter else 0
    delay, whole_scale = t.delay.column, t.delay.scale
    begun = delay[start - NEW] if start <= on else 0
    accrued = interest_paid = settled = fee_settled = extra_paid = surplus = received = 0
    whole = fee_whole = 0
    emptied = on if left else since
    begin, end = book.begins[i], book.begins[i + 1]
    for day, rest in zip(book.paid_on[begin:end], book.paid[begin:end], strict=True):
        if day > on:
            break
        received += rest
        if meter and day > since:
            now = column[day - shift]
            accrued += left * (now - reading)
            reading = now
        end = day + after
        if end > start:
            whole = delay[end - NEW] - begun - (_resting(delay, rests, start, end) if rests else 0)
        if end > fee_start:
            fee_whole = _bears(delay, rests, fee_start, end)
        for kind in order:
            if kind == PRINCIPAL:
                part = left if left < rest else rest
                left -= part
                settled += part * whole
                if part and not left:
                    emptied = day
            elif kind == COSTS:
                part = fee if fee < rest else rest
                fee -= part
                fee_settled += part * fee_whole
            elif kind == ORDINARY:
                due = (2 * accrued + scale) // (2 * scale) + awarded - interest_paid
                part = due if due < rest else rest
                interest_paid += part
            else:
                due = rounded(settled + left * whole, whole_scale) - extra_paid
                due += rounded(fee_settled + fee * fee_whole, whole_scale)
                part = due if due < rest else rest
                extra_paid += part
            rest -= part
            if not rest:
                break
        surplus += rest
    if meter:
        accrued += left * (column[on - shift] - reading)
    extra = rounded(settled + left * _bears(delay, rests, start, on + after), whole_scale)
    extra += rounded(fee_settled + fee * _bears(delay, rests, fee_start, on + after), whole_scale)
    ordinary = rounded(accrued, scale) + awarded
    due, extra_due = ordinary - interest_paid, extra - extra_paid
    gaps = int(meter is not None and meter.is_unknown(since, emptied))
    return left, fee, due, extra_due, extra, ordinary, surplus, received, gaps


def _bears(delay: Sequence[int], rests: Rests, start: int, end: int) -> int:
    """Give what one fen bears between two days, without the days that do not count."""
    if end <= start:
        return 0
    whole = delay[end - NEW] - delay[start - NEW]
    return whole - _resting(delay, rests, start, end) if rests else whole


def _resting(delay: Sequence[int], rests: Rests, start: int, end: int) -> int:
    """Give what one fen would have borne on the days that do not count."""
    whole = 0
    for first, last in rests:
        begin, stop = max(first, start), min(last, end)
        if begin < stop:
            whole += delay[stop - NEW] - delay[begin - NEW]
    return whole
