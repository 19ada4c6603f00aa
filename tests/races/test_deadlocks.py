"""Can two hands that each do something lawful to one case wait for each other for ever?

A row that points at the case takes a share lock on the case's key; the act that
follows locks the case itself. Were that lock to exclude the share locks of others,
two hands that both wrote their row would wait for each other.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from django.db import OperationalError
from django.db.models import QuerySet

from tests.rooms.settlement.making import Told, make_case
from tests.support.racing import meet_at, run_together
from zhixing.assets import operations as assets
from zhixing.cases import models
from zhixing.cases.docket import append as docket
from zhixing.decisions import operations as decisions
from zhixing.decisions.operations import Submission, submit_matter
from zhixing.kernel.fen import Fen

DAY = date(2017, 2, 6)
LOCK = QuerySet.select_for_update


def _lock_all_of_it(rows: QuerySet[Any], *args: Any, **kwargs: Any) -> QuerySet[Any]:
    """Lock cases as a careless hand would: against readers of their keys as well."""
    if rows.model is models.Case:
        kwargs.pop("no_key", None)
    return LOCK(rows, *args, **kwargs)


def _two_matters(told: Told) -> list[Any]:
    def hand(by: Any) -> UUID:
        said = Submission(told.case, "SETTLEMENT", {"虚构": 1}, "和解", "Settlement")
        return submit_matter(said, DAY, by=by)

    by = told.who()
    with meet_at(decisions, "append"):
        return run_together([(by, hand), (by, hand)])


def test_control_with_the_whole_row_locked_one_hand_is_thrown_out() -> None:
    with patch.object(QuerySet, "select_for_update", _lock_all_of_it):
        answers = _two_matters(make_case())
    assert sum(isinstance(a, OperationalError) for a in answers) == 1, answers


def test_two_matters_put_up_at_once_are_both_put_up() -> None:
    told = make_case()
    assert all(isinstance(a, UUID) for a in _two_matters(told))
    assert told.types().count("MATTER_SUBMITTED") == 2


def test_two_things_found_at_once_are_both_entered() -> None:
    told = make_case()
    by = told.who()

    def hand(number: int) -> Any:
        thing = assets.FoundThing(
            told.debtor, "DEPOSIT", f"622200000000100{number}", uuid4(), balance=Fen(1)
        )
        return lambda by: assets.record_found(told.case, thing, DAY, by=by)

    with meet_at(assets, "append"):
        answers = run_together([(by, hand(1)), (by, hand(2))])
    assert all(isinstance(a, UUID) for a in answers), answers


def test_an_act_and_a_matter_at_once_do_not_wait_for_each_other() -> None:
    told = make_case()
    by = told.who()

    def submit(by: Any) -> UUID:
        said = Submission(told.case, "SETTLEMENT", {"虚构": 2}, "和解", "Settlement")
        return submit_matter(said, DAY, by=by)

    def find(by: Any) -> UUID:
        thing = assets.FoundThing(told.debtor, "DEPOSIT", "6222000000002000", uuid4())
        return assets.record_found(told.case, thing, DAY, by=by)

    with meet_at(docket, "recording_instant"):
        answers = run_together([(by, submit), (by, find)])
    assert all(isinstance(a, UUID) for a in answers), answers
