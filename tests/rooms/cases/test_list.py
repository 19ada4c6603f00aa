"""The case list: found by a part of a name, walked page by page, within the scope alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection

from tests.rooms.cases.filing.making import ON, application, make_desk, person
from zhixing.cases import queries
from zhixing.cases.operations import file_cases
from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.platform.database.scope import Scope, open_scope

if TYPE_CHECKING:
    from tests.rooms.cases.filing.making import Desk


def named(n: int, name: str) -> Any:
    return application(n, debtors=(replace(person(500 + n), name=name),))


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    names = ["欧阳示例", "示例欧阳", "欧示阳例", "百分之%有限", "百分之百有限", "欧"]
    with desk.open() as by:
        file_cases([named(n, name) for n, name in enumerate(names)], by=by, on=ON)
    return desk


def found(desk: Desk, wanted: str) -> set[str]:
    with desk.open():
        return {c.debtor_names for c in list_cases(CaseFilter(name=wanted)).cases}


def test_a_part_of_a_name_is_found_wherever_it_stands(desk: Desk) -> None:
    assert found(desk, "欧阳") == {"欧阳示例", "示例欧阳"}
    assert found(desk, "欧") == {"欧阳示例", "示例欧阳", "欧示阳例", "欧"}
    assert found(desk, "分之%有") == {"百分之%有限"}
    assert found(desk, "无此人") == set()


def test_a_name_of_too_many_cases_is_walked_instead(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_NAMED", 2)
    assert found(desk, "欧阳") == {"欧阳示例", "示例欧阳"}
    monkeypatch.setattr(queries, "MOST_NAMED", 1)
    with desk.open():
        assert queries._find_named("欧阳") is None
    assert found(desk, "欧阳") == {"欧阳示例", "示例欧阳"}


def test_names_of_another_court_are_not_found(desk: Desk) -> None:
    stranger = make_desk()
    assert found(stranger, "欧阳") == set()
    with open_scope(Scope.public()), pytest.raises(DatabaseError, match="in the scope of a court"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_named('欧阳', 10)")


@pytest.mark.parametrize("order", ["filed", "claim", "due"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_show_every_case_once(desk: Desk, order: str, descending: bool) -> None:
    seen, after = [], ""
    with desk.open():
        whole = list_cases(CaseFilter(), order=order, descending=descending).cases
        while True:
            page = list_cases(
                CaseFilter(), order=order, descending=descending, after=after, limit=2
            )
            seen += page.cases
            after = page.next_key
            if not after:
                break
    assert [c.id for c in seen] == [c.id for c in whole]
    assert len(whole) == 6


def test_a_range_of_courts_is_merged_in_the_order_of_the_list(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_desk()
    with other.open() as by:
        file_cases([named(n, f"别院{n}") for n in range(3)], by=by, on=date(2018, 3, 6))
    low, high = desk.court.court_no, other.court.court_no
    wanted = CaseFilter(filed_until=date(2018, 12, 31))
    with open_scope(Scope.of_court(low, high)):
        merged = list_cases(wanted, limit=5)
        rest = list_cases(wanted, limit=5, after=merged.next_key)
        named_there = list_cases(CaseFilter(name="别院")).cases
        monkeypatch.setattr(queries, "MOST_COURTS", 0)
        whole = list_cases(wanted)
    assert (*merged.cases, *rest.cases) == whole.cases
    assert [c.court_no for c in whole.cases[:3]] == [high] * 3
    assert {low, high} <= {c.court_no for c in whole.cases}
    assert len(named_there) == 3


def test_a_range_without_cases_is_an_empty_list() -> None:
    desk = make_desk()
    with open_scope(Scope.of_court(desk.court.court_no, desk.court.court_no + 1)):
        assert list_cases(CaseFilter()).cases == ()
