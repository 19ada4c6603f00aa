"""Frozen foreign money exchanged and transferred by letter: ordered, served, answered, booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.rooms.inquiry.test_things import carried, control, refusal, yuan
from tests.support.banks import Deposit, make_bank, seek
from tests.support.windows import give_window, go, key, key_twice, only_task
from zhixing.cases.docket.verify import verify_docket
from zhixing.funds.queries import get_case_money
from zhixing.funds.receipts import Incoming, post_receipt
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.counter.exchanging import list_exchanges
from zhixing.inquiry.counter.receipts import KeyingState
from zhixing.inquiry.operations import (
    ForeignTransferOrder,
    FreezeOrder,
    InquiryRefused,
    KeyedReceipt,
    ReceiptResult,
    TransferOrder,
)
from zhixing.inquiry.terms import ForeignRate
from zhixing.inquiry.wire.feedback import Conversion
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.foreign_conversion import ConversionRefused
from zhixing.law.seizure.foreign_taking import TakingRefused
from zhixing.platform.principal import PostKind as K

DOLLARS = "6200000000000840"


class Held:
    """Hold a case with dollars frozen at a rate, and the bank whose window is recorded."""

    def __init__(self, folder: Any, *, has_window: bool = True, stage: Any = None) -> None:
        self.sought = seek("6000.00") if stage is None else seek("6000.00", stage)
        self.bank = make_bank(folder, Deposit(DOLLARS, "1000.00", currency="840"))
        if has_window:
            give_window(self.bank.id)
        self.sought.query(self.bank)
        self.bank.cycle()
        (self.asset,) = (a.id for a in self.sought.assets())

    @property
    def rate(self) -> ForeignRate:
        return ForeignRate(yuan("634.00"), self.sought.today, "示例公布")

    def freeze(self) -> None:
        order = FreezeOrder(self.sought.filed.case, self.asset, yuan("6000.00"), rate=self.rate)
        carried(self.sought, self.bank, inquiry.order_freeze, order)

    def exchange(self, dollars: str, rate: ForeignRate | None = None) -> Any:
        """Put up an exchange of so many dollars; gives the matter."""
        order = ForeignTransferOrder(
            self.sought.filed.case, self.asset, yuan(dollars), rate or self.rate
        )
        return self.sought.do(
            lambda by: inquiry.order_foreign_transfer(order, self.sought.today, by=by)
        )

    def served(self, dollars: str) -> None:
        """Have an exchange ordered, approved and handed in at the window."""
        self.sought.approve(self.exchange(dollars))
        at = instant(self.sought.today, 10)
        go(self.sought, at, task=only_task(self.sought).task.id)

    def told(self, dollars: str, received: str, **more: Any) -> KeyedReceipt:
        """Give a receipt that says so many dollars were exchanged at 6.50 for so many yuan."""
        said = Conversion(
            "840", yuan(dollars), yuan("650.00"), self.sought.today, yuan(received), "S-1"
        )
        return KeyedReceipt(ReceiptResult.DONE, self.sought.today, conversion=replace(said, **more))

    def stands(self) -> Fen:
        found = control(self.sought, self.asset)
        return ZERO if found is None else found.stands


@pytest.fixture
def held(tmp_path: Any) -> Held:
    found = Held(tmp_path)
    found.freeze()
    return found


def test_all_of_it_is_exchanged_the_freeze_ends_and_the_yuan_are_booked_exactly(held: Held):
    sought = held.sought
    held.served("923.08")
    before = held.stands()
    outcome = key_twice(sought, held.told("923.08", "6000.02"))
    assert outcome.state is KeyingState.ENTERED
    left = held.stands()
    assert before - left == yuan("5852.33"), "at the rate of the freeze, not of the bank"
    (act,) = sought.acts("FOREIGN_MONEY_EXCHANGED")
    assert (act.payload["received"], act.payload["currency"]) == (600_002, "840")
    assert [f["rule"] for f in act.findings] == ["FOREIGN_CONVERSION"]
    (taken,) = sought.acts("DEPOSIT_TRANSFERRED")
    assert taken.payload["amount"] == 585_233

    (exchange,) = sought.read(lambda: list_exchanges(sought.court_no, sought.filed.case))
    assert exchange.booked is None
    number = sought.read(lambda: get_case_money(sought.court_no, sought.filed.case)).account_number
    arrived = Incoming("S-1", sought.today, yuan("6000.02"), number, "示例银行", "外币兑换划款")
    sought.do(lambda by: post_receipt(arrived, by=by), K.ACCOUNTANT)
    (exchange,) = sought.read(lambda: list_exchanges(sought.court_no, sought.filed.case))
    assert (exchange.booked, exchange.differs_by) == (yuan("6000.02"), ZERO)
    money = sought.read(lambda: get_case_money(sought.court_no, sought.filed.case))
    assert money.held == yuan("6000.02")
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_two_parts_take_the_whole_freeze_to_the_last_cent(held: Held):
    held.served("500.00")
    key_twice(held.sought, held.told("500.00", "3250.00"))
    assert held.stands() == yuan("2829.98"), "446.37 dollars are left, at 6.34"
    held.served("446.37")
    told = held.told("446.37", "2901.40", serial="S-2")
    key_twice(held.sought, told)
    assert control(held.sought, held.asset) is None, "nothing stands any more"
    acts = held.sought.acts("DEPOSIT_TRANSFERRED")
    assert sum(a.payload["amount"] for a in acts) == 599_998


def test_a_part_of_what_was_ordered_leaves_the_rest_frozen(held: Held):
    held.served("900.00")
    whole = held.told("400.00", "2600.00")
    with pytest.raises(InquiryRefused) as refused:
        key(held.sought, whole)
    assert refused.value.code == "PART_IS_NO_PART"
    key_twice(held.sought, replace(whole, result=ReceiptResult.PARTIAL, reason="余额不足"))
    assert held.stands() == yuan("3463.98"), "546.37 dollars, at 6.34"
    held.exchange("546.37")


@pytest.mark.parametrize(
    ("dollars", "code"), [("946.38", "ABOVE_FROZEN"), ("0", "NOTHING_ORDERED")]
)
def test_no_more_than_stands_frozen_is_exchanged(held: Held, dollars: str, code: str):
    with pytest.raises(TakingRefused) as refused:
        held.exchange(dollars)
    assert refused.value.code == code and refused.value.basis is not None


def test_no_more_than_is_owed_at_the_rate_is_exchanged(held: Held):
    dear = ForeignRate(yuan("650.00"), held.sought.today, "示例公布")
    with pytest.raises(TakingRefused) as refused:
        held.exchange("946.37", dear)
    assert refused.value.code == "ABOVE_OWED"


def test_what_is_not_frozen_or_in_yuan_or_at_no_window_is_refused(tmp_path: Any):
    held = Held(tmp_path, has_window=False)
    assert refusal(lambda: held.exchange("10.00")) == "NO_WINDOW"
    give_window(held.bank.id)
    assert refusal(lambda: held.exchange("10.00")) == "NOT_CONTROLLED"
    held.freeze()
    take = TransferOrder(held.sought.filed.case, held.asset, yuan("1.00"))
    with pytest.raises(InquiryRefused) as refused:
        held.sought.do(lambda by: inquiry.order_transfer(take, held.sought.today, by=by))
    assert refused.value.code == "NOT_FOR_THE_WIRE" and "外币兑换扣划" in refused.value.remedy_zh
    held.exchange("10.00")
    assert refusal(lambda: held.exchange("10.00")) == "ORDER_PENDING", "one at a time"


def test_a_receipt_that_cannot_be_true_is_refused_and_the_difference_named(held: Held):
    held.served("923.08")

    def code(keyed: KeyedReceipt) -> str:
        with pytest.raises(InquiryRefused) as refused:
            key(held.sought, keyed)
        return refused.value.code

    good = held.told("923.08", "6000.02")
    assert code(held.told("923.08", "6000.02", currency="978")) == "OTHER_CURRENCY"
    assert code(held.told("946.38", "6151.47")) == "ABOVE_ORDER"
    assert code(replace(good, conversion=None)) == "CONVERSION_MISSING"
    assert code(held.told("923.08", "6000.02", serial=" ")) == "CONVERSION_MISSING"
    for received, said in (("5998.02", "少2.00元"), ("6000.03", "多0.01元")):
        with pytest.raises(ConversionRefused) as refused:
            key(held.sought, held.told("923.08", received))
        assert refused.value.code == "RMB_DISAGREES" and said in refused.value.message_zh
    late = held.sought.today + timedelta(days=1)
    with pytest.raises(ConversionRefused) as refused:
        key(held.sought, held.told("923.08", "6000.02", rate_on=late))
    assert refused.value.code == "RATE_OF_LATER_DAY"
    assert not held.sought.acts("FOREIGN_MONEY_EXCHANGED")


def test_two_readings_of_an_exchange_that_differ_enter_nothing(held: Held):
    held.served("923.08")
    key(held.sought, held.told("923.08", "6000.02"), K.CLERK)
    outcome = key(held.sought, held.told("923.08", "6000.02", serial="S-9"), K.ASSISTANT)
    assert outcome.state is KeyingState.DIFFERENT
    assert [d.field for d in outcome.differences] == ["conversion.serial"]
    assert held.stands() == yuan("5999.98")


def test_a_bank_that_does_not_do_it_leaves_the_freeze_as_it_is(held: Held):
    held.served("923.08")
    before = held.stands()
    no = KeyedReceipt(ReceiptResult.NOT_DONE, held.sought.today, reason="该币种不办理兑换")
    key_twice(held.sought, no)
    assert held.stands() == before
    assert held.sought.acts("CONTROL_REFUSED")[0].payload["measure"] == "TRANSFER"
    assert not held.sought.acts("FOREIGN_MONEY_EXCHANGED")
