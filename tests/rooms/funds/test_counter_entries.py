"""Money is corrected by its counter-entry alone, in ledger and docket together."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.rooms.funds.test_fees import differences, owed, take
from tests.rooms.funds.test_money import filed, held, incoming, receive, refusal, request
from tests.support.filed import FiledCase
from zhixing.cases import queries as cases
from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.cases.docket.registry import all_act_types
from zhixing.cases.docket.verify import verify_docket
from zhixing.funds import operations as funds
from zhixing.funds.acts import Money
from zhixing.funds.queries import list_fees, list_payments
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

__all__ = ["filed"]


def money(filed: FiledCase) -> Money:
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    return facts.of(Money)


def act_of(filed: FiledCase, code: str) -> cases.ActView:
    found = filed.stage.do(K.JUDGE, lambda by: cases.list_acts(by.court_no, filed.case))
    return next(a for a in found if a.type == code)


def whole(filed: FiledCase) -> None:
    """Check that balances follow from postings and the docket folds to what is stored."""
    assert differences(filed.stage.court_no) == []
    with open_scope(Scope.system()):
        assert list(verify_docket(filed.stage.court_no)) == []


def paid(filed: FiledCase, amount: str) -> UUID:
    stage, on = filed.stage, filed.stage.today
    order = stage.do(K.CLERK, lambda by: funds.order_payment(request(filed, amount), on, by=by))
    stage.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, on, by=by))
    stage.do(K.DIRECTOR, lambda by: funds.approve_payment(order, on, by=by))
    stage.do(K.CASHIER, lambda by: funds.settle_payment(order, f"B-{order}", on, by=by))
    return order


@pytest.mark.parametrize(
    ("code", "operation"),
    [
        ("RECEIPT_POSTED", "reverse_receipt"),
        ("PAYMENT_ORDERED", "fail_payment"),
        ("PAYMENT_APPROVED", "fail_payment"),
        ("PAYMENT_MADE", "return_payment"),
        ("FEE_TAKEN", "refund_fee"),
    ],
)
def test_an_act_that_moved_money_is_not_annulled_and_its_counter_is_named(
    filed: FiledCase, code: str, operation: str
) -> None:
    receive(filed, incoming(filed, "20000.00"))
    take(filed)
    paid(filed, "1000.00")
    act, before = act_of(filed, code), money(filed)
    found = refusal(filed, K.JUDGE, lambda by: annul_act(act.id, "误录", by=by))
    assert found.code == "MONEY_IS_COUNTERED"
    assert operation in found.remedy_zh and operation in found.remedy_en
    assert money(filed) == before
    whole(filed)


def test_every_act_of_the_ledger_names_its_counter_and_the_operation_is_there() -> None:
    own = {t.code: t for t in all_act_types() if t.payload.__module__ == "zhixing.funds.acts"}
    without = {code for code, kind in own.items() if kind.countered_by is None}
    moving_nothing = {"CASE_ACCOUNT_OPENED", "PAYMENT_INVITED"}
    assert without == moving_nothing, "a number and a word about it move nothing"
    for kind in own.values():
        if kind.countered_by is not None:
            assert hasattr(funds, kind.countered_by.operation), kind.code


def test_a_sum_is_not_corrected_but_its_day_is(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    act = act_of(filed, "RECEIPT_POSTED")
    payload = decode(money_payload(act.type), act.payload)
    less = replace(payload, amount=Fen(payload.amount - 1))
    found = refusal(filed, K.JUDGE, lambda by: correct_act(act.id, less, act.occurred_on, by=by))
    assert found.code == "MONEY_IS_COUNTERED"
    other = replace(payload, kind="transferred")
    filed.stage.do(K.JUDGE, lambda by: correct_act(act.id, other, act.occurred_on, by=by))
    assert money(filed).received == Fen.of_yuan("20000")
    whole(filed)


def money_payload(code: str) -> type:
    return next(t.payload for t in all_act_types() if t.code == code)


def test_a_payment_that_came_back_is_held_again_once(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "1000.00"))
    stage, on = filed.stage, filed.stage.today
    order = paid(filed, "1000.00")
    assert (held(filed), money(filed).paid_out) == (0, Fen.of_yuan("1000"))
    for _ in range(2):
        stage.do(K.CASHIER, lambda by: funds.return_payment(order, "收款账户已销户", on, by=by))
    assert (held(filed), money(filed).paid_out) == (100_000, 0)
    (view,) = stage.do(K.JUDGE, lambda by: list_payments(by.court_no, case=filed.case))
    assert (view.state, view.failure) == ("RETURNED", "收款账户已销户")
    whole(filed)


def test_what_was_not_paid_does_not_come_back(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "1000.00"))
    stage, on = filed.stage, filed.stage.today
    order = stage.do(K.CLERK, lambda by: funds.order_payment(request(filed, "5.00"), on, by=by))
    found = refusal(filed, K.CASHIER, lambda by: funds.return_payment(order, "退汇", on, by=by))
    assert found.code == "PAYMENT_NOT_PAID"
    found = refusal(filed, K.CASHIER, lambda by: funds.return_payment(order, " ", on, by=by))
    assert found.code == "RETURN_WITHOUT_REASON"
    found = refusal(filed, K.JUDGE, lambda by: funds.return_payment(order, "退汇", on, by=by))
    assert found.code == "NOT_ALLOWED"


def test_a_refunded_fee_is_owed_no_longer_and_can_be_taken_again(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    stage, on = filed.stage, filed.stage.today
    before = owed(filed)
    take(filed)
    (fee,) = stage.do(K.JUDGE, lambda by: list_fees(by.court_no, filed.case))
    assert (fee.amount, fee.is_refunded) == (Fen.of_yuan("200"), False)
    for _ in range(2):
        given = stage.do(
            K.ACCOUNTANT,
            lambda by: funds.refund_fee(filed.case, fee.transfer, "依法免交", on, by=by),
        )
        assert given == Fen.of_yuan("200")
    assert (held(filed), owed(filed), money(filed).fees_taken) == (2_000_000, before, 0)
    whole(filed)
    assert take(filed) == Fen.of_yuan("200"), "taken again under a key of its own"
    fees = stage.do(K.JUDGE, lambda by: list_fees(by.court_no, filed.case))
    assert [f.is_refunded for f in fees] == [True, False]
    whole(filed)


def test_a_movement_that_is_no_fee_is_not_refunded(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    on = filed.stage.today
    found = refusal(
        filed, K.ACCOUNTANT, lambda by: funds.refund_fee(filed.case, filed.case, "误", on, by=by)
    )
    assert found.code == "NO_SUCH_FEE"
