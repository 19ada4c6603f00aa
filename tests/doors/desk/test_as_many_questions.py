"""A page asks the database as often for many things as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from zhixing.platform.principal import PostKind as K

TABS = ("queries", "property")


def statements(look: Any) -> int:
    """Count what a look asks of the database, beginnings and ends of transactions apart."""
    look()
    with CaptureQueriesContext(connection) as asked:
        look()
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


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
    client = desk.client(K.JUDGE)
    pages = {page: reverse(f"desk:{page}") for page in ("queries", "loads")}
    found = {page: statements(lambda url=url: client.get(url)) for page, url in pages.items()}
    assert all(client.get(url).status_code == 200 for url in pages.values())
    tabs = {tab: statements(lambda tab=tab: desk.page(K.JUDGE, tab)) for tab in TABS}
    return found | {f"{tab} of a case": count for tab, count in tabs.items()}


@pytest.mark.parametrize(("things", "banks"), [(3, 1), (1, 3)])
def test_pages_of_queries_and_property_ask_as_often_for_many(tmp_path, things, banks):
    assert asked_for(tmp_path, things, banks) == asked_for(tmp_path, 1, 1)
