"""How much may be controlled: claim, costs and the fee to come, the title's while settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.banks import Deposit, make_bank, seek
from tests.support.keeping import MAIN, SPARE, control_of, frozen, proposals, yuan
from tests.support.registries import house, make_registry, seal
from zhixing.assets.acts import Property
from zhixing.assets.limits import limit_on
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.figures import explain
from zhixing.cases.permissions import StepRefused
from zhixing.funds.acts import Money
from zhixing.funds.operations import FeeRequest, Incoming, post_receipt, take_fee
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_freezing import preview_freezes
from zhixing.inquiry.bulk_values import FreezeBatch, FreezeRow
from zhixing.inquiry.operations import TransferOrder
from zhixing.inquiry.outlook import get_outlook
from zhixing.inquiry.planning.plan import plan_control
from zhixing.inquiry.values import InquiryRefused
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.platform.principal import PostKind as K
from zhixing.settlement.chapter import Plan
from zhixing.settlement.operations import (
    ResumptionRequest,
    Terms,
    reach_settlement,
    resume_enforcement,
)


def owed(sought):
    """Give what the title is owed today."""
    return sought.read(
        lambda: explain(sought.court_no, sought.filed.case, "debt", sought.today)
    ).value.total


def limit(sought):
    return sought.read(lambda: limit_on(sought.court_no, sought.facts, sought.today))


def fee_on(sought, amount):
    return execution_fee(on=sought.today, amount=Fen(amount)).value


def pay(sought, amount, key="R1"):
    paid = Incoming(key, sought.today, amount, sought.account)
    sought.do(lambda by: post_receipt(paid, by=by), K.ACCOUNTANT)


def applicants(sought):
    return sought.facts.of(Standings).of_role("APPLICANT")


def settle(sought, total="30000.00", count=3):
    terms = Terms(
        "s1",
        yuan(total),
        yuan(total),
        (*applicants(sought), sought.filed.debtor),
        "和解协议书（虚构）",
        "任何一期逾期未付，申请执行人可以申请恢复执行。",
        Plan(count, sought.today + timedelta(days=35)),
    )
    sought.do(lambda by: reach_settlement(sought.filed.case, terms, sought.today, by=by))


def transfer(sought, asset, amount):
    order = TransferOrder(sought.filed.case, asset, amount)
    return sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by))


def test_the_fee_to_come_is_in_the_limit_and_in_its_reasons(tmp_path):
    sought, _, _ = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="10000.00")
    debt = owed(sought)
    found = limit(sought)
    fee = fee_on(sought, debt)
    assert found.value.claim_limit == debt + fee - yuan("10000.00")
    assert f"待收执行申请费{fee.yuan}元" in " ".join(s.text_zh for s in found.steps)
    plan = sought.read(
        lambda: plan_control(sought.court_no, sought.filed.case, sought.facts, sought.today)
    )
    assert plan.finding.inputs["limit"] == found.value.claim_limit


def test_a_freeze_of_claim_and_fee_is_no_excess_and_pays_the_creditor_in_full(tmp_path):
    sought = seek("68730.87")
    bank = make_bank(tmp_path, Deposit(MAIN, "90000.00"))
    sought.query(bank)
    bank.cycle()
    (asset,) = [a.id for a in sought.assets()]
    debt = owed(sought)
    most = Fen(debt + fee_on(sought, debt))
    with pytest.raises(ExcessRefused):
        sought.order_freeze(asset, Fen(most + 1).yuan)
    sought.freeze(asset, most.yuan)
    bank.cycle()
    assert control_of(sought, asset).stands == most
    assert proposals(sought, "SURPLUS") == []
    sought.approve(transfer(sought, asset, most))
    bank.cycle()
    pay(sought, most)
    taken = sought.do(
        lambda by: take_fee(FeeRequest(sought.filed.case), sought.today, by=by), K.ACCOUNTANT
    )
    assert taken == fee_on(sought, debt) == sought.facts.of(Money).fees_taken
    assert owed(sought) == ZERO and most - taken == debt, "the creditor gets all that is owed"
    with pytest.raises(Exception) as caught:
        sought.do(
            lambda by: take_fee(FeeRequest(sought.filed.case), sought.today, by=by), K.ACCOUNTANT
        )
    assert caught.value.code == "FEE_ALREADY_TAKEN"


def test_a_fee_taken_in_part_is_not_counted_twice(tmp_path):
    sought, _, _ = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="10000.00")
    before = limit(sought).value.claim_limit
    pay(sought, yuan("20000.00"))
    after = limit(sought).value.claim_limit
    assert before - after == yuan("20000.00")
    sought.do(lambda by: take_fee(FeeRequest(sought.filed.case), sought.today, by=by), K.ACCOUNTANT)
    assert limit(sought).value.claim_limit == after, "what is taken is owed now, no longer to come"


def test_a_house_goes_before_the_deposit_that_suffices(tmp_path):
    sought = seek()
    registry, bank = make_registry(tmp_path, house()), make_bank(tmp_path, Deposit(MAIN, "80000"))
    sought.query(registry, bank)
    registry.cycle()
    bank.cycle()
    by_kind = {a.kind: a.id for a in sought.assets()}
    home, deposit = by_kind["REAL_ESTATE"], by_kind["DEPOSIT"]
    seal(sought, home, "60000.00")
    registry.cycle()
    sought.freeze(deposit, "40000.00")
    bank.cycle()
    assert sought.facts.of(Property).controlled == yuan("100000.00")
    pay(sought, yuan("70000.00"))
    (first,) = [m for m in proposals(sought, "SURPLUS") if m.payload["asset"] == str(home)]
    assert first.payload["measure"] == "SEAL_RELEASE"
    rest = [m for m in proposals(sought, "SURPLUS") if m.id != first.id]
    debt = owed(sought)
    left = debt + fee_on(sought, debt + yuan("70000.00"))
    assert [int(m.payload["amount"]) for m in rest] == [yuan("40000.00") - left]


def test_a_settlement_frees_nothing_and_lets_nothing_be_taken_before_its_day(tmp_path):
    sought, bank, (main, _) = frozen(
        tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"), each="45000.00"
    )
    before = limit(sought).value.claim_limit
    settle(sought)
    assert proposals(sought, "SURPLUS") == [] and sought.acts("EXCESS_FOUND") == []
    assert limit(sought).value.claim_limit == before, "the title may revive"
    with pytest.raises(StepRefused) as caught:
        transfer(sought, main, yuan("10000.00"))
    assert caught.value.code == "NO_SETTLEMENT" and caught.value.basis.article == "230"
    outlook = sought.read(
        lambda: get_outlook(sought.court_no, sought.filed.case, sought.facts, sought.today)
    )
    asked = permission(ActType.TRANSFER, outlook.transfer_facts(main), sought.today)
    assert [o.code for o in asked.value.obstacles] == ["NO_SETTLEMENT"]
    assert "恢复执行" in asked.value.obstacles[0].remedy_zh

    sought.filed.stage.goto(sought.today + timedelta(days=40))
    with pytest.raises(StepRefused):
        transfer(sought, main, yuan("10000.00"))
    request = ResumptionRequest(applicants(sought)[0], "第一期到期未付")
    sought.do(lambda by: resume_enforcement(sought.filed.case, request, sought.today, by=by))
    sought.approve(transfer(sought, main, yuan("45000.00")))
    bank.cycle()
    assert control_of(sought, main) is None, "taken whole"


def test_a_settlement_performed_frees_what_is_held(tmp_path):
    sought, _, _ = frozen(
        tmp_path, Deposit(MAIN, "80000.00"), Deposit(SPARE, "60000.00"), each="45000.00"
    )
    settle(sought, count=1)
    pay(sought, yuan("30000.00"))
    fee = fee_on(sought, yuan("30000.00"))
    amounts = [int(m.payload["amount"]) for m in proposals(sought, "SURPLUS")]
    assert sum(amounts) == yuan("90000.00") - fee, "all but the fee on what came in"


def test_a_transfer_ordered_before_the_settlement_lapses(tmp_path):
    sought, bank, (main,) = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="45000.00")
    matter = transfer(sought, main, yuan("45000.00"))
    settle(sought)
    sought.approve(matter)
    bank.cycle()
    assert control_of(sought, main).taken == ZERO


def test_both_orders_and_previews_agree_on_the_most_to_take(tmp_path):
    sought, _, (main,) = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="45000.00")
    pay(sought, yuan("70000.00"))
    debt = owed(sought)
    most = Fen(debt + fee_on(sought, debt + yuan("70000.00")))
    outlook = sought.read(
        lambda: get_outlook(sought.court_no, sought.filed.case, sought.facts, sought.today)
    )
    assert sought.read(lambda: outlook.owed) == most
    assert sought.read(lambda: outlook.obstacle(main, Measure.TRANSFER)) is None
    with pytest.raises(InquiryRefused) as caught:
        transfer(sought, main, Fen(most + 1))
    assert caught.value.code == "ABOVE_WHAT_STANDS"
    assert transfer(sought, main, most)


def test_rows_of_a_batch_have_the_same_limit(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, Deposit(MAIN, "200000.00"))
    sought.query(bank)
    bank.cycle()
    (asset,) = [a.id for a in sought.assets()]
    row = FreezeRow(sought.filed.case, asset)
    batch = FreezeBatch((row,), "b1")
    shown = sought.do(lambda by: preview_freezes(batch, sought.today, by=by))
    assert (
        shown.rows[0].amount
        == limit(sought).value.claim_limit
        == owed(sought) + fee_on(sought, owed(sought))
    )
