"""Algebra the rules must keep for any figures, tried on many."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.clock.case_clock import ExcludedRange, Exclusion, case_clock
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.law.interest.daycount import Reduction
from zhixing.law.interest.debt import debt_today
from zhixing.law.interest.debt_facts import Item, ItemKind, Payment
from zhixing.law.interest.extra import extra_interest
from zhixing.law.interest.schedule import instalment_schedule
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.registry import execute_again
from zhixing.law.seizure.limit import freeze_limit
from zhixing.law.seizure.term import Asset, seizure_term

DAYS = st.dates(date(2014, 8, 1), date(2026, 6, 30))
MONEY = st.integers(0, 10**13).map(Fen)
SHORT = settings(max_examples=60, deadline=None)


@SHORT
@given(MONEY, DAYS, st.integers(0, 2000), st.integers(0, 2000))
def test_extra_interest_adds_up_over_adjacent_days(
    base: Fen, start: date, first: int, second: int
) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    def exact(begin: date, until: date) -> object:
        return extra_interest(on=until, base=base, expiry_on=begin, until_on=until).value.exact

    assert exact(start, middle) + exact(middle, end) == exact(start, end)


@SHORT
@given(st.lists(st.integers(0, 10**9).map(Fen), min_size=1, max_size=5), DAYS, st.integers(0, 900))
def test_extra_interest_of_a_split_base_is_the_same(
    parts: list[Fen], start: date, days: int
) -> None:
    end = start + timedelta(days=days)

    def exact(base: Fen) -> object:
        return extra_interest(on=end, base=base, expiry_on=start, until_on=end).value.exact

    assert sum(exact(p) for p in parts) == exact(Fen(sum(parts)))


@SHORT
@given(MONEY, DAYS, st.integers(0, 900), st.integers(0, 900), st.integers(0, 100))
def test_paying_earlier_never_costs_more(
    base: Fen, start: date, days: int, paid_after: int, percent: int
) -> None:
    end = start + timedelta(days=days)
    paid = Reduction(start + timedelta(days=min(paid_after, days)), Fen(int(base) * percent // 100))
    whole = extra_interest(on=end, base=base, expiry_on=start, until_on=end).value
    less = extra_interest(
        on=end, base=base, expiry_on=start, until_on=end, reductions=(paid,)
    ).value
    assert less.exact <= whole.exact
    assert less.low <= less.amount <= less.high


@SHORT
@given(DAYS, st.integers(0, 400), st.sampled_from(Unit))
def test_due_days_are_monotone_and_never_off(start: date, amount: int, unit: Unit) -> None:
    amount = amount if unit in (Unit.DAY, Unit.WORKING_DAY) else amount // 60
    one = period_due(on=start, start_on=start, amount=amount, unit=unit).value
    later = period_due(on=start, start_on=start, amount=amount + 1, unit=unit).value
    next_start = start + timedelta(days=1)
    shifted = period_due(on=start, start_on=next_start, amount=amount, unit=unit).value
    assert one.plain_on <= one.due_on <= later.due_on
    assert one.due_on <= shifted.due_on


@SHORT
@given(
    DAYS,
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=4),
    st.integers(0, 700),
)
def test_excluding_more_never_shortens_the_clock(
    filed_on: date, spans: list[tuple[int, int]], after: int
) -> None:
    on = filed_on + timedelta(days=after)
    ranges = tuple(
        ExcludedRange(
            Exclusion.AUCTION,
            Days(filed_on + timedelta(days=a), filed_on + timedelta(days=a + length)),
        )
        for a, length in spans
    )
    bare = case_clock(on=on, filed_on=filed_on).value
    some = case_clock(on=on, filed_on=filed_on, excluded=ranges[:-1]).value
    full = case_clock(on=on, filed_on=filed_on, excluded=ranges).value
    twice = case_clock(on=on, filed_on=filed_on, excluded=ranges + ranges).value
    assert bare.due_on <= some.due_on <= full.due_on
    assert twice == full


@SHORT
@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(1, 10**9)), max_size=5),
    st.integers(1, 10**9),
    st.sampled_from([None, Decimal("6"), Decimal("24")]),
    st.integers(0, 800),
)
def test_every_fen_paid_goes_somewhere(
    rows: list[tuple[int, int]], principal: int, rate: Decimal | None, after: int
) -> None:
    due_on = date(2018, 3, 30)
    on = due_on + timedelta(days=after)
    items = (
        Item("本金", ItemKind.PRINCIPAL, Fen(principal), due_on, rate, due_on if rate else None),
        Item("受理费", ItemKind.CASE_FEE, Fen(1150), due_on),
    )
    payments = tuple(
        Payment(f"第{i}笔", due_on + timedelta(days=d), Fen(a)) for i, (d, a) in enumerate(rows)
    )
    finding = debt_today(on=on, items=items, payments=payments)
    debt = finding.value
    seen = sum(p.amount for p in payments if p.on <= on)
    assert sum(a.amount for a in debt.allocations) + debt.surplus == seen == debt.paid
    assert debt.total == sum(o.amount for o in debt.outstanding)
    assert all(o.amount >= 0 for o in debt.outstanding)
    assert debt.low <= debt.high
    assert execute_again(finding) == finding


@SHORT
@given(MONEY, MONEY, MONEY, MONEY, MONEY)
def test_a_freeze_never_passes_claim_or_protected_minimum(
    owed: Fen, costs: Fen, held: Fen, balance: Fen, kept: Fen
) -> None:
    limit = freeze_limit(
        on=date(2020, 1, 1),
        outstanding=owed,
        costs=costs,
        controlled=held,
        balance=balance,
        protected_minimum=kept,
    ).value
    assert 0 <= limit.amount <= max(0, owed + costs - held)
    assert balance - limit.amount >= min(balance, kept)


@SHORT
@given(MONEY, MONEY)
def test_fees_rise_with_the_amount(one: Fen, other: Fen) -> None:
    low, high = sorted((one, other))
    assert (
        execution_fee(on=date(2020, 1, 1), amount=low).value
        <= execution_fee(on=date(2020, 1, 1), amount=high).value
    )


@SHORT
@given(st.integers(1, 10**12), st.integers(1, 60), DAYS)
def test_instalments_add_up(total: int, count: int, first_on: date) -> None:
    if total < count:
        total = count
    rows = instalment_schedule(on=first_on, total=Fen(total), count=count, first_on=first_on).value
    assert sum(r.amount for r in rows) == total
    assert [r.due_on for r in rows] == sorted({r.due_on for r in rows})


@SHORT
@given(st.dates(date(2005, 1, 1), date(2026, 1, 1)), st.sampled_from(Asset))
def test_terms_begin_on_their_day_and_end_before_the_next_year_of_it(
    day: date, asset: Asset
) -> None:
    term = seizure_term(on=day, asset=asset, effective_on=day).value
    assert term.from_on == day < term.latest_end_on
    assert term.months in {6, 12, 24, 36}
