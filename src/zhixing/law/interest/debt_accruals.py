"""Tell how the interest of a debt arose, stretch by stretch; the stretches add up to it.

Since August 2014 and for ordinary interest a stretch is days of one base and one rate.
Before, as the annex of the reply of 2009 reckons, it is a part of the debt, from the
first day of delay until that part was paid or the old rule ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import gcd

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.kernel.refusal import Impossible
from zhixing.law.instruments import cite
from zhixing.law.interest.daycount import Gap
from zhixing.law.interest.debt_facts import Accrual, Owed
from zhixing.law.interest.debt_fold import Account, Fold
from zhixing.law.interest.delay import NEW, REPLY
from zhixing.law.interest.meter import Meter, Rate, Stretch, rounded
from zhixing.law.interest.terms import known_until, printed, table_of
from zhixing.law.parameters import Parameter, history


@dataclass(frozen=True, slots=True)
class Told:
    """Hold the stretches, the days without a known rate, and the values of tables used."""

    accruals: tuple[Accrual, ...]
    gaps: tuple[Gap, ...]
    rows: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Hold days of one base, with the meter that ran."""

    account: Account
    kind: Owed
    meter: Meter
    start: int
    end: int
    base: int


def tell(state: Fold, on: date) -> Told:
    """Tell every stretch of interest of a folded debt."""
    accruals: list[Accrual] = []
    gaps: dict[tuple[str, Owed, int, int], Gap] = {}
    rows: dict[int, Parameter] = {}
    texts: dict[int, tuple[str, str, str]] = {}
    today = on.toordinal()
    for number, run in enumerate(_runs(state, today)):
        for piece in run.meter.pieces(run.start, run.end):
            if piece.rate is None:
                key = (run.account.item.name, run.kind, piece.start, piece.end)
                gaps.setdefault(key, _gap(run, piece))
            elif piece.rate.number:
                if piece.rate.row is not None:
                    rows[id(piece.rate.row)] = piece.rate.row
                text = texts.get(id(piece.rate))
                if text is None:
                    text = texts[id(piece.rate)] = _printed(piece.rate)
                accruals.append(_accrual(run, piece, piece.rate, text, number))
    return Told(tuple(accruals), tuple(gaps.values()), tuple(rows.values()))


def _runs(state: Fold, today: int) -> Iterator[_Run]:
    for account in state.accounts:
        if account.meter is not None:
            start = account.meter.stretches[0].start if account.meter.stretches else today
            changes = [(lot.day, lot.amount) for lot in account.lots if not lot.old_only]
            for first, end, base in _bases(account, start, today, changes):
                yield _Run(account, Owed.ORDINARY_INTEREST, account.meter, first, end, base)
    end = state.end_of(today)
    for account in state.accounts:
        if account.bears_any and account.start < NEW:
            yield from _old_runs(account, end)
        if account.bears and end > NEW:
            changes = [(lot.end, lot.amount) for lot in account.lots if not lot.old_only]
            meter = account.delay.rates.new()
            for first, last, base in _bases(account, max(account.start, NEW), end, changes):
                yield _Run(account, Owed.EXTRA_INTEREST, meter, first, last, base)


def _bases(
    account: Account, start: int, end: int, changes: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Cut days where payments lower what is left of the item."""
    base, day = int(account.item.amount), start
    for cut, amount in changes:
        cut = min(max(cut, day), end)
        if cut > day and base:
            yield day, cut, base
        day, base = cut, base - amount
    if day < end and base:
        yield day, end, base


def _old_runs(account: Account, end: int) -> Iterator[_Run]:
    parts: dict[int, int] = defaultdict(int)
    for lot in account.lots:
        parts[min(lot.end, NEW)] += lot.amount
    parts[min(end, NEW)] += account.left + account.base_interest
    for stop, base in sorted(parts.items()):
        if stop > account.start and base:
            meter = account.delay.meter(account.start, stop)
            edges = sorted(
                {account.start, stop, *([REPLY] if account.start < REPLY < stop else [])}
            )
            for first, last in pairwise(edges):
                yield _Run(account, Owed.EXTRA_INTEREST, meter, first, last, base)


def _accrual(
    run: _Run, piece: Stretch, rate: Rate, text: tuple[str, str, str], number: int
) -> Accrual:
    exact = run.base * (run.meter.at(piece.end) - run.meter.at(piece.start))
    shared = gcd(exact, run.meter.scale)
    return Accrual(
        run.account.item.name,
        run.kind,
        piece.days,
        Fen(run.base),
        f"{exact // shared}/{run.meter.scale // shared}",
        Fen(rounded(exact, run.meter.scale)),
        text[0],
        rate.year_days,
        rate.parameter,
        _basis(run, piece),
        number,
        text[1],
        text[2],
    )


def _printed(rate: Rate) -> tuple[str, str, str]:
    return printed(rate.number * rate.times), printed(rate.number), printed(rate.times)


def _basis(run: _Run, piece: Stretch) -> Citation:
    if run.kind is Owed.ORDINARY_INTEREST:
        return cite("INTEREST", "1.2", version="2014")
    if piece.start >= NEW:
        return cite("INTEREST", "1.3", version="2014")
    if piece.start >= REPLY:
        return cite("INTEREST-REPLY", "1", version="2009")
    return cite("CPL-OPINION", "294", version="1992")


def _gap(run: _Run, piece: Stretch) -> Gap:
    name = run.account.item.name
    first, last = piece.days.start, piece.days.last
    if run.kind is Owed.EXTRA_INTEREST:
        if run.account.delay.rates.is_foreign:
            return Gap(
                piece.days,
                f"“{name}”外币债务{first}至{last}的迟延利息，缺少同期外币贷款利率",
                f"{name}: delay of a foreign-currency debt from {first} to {last} needs the "
                "foreign-currency loan rate of the period",
            )
        return Gap(
            piece.days,
            f"“{name}”{first}至{last}的迟延利息，缺少同期贷款利率",
            f"{name}: delay from {first} to {last} needs the bank loan rate of the period",
            "rates.benchmark",
        )
    method = run.account.item.method
    if method is None:
        raise Impossible("an item without a method has no meter")
    table = table_of(method, piece.start)
    zh, en = history(table)[0].name_zh, history(table)[0].name_en
    until = known_until(table)
    if first > until:
        return Gap(
            piece.days,
            f"“{name}”{first}起的利率未录入，{zh}只录到{until}",
            f"{name}: no rate from {first} on; {en} is known until {until}",
            table,
        )
    return Gap(
        piece.days,
        f"“{name}”{first}至{last}没有利率，{zh}自{history(table)[0].in_force.start}起才有",
        f"{name}: no rate from {first} to {last}; {en} begins on "
        f"{history(table)[0].in_force.start}",
        table,
    )
