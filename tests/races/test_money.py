"""Can two hands pay the same money out, or take the same money in, twice?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from tests.rooms.settlement.making import Told, account_of, make_case
from tests.support.racing import meet_at, run_together, unlocked
from zhixing.funds import ledger, models, payments
from zhixing.funds.operations import (
    Incoming,
    PaymentRequest,
    SameKeyOtherBody,
    order_payment,
    post_receipt,
)
from zhixing.funds.payments import PaymentRefused
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind

ON = date(2017, 2, 6)
HELD = Fen.of_yuan("81250")


@pytest.fixture
def told() -> Told:
    case = make_case()
    case.pay(ON, HELD)
    return case


def _order(told: Told, key: str, amount: Fen = HELD) -> Any:
    request = PaymentRequest(
        told.case, told.applicant, amount, "虚构银行", "6222000000000001", "发放案款", key
    )
    return lambda by: order_payment(request, ON, by=by)


def _two_orders(told: Told) -> list[Any]:
    first, second = told.who(PostKind.CLERK), told.who(PostKind.JUDGE)
    if not first.may("payment_make"):
        first = second
    with meet_at(payments, "new_id"):
        return run_together([(first, _order(told, "甲")), (second, _order(told, "乙"))])


def _set_aside(told: Told) -> int:
    with told.open() as by:
        accounts = models.Account.objects.filter(court_no=by.court_no, kind="PAYOUT")
        return sum(accounts.values_list("balance_fen", flat=True))


def test_control_without_the_lock_the_second_payment_breaks_on_the_database(told: Told) -> None:
    with unlocked():
        answers = _two_orders(told)
    broken = [a for a in answers if isinstance(a, IntegrityError)]
    assert len(broken) == 1
    assert not any(isinstance(a, PaymentRefused) for a in answers), "both had seen the money"
    assert _set_aside(told) == HELD


def test_two_payments_of_the_same_money_are_one_payment_and_one_refusal(told: Told) -> None:
    answers = _two_orders(told)
    assert sum(isinstance(a, UUID) for a in answers) == 1, answers
    (refused,) = [a for a in answers if isinstance(a, PaymentRefused)]
    assert refused.code == "NOT_ENOUGH_HELD"
    assert _set_aside(told) == HELD


def _receipt(told: Told, reference: str, amount: Fen = HELD) -> Any:
    line = Incoming(reference, ON, amount, account_of(told.case), payer="虚构付款人")
    return lambda by: post_receipt(line, by=by)


def _two_receipts(told: Told, amounts: tuple[Fen, Fen] = (HELD, HELD)) -> list[Any]:
    by, reference = told.who(PostKind.ACCOUNTANT), str(uuid4())
    with meet_at(ledger, "new_id"):
        return run_together([(by, _receipt(told, reference, amount)) for amount in amounts])


def test_control_without_the_lock_one_hand_gets_no_answer_about_its_receipt(told: Told) -> None:
    with unlocked(models.Account):
        answers = _two_receipts(told)
    assert sum(isinstance(a, IntegrityError) for a in answers) == 1


def test_the_same_bank_line_from_two_hands_is_one_receipt_and_both_are_told(told: Told) -> None:
    answers = _two_receipts(told)
    assert len({a.receipt for a in answers}) == 1
    assert sorted(a.is_new for a in answers) == [False, True]
    assert told.types().count("RECEIPT_POSTED") == 2  # the fixture's own and this one


def test_the_same_reference_with_another_sum_is_refused_and_names_both(told: Told) -> None:
    answers = _two_receipts(told, (HELD, HELD + Fen(1)))
    (refused,) = [a for a in answers if isinstance(a, SameKeyOtherBody)]
    assert refused.code == "SAME_KEY_OTHER_BODY"
    assert told.types().count("RECEIPT_POSTED") == 2
