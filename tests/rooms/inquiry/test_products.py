"""Products hanging on a bank's account: found, frozen by units over the bank's own wire, released."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from tests.rooms.inquiry.test_things import carried, control, do, refusal, yuan
from tests.support.banks import Deposit, make_bank, seek
from zhixing.assets.acts import Property
from zhixing.assets.queries import find_particulars
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import FreezeOrder, ReleaseOrder, RenewalOrder, TransferOrder
from zhixing.inquiry.overview import get_property_overview
from zhixing.inquiry.states import State

MAIN = "6200000000000001"


def hung(tmp_path, amount="100000.00", lockable=True, **more):
    """Give a case that found a deposit and 1,000 units at 1.50 hanging on its account."""
    sought = seek(amount)
    bank = make_bank(tmp_path, Deposit(MAIN, "800.00"), **more)
    detail = {
        "product_no": "LC01",
        "name": "示例理财一号",
        "unit_price": "1.50",
        "lockable": lockable,
        "payout_account": MAIN,
    }
    bank.front.books.db.execute(
        "insert into products values (?, ?, ?, ?, ?)",
        (MAIN, "LC01", "W1", 1000_00, json.dumps(detail, ensure_ascii=False)),
    )
    bank.front.books.db.commit()
    sought.query(bank)
    bank.cycle()
    return sought, bank, {a.kind: a for a in sought.assets()}


def frozen_units(bank):
    rows = bank.rows("select * from freezes where product_no <> '' and is_active")
    return [r["units_hundredths"] for r in rows]


def test_a_product_is_frozen_by_the_units_its_amount_takes_renewed_and_released(tmp_path):
    sought, bank, found = hung(tmp_path)
    case, product = sought.filed.case, found["FIN_ASSET"]
    assert (product.balance, product.available) == (yuan("1500.00"), yuan("1500.00"))
    told = sought.read(lambda: find_particulars(sought.court_no, product.id))
    assert (Decimal(told.quantity), told.unit) == (Decimal(1000), "份")
    above = FreezeOrder(case, product.id, yuan("1500.01"))
    assert refusal(lambda: do(sought, inquiry.order_freeze, above)) == "ABOVE_BALANCE"
    order = FreezeOrder(case, product.id, yuan("100.00"))
    view = carried(sought, bank, inquiry.order_freeze, order)
    assert (view.state, view.outcome) == (State.CLOSED, "DONE")
    assert frozen_units(bank) == [66_66], "rounded down: no more than was ordered"
    assert sought.facts.of(Property).controlled == yuan("99.99")
    assert control(sought, product.id).until.year == sought.today.year + 3, (
        "no deposit: three years"
    )
    facts = sought.facts
    lines = sought.read(lambda: get_property_overview(sought.court_no, case, facts, sought.today))
    (line,) = [x for x in lines if x.asset == product.id]
    assert line.controlled == yuan("99.99")

    part = ReleaseOrder(case, product.id, "部分履行", yuan("50.00"))
    assert refusal(lambda: do(sought, inquiry.order_release, part)) == "RELEASED_WHOLE_ONLY"
    take = TransferOrder(case, product.id, yuan("99.99"))
    assert refusal(lambda: do(sought, inquiry.order_transfer, take)) == "NOT_FOR_THE_WIRE"
    view = carried(sought, bank, inquiry.order_release, ReleaseOrder(case, product.id, "已履行"))
    assert view.outcome == "DONE"
    assert (frozen_units(bank), control(sought, product.id)) == ([], None)
    assert not sought.read(lambda: list(verify_docket(sought.court_no)))


def test_a_product_that_cannot_be_locked_is_controlled_in_part_by_its_account(tmp_path):
    sought, bank, found = hung(tmp_path, lockable=False)
    product = found["FIN_ASSET"]
    order = FreezeOrder(sought.filed.case, product.id, yuan("1500.00"))
    view = carried(sought, bank, inquiry.order_freeze, order)
    assert (view.outcome, view.reason) == ("PARTIAL", "产品冻结失败，已冻结回款账户")
    assert sought.facts.of(Property).controlled == yuan("800.00"), "what the account holds"


@pytest.mark.parametrize("profile", ["BANK-SOAP-1"])
def test_a_profile_that_carries_no_products_sends_them_by_letter(tmp_path, profile):
    sought, _, found = hung(tmp_path, profile=profile, dialect="soap-older")
    order = FreezeOrder(sought.filed.case, found["FIN_ASSET"].id, yuan("100.00"))
    assert refusal(lambda: do(sought, inquiry.order_freeze, order)) == "NOT_FOR_THE_WIRE"


def test_it_is_renewed_with_its_units(tmp_path):
    sought, bank, found = hung(tmp_path)
    case, product = sought.filed.case, found["FIN_ASSET"].id
    carried(sought, bank, inquiry.order_freeze, FreezeOrder(case, product, yuan("1500.00")))
    before = control(sought, product).until
    sought.filed.stage.goto(before.replace(year=before.year - 1))
    view = carried(sought, bank, inquiry.order_renewal, RenewalOrder(case, product))
    assert view.outcome == "DONE"
    assert control(sought, product).until > before
    assert frozen_units(bank) == [1000_00]
