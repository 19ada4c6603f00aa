"""Dividends of a frozen stake: the company is told, what it declares is held and transferred once due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.rooms.inquiry.test_things import PURSE, STAKE, carried, control, do, found, refusal, yuan
from tests.support.banks import seek
from tests.support.open_ones import make_one
from tests.support.windows import go, key_twice, make_counter, only_task
from zhixing.assets.acts import Property
from zhixing.cases.docket.verify import verify_docket
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import (
    FreezeOrder,
    KeyedReceipt,
    NewDividend,
    ReceiptResult,
    ReleaseOrder,
    RenewalOrder,
    RightFreezeOrder,
    TransferOrder,
)
from zhixing.institutions.kinds import InstitutionKind
from zhixing.instruments.queries import list_instruments
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import ZERO
from zhixing.law.seizure.dividends import DividendRefused


class Stake:
    """Hold a case that froze a stake in a company which is reached at its window."""

    def __init__(
        self,
        folder: Any,
        *,
        amount: str = "100000.00",
        with_income: bool = True,
        stage: Any = None,
    ) -> None:
        self.sought = seek(amount) if stage is None else seek(amount, stage)
        self.register = make_one(folder, InstitutionKind.MARKET_REGULATOR, STAKE)
        self.sought.query(self.register)
        self.register.cycle()
        (self.right,) = (a.id for a in self.sought.assets())
        self.company = make_counter()
        order = RightFreezeOrder(self.case, self.right, Decimal(20), with_income=with_income)
        carried(self.sought, self.register, inquiry.order_right_freeze, order)

    @property
    def case(self) -> UUID:
        return self.sought.filed.case

    def told(self, amount: str = "8000.00", **more: Any) -> NewDividend:
        due = self.sought.today + timedelta(days=10)
        given = NewDividend(self.case, self.right, yuan(amount), due, "股东会决议1号", self.company)
        return replace(given, **more)

    def record(self, new: NewDividend | None = None) -> UUID:
        return do(self.sought, inquiry.record_dividend, new or self.told())


@pytest.fixture
def stake(tmp_path: Any) -> Stake:
    return Stake(tmp_path)


def test_the_company_is_told_and_so_is_the_register(stake: Stake):
    papers = stake.sought.read(lambda: list_instruments(stake.sought.court_no, stake.case))
    assert [p.template for p in papers if p.template == "DIVIDEND_NOTICE"] == ["DIVIDEND_NOTICE"]


def test_a_freeze_without_its_income_tells_no_company(tmp_path: Any):
    stake = Stake(tmp_path, with_income=False)
    papers = stake.sought.read(lambda: list_instruments(stake.sought.court_no, stake.case))
    assert "DIVIDEND_NOTICE" not in {p.template for p in papers}
    dividend = stake.record()
    assert control(stake.sought, dividend) is None, "found, and held by nobody"
    own = FreezeOrder(stake.case, dividend, yuan("7999.00"))
    do(stake.sought, inquiry.order_freeze, own)


def test_a_dividend_is_held_by_the_freeze_of_its_right_and_transferred_once_due(stake: Stake):
    sought = stake.sought
    dividend = stake.record()
    held, right = control(sought, dividend), control(sought, stake.right)
    assert (held.amount, held.until, held.rank) == (yuan("8000.00"), right.until, 1)
    assert sought.facts.of(Property).controlled == yuan("8000.00")
    (act,) = sought.acts("DIVIDEND_DECLARED")
    assert [f["rule"] for f in act.findings] == ["DIVIDENDS_HELD"]
    take = TransferOrder(stake.case, dividend, yuan("7999.00"))
    assert refusal(lambda: do(sought, inquiry.order_transfer, take)) == "DIVIDEND_NOT_DUE"
    sought.filed.stage.goto(sought.today + timedelta(days=10))
    sought.approve(do(sought, inquiry.order_transfer, take))
    go(sought, instant(sought.today, 10), task=only_task(sought).task.id)
    key_twice(sought, KeyedReceipt(ReceiptResult.DONE, sought.today, actual=yuan("7999.00")))
    assert control(sought, dividend).stands == yuan("1.00"), "what the debtor lives on"
    (taken,) = sought.acts("DEPOSIT_TRANSFERRED")
    assert taken.payload["amount"] == 799_900
    assert control(sought, stake.right) is not None, "the stake stays frozen"
    assert sought.read(lambda: list(verify_docket(sought.court_no))) == []


def test_no_more_of_it_is_held_than_the_claim_leaves(tmp_path: Any):
    stake = Stake(tmp_path, amount="5000.00")
    dividend = stake.record()
    assert control(stake.sought, dividend).amount == yuan("5088.50"), (
        "claim, interest, the fee to come"
    )


def test_it_is_renewed_with_its_right_and_ends_with_it(stake: Stake):
    sought = stake.sought
    dividend = stake.record()
    alone = RenewalOrder(stake.case, dividend)
    assert refusal(lambda: do(sought, inquiry.order_renewal, alone)) == "RENEWED_WITH_ITS_RIGHT"
    sought.filed.stage.goto(sought.today + timedelta(days=900))
    carried(sought, stake.register, inquiry.order_renewal, RenewalOrder(stake.case, stake.right))
    assert control(sought, dividend).until == control(sought, stake.right).until
    done = ReleaseOrder(stake.case, stake.right, "已履行")
    carried(sought, stake.register, inquiry.order_release, done)
    assert control(sought, dividend) is None and control(sought, stake.right) is None
    assert sought.facts.of(Property).controlled == ZERO


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"document": " "}, "DOCUMENT_MISSING"),
        ({"payer": uuid4()}, "NO_PAYER"),
    ],
)
def test_what_cannot_be_entered_is_refused(stake: Stake, more: dict[str, Any], code: str):
    assert refusal(lambda: stake.record(stake.told(**more))) == code


def test_nothing_and_the_same_notice_twice_are_refused(stake: Stake):
    with pytest.raises(DividendRefused):
        stake.record(stake.told("0"))
    stake.record()
    assert refusal(stake.record) == "DIVIDEND_TOLD"
    stake.record(stake.told(document="股东会决议2号"))


def test_a_right_that_is_not_frozen_or_no_right_bears_none(tmp_path: Any):
    kind = InstitutionKind.PAYMENT_INSTITUTION
    sought, _, (purse,) = found(tmp_path, kind, PURSE)
    due = sought.today
    new = NewDividend(sought.filed.case, purse, yuan("1.00"), due, "1号")
    assert refusal(lambda: do(sought, inquiry.record_dividend, new)) == "NO_RIGHT"
    folder = tmp_path / "stake"
    folder.mkdir()
    sought, _, (right,) = found(folder, InstitutionKind.MARKET_REGULATOR, STAKE)
    new = NewDividend(sought.filed.case, right, yuan("1.00"), due, "1号")
    assert refusal(lambda: do(sought, inquiry.record_dividend, new)) == "NOT_CONTROLLED"
