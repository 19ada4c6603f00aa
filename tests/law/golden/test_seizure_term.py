"""Terms of controls: the texts of 2004 and 2015, month ends, leap days, renewals, queues.

Expected days were worked out by hand from the articles named in each case.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.law.seizure.chain import RenewalStart, seizure_terms
from zhixing.law.seizure.queue import Entry, State, TermStart, waiting_queue
from zhixing.law.seizure.term import Asset, EndDay
from zhixing.law.topics.asking import ask, get_topic

OLD_AND_NEW = [
    # property, first day, last day; 2004 text art. 29: 6, 12, 24 months; 2015 art. 487 (now 485)
    ("deposit", "2015-02-03", "2015-08-02"),
    ("deposit", "2015-02-04", "2016-02-03"),
    ("movable", "2015-02-03", "2016-02-02"),
    ("movable", "2015-02-04", "2017-02-03"),
    ("immovable", "2015-02-03", "2017-02-02"),
    ("immovable", "2015-02-04", "2018-02-03"),
    ("other_right", "2015-02-03", "2017-02-02"),
    ("other_right", "2015-02-04", "2018-02-03"),
    # the last day is a Saturday, a holiday: it does not move
    ("deposit", "2020-10-02", "2021-10-01"),
    ("deposit", "2021-01-03", "2022-01-02"),
    # month ends and leap days: no day of that number, so the month's last day
    ("deposit", "2014-08-31", "2015-02-28"),
    ("deposit", "2014-08-30", "2015-02-28"),
    ("deposit", "2014-08-28", "2015-02-27"),
    ("deposit", "2014-09-01", "2015-02-28"),
    ("deposit", "2020-02-29", "2021-02-28"),
    ("movable", "2022-02-28", "2024-02-27"),
    ("movable", "2022-03-01", "2024-02-29"),
    ("immovable", "2021-03-01", "2024-02-29"),
]


def _ask(**given: object) -> dict[str, Any]:
    answered: dict[str, Any] = ask(get_topic("seizure-term"), {"renewals": 0, **given})
    return answered


@pytest.mark.parametrize(("kind", "first", "last"), OLD_AND_NEW)
def test_the_longest_first_term(kind: str, first: str, last: str) -> None:
    answered = _ask(property=kind, seized_on=first)
    assert answered["result"]["latest_end_on"] == last
    version = "2015" if first >= "2015-02-04" else "2004"
    bases = [s["basis"] for s in answered["finding"]["steps"] if s["basis"]]
    term = next(b for b in bases if b["instrument"] in ("SEIZURE", "CPL-INT"))
    assert first >= "2021-01-01" or term["version"] in (version, "2020")


@pytest.mark.parametrize(
    ("kind", "first", "renewals", "ends"),
    [
        # half of six months is three; each renewal again three (2004, art. 29 para. 2)
        ("deposit", "2013-01-10", 2, ["2013-07-09", "2013-10-09", "2014-01-09"]),
        ("immovable", "2006-05-01", 1, ["2008-04-30", "2009-04-30"]),
        # the last renewal on 9 February 2015 falls under the new text: a full year
        ("deposit", "2014-08-10", 1, ["2015-02-09", "2016-02-09"]),
        ("deposit", "2014-08-10", ["2015-02-03"], ["2015-02-09", "2015-05-09"]),
        ("movable", "2014-01-15", ["2015-01-14", "2015-07-01"], None),
        ("deposit", "2021-05-06", ["2022-05-05"], ["2022-05-05", "2023-05-05"]),
        ("deposit", "2021-05-06", [], ["2022-05-05"]),
        ("deposit", "2021-05-06", None, ["2022-05-05"]),
    ],
)
def test_renewals_follow_the_text_of_their_own_day(
    kind: str, first: str, renewals: Any, ends: list[str] | None
) -> None:
    result = _ask(property=kind, seized_on=first, renewals=renewals)["result"]
    # movable: 2014-01-15 to 2015-01-14; half a year under the old text to 2015-07-14;
    # then two years under the new one
    expected = ends or ["2015-01-14", "2015-07-14", "2017-07-14"]
    assert result["latest_ends_on"] == expected
    assert result["latest_end_on"] == expected[-1]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"renewals": ["2022-05-06"]}, "RENEWAL_TOO_LATE", "renewals[0]"),
        ({"renewals": ["2021-05-05"]}, "RENEWAL_TOO_EARLY", "renewals[0]"),
        ({"renewals": ["2022-05-01", "2022-04-01"]}, "RENEWAL_TOO_EARLY", "renewals[1]"),
        ({"renewals": 61}, "OUT_OF_RANGE", "renewals"),
        ({"renewals": "1"}, "WRONG_TYPE", "renewals"),
        ({"renewals": True}, "WRONG_TYPE", "renewals"),
        ({"renewals": ["x"]}, "WRONG_TYPE", "renewals[0]"),
        ({"renewals": ["2022-05-01"] * 61}, "TOO_LONG", "renewals"),
        ({"property": "share"}, "NOT_A_CHOICE", "property"),
        ({"seized_on": "2021-02-29"}, "WRONG_TYPE", "seized_on"),
    ],
)
def test_faults_name_their_field(given: dict[str, object], code: str, field: str) -> None:
    error = _ask(**{"property": "deposit", "seized_on": "2021-05-06", **given})["error"]
    assert (error["code"], error["field"]) == (code, field)


def test_a_count_at_the_far_edge_is_answered() -> None:
    answered = _ask(property="immovable", seized_on="2199-12-31", renewals=60)
    assert len(answered["result"]["latest_ends_on"]) == 61


DAYS = st.dates(date(2005, 1, 1), date(2060, 12, 31))
ASSETS = st.sampled_from([a for a in Asset if a is not Asset.FUNDS])


@given(ASSETS, DAYS, st.integers(1, 400), st.integers(0, 4), st.sampled_from(EndDay))
def test_a_later_start_never_ends_earlier(
    asset: Asset, day: date, gap: int, renewals: int, end_day: EndDay
) -> None:
    first, second = (
        seizure_terms(on=d, asset=asset, seized_on=d, renewals=renewals, end_day=end_day).value
        for d in (day, day + timedelta(days=gap))
    )
    assert first.latest_end_on <= second.latest_end_on


@given(ASSETS, DAYS, st.integers(1, 5))
def test_one_more_renewal_only_adds_a_term(asset: Asset, day: date, count: int) -> None:
    ends = seizure_terms(on=day, asset=asset, seized_on=day, renewals=count).value.latest_ends_on
    before = seizure_terms(on=day, asset=asset, seized_on=day, renewals=count - 1).value
    assert ends[:-1] == before.latest_ends_on
    assert list(ends) == sorted(set(ends))


@given(DAYS, st.data())
def test_a_renewal_counted_from_its_own_day_is_never_longer(day: date, data: Any) -> None:
    running = seizure_terms(on=day, asset=Asset.DEPOSIT, seized_on=day).value.latest_end_on
    made = data.draw(st.dates(day, running))
    after, when = (
        seizure_terms(
            on=made, asset=Asset.DEPOSIT, seized_on=day, renewed_on=(made,), renewal_start=start
        ).value.latest_end_on
        for start in RenewalStart
    )
    assert running <= when <= after


@given(
    st.lists(st.tuples(st.dates(date(2016, 1, 1), date(2024, 1, 1)), st.integers(-1, 900))),
    st.dates(date(2016, 1, 1), date(2030, 1, 1)),
    st.sampled_from(TermStart),
)
def test_at_most_one_holds_and_ranks_have_no_gap(
    rows: list[tuple[date, int]], on: date, start: TermStart
) -> None:
    entries = tuple(
        Entry(str(i), day, lifted_on=None if gap < 0 else day + timedelta(days=gap))
        for i, (day, gap) in enumerate(rows)
    )
    places = waiting_queue(on=on, asset=Asset.DEPOSIT, entries=entries, term_start=start).value
    holding = [p for p in places if p.state is State.IN_EFFECT]
    waiting = [p for p in places if p.state is State.WAITING]
    assert len(holding) <= 1
    assert not waiting or holding, "somebody waits only while another holds"
    ranks = [p.rank for p in places if p.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))
    assert not holding or holding[0].rank == 1
