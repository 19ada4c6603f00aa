"""The topic of interest: options, limits, currencies, missing rates, faults and odd requests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.law.topics.asking import ask, get_topic


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


def test_a_rest_before_august_2014_counts_and_one_across_it_counts_in_part() -> None:
    """2014-07-22至08-10共20日，7月26日至8月5日再审中止：只扣8月1日至5日，余5日87.50元。"""
    found = _ask(
        items=[{"kind": "principal", "amount": "100000.00", "due_on": "2014-07-21"}],
        excluded=[{"from": "2014-07-26", "to": "2014-08-05", "reason": "retrial"}],
        as_of="2014-08-10",
    )
    assert found["result"]["extra_interest"] == "398.61"  # 311.11 + 87.50
    assert "doubt:stay-before-2014-08-01" in found["finding"]["marks"]


def test_a_period_that_ended_before_the_instrument_took_effect_is_pointed_out() -> None:
    loan = {**LOAN, "effective_on": "2018-04-10"}
    found = _ask(items=[loan], as_of="2018-06-29")
    assert found["result"]["extra_interest"] == "1592.50"
    assert "warning:due-before-effective" in found["finding"]["marks"]


def test_each_note_may_have_terms_of_its_own() -> None:
    """两张借条各10万元，一年6%、12%：6000＋12000。"""
    fixed = {"kind": "fixed", "from": "2017-03-30"}
    items = [
        {**LOAN, "ordinary": {**fixed, "annual_rate": "6"}},
        {**LOAN, "ordinary": {**fixed, "annual_rate": "12"}},
    ]
    found = _ask(items=items, as_of="2018-03-30")["result"]
    assert found["ordinary_interest"] == "18000.00"
    assert [s["amount"] for s in found["segments"]] == ["6000.000000", "12000.000000"]


def test_restitution_and_the_options_stand_in_the_finding() -> None:
    found = _ask(items=[LOAN], as_of="2018-06-29", restitution=True)["finding"]
    assert any((s["basis"] or {}).get("article") == "6" for s in found["steps"])
    assert found["options"] == {
        "first_day": "excluded",
        "last_day": "included",
        "year_days_before_2014": 360,
        "tier": "by_length",
        "case_fee_in_base": False,
        "allocation": "instrument_first_interest_first",
        "agreed_order": None,
        "roll_performance_period": False,
    }
