"""A waiting freeze takes effect when the one before it ends: by the register, by the bank, once."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

from simulators.bank.codec import Node
from tests.support.banks import QUEUES, Deposit, drain, make_bank, seek
from tests.support.keeping import MAIN, SPARE, control_of, night, proposals, yuan
from tests.support.racing import meet_at, run_together
from zhixing.assets import lapsing, tasks
from zhixing.assets.acts import Property
from zhixing.assets.queries import list_holds_on_asset
from zhixing.assets.tasks import look_in_court, watch_queues
from zhixing.cases.docket.verify import verify_docket
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import ReleaseOrder
from zhixing.kernel.fen import ZERO
from zhixing.platform.database.scope import Scope, open_scope


def two_courts(tmp_path, *, until=None, own="50000.00"):
    """Give two courts on one account: the first holds all of it, the second waits."""
    deposits = (Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"))
    bank = make_bank(tmp_path, *deposits)
    first, second = seek("100000.00"), seek("60000.00")
    found = []
    for sought, amount, more in ((first, "80000.00", {"until": until}), (second, own, {})):
        sought.query(bank)
        bank.cycle()
        things = {a.identifier_tail: a.id for a in sought.assets()}
        sought.freeze(things[MAIN[-4:]], amount, **more)
        bank.cycle()
        found.append(things)
    return first, second, bank, found


def release(sought, bank, asset):
    order = ReleaseOrder(sought.filed.case, asset, "已履行完毕")
    matter = sought.do(lambda by: inquiry.order_release(order, sought.today, by=by))
    sought.approve(matter)
    bank.cycle(2)


def test_the_second_holds_what_it_asked_when_the_first_lets_go(tmp_path):
    first, second, bank, (theirs, ours) = two_courts(tmp_path)
    asset = ours[MAIN[-4:]]
    waiting = control_of(second, asset)
    assert (waiting.rank, waiting.stands) == (2, ZERO)
    release(first, bank, theirs[MAIN[-4:]])
    (act,) = second.acts("CONTROL_MOVED_UP")
    assert (act.payload["before"], act.payload["rank"]) == (2, 1)
    assert act.payload["amount"] == 50_000_00
    assert [f["rule"] for f in act.findings] == ["WAITING_QUEUE", "FREEZE_LIMIT"]
    assert control_of(second, asset).stands == yuan("50000.00")
    (line,) = second.read(lambda: list_holds_on_asset(second.court_no, asset))
    assert (line.court_no, line.rank, line.amount) == (second.court_no, 1, yuan("50000.00"))
    assert second.acts("EXCESS_FOUND") == []
    assert second.read(lambda: list(verify_docket(second.court_no))) == []


def test_what_it_then_holds_above_the_claim_is_proposed_for_release_at_once(tmp_path):
    first, second, bank, (theirs, ours) = two_courts(tmp_path)
    second.freeze(ours[SPARE[-4:]], "55000.00")
    bank.cycle()
    release(first, bank, theirs[MAIN[-4:]])
    assert second.facts.of(Property).controlled == yuan("105000.00")
    (found,) = second.acts("EXCESS_FOUND")
    assert found.payload["cause"] == "CONTROL_MOVED_UP"
    (matter,) = proposals(second, "SURPLUS")
    assert int(matter.payload["amount"]) >= 40_000_00


def test_the_banks_own_word_moves_it_up_with_the_banks_amount(tmp_path):
    _, second, bank, (_, ours) = two_courts(tmp_path)
    asset = ours[MAIN[-4:]]
    (view,) = [r for r in second.requests("CONTROL") if r.lines[0].asset == asset]
    row = {"BDHM": view.external_no, "CCXH": "1", "KHZH": MAIN, "KZNR": "1", "KZZT": "1"}
    for _ in range(2):
        bank.say(
            "shfeedXzkzInfo",
            Node("kzxxList", {}, [Node("kzxx", row | {"SKJE": "30000.00"})]),
        )
    (act,) = second.acts("CONTROL_MOVED_UP")
    assert (act.payload["source"], act.payload["amount"]) == ("BANK", 30_000_00)
    assert control_of(second, asset).since == second.today, "it keeps its own day"
    assert second.acts("CONTROL_RELEASED") == [], "moved up, not made anew"


def test_the_first_one_running_out_moves_the_second_up_overnight(tmp_path):
    first, second, _, (_, ours) = two_courts(tmp_path, until=date(2018, 6, 29))
    asset = ours[MAIN[-4:]]
    look_in_court(second.court_no, "2018-06-29")
    assert control_of(second, asset).rank == 2, "its last day still counts"
    for sought in (first, second):
        sought.filed.stage.goto(date(2018, 6, 30))
    at = int(second.filed.stage.clock_at.timestamp())
    watch_queues(timestamp=at)
    drain(("timers",))
    (act,) = second.acts("CONTROL_MOVED_UP")
    assert act.payload["took_effect_on"] == "2018-06-30"
    look_in_court(second.court_no, "2018-07-01")
    assert len(second.acts("CONTROL_MOVED_UP")) == 1


def test_a_lapse_tells_those_behind(tmp_path):
    first, second, _, (_, ours) = two_courts(tmp_path, until=date(2018, 6, 29))
    second.filed.stage.goto(date(2018, 6, 30))
    night(first, date(2018, 6, 30))
    drain(QUEUES)
    assert len(first.acts("CONTROL_LAPSED")) == 1
    assert control_of(second, ours[MAIN[-4:]]).rank == 1


def _looks(second):
    """Let two looks at the queue of one court run at the same moment."""
    with open_scope(Scope.of_court(second.court_no, second.court_no)):
        by = get_system_principal(second.court_no)

    def look(_):
        tasks._move_up(second.court_no, date(2018, 7, 1), None, None)

    with meet_at(lapsing, "_asked"):
        return run_together([(by, look), (by, look)])


def test_control_without_the_locks_two_looks_move_it_up_twice(tmp_path):
    _, second, _, _ = two_courts(tmp_path, until=date(2018, 6, 29))
    second.filed.stage.goto(date(2018, 7, 1))
    with (
        patch.object(tasks, "lock_for_queue", lambda *a, **k: None),
        patch("zhixing.assets.operations.lock_debtor", lambda *a: None),
        patch("zhixing.assets.register.lock_debtor", lambda *a: None),
    ):
        _looks(second)
    assert len(second.acts("CONTROL_MOVED_UP")) == 2


def test_two_looks_at_once_move_it_up_once(tmp_path):
    _, second, _, (_, ours) = two_courts(tmp_path, until=date(2018, 6, 29))
    second.filed.stage.goto(date(2018, 7, 1))
    _looks(second)
    assert len(second.acts("CONTROL_MOVED_UP")) == 1
    assert control_of(second, ours[MAIN[-4:]]).stands == yuan("50000.00")


def test_an_excess_and_a_new_freeze_at_once_stay_within_the_claim(tmp_path):
    from tests.rooms.inquiry.test_surplus import pay
    from zhixing.inquiry.keeping.surplus import Trigger, follow_excess
    from zhixing.inquiry.operations import FreezeOrder
    from zhixing.kernel.refusal import Refusal

    first, _, _, (theirs, _) = two_courts(tmp_path)
    pay(first, "50000.00")
    (before,) = proposals(first, "SURPLUS")
    trigger = Trigger("RECEIPT_POSTED", first.filed.stage.clock_at)
    with open_scope(Scope.of_court(first.court_no, first.court_no)):
        system = get_system_principal(first.court_no)
    judge = first.filed.stage.who("JUDGE", 2)
    order = FreezeOrder(first.filed.case, theirs[SPARE[-4:]], yuan("1000.00"))
    answers = run_together(
        [
            (system, lambda by: follow_excess(first.filed.case, first.today, trigger, by=by)),
            (judge, lambda by: inquiry.order_freeze(order, first.today, by=by)),
        ]
    )
    assert isinstance(answers[1], Refusal), "nothing is frozen while there is an excess"
    assert [m.id for m in proposals(first, "SURPLUS")] == [before.id]
