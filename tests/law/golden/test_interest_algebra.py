"""The algebra of interest: what must hold for every debt, whatever the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.interest.daycount import FirstDay, LastDay, YearDays
from zhixing.law.interest.debt import debt_today
from zhixing.law.interest.debt_facts import (
    PRINCIPAL_FIRST,
    STATUTORY_ORDER,
    Conventions,
    Item,
    ItemKind,
    Owed,
    Payment,
    Stay,
    StayReason,
    Waiver,
)
from zhixing.law.interest.delay import Tier
from zhixing.law.interest.extra import extra_interest
from zhixing.law.interest.reckoning import prepare
from zhixing.law.interest.terms import RateKind, Terms
from zhixing.law.registry import execute_again

FEW = settings(max_examples=120, deadline=None)
AMOUNTS = st.integers(0, 10**10).map(Fen)
OFFSETS = st.integers(-200, 3000)
STARTS = st.dates(date(2003, 1, 1), date(2024, 12, 31))
CONVENTIONS = st.builds(
    Conventions,
    first=st.sampled_from(FirstDay),
    last=st.sampled_from(LastDay),
    order=st.sampled_from((STATUTORY_ORDER, PRINCIPAL_FIRST)),
    old_year_days=st.sampled_from(YearDays),
    tier=st.sampled_from(Tier),
    case_fee_in_base=st.booleans(),
    roll_performance_period=st.booleans(),
)
RATES = st.none() | st.decimals(0, 36, places=2)


@st.composite
def _questions(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(STARTS)
    kinds = (ItemKind.PRINCIPAL, ItemKind.PENALTY, ItemKind.FIXED_INTEREST, ItemKind.CASE_FEE)
    items = []
    for n in range(draw(st.integers(1, 3))):
        kind = kinds[0] if n == 0 else draw(st.sampled_from(kinds))
        rate = draw(RATES) if kind is ItemKind.PRINCIPAL else None
        due = start + timedelta(days=draw(st.integers(0, 400)))
        begin = start - timedelta(days=draw(st.integers(0, 700)))
        terms = None if rate is None else Terms(RateKind.FIXED, begin, rate)
        items.append(Item(f"{n}", kind, draw(AMOUNTS), due, terms=terms))
    payments = tuple(
        Payment(f"p{n}", start + timedelta(days=draw(OFFSETS)), draw(AMOUNTS))
        for n in range(draw(st.integers(0, 4)))
    )
    rests = tuple(
        Stay(
            Days(start + timedelta(days=a), start + timedelta(days=a + draw(st.integers(0, 90)))),
            draw(st.sampled_from(StayReason)),
        )
        for a in draw(st.lists(st.integers(0, 2000), max_size=2))
    )
    return {
        "on": start + timedelta(days=draw(st.integers(0, 3200))),
        "items": tuple(items),
        "payments": payments,
        "stays": rests,
        "conventions": draw(CONVENTIONS),
    }


@FEW
@given(_questions())
def test_the_ends_reckoned_are_the_ends_of_all_lawful_sets(asked: dict[str, Any]) -> None:
    ready = prepare(waivers=(), excluded=(), **asked)
    default = ready.figures(ready.fold(ready.conventions))
    low, high = ready.extremes(default, ready.telling())
    assert (low, high) == ready.extremes(default, ready.lawful())
    assert low.total <= default.total <= high.total
    assert low.extra_interest <= default.extra_interest <= high.extra_interest
    assert low.ordinary_interest <= default.ordinary_interest <= high.ordinary_interest


@FEW
@given(_questions())
def test_every_fen_paid_goes_somewhere_and_the_stretches_add_up(asked: dict[str, Any]) -> None:
    finding = debt_today(**asked)
    debt = finding.value
    seen = {p.name: p.amount for p in asked["payments"] if p.counts_on <= asked["on"]}
    went = {name: Fen(0) for name in seen}
    for part in debt.allocations:
        assert part.amount > 0
        went[part.payment] += part.amount
    assert all(went[name] <= amount for name, amount in seen.items())
    assert sum(went.values()) + debt.surplus == sum(seen.values())
    assert debt.total == sum(o.amount for o in debt.outstanding)
    for kind, told in (
        (Owed.EXTRA_INTEREST, debt.extra_interest),
        (Owed.ORDINARY_INTEREST, debt.ordinary_interest),
    ):
        by_item: dict[str, Fraction] = {}
        for row in debt.accruals:
            if row.kind is kind:
                by_item[row.item] = by_item.get(row.item, Fraction(0)) + Fraction(row.exact)
        fixed = sum(i.amount for i in asked["items"] if i.owed is kind)
        assert told == fixed + sum(Fen.rounded(exact) for exact in by_item.values())
    assert execute_again(finding) == finding


@FEW
@given(_questions(), st.integers(1, 400))
def test_a_later_payment_never_lowers_what_is_owed(asked: dict[str, Any], later: int) -> None:
    """Of one debt under one order: a later payment can do better only by going elsewhere,
    to a dearer item that has fallen due, or past 1 August 2014 to the debt alone."""
    asked["items"] = asked["items"][:1]
    new = date(2014, 8, 1)
    for payment in asked["payments"]:
        moved = replace(payment, on=payment.on + timedelta(days=later))
        if payment.on < new <= moved.on:
            continue
        payments = tuple(moved if p is payment else p for p in asked["payments"])
        before = debt_today(**asked).value
        after = debt_today(**{**asked, "payments": payments}).value
        assert after.total - after.surplus + 5 >= before.total - before.surplus


@FEW
@given(STARTS, st.integers(0, 1500), st.integers(0, 1500), AMOUNTS)
def test_adjoining_days_add_up_across_all_texts(start: date, one: int, two: int, base: Fen) -> None:
    middle = start + timedelta(days=one)
    end = middle + timedelta(days=two)

    def exact(a: date, b: date) -> Fraction:
        found = extra_interest(
            on=b, base=base, expiry_on=a, until_on=b, tier=Tier.SIX_MONTHS_TO_ONE_YEAR
        )
        return found.value.exact

    assert exact(start, end) == exact(start, middle) + exact(middle, end)


@FEW
@given(STARTS, st.integers(0, 2000), AMOUNTS)
def test_a_day_more_costs_what_a_day_costs(start: date, days: int, base: Fen) -> None:
    on = start + timedelta(days=days)
    chosen: dict[str, Any] = {"base": base, "expiry_on": start, "tier": Tier.SIX_MONTHS_TO_ONE_YEAR}
    one = extra_interest(on=on, until_on=on, **chosen).value
    day = on + timedelta(days=1)
    two = extra_interest(on=day, until_on=day, **chosen).value
    if day >= date(2014, 8, 1):
        assert two.exact - one.exact == int(base) * Fraction(175, 1000000)
    else:
        assert 0 <= two.exact - one.exact <= int(base) * Fraction(2 * 8, 100) / 360


@FEW
@given(st.integers(1, 10**10), st.integers(1, 1700), st.fractions(0, 1))
def test_a_payment_shared_in_proportion_is_the_formula(
    principal: int, days: int, share: Fraction
) -> None:
    due = date(2009, 6, 1)
    on = due + timedelta(days=days)
    item = Item("债", ItemKind.PRINCIPAL, Fen(principal), due)
    owed = debt_today(on=on, items=(item,)).value
    factor = extra_interest(on=on, base=Fen(1), expiry_on=due, until_on=on).value.exact
    amount = Fen(int(share * owed.total))
    debt = debt_today(on=on, items=(item,), payments=(Payment("p", on, amount),)).value
    paid = principal - debt.of(Owed.PRINCIPAL)
    if owed.extra_interest and amount < owed.total:
        assert abs(paid - Fraction(amount) / (1 + factor)) <= 1


@FEW
@given(_questions(), st.sampled_from(Owed), st.none() | AMOUNTS)
def test_a_waiver_takes_no_more_than_is_owed(
    asked: dict[str, Any], kind: Owed, amount: Fen | None
) -> None:
    waiver = Waiver(asked["on"], kind, amount)
    bare = debt_today(**asked).value
    less = debt_today(**asked, waivers=(waiver,)).value
    assert less.total + less.waived == bare.total
