"""Days that do not count, and three months more with the president's approval."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.settlement.making import Told
from zhixing.cases import queries as cases
from zhixing.closing.operations import (
    ClosingRefused,
    NewPeriod,
    end_period,
    exclude_period,
    propose_extension,
    propose_suspension,
)
from zhixing.closing.queries import list_periods
from zhixing.decisions.operations import give_opinion
from zhixing.law.clock.case_clock import Exclusion
from zhixing.platform.principal import PostKind

ON = date(2017, 4, 10)
APPRAISAL = NewPeriod(
    Exclusion.APPRAISAL, date(2017, 3, 1), "委托评估函（虚构）", date(2017, 3, 31)
)


def closing_line(told: Told) -> tuple[date | None, int]:
    with told.open():
        nodes = cases.list_nodes(told.court_no, told.case)
    node = next(n for n in nodes if n.code == "CLOSE_CASE")
    return node.due_on, node.excluded_days


def exclude(told: Told, period: NewPeriod = APPRAISAL, on: date = ON) -> UUID:
    with told.open() as by:
        return exclude_period(told.case, period, on, by=by)


def approve(told: Told, matter: UUID, on: date, *kinds: PostKind) -> None:
    for kind in kinds:
        with told.open(kind) as by:
            give_opinion(matter, approve=True, text="同意", on=on, by=by)
    told.react()


def test_the_line_moves_by_the_days_excluded(told: Told) -> None:
    assert closing_line(told) == (date(2017, 7, 10), 0)
    exclude(told)
    assert closing_line(told) == (date(2017, 8, 10), 31)
    overlapping = NewPeriod(
        Exclusion.AUCTION, date(2017, 3, 20), "拍卖公告（虚构）", date(2017, 4, 4)
    )
    exclude(told, overlapping)
    assert closing_line(told) == (date(2017, 8, 14), 35), "overlaps count once"


def test_an_open_period_stands_still_until_it_ends(told: Told) -> None:
    period = exclude(told, NewPeriod(Exclusion.ANNOUNCEMENT, date(2017, 3, 1), "公告送达（虚构）"))
    assert closing_line(told)[0] is None
    with told.open() as by:
        end_period(told.case, period, date(2017, 3, 31), "公告期满（虚构）", ON, by=by)
    assert closing_line(told) == (date(2017, 8, 10), 31)
    with told.open():
        before = list_periods(told.court_no, told.case, on=date(2017, 3, 15))
        after = list_periods(told.court_no, told.case)
    assert [p.is_open for p in before] == [True] and [p.is_open for p in after] == [False]
    with told.open() as by, pytest.raises(ClosingRefused) as again:
        end_period(told.case, period, ON, "再次（虚构）", ON, by=by)
    assert again.value.code == "NO_OPEN_PERIOD"


def test_a_suspension_is_decided_on_and_stays_enforcement(told: Told) -> None:
    asked = NewPeriod(Exclusion.SUSPENSION, ON, "中止执行裁定（虚构）")
    with told.open() as by, pytest.raises(ClosingRefused) as refused:
        exclude_period(told.case, asked, ON, by=by)
    assert refused.value.code == "NEEDS_DECISION"
    with told.open() as by:
        matter = propose_suspension(told.case, asked, ON, by=by)
    assert "PERIOD_EXCLUDED" not in told.types()
    approve(told, matter, date(2017, 4, 12), PostKind.DIRECTOR)
    with told.open():
        (period,) = list_periods(told.court_no, told.case)
    assert (period.range.kind, period.range.days.start) == (
        Exclusion.SUSPENSION,
        date(2017, 4, 12),
    )
    with told.open(PostKind.CLERK) as by, pytest.raises(Exception, match="propose closing"):
        end_period(told.case, period.period, date(2017, 5, 2), "恢复", date(2017, 5, 2), by=by)
    with told.open() as by:
        end_period(told.case, period.period, date(2017, 5, 2), "恢复", date(2017, 5, 2), by=by)
    assert closing_line(told) == (date(2017, 7, 31), 21)


def test_the_president_extends_by_three_months(told: Told) -> None:
    with told.open() as by:
        matter = propose_extension(told.case, "被执行财产需跨省查控（虚构）", ON, by=by)
    approve(told, matter, date(2017, 4, 14), PostKind.DIRECTOR)
    assert closing_line(told)[0] == date(2017, 7, 10), "the president has not approved"
    approve(told, matter, date(2017, 4, 17), PostKind.PRESIDENT)
    assert closing_line(told)[0] == date(2017, 10, 10)
    with told.open():
        acts = cases.list_acts(told.court_no, told.case)
        extended = next(a for a in acts if a.type == "EXTENSION_APPROVED")
        assert cases.execute_findings(extended)[0].value.due_on == date(2017, 10, 10)
    assert extended.occurred_on == date(2017, 4, 17)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document": " "}, "PERIOD_DOUBTFUL"),
        ({"start_on": date(2017, 4, 11), "last_on": None}, "PERIOD_DOUBTFUL"),
        ({"last_on": date(2017, 2, 28)}, "PERIOD_DOUBTFUL"),
        ({"last_on": date(2017, 4, 11)}, "PERIOD_DOUBTFUL"),
    ],
)
def test_a_doubtful_period_is_refused(told: Told, changes: dict[str, Any], code: str) -> None:
    given: dict[str, Any] = {
        "kind": Exclusion.APPRAISAL,
        "start_on": date(2017, 3, 1),
        "document": "函（虚构）",
        "last_on": date(2017, 3, 31),
    }
    with pytest.raises(ClosingRefused) as refused:
        exclude(told, NewPeriod(**{**given, **changes}))
    assert refused.value.code == code


def test_no_time_limit_runs_before_filing_and_no_reason_is_no_extension(told: Told) -> None:
    with told.open() as by:
        with pytest.raises(ClosingRefused) as early:
            propose_extension(told.case, "早", date(2017, 1, 9), by=by)
        with pytest.raises(ClosingRefused) as silent:
            propose_extension(told.case, " ", ON, by=by)
    assert (early.value.code, silent.value.code) == (
        "CASE_NOT_RUNNING",
        "EXTENSION_WITHOUT_REASON",
    )
