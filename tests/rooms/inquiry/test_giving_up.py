"""Late words about a freeze: given up after silence, lifted since, or followed by another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rooms.inquiry.test_control import MAIN, SAYS, SPARE, controlled, found, result
from tests.support.banks import Deposit
from zhixing.assets.acts import Property
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import ReleaseOrder
from zhixing.inquiry.states import State
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.database.scope import Scope, open_scope


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


def test_a_later_word_about_a_freeze_that_was_lifted_does_not_bring_it_back(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.cycle()
    lift(sought, asset)
    bank.cycle()
    assert controlled(sought) == ZERO
    bank.say(SAYS, result(view.external_no, SKJE="50000.00"))
    assert controlled(sought) == ZERO
    assert len(sought.acts("ASSET_CONTROLLED")) == 1
    assert len(sought.acts("ANSWER_CORRECTED")) == 1, "the docket tells what the bank said since"


def test_a_later_word_about_an_older_freeze_leaves_the_newer_one(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    older = sought.freeze(asset, "60000.00")
    bank.cycle()
    lift(sought, asset)
    bank.cycle()
    newer = sought.freeze(asset, "40000.00")
    bank.cycle()
    before = sought.facts.of(Property).control_of(asset)
    assert before.amount == Fen(40_000_00)
    bank.say(SAYS, result(older.external_no, "2", WNKZYY="账号与被控制人姓名不匹配"))
    assert sought.facts.of(Property).control_of(asset) == before
    lift(sought, asset)
    (line,) = [v for v in sought.requests("CONTROL") if v.state is State.ISSUED]
    with open_scope(Scope.system()):
        origin = models.Line.objects.get(request_id=line.id).origin_request
    assert origin == newer.id, "what is lifted is what stands"


def lift(sought, asset):
    order = ReleaseOrder(sought.filed.case, asset, "被执行人已提供担保")
    sought.approve(sought.do(lambda by: inquiry.order_release(order, sought.today, by=by)))
