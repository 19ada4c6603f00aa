"""A page asks the database as often for many things as for one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from zhixing.platform.principal import PostKind as K

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def counting() -> Iterator[list[str]]:
    """Keep what is asked of the database, beginnings and ends of transactions apart."""
    asked: list[str] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield asked


def asked_for(tmp_path: Any, things: int, banks: int) -> dict[str, int]:
    """Find some deposits at each of some banks, and count what each page asks."""
    from tests.support.banks import make_bank
    from zhixing.scenarios.banks import Deposit

    sought, desk = _sought("50000.00")
    fronts = [
        make_bank(tmp_path, *(Deposit(f"6222{b:02d}000000100{n}", "900.00") for n in range(things)))
        for b in range(banks)
    ]
    for front in fronts:
        sought.query(front)
        front.cycle(3)
    assert len(sought.assets()) == things * banks
    client, found = desk.client(K.JUDGE), {}
    for page in ("queries", "loads"):
        client.get(reverse(f"desk:{page}"))
        with counting() as asked:
            assert client.get(reverse(f"desk:{page}")).status_code == 200
        found[page] = len(asked)
    for tab in ("queries", "property"):
        desk.page(K.JUDGE, tab)
        with counting() as asked:
            desk.page(K.JUDGE, tab)
        found[tab + " of a case"] = len(asked)
    return found


@pytest.mark.parametrize(("things", "banks"), [(3, 1), (1, 3)])
def test_pages_of_queries_and_property_ask_as_often_for_many(tmp_path, things, banks):
    assert asked_for(tmp_path, things, banks) == asked_for(tmp_path, 1, 1)
