"""A freeze given up after silence: what it speaks for, and what a late execution still does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rooms.inquiry.test_control import MAIN, SAYS, SPARE, controlled, found, result
from tests.support.banks import Deposit
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.states import State
from zhixing.kernel.fen import Fen
from zhixing.law.seizure.limit import ExcessRefused


def test_silence_on_a_freeze_still_speaks_for_its_amount(tmp_path):
    sought, bank, (main, spare) = found(
        tmp_path, Deposit(MAIN, "90000.00"), Deposit(SPARE, "90000.00")
    )
    view = sought.freeze(main, "70000.00")
    bank.ask("getXzkzList")
    late = sought.today + timedelta(days=9)
    sought.do(lambda by: inquiry.expire_overdue(late, by=by))
    assert sought.request(view.matter).state is State.EXPIRED
    with pytest.raises(ExcessRefused):
        sought.order_freeze(spare, "80000.00")
    sought.do(lambda by: inquiry.withdraw_stuck(view.id, "改由书面办理", by=by))
    sought.order_freeze(spare, "80000.00")


def test_a_freeze_done_after_it_was_given_up_stands_here_as_it_does_there(tmp_path):
    sought, bank, (main, spare) = found(
        tmp_path, Deposit(MAIN, "90000.00"), Deposit(SPARE, "90000.00")
    )
    view = sought.freeze(main, "70000.00")
    bank.ask("getXzkzList")
    late = sought.today + timedelta(days=9)
    sought.do(lambda by: inquiry.expire_overdue(late, by=by))
    sought.do(lambda by: inquiry.withdraw_stuck(view.id, "改由书面办理", by=by))
    bank.say(SAYS, result(view.external_no, SKJE="70000.00"))
    told = sought.request(view.matter)
    assert (told.state, told.outcome) == (State.WITHDRAWN, "DONE")
    assert controlled(sought) == Fen(70_000_00)
    with pytest.raises(ExcessRefused):
        sought.order_freeze(spare, "80000.00")
    never = sought.freeze(spare, "10.00")
    sought.do(lambda by: inquiry.expire_overdue(late, by=by))
    sought.do(lambda by: inquiry.withdraw_stuck(never.id, "未取走", by=by))
    bank.say(SAYS, result(never.external_no, KHZH=SPARE, SKJE="10.00"))
    assert not sought.request(never.matter).outcome, "it never was collected"
    assert controlled(sought) == Fen(70_000_00)
