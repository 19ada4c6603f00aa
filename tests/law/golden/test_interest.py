"""Interest on a debt: figures worked by hand for every regime and convention, and its algebra.

The derivation stands beside each figure. Where the texts leave room, the set of lawful
answers is given.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
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
from zhixing.law.interest.delay import Tier, tenor_of
from zhixing.law.interest.extra import extra_interest
from zhixing.law.interest.reckoning import prepare
from zhixing.law.interest.terms import RateKind, Tenor, Terms
from zhixing.law.registry import execute_again
from zhixing.law.topics.asking import ask, get_topic

HUNDRED = Fen.of_yuan("100000")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _yuan(text: str) -> Fen:
    return Fen.of_yuan(text)


def _loan(due: str, yuan: str = "100000", **more: Any) -> Item:
    return Item("借款本金", ItemKind.PRINCIPAL, _yuan(yuan), _day(due), **more)


def _debt(on: str, *items: Item, **more: Any) -> Debt:
    return debt_today(on=_day(on), items=items, **more).value


# Since 1 August 2014


def test_the_four_ways_of_counting_days() -> None:
    """期间2018-03-30届满，06-29履行：91日；首日计入92，末日不计90，两者91。"""
    found = {
        (first, last): _debt(
            "2018-06-29", _loan("2018-03-30"), conventions=Conventions(first, last)
        ).extra_interest
        for first in FirstDay
        for last in LastDay
    }
    assert found == {
        (FirstDay.AFTER_EXPIRY, LastDay.PAYMENT_DAY): _yuan("1592.50"),
        (FirstDay.AFTER_EXPIRY, LastDay.DAY_BEFORE): _yuan("1575.00"),
        (FirstDay.EXPIRY_DAY, LastDay.PAYMENT_DAY): _yuan("1610.00"),
        (FirstDay.EXPIRY_DAY, LastDay.DAY_BEFORE): _yuan("1592.50"),
    }
    assert set(found.values()) == {_yuan("1575"), _yuan("1592.50"), _yuan("1610")}


def test_a_leap_day_is_a_day() -> None:
    """2016-02-28届满，03-01履行：2月29日、3月1日，2日；2017年同日只1日。"""
    assert _debt("2016-03-01", _loan("2016-02-28")).extra_interest == _yuan("35")
    assert _debt("2017-03-01", _loan("2017-02-28")).extra_interest == _yuan("17.50")


def test_without_a_period_delay_runs_from_the_day_of_effect() -> None:
    """2018-03-30生效，未定期限：自次日起91日；生效日计入92日。"""
    item = _loan("2018-03-30", no_period=True)
    debt = _debt("2018-06-29", item)
    assert (debt.extra_interest, debt.highest.extra_interest) == (_yuan("1592.50"), _yuan("1610"))


def test_rolling_moves_the_end_of_a_period_and_not_a_day_of_effect() -> None:
    """2018-03-31是周六，4月2日才是其后第一日：89日代替91日计90日。"""
    rolls = Conventions(roll_performance_period=True)
    plain = _debt("2018-06-29", _loan("2018-03-31"))
    rolled = _debt("2018-06-29", _loan("2018-03-31"), conventions=rolls)
    assert (plain.extra_interest, rolled.extra_interest) == (_yuan("1575"), _yuan("1540"))
    assert plain.lowest.extra_interest == _yuan("1522.50")
    effect = _debt("2018-06-29", _loan("2018-03-31", no_period=True), conventions=rolls)
    assert effect.extra_interest == _yuan("1575")


def test_instalments_each_run_from_their_own_day() -> None:
    """两期各5万元：3月30日起91日796.25元，4月30日起60日525.00元。"""
    first = Item("第一期", ItemKind.PRINCIPAL, _yuan("50000"), _day("2018-03-30"))
    second = Item("第二期", ItemKind.PRINCIPAL, _yuan("50000"), _day("2018-04-30"))
    debt = _debt("2018-06-29", second, first)
    assert debt.extra_interest == _yuan("1321.25")
    paid = Payment("一", _day("2018-05-10"), _yuan("60000"))
    after = _debt("2018-06-29", second, first, payments=(paid,))
    assert [(a.item, a.amount) for a in after.allocations] == [
        ("第一期", _yuan("50000")),
        ("第二期", _yuan("10000")),
    ]
    # 41×50000 + 10×50000 + 50×40000, each × 0.000175
    assert after.extra_interest == _yuan("796.25")


@pytest.mark.parametrize(
    ("kind", "served", "extra"),
    [
        (PaymentKind.VOLUNTARY, None, "525.00"),
        (PaymentKind.TRANSFER, None, "525.00"),
        (PaymentKind.AUCTION, "2018-05-09", "700.00"),
    ],
)
def test_interest_stops_on_payment_transfer_or_service(
    kind: PaymentKind, served: str | None, extra: str
) -> None:
    """4月29日付清30日；裁定5月9日送达的，40日。"""
    on = _day(served) if served else None
    paid = Payment("一", _day("2018-04-29"), HUNDRED, kind, on)
    assert _debt("2018-06-29", _loan("2018-03-30"), payments=(paid,)).extra_interest == _yuan(extra)


def test_money_whose_ruling_is_not_yet_served_does_not_count() -> None:
    paid = Payment("一", _day("2018-04-29"), HUNDRED, PaymentKind.AUCTION, _day("2018-07-01"))
    debt = _debt("2018-06-29", _loan("2018-03-30"), payments=(paid,))
    assert (debt.paid, debt.total) == (0, _yuan("101592.50"))


@pytest.mark.parametrize(
    ("reason", "extra"),
    [
        (StayReason.RETRIAL, "1050.00"),
        (StayReason.REVIEW_NOT_ON_DEBTOR, "1050.00"),
        (StayReason.DEFERRAL_BY_DEBTOR, "1592.50"),
        (StayReason.SETTLEMENT, "1592.50"),
    ],
)
def test_only_two_reasons_take_days_out(reason: StayReason, extra: str) -> None:
    """5月全月31日：扣除后60日。"""
    stay = Stay(Days.closed(_day("2018-05-01"), _day("2018-05-31")), reason)
    finding = debt_today(on=_day("2018-06-29"), items=(_loan("2018-03-30"),), stays=(stay,))
    assert finding.value.extra_interest == _yuan(extra)
    said = [s for s in finding.steps if s.basis and s.basis.article == "3.3"]
    assert said and all("2018-05-01" in s.text_zh for s in said)


def test_the_case_fee_in_the_base() -> None:
    """受理费1150元×0.000175×91日＝18.31元；首日计入92日18.52元。"""
    items = (
        _loan("2018-03-30"),
        Item("受理费", ItemKind.CASE_FEE, _yuan("1150"), _day("2018-03-30")),
    )
    out = _debt("2018-06-29", *items)
    within = _debt("2018-06-29", *items, conventions=Conventions(case_fee_in_base=True))
    assert within.extra_interest - out.extra_interest == _yuan("18.31")
    assert out.highest.extra_interest == _yuan("1628.52")


RATED = Terms(RateKind.FIXED, _day("2018-03-30"), Decimal("6"))


@pytest.mark.parametrize(
    ("order", "ordinary", "principal", "extra"),
    [
        # 493.15 to interest, 49506.85 to principal; then 61 days on 50493.15
        (STATUTORY_ORDER, "506.32", "50493.15", "1064.01"),
        # 50000 to principal, interest of 30 days stays; then 61 days on 50000
        (PRINCIPAL_FIRST, "994.52", "50000.00", "1058.75"),
    ],
)
def test_both_orders_inside_the_instrument(
    order: tuple[Owed, ...], ordinary: str, principal: str, extra: str
) -> None:
    paid = Payment("一", _day("2018-04-29"), _yuan("50000"))
    item = _loan("2018-03-30", terms=RATED)
    debt = _debt("2018-06-29", item, payments=(paid,), conventions=Conventions(order=order))
    assert debt.of(Owed.ORDINARY_INTEREST) == _yuan(ordinary)
    assert debt.of(Owed.PRINCIPAL) == _yuan(principal)
    assert debt.of(Owed.EXTRA_INTEREST) == _yuan(extra)


def test_an_agreed_order_may_put_extra_interest_first() -> None:
    """30日525元先扣加倍利息，余49475元还本；其后61日×50525元。"""
    order = (Owed.EXTRA_INTEREST, Owed.COSTS, Owed.ORDINARY_INTEREST, Owed.PRINCIPAL)
    paid = Payment("一", _day("2018-04-29"), _yuan("50000"))
    debt = _debt(
        "2018-06-29", _loan("2018-03-30"), payments=(paid,), conventions=Conventions(order=order)
    )
    assert debt.of(Owed.PRINCIPAL) == _yuan("50525")
    assert debt.of(Owed.EXTRA_INTEREST) == Fen.rounded(Fraction(5052500 * 61 * 175, 1000000))


def test_a_payment_of_the_whole_goes_to_extra_interest_last() -> None:
    """30日后付101000元：本金10万元，加倍利息525元，余475元退还。"""
    paid = Payment("一", _day("2018-04-29"), _yuan("101000"))
    debt = _debt("2018-06-29", _loan("2018-03-30"), payments=(paid,))
    assert (debt.total, debt.surplus, debt.extra_interest) == (0, _yuan("475"), _yuan("525"))


# 18 May 2009 to 31 July 2014


def test_the_annex_of_the_reply_of_2009() -> None:
    """期间2012-07-31届满，90日后付5万元：5.60%×2×90÷360＝0.028，5万÷1.028＝48638.13。"""
    paid = Payment("一", _day("2012-10-29"), _yuan("50000"))
    debt = _debt("2012-10-29", _loan("2012-07-31"), payments=(paid,))
    assert [(a.kind, a.amount) for a in debt.allocations] == [
        (Owed.EXTRA_INTEREST, _yuan("1361.87")),
        (Owed.PRINCIPAL, _yuan("48638.13")),
    ]
    assert debt.of(Owed.EXTRA_INTEREST) == _yuan("1438.13")


def test_what_was_paid_in_proportion_bears_no_more_and_the_rest_from_the_first_day() -> None:
    """再过181日（共271日，六个月至一年档6.00%）：余额51361.87×6%×2×271÷360＝4639.69。"""
    paid = Payment("一", _day("2012-10-29"), _yuan("50000"))
    debt = _debt("2013-04-28", _loan("2012-07-31"), payments=(paid,))
    assert tenor_of(_day("2012-08-01").toordinal(), _day("2013-04-29").toordinal()) is Tenor.Y1
    assert debt.of(Owed.EXTRA_INTEREST) == _yuan("4639.69")
    assert debt.extra_interest == _yuan("1361.87") + _yuan("4639.69")


@pytest.mark.parametrize(
    ("year", "tier", "extra"),
    [
        (YearDays.D360, Tier.BY_LENGTH, "2800.00"),  # 5.60% × 2 × 90 ÷ 360
        (YearDays.D365, Tier.BY_LENGTH, "2761.64"),  # 5.60% × 2 × 90 ÷ 365
        (YearDays.D360, Tier.SIX_MONTHS_TO_ONE_YEAR, "3000.00"),  # 6.00% × 2 × 90 ÷ 360
        (YearDays.D365, Tier.SIX_MONTHS_TO_ONE_YEAR, "2958.90"),  # 6.00% × 2 × 90 ÷ 365
    ],
)
def test_the_old_conventions(year: YearDays, tier: Tier, extra: str) -> None:
    chosen = Conventions(old_year_days=year, tier=tier)
    debt = _debt("2012-10-29", _loan("2012-07-31"), conventions=chosen)
    assert debt.extra_interest == _yuan(extra)
    # lowest 89 days at 365 and 5.60%, highest 91 days at 360 and 6.00%
    assert debt.lowest.extra_interest == _yuan("2730.96")
    assert debt.highest.extra_interest == _yuan("3033.33")


def test_a_change_of_the_benchmark_cuts_the_days() -> None:
    """2012-07-06降息：6月30日届满，7月1日至5日5日×5.85%，6日至20日15日×5.60%。"""
    debt = _debt("2012-07-20", _loan("2012-06-30"))
    assert [(len(a.days), a.rate) for a in debt.accruals] == [(5, "11.7"), (15, "11.2")]
    assert debt.extra_interest == _yuan("629.17")  # 162.50 + 466.67


@pytest.mark.parametrize(
    ("until", "tenor"),
    [
        ("2010-08-31", Tenor.M6),
        ("2010-09-01", Tenor.Y1),
        ("2011-02-28", Tenor.Y1),
        ("2011-03-01", Tenor.Y3),
        ("2013-02-28", Tenor.Y3),
        ("2013-03-01", Tenor.Y5),
        ("2015-02-28", Tenor.Y5),
        ("2015-03-01", Tenor.OVER_Y5),
    ],
)
def test_the_tier_follows_the_length_of_delay(until: str, tenor: Tenor) -> None:
    first, last = _day("2010-03-01"), _day(until)
    assert tenor_of(first.toordinal(), last.toordinal() + 1) is tenor


def test_fixed_interest_belongs_to_the_base_before_and_not_since() -> None:
    """已定利息1万元：2014年7月计入基数（10日×5.60%×2÷360＝31.11元），8月起不计。"""
    item = Item("利息", ItemKind.FIXED_INTEREST, _yuan("10000"), _day("2014-07-21"))
    assert _debt("2014-07-31", item).extra_interest == _yuan("31.11")
    assert _debt("2014-12-31", item).extra_interest == _yuan("31.11")
    accruing = _loan("2014-07-21", terms=Terms(RateKind.FIXED, _day("2013-07-22"), Decimal("10")))
    # a year of interest, 10000, is owed when delay begins: 110000 × 5.60% × 2 ÷ 360 × 10
    assert _debt("2014-07-31", accruing).extra_interest == _yuan("342.22")


def test_delay_across_all_three_texts() -> None:
    """2009-05-07届满：六年多，五年以上档；1992年意见10日，批复至2014-07-31，其后逐日。"""
    item = _loan("2009-05-07")
    chosen = Conventions(tier=Tier.SIX_MONTHS_TO_ONE_YEAR)
    debt = _debt("2014-08-10", item, conventions=chosen)
    by_text = {"CPL-OPINION": Fraction(0), "INTEREST-REPLY": Fraction(0), "INTEREST": Fraction(0)}
    for row in debt.accruals:
        by_text[row.basis.instrument] += Fraction(row.exact)
    assert by_text["CPL-OPINION"] == Fraction(10_000_000) * Fraction("0.1062") / 360 * 10
    assert by_text["INTEREST"] == 17500
    days = [
        ("2009-05-18", "5.31"),
        ("2010-10-20", "5.56"),
        ("2010-12-26", "5.81"),
        ("2011-02-09", "6.06"),
        ("2011-04-06", "6.31"),
        ("2011-07-07", "6.56"),
        ("2012-06-08", "6.31"),
        ("2012-07-06", "6.00"),
        ("2014-08-01", "0"),
    ]
    expected = sum(
        (_day(b) - _day(a)).days * Fraction(r) * 2 / 100 / 360 * 10_000_000
        for (a, r), (b, _) in pairwise(days)
    )
    assert by_text["INTEREST-REPLY"] == expected


def test_a_payment_after_august_2014_goes_to_the_instrument_first() -> None:
    """2014-08-01付5万元全部还本；前一日付的按并还原则分摊。"""
    item = _loan("2014-01-31")
    before = Payment("一", _day("2014-07-31"), _yuan("50000"))
    after = Payment("一", _day("2014-08-01"), _yuan("50000"))
    assert [a.kind for a in _debt("2014-08-01", item, payments=(after,)).allocations] == [
        Owed.PRINCIPAL
    ]
    shared = _debt("2014-08-01", item, payments=(before,)).allocations
    # 181 days (six months): 5.60% × 2 × 181 ÷ 360 = 0.0563111…
    assert [(a.kind, a.amount) for a in shared] == [
        (Owed.EXTRA_INTEREST, _yuan("2665.46")),
        (Owed.PRINCIPAL, _yuan("47334.54")),
    ]


def test_a_settlement_may_agree_on_another_order_before_2014() -> None:
    order = (Owed.COSTS, Owed.PRINCIPAL, Owed.EXTRA_INTEREST, Owed.ORDINARY_INTEREST)
    paid = Payment("一", _day("2012-10-29"), _yuan("50000"))
    debt = _debt(
        "2012-10-29", _loan("2012-07-31"), payments=(paid,), conventions=Conventions(order=order)
    )
    assert [a.kind for a in debt.allocations] == [Owed.PRINCIPAL]


def test_before_the_first_table_there_is_a_gap() -> None:
    debt = _debt("1995-07-10", _loan("1992-07-01"))
    assert debt.gaps and debt.gaps[0].days.start == _day("1992-07-02")


# Through the topic


def _ask(**more: Any) -> dict[str, Any]:
    return ask(get_topic("interest"), more)


LOAN = {"kind": "principal", "amount": "100000.00", "due_on": "2018-03-30"}


def test_foreign_currency_in_its_own_and_in_yuan() -> None:
    """1592.50美元；按起算日中间价6.2881（虚构）折合10013.80元。"""
    asked: dict[str, Any] = {"items": [LOAN], "currency": "USD", "as_of": "2018-06-29"}
    plain = _ask(**asked)["result"]
    assert (plain["extra_interest"], plain["extra_interest_rmb"]) == ("1592.50", None)
    both = _ask(**asked, rmb_rates=[{"on": "2018-03-30", "rate": "6.2881"}])
    assert both["result"]["extra_interest_rmb"] == "10013.80"
    wrong = _ask(**asked, rmb_rates=[{"on": "2018-03-29", "rate": "6.2881"}])
    assert (wrong["error"]["code"], wrong["error"]["field"]) == ("RATE_OF_DAY", "rmb_rates")


def test_a_rate_above_the_limit_is_told_and_not_cut() -> None:
    asked = {
        "items": [LOAN],
        "ordinary": {"kind": "fixed", "annual_rate": "36.5", "from": "2017-03-30"},
        "as_of": "2018-03-30",
    }
    loan = {"contract_on": "2017-03-30", "accepted_on": "2018-01-02"}
    plain, told = _ask(**asked), _ask(**asked, private_loan=loan)
    assert plain["result"] == told["result"]
    assert told["result"]["ordinary_interest"] == "36500.00"
    assert "warning:rate-above-limit" in told["finding"]["marks"]


def test_a_table_that_ends_is_named_and_the_figure_goes_to_its_end() -> None:
    found = _ask(
        items=[{"kind": "principal", "amount": "365000", "due_on": "2030-01-01"}],
        ordinary={"kind": "benchmark", "from": "2025-06-10", "tenor": "1y"},
        as_of="2025-12-31",
    )
    assert found["result"]["ordinary_interest"] == "300.00"
    assert found["error"]["code"] == "RATE_UNKNOWN"
    assert "2025-06-19" in found["error"]["message_zh"]
    early = _ask(
        items=[{"kind": "principal", "amount": "365000", "due_on": "2030-01-01"}],
        ordinary={"kind": "lpr", "from": "2019-08-10"},
        as_of="2019-08-20",
    )
    assert early["error"]["code"] == "RATE_UNKNOWN"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"items": []}, "NO_ITEMS", "items"),
        ({"items": [{"kind": "principal", "amount": "1"}]}, "MISSING", "items[0].effective_on"),
        ({"currency": "usd"}, "NOT_A_CURRENCY", "currency"),
        ({"ordinary": {"kind": "fixed", "from": "2018-01-01"}}, "MISSING", "ordinary.annual_rate"),
        (
            {"ordinary": {"kind": "lpr", "from": "2018-01-01", "annual_rate": "6"}},
            "NOT_WITH_KIND",
            "ordinary.annual_rate",
        ),
        (
            {"ordinary": {"kind": "lpr", "from": "2020-01-01", "tenor": "3y"}},
            "NOT_WITH_KIND",
            "ordinary.tenor",
        ),
        (
            {"ordinary": {"kind": "lpr", "from": "2020-01-01", "fixed_on": "2026-01-01"}},
            "RATE_UNKNOWN",
            "ordinary.fixed_on",
        ),
        ({"options": {"allocation": "agreed"}}, "NOT_WITH_ALLOCATION", "options.agreed_order"),
        (
            {"options": {"allocation": "agreed", "agreed_order": ["costs"]}},
            "INCOMPLETE",
            "options.agreed_order",
        ),
        (
            {"options": {"year_days_before_2014": 366}},
            "NOT_A_CHOICE",
            "options.year_days_before_2014",
        ),
        (
            {"private_loan": {"contract_on": "2010-01-01", "accepted_on": "2012-01-01"}},
            None,
            None,
        ),
        (
            {
                "private_loan": {"contract_on": "2010-01-01", "accepted_on": "2012-01-01"},
                "ordinary": {"kind": "fixed", "from": "2018-01-01", "annual_rate": "6"},
            },
            "LIMIT_UNKNOWN",
            "private_loan.accepted_on",
        ),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], code: str, field: str) -> None:
    found = _ask(**{"items": [LOAN], "as_of": "2018-06-29", **change})
    if code is None:
        assert "error" not in found
    else:
        assert (found["error"]["code"], found["error"]["field"]) == (code, field)


# Algebra

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


NOISE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-10, 10**16)
    | st.text(max_size=6)
    | st.sampled_from(
        ["1949-10-01", "2199-12-31", "999999999999.99", "principal", "lpr", "agreed"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["items", "amount", "on", "kind", "from", "to", "as_of", "due_on"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
EDGE = st.sampled_from(["1949-10-01", "1992-07-14", "2009-05-18", "2014-08-01", "2199-12-31"])
EDGES = EDGE | st.dates(date(1949, 10, 1), date(2199, 12, 31)).map(str)


@settings(max_examples=300, deadline=2000)
@given(st.data())
def test_a_mutated_question_is_answered_or_names_its_field(data: st.DataObject) -> None:
    draw = data.draw
    given_: dict[str, Any] = {
        "items": [
            {
                "kind": draw(st.sampled_from(["principal", "ordinary_interest", "case_fee"])),
                "amount": draw(st.sampled_from(["0", "0.01", "999999999999.99", "100000.00"])),
                "due_on": draw(st.none() | EDGES),
                "effective_on": draw(st.none() | EDGES),
            }
            for _ in range(draw(st.integers(0, 3)))
        ],
        "ordinary": draw(
            st.none()
            | st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["fixed", "lpr", "benchmark"]),
                    "from": EDGES,
                    "annual_rate": st.sampled_from([None, "0", "400", "4.35"]),
                    "tenor": st.sampled_from([None, "1y", "5y", "6m"]),
                }
            )
        ),
        "payments": [
            {
                "on": draw(EDGES),
                "amount": "5000.00",
                "kind": draw(st.sampled_from(["voluntary", "transfer", "auction"])),
                "ruling_served_on": draw(st.none() | EDGES),
            }
            for _ in range(draw(st.integers(0, 3)))
        ],
        "excluded": [{"from": draw(EDGES), "to": draw(EDGES), "reason": "retrial"}],
        "as_of": draw(EDGES),
        "currency": draw(st.sampled_from(["CNY", "USD", "元"])),
    }
    if draw(st.booleans()):
        given_[draw(st.sampled_from(sorted(given_)))] = draw(NOISE)
    found = _ask(**given_)
    if "error" in found:
        error = found["error"]
        assert error["field"] and error["message_zh"] and error["message_en"]
    else:
        low, high = found["result"]["range"]["low"], found["result"]["range"]["high"]
        total = Decimal(found["result"]["outstanding"]["total"])
        assert Decimal(low["total"]) <= total <= Decimal(high["total"])
