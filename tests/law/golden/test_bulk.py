"""Many debts at once come out as each by itself, to the fen and in every figure."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.interest.bulk.portfolio import MOST, Facts, Portfolio, PortfolioRefused, Row
from zhixing.law.interest.bulk.reckon import Owing, explain, join, reckon
from zhixing.law.interest.daycount import FirstDay, LastDay, YearDays
from zhixing.law.interest.debt import DebtRefused, debt_today
from zhixing.law.interest.debt_facts import (
    PRINCIPAL_FIRST,
    STATUTORY_ORDER,
    Conventions,
    Debt,
    Item,
    ItemKind,
    Owed,
    Payment,
    PaymentKind,
    Stay,
    StayReason,
    Waiver,
)
from zhixing.law.interest.delay import NEW, Tier
from zhixing.law.interest.terms import RateKind, Tenor, Terms

BEARING = (ItemKind.PRINCIPAL, ItemKind.DAMAGES, ItemKind.PENALTY)
FIRST, LAST = date(2014, 8, 1), date(2026, 3, 1)


def _day(draw: random.Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=draw.randrange((last - first).days + 1))


def _fen(draw: random.Random, most: int) -> Fen:
    return Fen(draw.choice((0, 1, draw.randrange(most), draw.randrange(most), 10 * most)))


def _terms(draw: random.Random, due: date) -> Terms:
    start = due + timedelta(days=draw.randrange(-2500, 400))
    year = draw.choice((None, None, *YearDays))
    tenor, multiple = draw.choice(tuple(Tenor)), Decimal(draw.choice(("1", "1.5", "4", "0")))
    kind = draw.choice(tuple(RateKind))
    if kind is RateKind.FIXED:
        return Terms(kind, start, Decimal(draw.randrange(0, 3600)) / 100, year_days=year)
    frozen = draw.choice((None, None, date(2020, 6, 1)))
    return Terms(kind, start, None, tenor, multiple, year, frozen)


def _debt(draw: random.Random) -> Facts:
    due = _day(draw)
    terms = _terms(draw, due) if draw.random() < 0.6 else None
    no_period = draw.random() < 0.2
    kind, amount = draw.choice(BEARING), _fen(draw, 10**9)
    items = [Item("本金", kind, amount, due, terms=terms, no_period=no_period)]
    if draw.random() < 0.5:
        fee_kind = draw.choice((ItemKind.CASE_FEE, ItemKind.PRESERVATION_FEE))
        fee_due = max(FIRST, due + timedelta(days=draw.choice((0, 0, -9, 30))))
        items.append(Item("受理费", fee_kind, _fen(draw, 10**6), fee_due))
    if draw.random() < 0.3:
        items.append(Item("利息", ItemKind.FIXED_INTEREST, _fen(draw, 10**7), due))
    payments = []
    for n in range(draw.choice((0, 1, 2, 3, 10))):
        on = _day(draw, max(date(2014, 7, 1), due - timedelta(days=200)), LAST)
        on = draw.choice((on, on, due + timedelta(days=draw.randrange(-1, 3))))
        sold = draw.choice((None, on + timedelta(days=draw.randrange(40))))
        way = PaymentKind.AUCTION if sold else PaymentKind.VOLUNTARY
        payments.append(Payment(f"第{n}笔", on, _fen(draw, 3 * 10**8), way, sold))
    excluded, stays = [], []
    for _ in range(draw.choice((0, 0, 0, 1, 2))):
        start = _day(draw, date(2014, 1, 1))
        days = Days(start, draw.choice((None, start + timedelta(days=draw.randrange(200)))))
        if draw.random() < 0.5:
            excluded.append(days)
        else:
            stays.append(Stay(days, draw.choice(tuple(StayReason))))
    draw.shuffle(items)
    return Facts(
        tuple(items),
        tuple(payments),
        (),
        tuple(excluded),
        tuple(stays),
        draw.random() < 0.1,
    )


def _another(draw: random.Random) -> Facts:
    """Draw a debt that the columns do not hold."""
    facts = _debt(draw)
    first, *others = facts.items
    match draw.randrange(6):
        case 0:
            first = replace(first, due_on=_day(draw, date(2008, 1, 1), date(2014, 7, 31)))
        case 1:
            others.append(Item("其他", draw.choice(tuple(ItemKind)), Fen(77), first.due_on))
            others.append(Item("另一", draw.choice(BEARING), Fen(12_345), first.due_on))
        case 2:
            first = replace(first, in_extra_base=draw.random() < 0.5)
        case 3:
            waiver = Waiver(_day(draw), draw.choice(tuple(Owed)), draw.choice((None, Fen(5000))))
            facts = replace(facts, waivers=(waiver,))
        case 4:
            first = replace(first, amount=Fen(MOST + draw.randrange(1, 10**20)))
        case _:
            others.append(Item("评估费", ItemKind.REALISATION_COST, Fen(900), first.due_on))
    return replace(facts, items=(first, *others))


def _conventions(draw: random.Random) -> Conventions:
    order = list(STATUTORY_ORDER)
    draw.shuffle(order)
    return Conventions(
        draw.choice(tuple(FirstDay)),
        draw.choice(tuple(LastDay)),
        draw.choice(tuple(YearDays)),
        draw.choice((STATUTORY_ORDER, PRINCIPAL_FIRST, tuple(order))),
        draw.choice(tuple(YearDays)),
        draw.choice(tuple(Tier)),
        draw.random() < 0.5,
        draw.random() < 0.5,
    )


def _told(debt: Debt) -> Owing:
    """Write what the rule says as the columns do."""
    return Owing(
        int(debt.of(Owed.PRINCIPAL)),
        int(debt.of(Owed.COSTS)),
        int(debt.of(Owed.ORDINARY_INTEREST)),
        int(debt.of(Owed.EXTRA_INTEREST)),
        int(debt.extra_interest),
        int(debt.ordinary_interest),
        int(debt.surplus),
        int(debt.paid),
        int(bool(debt.gaps)),
    )


def _by_rule(facts: Facts, on: date, conventions: Conventions) -> Debt:
    return debt_today(
        on=on,
        items=facts.items,
        payments=facts.payments,
        waivers=facts.waivers,
        excluded=facts.excluded,
        stays=facts.stays,
        is_foreign=facts.is_foreign,
        conventions=conventions,
    ).value


@pytest.mark.parametrize("seed", range(12))
def test_the_columns_say_what_the_rule_says(seed: int) -> None:
    draw = random.Random(seed)
    debts = [_debt(draw) for _ in range(250)]
    book = Portfolio()
    for facts in debts:
        book.add(facts)
    assert not book.others
    for _ in range(3):
        on, conventions = _day(draw, date(2014, 7, 1), date(2026, 6, 1)), _conventions(draw)
        if draw.random() < 0.5:
            on = date.fromordinal(draw.choice(book.paid_on))
        done = reckon(book, on=on, conventions=conventions)
        assert done.by_rule == 0
        for number, facts in enumerate(debts):
            debt = _by_rule(facts, on, conventions)
            assert done.of(number) == _told(debt), (facts, on, conventions)
            assert done.of(number).total == debt.total


@pytest.mark.parametrize("seed", range(4))
def test_debts_of_another_shape_go_through_the_rule_and_are_counted(seed: int) -> None:
    draw = random.Random(seed)
    debts = [draw.choice((_debt, _another))(draw) for _ in range(100)]
    book = Portfolio()
    for facts in debts:
        book.add(facts)
    on, conventions = _day(draw), _conventions(draw)
    done = reckon(book, on=on, conventions=conventions)
    assert 20 < done.by_rule == len(book.others) < 80
    for number, facts in enumerate(debts):
        assert done.of(number) == _told(_by_rule(facts, on, conventions)), facts
    total = sum(_told(_by_rule(facts, on, conventions)).extra_due for facts in debts)
    assert done.sum_of("extra_due") == total


def test_every_figure_can_be_explained() -> None:
    draw = random.Random(7)
    book = Portfolio()
    for _ in range(150):
        book.add(draw.choice((_debt, _debt, _another))(draw))
    on, conventions = date(2025, 3, 31), _conventions(draw)
    done = reckon(book, on=on, conventions=conventions)
    for number in range(len(book)):
        finding = explain(book, number, on=on, conventions=conventions)
        assert done.of(number) == _told(finding.value)
        assert any(step.basis for step in finding.steps)


def test_parts_of_a_portfolio_make_the_whole() -> None:
    draw = random.Random(3)
    book = Portfolio()
    for _ in range(61):
        book.add(draw.choice((_debt, _another))(draw))
    on = date(2024, 2, 29)
    whole = reckon(book, on=on)
    assert book.shares(4) == ((0, 15), (15, 30), (30, 45), (45, 61))
    parts = [reckon(book, on=on, first=a, last=b) for a, b in book.shares(4)]
    assert parts[2].of(31) == whole.of(31)
    with pytest.raises(IndexError):
        parts[2].of(1 if 1 not in book.others else 0)
    with pytest.raises(ValueError, match="begins with 30"):
        join([reckon(book, on=on, first=0, last=15), parts[2]])
    joined = join(parts)
    assert joined.columns == whole.columns and joined.apart == whole.apart


def test_91_days_on_100000() -> None:
    """100,000 yuan due 30 March 2018, asked on 29 June: 91 × 0.000175, 1,592.50 yuan."""
    book = Portfolio()
    due, paid_on = date(2018, 3, 30).toordinal(), date(2018, 4, 29).toordinal()
    book.append(Row(10_000_000, due))
    book.append(Row(10_000_000, due, ((paid_on, 5_000_000),)))
    done = reckon(book, on=date(2018, 6, 29))
    assert done.of(0) == Owing(10_000_000, 0, 0, 159_250, 159_250, 0, 0, 0)
    assert done.of(1) == Owing(5_000_000, 0, 0, 105_875, 105_875, 0, 0, 5_000_000)
    day_before = reckon(
        book, on=date(2018, 6, 29), conventions=Conventions(last=LastDay.DAY_BEFORE)
    )
    assert day_before.of(0).extra_due == 157_500


def test_a_payment_on_the_day_asked_about_is_seen_and_a_later_one_is_not() -> None:
    due, on = date(2018, 3, 30).toordinal(), date(2018, 6, 29)
    day = on.toordinal()
    book = Portfolio()
    book.append(Row(10_000_000, due, ((day + 1, 1_000_000), (day, 2_000_000))))
    done = reckon(book, on=on)
    assert done.of(0) == Owing(8_000_000, 0, 0, 159_250, 159_250, 0, 0, 2_000_000)


def test_days_without_a_rate_are_told_while_anything_is_left() -> None:
    """The LPR begins on 20 August 2019; paid in full before, nothing is missing."""
    due = date(2019, 8, 1)
    terms = Terms(RateKind.LPR, date(2019, 8, 10))
    book = Portfolio()
    for day, amount in (
        (date(2019, 8, 10), 500),
        (date(2019, 8, 10), 499),
        (date(2019, 8, 11), 500),
    ):
        book.append(Row(500, due.toordinal(), ((day.toordinal(), amount),), terms))
    done = reckon(book, on=date(2020, 1, 1))
    assert list(done.columns["has_gaps"]) == [0, 1, 1]


def test_the_first_day_of_the_columns() -> None:
    """Due 31 July 2014, delay may begin under the older text: that is the rule's to say."""
    book = Portfolio()
    for due in (date(2014, 7, 31), date(2014, 8, 1)):
        book.add(Facts((Item("货款", ItemKind.PRINCIPAL, Fen(10_000_000), due),)))
    assert list(book.others) == [0]
    done = reckon(book, on=date(2014, 8, 11))
    assert (done.of(0).extra_due, done.of(1).extra_due, done.by_rule) == (19_250, 17_500, 1)


