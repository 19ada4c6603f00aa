"""Interest on a debt: figures worked by hand for every regime and convention, and its algebra.

The derivation stands beside each figure. Where the texts leave room, the set of lawful
answers is given.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

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
)
from zhixing.law.interest.delay import Tier, tenor_of
from zhixing.law.interest.terms import RateKind, Tenor, Terms

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
