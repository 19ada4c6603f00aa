"""Acts of many cases go in together: late ones are put in their places by few statements."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.banks import DAY, Sought, seek
from zhixing.assets.acts import AssetFound
from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.asof import facts_as_of, subject_facts_as_of
from zhixing.cases.docket.chapters import Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.docket.verify import verify_docket
from zhixing.cases.queries import facts_now, list_subject_facts
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.measures.acts import SummonsUnanswered

LATE = DAY + timedelta(days=40)


@pytest.fixture(scope="module")
def several() -> list[Sought]:
    """Give six cases of one court in whose dockets something already stands after ``LATE``."""
    first = seek()
    cases = [first, *(seek(stage=first.filed.stage) for _ in range(5))]
    later = LATE + timedelta(days=5)
    first.do(
        lambda by: append_all(
            [NewAct(s.filed.case, SummonsUnanswered(s.filed.debtor, later), later) for s in cases],
            by=by,
        )
    )
    return cases


def found(sought: Sought, asset: UUID, balance: str, on: date) -> NewAct:
    amount = Fen.of_yuan(balance)
    told = AssetFound(asset, "DEPOSIT", sought.filed.debtor, None, amount, amount)
    return NewAct(sought.filed.case, told, on, subject=asset)


def test_late_acts_of_a_batch_stand_where_a_fold_from_nothing_puts_them(several):
    first, assets = several[0], [new_id() for _ in several]
    both = list(zip(several, assets, strict=True))
    acts = [found(s, a, "80.00", LATE) for s, a in both]
    again = [found(s, a, "90.00", LATE - timedelta(days=1)) for s, a in both]
    written = first.do(lambda by: append_all([*acts, *again], by=by))
    assert [w.seq for w in written[6:]] == [w.seq + 1 for w in written[:6]]
    for (sought, asset), one in zip(both, written[:6], strict=True):
        now, folded, kept, subject = sought.read(partial(as_kept, sought, asset))
        assert now == folded == one.facts
        assert kept == subject and "PROPERTY_FOUND" in now.of(Progress).reached
    assert not first.read(lambda: list(verify_docket(first.court_no)))


def as_kept(sought: Sought, asset: UUID) -> tuple[Facts, ...]:
    """Give the facts kept and folded of a case, and of one of its things."""
    court_no, case = sought.court_no, sought.filed.case
    kept = dict(list_subject_facts(court_no, case, "asset"))[asset]
    subject = subject_facts_as_of(court_no, case, asset)
    return facts_now(court_no, case), facts_as_of(court_no, case), kept, subject


@pytest.mark.parametrize("late", [False, True])
def test_the_statements_of_a_batch_do_not_grow_with_its_cases(several, late):
    counted = []
    on = LATE + timedelta(days=-2 if late else 90)
    for some in (several[:2], several):
        acts = [found(s, new_id(), "1.00", on) for s in some]
        with CaptureQueriesContext(connection) as captured:
            several[0].do(lambda by, acts=acts: append_all(acts, by=by))
        counted.append(len(captured))
    assert counted[0] == counted[1]
