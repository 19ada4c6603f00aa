"""Reminders of nodes: the usual days, a court's own from their day, refused where senseless."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.filed import FiledCase, file_one, stage_on
from zhixing.cases.docket.model_nodes import model_nodes
from zhixing.cases.docket.reminders import REMINDER_DAYS, reminders_of
from zhixing.cases.queries import list_nodes
from zhixing.cases.reminded import count_reminded_nodes, list_reminded_nodes
from zhixing.courts.operations import NewPolicy, adopt_policy, end_policy
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

BASIS = "（演练）节点催办办法"


def adopt(court_no: int, on: date, **nodes: Sequence[int]) -> None:
    value: Any = {"nodes": {code: list(days) for code, days in nodes.items()}}
    with open_scope(Scope.system()):
        adopt_policy(NewPolicy(court_no, REMINDER_DAYS, BASIS, on, on + timedelta(days=365), value))


def reminded(filed: FiledCase, on: date) -> list[str]:
    """Give the codes of this case's nodes that are reminded of on a day, due at any time."""
    court_no = filed.stage.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        own = reminders_of(court_no, on)
        found = list_reminded_nodes(court_no, on, own, due_after=on)
        assert count_reminded_nodes(court_no, on, own, due_after=on) == len(found)
    return [node.code for case, node in found if case.id == filed.case]


def closing(filed: FiledCase) -> date:
    nodes = filed.stage.do(K.JUDGE, lambda by: list_nodes(by.court_no, filed.case))
    return next(n.due_on for n in nodes if n.code == "CLOSE_CASE")


def test_thirty_fifteen_and_seven_days_unless_the_court_sets_others_from_a_day() -> None:
    filed = file_one(stage_on())
    due_on = closing(filed)
    for days in (30, 15, 7):
        assert "CLOSE_CASE" in reminded(filed, due_on - timedelta(days=days))
    fifty = due_on - timedelta(days=50)
    assert "CLOSE_CASE" not in reminded(filed, fifty)
    since = due_on - timedelta(days=60)
    adopt(filed.stage.court_no, since, CLOSE_CASE=(50, 10))
    assert "CLOSE_CASE" in reminded(filed, fifty)
    assert "CLOSE_CASE" in reminded(filed, fifty + timedelta(days=2)), "a weekend hides none"
    assert "CLOSE_CASE" not in reminded(filed, fifty + timedelta(days=3))
    assert "CLOSE_CASE" not in reminded(filed, due_on - timedelta(days=30)), "no more the usual"
    with open_scope(Scope.system()):
        end_policy(filed.stage.court_no, REMINDER_DAYS, due_on - timedelta(days=40))
    assert "CLOSE_CASE" in reminded(filed, due_on - timedelta(days=30))


def test_the_finding_says_by_which_paper_and_since_when() -> None:
    court_no, on = stage_on().court_no, date(2018, 3, 1)
    adopt(court_no, on, CLOSE_CASE=(60, 20))
    with open_scope(Scope.of_court(court_no, court_no)):
        own, before = reminders_of(court_no, on), reminders_of(court_no, on - timedelta(days=1))
    found = own.ahead("CLOSE_CASE", date(2018, 9, 1), on)
    assert found.value == (date(2018, 7, 3), date(2018, 8, 12))
    assert "policy:reminder-days" in found.marks and BASIS in found.steps[0].text_zh
    assert own.is_own("CLOSE_CASE") and not own.is_own("RECEIPT")
    assert own.before("RECEIPT") == (30, 15, 7) == before.before("CLOSE_CASE")


@pytest.mark.parametrize(
    ("code", "days", "refusal"),
    [
        ("CLOSE_CASE", (7, 15), "NOT_DESCENDING"),
        ("CLOSE_CASE", (15, 15), "NOT_DESCENDING"),
        ("CLOSE_CASE", (15, 0), "NOT_AHEAD"),
        ("CLOSE_CASE", (-1,), "NOT_AHEAD"),
        ("CLOSE_CASE", (400, 30), "BEYOND_TERM"),
        ("CLOSE_CASE", (), "NO_DAYS"),
        ("CONTROL", (366,), "BEYOND_TERM"),
        ("NATIONAL_QUERY", (1,), "NO_SUCH_NODE"),
        ("CORONATION", (7,), "POLICY_VALUE_UNREADABLE"),
    ],
)
def test_what_is_senseless_is_refused(code: str, days: tuple[int, ...], refusal: str) -> None:
    court_no, on = stage_on().court_no, date(2018, 3, 1)
    with pytest.raises(Refusal) as refused:
        adopt(court_no, on, **{code: days})
    assert refused.value.code == refusal
    assert refused.value.field == f"value.nodes.{code}"
    with open_scope(Scope.of_court(court_no, court_no)):
        assert reminders_of(court_no, on).days == {}


def test_days_as_many_as_the_term_and_of_what_a_paper_states_are_taken() -> None:
    court_no, on = stage_on().court_no, date(2018, 3, 1)
    with open_scope(Scope.of_court(court_no, court_no)):
        node = next(n for n in model_nodes(court_no, on) if n.code == "CLOSE_CASE")
    term = (node.due_on - node.trigger_on).days
    adopt(court_no, on, CLOSE_CASE=(term, 1), CONTROL=(90, 60, 30))
    with open_scope(Scope.of_court(court_no, court_no)):
        assert reminders_of(court_no, on).before("CONTROL") == (90, 60, 30)
