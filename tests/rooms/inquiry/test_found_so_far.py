"""What a search counts as found: yuan that may still be taken, and foreign money at a rate only."""

from __future__ import annotations

from tests.support.banks import make_bank, seek
from tests.support.ended import find
from tests.support.keeping import MAIN, Deposit, frozen, yuan
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import TransferOrder
from zhixing.inquiry.search.planning import Found, found_so_far
from zhixing.inquiry.terms import ForeignRate
from zhixing.kernel.fen import Fen


def found(sought):
    return sought.read(lambda: found_so_far(sought.court_no, sought.filed.case, sought.facts))


def test_dollars_are_not_added_to_yuan_and_a_pension_is_not_counted():
    sought = seek()
    find(sought, "3000.00")
    find(sought, "5000.00", "6200000000000840", currency="840")
    find(sought, "3000.00", "PENSION-1", kind="PENSION")
    assert found(sought) == Found(yuan("3000.00"), ("美元5,000.00",))


def test_what_was_transferred_is_found_no_longer(tmp_path):
    sought, bank, (asset,) = frozen(tmp_path, Deposit(MAIN, "80000.00"), each="45000.00")
    assert found(sought).found == yuan("80000.00")
    order = TransferOrder(sought.filed.case, asset, yuan("45000.00"))
    sought.approve(sought.do(lambda by: inquiry.order_transfer(order, sought.today, by=by)))
    bank.cycle()
    assert found(sought).found == yuan("35000.00")


def test_dollars_frozen_at_a_rate_count_at_that_rate(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, Deposit("6200000000000840", "1000.00", currency="840"))
    sought.query(bank)
    bank.cycle()
    (asset,) = [a.id for a in sought.assets()]
    assert found(sought) == Found(Fen(0), ("美元1,000.00",))
    rate = ForeignRate(yuan("650.00"), sought.today, "示例牌价（虚构）")
    sought.freeze(asset, "6499.00", rate=rate)
    bank.cycle()
    assert found(sought) == Found(yuan("6498.96")), "999.84 dollars, a yuan stays"
