"""Taking a batch of freezes back: every row is accounted for, now and when it is done again."""

from __future__ import annotations

import pytest

from tests.rooms.inquiry.test_bulk import MAIN, SPARE, dock
from tests.rooms.inquiry.test_surplus import pay
from tests.support.keeping import proposals
from zhixing.assets.acts import Property
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import get_matter
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_queries import get_bulk, list_refused, list_undoings
from zhixing.inquiry.bulk_releases import Stage
from zhixing.inquiry.operations import ReleaseOrder
from zhixing.kernel.fen import ZERO


@pytest.fixture
def frozen(tmp_path):
    """Give two cases, each with a freeze of one batch carried out, and the batch."""
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(1, MAIN))
    docks.decide(done.bundle)
    docks.bank.cycle(2)
    return docks, done.bulk


def stages(docks, bulk):
    return {r.case: r.release and r.release.stage for r in docks.rows(bulk)}


def test_what_the_platform_proposed_gives_way_as_to_a_single_release(frozen):
    docks, bulk = frozen
    first, second = docks.cases
    pay(first, "50000.00")
    (proposal,) = proposals(first, "SURPLUS")
    undone = docks.undo(bulk)
    assert (undone.released, undone.failed) == (2, ())
    assert proposals(first, "SURPLUS", "WITHDRAWN")[0].id == proposal.id
    assert stages(docks, bulk) == {c.filed.case: Stage.WAITING for c in (first, second)}
    (releases,) = first.read(lambda: list_undoings(first.court_no, bulk))
    assert releases.id == undone.releases
    docks.decide(releases.bundle)
    assert set(stages(docks, bulk).values()) == {Stage.OUT}
    docks.bank.cycle(2)
    assert set(stages(docks, bulk).values()) == {Stage.DONE}
    assert [c.facts.of(Property).controlled for c in docks.cases] == [ZERO, ZERO]


def test_a_freeze_already_being_released_is_named_and_the_rest_goes(frozen):
    docks, bulk = frozen
    first = docks.first
    asset = docks.assets[0][MAIN[-4:]]
    order = ReleaseOrder(first.filed.case, asset, "当事人和解")
    matter = first.do(lambda by: inquiry.order_release(order, first.today, by=by))
    undone = docks.undo(bulk)
    assert undone.released == 1
    assert [(r.case, r.asset, r.code) for r in undone.failed] == [
        (first.filed.case, asset, "ORDER_PENDING")
    ]
    kept = first.read(lambda: list_refused(first.court_no, undone.releases))
    assert [(r.row, r.code, r.reason_en) for r in kept] == [
        (r.row, r.code, r.reason_en) for r in undone.failed
    ]
    view = first.read(lambda: get_bulk(first.court_no, undone.releases))
    assert (view.rows, view.ordered) == (2, 1)
    kept = first.read(lambda: get_matter(first.court_no, matter))
    assert kept.state == "OPEN", "a person's order stays"


def test_a_proposal_stays_where_a_persons_release_stands_in_the_way(frozen):
    docks, bulk = frozen
    first = docks.first
    asset = docks.assets[0][MAIN[-4:]]
    order = ReleaseOrder(first.filed.case, asset, "当事人和解")
    matter = first.do(lambda by: inquiry.order_release(order, first.today, by=by))
    docks.undo(bulk)
    again = docks.undo(bulk)
    assert (again.released, again.releases, again.under_way) == (0, None, 1)
    assert [r.code for r in again.failed] == ["ORDER_PENDING"]
    first.do(lambda by: decisions.withdraw_matter(matter, "误提", first.today, by=by))
    assert docks.undo(bulk).released == 1, "once it is out of the way the row goes too"


def test_taking_back_again_says_what_stands(tmp_path):
    docks = dock(tmp_path)
    done = docks.order(docks.row(0, MAIN), docks.row(0, SPARE), docks.row(1, MAIN))
    docks.decide(done.bundle)
    undone = docks.undo(done.bulk)
    assert (undone.withdrawn, undone.withdrawn_before) == (3, 0)
    again = docks.undo(done.bulk)
    assert (again.withdrawn, again.withdrawn_before, again.released) == (0, 3, 0)

    other = docks.order(docks.row(0, MAIN), docks.row(1, MAIN))
    docks.decide(other.bundle)
    docks.bank.cycle(2)
    undone = docks.undo(other.bulk)
    again = docks.undo(other.bulk)
    assert (again.released, again.under_way, again.ended, again.failed) == (0, 2, 0, ())
    (releases,) = docks.first.read(lambda: list_undoings(docks.first.court_no, other.bulk))
    docks.decide(releases.bundle)
    docks.bank.cycle(2)
    again = docks.undo(other.bulk)
    assert (again.released, again.under_way, again.ended) == (0, 0, 2)


def test_a_thing_frozen_again_by_another_order_is_named(frozen):
    docks, bulk = frozen
    first = docks.first
    releases = docks.undo(bulk).releases
    docks.decide(first.read(lambda: get_bulk(first.court_no, releases)).bundle)
    docks.bank.cycle(2)
    newer = docks.order(docks.row(0, MAIN))
    docks.decide(newer.bundle)
    docks.bank.cycle(2)
    undone = docks.undo(bulk)
    assert [r.code for r in undone.failed] == ["HELD_BY_ANOTHER_ORDER"]
    assert (undone.releases, undone.ended) == (None, 1)
