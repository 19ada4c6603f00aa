"""Accounts kept for others, or for wages: asked in every freeze, transfer and plan."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.support.banks import Deposit, Sought, make_bank, seek
from tests.support.filed import stage_on
from zhixing.assets import operations as assets
from zhixing.assets.operations import NewPurpose
from zhixing.assets.purposes import purpose_in
from zhixing.cases.figures import explain
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.bulk_freezing import preview_freezes
from zhixing.inquiry.operations import FreezeBatch, FreezeRow, PlanOrder, TransferOrder
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.account_purpose import Purpose
from zhixing.platform.principal import PostKind as K

MAIN, SPARE = "6200000000000001", "6200000000000002"
LATER = date(2020, 6, 1)
"""A day on which the regulation on migrant workers' wages is in force."""


def found(folder, *deposits: Deposit, on: date = LATER):
    sought = seek("100000.00", stage_on(on))
    bank = make_bank(folder, *deposits)
    bank.front.clock._today = on.isoformat()
    sought.query(bank)
    bank.cycle(2)
    return sought, bank, {a.identifier_tail: a.id for a in sought.assets()}


def refusal(act) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def mark(sought: Sought, asset: UUID, purpose: Purpose, kind: K = K.JUDGE, **more) -> None:
    given = {"reason": "开户资料载明", "evidence": "卷宗第12页"} | more
    new = NewPurpose(sought.filed.case, asset, purpose, **given)
    sought.do(lambda by: assets.mark_account_purpose(new, sought.today, by=by), kind)


def preview(sought: Sought, asset: UUID):
    rows = FreezeBatch((FreezeRow(sought.filed.case, asset),), uuid4().hex)
    (row,) = sought.do(lambda by: preview_freezes(rows, sought.today, by=by)).rows
    return row


@pytest.mark.parametrize(
    ("told", "purpose"),
    [
        ("农民工工资专用存款账户", Purpose.MIGRANT_WAGES),
        ("工资保证金账户", Purpose.WAGE_DEPOSIT),
        ("个人 代发工资 户", Purpose.WAGE_INCOME),
        ("商品房预售资金监管户", Purpose.PRESALE_SUPERVISED),
        ("借记卡", None),
        ("", None),
        ("对公一般户", None),
    ],
)
def test_a_class_is_read_liberally_and_never_guessed(told, purpose):
    assert purpose_in(told) == (purpose.value if purpose else "")


def test_a_wage_special_account_is_refused_alone_in_a_batch_and_in_a_plan(tmp_path):
    special = Deposit(MAIN, "80000.00", class_text="农民工工资专用账户")
    sought, _, things = found(tmp_path, special, Deposit(SPARE, "9000.00"))
    asset = things[MAIN[-4:]]
    told = refusal(lambda: sought.order_freeze(asset, "10.00"))
    assert told.code == "EXEMPT_ACCOUNT"
    assert told.basis is not None and (told.basis.instrument, told.basis.article) == ("WAGES", "33")
    row = preview(sought, asset)
    assert row.code == "EXEMPT_ACCOUNT" and "保障农民工工资支付条例" in row.basis
    plan = sought.read(
        lambda: explain(sought.court_no, sought.filed.case, "control-plan", sought.today)
    ).value
    assert {c.id[-4:]: c.verdict for c in plan.choices}[MAIN[-4:]] == "EXEMPT"
    order = PlanOrder(sought.filed.case)
    done = sought.do(lambda by: inquiry.propose_control_plan(order, sought.today, by=by))
    assert len(done.matters) == 1


def test_a_person_marks_an_account_and_a_later_word_takes_it_back(tmp_path):
    sought, _, things = found(tmp_path, Deposit(MAIN, "80000.00"))
    asset = things[MAIN[-4:]]
    assert refusal(lambda: mark(sought, asset, Purpose.MIGRANT_WAGES, evidence=" ")).code == (
        "NO_GROUND"
    )
    mark(sought, asset, Purpose.MIGRANT_WAGES)
    assert refusal(lambda: sought.order_freeze(asset, "10.00")).code == "EXEMPT_ACCOUNT"
    assert preview(sought, asset).code == "EXEMPT_ACCOUNT"
    mark(sought, asset, Purpose.MIGRANT_WAGES, is_for_own_claim=True)
    assert preview(sought, asset).code == "", "the wages of that very project may be paid of it"
    mark(sought, asset, Purpose.ORDINARY)
    sought.order_freeze(asset, "10.00")
    (first, *_) = acts = sought.acts("ACCOUNT_PURPOSE_MARKED")
    assert len(acts) == 3 and first.payload["evidence"] == "卷宗第12页"


def test_a_bank_mistaken_about_its_account_is_put_right_by_the_court(tmp_path):
    special = Deposit(MAIN, "80000.00", class_text="工资保证金")
    sought, _, things = found(tmp_path, special)
    asset = things[MAIN[-4:]]
    assert preview(sought, asset).code == "EXEMPT_ACCOUNT"
    mark(sought, asset, Purpose.ORDINARY)
    assert preview(sought, asset).code == ""


def test_a_treasury_account_waits_for_a_judge(tmp_path):
    special = Deposit(MAIN, "80000.00", class_text="财政专户")
    sought, _, things = found(tmp_path, special)
    asset = things[MAIN[-4:]]
    assert refusal(lambda: sought.order_freeze(asset, "10.00")).code == "PURPOSE_TO_BE_CONFIRMED"
    mark(sought, asset, Purpose.TREASURY)
    assert refusal(lambda: sought.order_freeze(asset, "10.00")).code == "PURPOSE_TO_BE_CONFIRMED"
    mark(sought, asset, Purpose.TREASURY, is_confirmed=True)
    sought.order_freeze(asset, "10.00")


def test_of_wages_only_what_is_beyond_the_minimum_is_frozen(tmp_path):
    wages = Deposit(MAIN, "80000.00", class_text="代发工资")
    sought, _, things = found(tmp_path, wages, Deposit(SPARE, "9000.00"))
    row = preview(sought, things[MAIN[-4:]])
    assert (row.amount, row.kept) == (Fen.of_yuan("79999.00"), Fen.of_yuan("1.00"))
    spare = preview(sought, things[SPARE[-4:]])
    assert (spare.amount, spare.kept) == (Fen.of_yuan("9000.00"), Fen(0))


def test_frozen_money_found_to_be_others_wages_is_not_transferred(tmp_path):
    sought, bank, things = found(tmp_path, Deposit(MAIN, "80000.00"))
    asset = things[MAIN[-4:]]
    sought.freeze(asset, "50000.00")
    bank.cycle()
    mark(sought, asset, Purpose.MIGRANT_WAGES)
    order = TransferOrder(sought.filed.case, asset, Fen.of_yuan("100.00"))
    told = refusal(lambda: sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by)))
    assert told.code == "EXEMPT_ACCOUNT"


def test_an_order_lapses_where_the_account_is_marked_before_its_approval(tmp_path):
    sought, _, things = found(tmp_path, Deposit(MAIN, "80000.00"))
    asset = things[MAIN[-4:]]
    matter = sought.order_freeze(asset, "50000.00")
    mark(sought, asset, Purpose.MIGRANT_WAGES)
    sought.approve(matter)
    assert sought.request(matter).reason_code == "EXEMPT_ACCOUNT"
