"""Trends, targets, ranks and the cases behind a figure: each the same number as the figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tests.rooms.oversight.making import Bureau
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.definition import CourtLine
from zhixing.oversight.queries import (
    BOARD,
    _months,
    count_cases,
    get_trend,
    list_case_ids,
    list_counted,
    list_court_lines,
)
from zhixing.oversight.targets import HEAVY_LOAD, POLICY, heavy_load, list_targets
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind

UNTIL = Days.closed(date(2017, 1, 1), date(2017, 12, 31))


def _read(bureau: Bureau, work):
    with bureau.desk.open(bureau.desk.who(PostKind.DIRECTOR)):
        return work()


def test_twelve_months_end_with_the_day() -> None:
    spans = _months(date(2018, 3, 15), 12)
    assert spans[0] == (date(2017, 4, 1), date(2017, 4, 30))
    assert spans[10] == (date(2018, 2, 1), date(2018, 2, 28))
    assert spans[11] == (date(2018, 3, 1), date(2018, 3, 15))


def test_the_months_of_a_count_add_up_to_the_year(bureau: Bureau) -> None:
    asked = bureau.ask(UNTIL)
    trend = _read(bureau, lambda: get_trend("FILED", asked))
    assert [p.amount for p in trend] == [1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1]
    assert sum(p.amount or 0 for p in trend) == bureau.reading("FILED", UNTIL).amount


@pytest.mark.parametrize("code", BOARD)
def test_each_point_is_what_its_month_gives_alone(bureau: Bureau, code: str) -> None:
    bureau.close(0, date(2017, 2, 1))
    bureau.close(1, date(2017, 7, 3))
    asked = bureau.ask(UNTIL)
    for point in _read(bureau, lambda: get_trend(code, asked, months=8)):
        alone = bureau.reading(code, Days.closed(point.month, point.until))
        if alone.above is None:
            assert point.amount == alone.amount, point
        else:
            shown = None if point.amount is None else f"{point.amount / 100:.2f}"
            assert shown == (alone.percent or None), point


@pytest.mark.parametrize("code", BOARD)
def test_a_figure_opens_to_exactly_its_cases(bureau: Bureau, code: str) -> None:
    bureau.close(2, date(2017, 7, 3))
    asked = bureau.ask(UNTIL)
    ids = _read(bureau, lambda: list_case_ids(code, asked))
    page = _read(bureau, lambda: list_counted(code, asked, limit=100))
    assert len(ids) == len(set(ids)) == _read(bureau, lambda: count_cases(code, asked))
    assert set(ids) == {c.case for c in page.cases}


def test_a_closing_counts_for_who_handled_the_case_then(bureau: Bureau) -> None:
    first = bureau.give(0, 2, date(2017, 1, 10))
    bureau.close(0, date(2017, 2, 1))
    bureau.close(1, date(2017, 2, 2))
    parts = {p.part: p.amount for p in bureau.reading("HANDLER_CLOSED", UNTIL).parts}
    assert parts == {str(first): 1, "": 1}


def _adopt(bureau: Bureau, value: dict[str, object]) -> None:
    with open_scope(Scope.system()):
        adopt_policy(
            NewPolicy(
                bureau.cases[0].court_no,
                POLICY,
                "（虚构）年度目标责任书",
                date(2017, 1, 1),
                date(2017, 12, 1),
                value,
            )
        )


def test_a_target_is_dated_and_names_its_source(bureau: Bureau) -> None:
    court = bureau.cases[0].court_no
    assert _read(bureau, lambda: list_targets(court, date(2017, 6, 1))) == {}
    _adopt(bureau, {"targets": [{"code": "CLOSING_RATE", "at_least": "20.00"}], "heavy_load": 3})
    assert _read(bureau, lambda: list_targets(court, date(2016, 12, 31))) == {}
    found = _read(bureau, lambda: list_targets(court, date(2017, 6, 1)))["CLOSING_RATE"]
    assert (found.at_least, found.source) == (Decimal("20.00"), "（虚构）年度目标责任书")
    assert found.is_met(bureau.reading("CLOSING_RATE", UNTIL)) is False
    bureau.close(0, date(2017, 2, 1))  # one of five is exactly a fifth
    assert found.is_met(bureau.reading("CLOSING_RATE", UNTIL)) is True
    empty = bureau.reading("CLOSING_RATE", Days.closed(date(2015, 1, 1), date(2015, 1, 2)))
    assert found.is_met(empty) is None
    assert _read(bureau, lambda: heavy_load(court, date(2017, 6, 1))) == 3
    assert _read(bureau, lambda: heavy_load(court, date(2016, 6, 1))) == HEAVY_LOAD == 10_000


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (
            {"targets": [{"code": "FILED", "at_least": 1}, {"code": "CLOSED"}]},
            "targets[1].at_least",
        ),
        ({"targets": [{"code": "HAPPINESS", "at_least": 1}]}, "targets[0].code"),
        ({"targets": [{"code": "FILED", "at_most": "many"}]}, "targets[0].at_most"),
        ({"targets": [], "heavy_load": 0}, "heavy_load"),
    ],
)
def test_what_the_board_could_not_read_is_not_adopted(
    bureau: Bureau, value: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        _adopt(bureau, value)
    assert refused.value.code == "POLICY_VALUE_UNREADABLE"
    assert refused.value.field == f"value.{field}"


def test_courts_are_ranked_by_closing_rate(bureau: Bureau) -> None:
    bureau.close(0, date(2017, 2, 1))
    asked = bureau.ask(UNTIL)
    lines = _read(bureau, lambda: list_court_lines(asked))
    own = next(x for x in lines if x.court_no == bureau.cases[0].court_no)
    assert own == CourtLine(bureau.cases[0].court_no, 4, 1, 5, 2000, 1)
    assert isinstance(own.court_no, int) and not isinstance(own.court_no, UUID)