def test_no_amount_is_too_large() -> None:
    """The largest amount at a rate no court grants passes a column and goes by the rule."""
    due = date(2015, 1, 1)
    terms = Terms(RateKind.FIXED, due, Decimal(10**6))
    book = Portfolio()
    book.append(Row(MOST, due.toordinal(), terms=terms))
    book.append(Row(MOST, due.toordinal()))
    done = reckon(book, on=date(2025, 1, 1))
    assert (done.by_rule, done.of(0).ordinary_interest > 2**63) == (1, True)
    assert done.of(1).extra_due == MOST * 7 * 3653 // 40_000
    for number in range(2):
        debt = _by_rule(book.facts(number), date(2025, 1, 1), Conventions())
        assert done.of(number) == _told(debt)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (Row(-1, NEW), "amount"),
        (Row(MOST + 1, NEW), "amount"),
        (Row(1, NEW, fee=-1, fee_due=NEW), "fee"),
        (Row(1, NEW, awarded=-1), "awarded"),
        (Row(1, NEW - 1), "due"),
        (Row(1, NEW, fee=1, fee_due=NEW - 1), "fee_due"),
        (Row(1, NEW, ((NEW, 1), (NEW, -1))), "payments[1].amount"),
        (Row(1, NEW, ((0, 1),)), "payments[0].day"),
        (Row(1, NEW, kind=ItemKind.CASE_FEE), "kind"),
    ],
)
def test_a_wrong_debt_is_named_by_number_and_field(row: Row, name: str) -> None:
    book = Portfolio()
    book.append(Row(1, NEW))
    with pytest.raises(PortfolioRefused) as told:
        book.append(row)
    assert told.value.field == f"debts[1].{name}"
    assert "第2笔债务" in told.value.message_zh and "Debt 2" in told.value.message_en
    assert len(book) == 1 == book.append(Row(1, NEW))


def test_facts_that_make_no_debt_are_refused_when_added() -> None:
    book = Portfolio()
    due = date(2020, 1, 1)
    frozen = Terms(RateKind.LPR, due, fixed_on=date(2010, 1, 1))
    for items, code in (
        ((), "ITEMS"),
        ((Item("货款", ItemKind.PRINCIPAL, Fen(-1), due),), "NEGATIVE"),
        ((Item("货款", ItemKind.PRINCIPAL, Fen(1), due, terms=frozen),), "PARAMETER_MISSING"),
    ):
        with pytest.raises(PortfolioRefused) as told:
            book.add(Facts(items))
        assert (told.value.code, told.value.field) == (code, "debts[0].items")
    with pytest.raises(DebtRefused, match="清偿顺序"):
        reckon(book, on=due, conventions=Conventions(order=(Owed.COSTS,)))
    assert len(book) == 0 == len(reckon(book, on=due))
