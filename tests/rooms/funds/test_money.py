"""Money is a ledger: balanced, once, never overdrawn, and three people pay out."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.support import database
from tests.support.filed import FiledCase, file_one
from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Debt
from zhixing.funds import operations as funds
from zhixing.funds.acts import Money
from zhixing.funds.queries import (
    get_case_money,
    list_payments,
    list_unmatched_receipts,
    verify_money,
)
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K


@pytest.fixture
def filed() -> FiledCase:
    case = file_one()
    number = f"9{uuid4().int % 10**15:015d}"
    case.stage.do(
        K.ACCOUNTANT,
        lambda by: funds.open_case_account(case.case, number, case.stage.today, by=by),
    )
    return case


def account_of(filed: FiledCase) -> str:
    return filed.stage.do(
        K.ACCOUNTANT, lambda by: get_case_money(by.court_no, filed.case).account_number
    )


def incoming(filed: FiledCase, amount: str = "1000.00", **changes: object) -> funds.Incoming:
    given = {
        "reference": uuid4().hex,
        "received_on": filed.stage.today,
        "amount": Fen.of_yuan(amount),
        "account_number": account_of(filed),
        **changes,
    }
    return funds.Incoming(**given)


def receive(filed: FiledCase, money: funds.Incoming) -> funds.Posted:
    return filed.stage.do(K.ACCOUNTANT, lambda by: funds.post_receipt(money, by=by))


def held(filed: FiledCase) -> int:
    return filed.stage.do(K.ACCOUNTANT, lambda by: get_case_money(by.court_no, filed.case).held)


def request(filed: FiledCase, amount: str, key: str = "") -> funds.PaymentRequest:
    return funds.PaymentRequest(
        case=filed.case,
        payee=filed.creditor,
        amount=Fen.of_yuan(amount),
        bank_name="演练银行",
        account_number="6200000000000001",
        purpose="案款",
        key=key or uuid4().hex,
    )


def refusal(filed: FiledCase, kind: K, operation: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        filed.stage.do(kind, operation)
    assert caught.value.message_zh and caught.value.message_en
    return caught.value


def test_a_receipt_with_the_cases_number_is_matched_and_credited(filed: FiledCase) -> None:
    posted = receive(filed, incoming(filed, "81250.00"))
    assert posted.case == filed.case and posted.match_reason == "ACCOUNT_NUMBER"
    assert held(filed) == 8_125_000
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Money).received == 8_125_000
    assert [int(p.amount) for p in facts.of(Debt).payments] == [8_125_000]


def test_the_same_reference_again_changes_nothing_and_another_body_is_refused(
    filed: FiledCase,
) -> None:
    money = incoming(filed)
    first, again = receive(filed, money), receive(filed, money)
    assert (first.receipt, first.is_new, again.is_new) == (again.receipt, True, False)
    assert held(filed) == 100_000
    other = incoming(filed, "2000.00", reference=money.reference)
    found = refusal(filed, K.ACCOUNTANT, lambda by: funds.post_receipt(other, by=by))
    assert found.code == "SAME_KEY_OTHER_BODY"
    assert held(filed) == 100_000


def test_unknown_money_waits_in_suspense_until_matched_with_a_reason(filed: FiledCase) -> None:
    posted = receive(filed, incoming(filed, account_number="no-such"))
    assert posted.case is None and held(filed) == 0
    waiting = filed.stage.do(K.ACCOUNTANT, lambda by: list_unmatched_receipts(by.court_no))
    assert [r.id for r in waiting] == [posted.receipt]
    on = filed.stage.today
    filed.stage.do(
        K.ACCOUNTANT,
        lambda by: funds.match_receipt(posted.receipt, filed.case, "付款人说明", on, by=by),
    )
    assert held(filed) == 100_000
    other = file_one(filed.stage)
    found = refusal(
        filed,
        K.ACCOUNTANT,
        lambda by: funds.match_receipt(posted.receipt, other.case, "x", on, by=by),
    )
    assert found.code == "RECEIPT_NOT_OPEN"


def test_a_reversed_receipt_lets_the_debt_stand_again(filed: FiledCase) -> None:
    posted = receive(filed, incoming(filed))
    on = filed.stage.today
    filed.stage.do(
        K.ACCOUNTANT, lambda by: funds.reverse_receipt(posted.receipt, "银行冲正", on, by=by)
    )
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Debt).payments == () and facts.of(Money).received == 0
    assert held(filed) == 0
    found = refusal(
        filed,
        K.ACCOUNTANT,
        lambda by: funds.reverse_receipt(posted.receipt, "再次", on, by=by),
    )
    assert found.code == "RECEIPT_ALREADY_REVERSED"


def test_money_set_aside_cannot_be_promised_twice(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "1000.00"))
    on = filed.stage.today
    filed.stage.do(K.CLERK, lambda by: funds.order_payment(request(filed, "800.00"), on, by=by))
    found = refusal(
        filed, K.CLERK, lambda by: funds.order_payment(request(filed, "300.00"), on, by=by)
    )
    assert found.code == "NOT_ENOUGH_HELD"
    assert held(filed) == 20_000


def test_three_different_people_pay_and_the_bank_answers_once(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "1000.00"))
    stage, on = filed.stage, filed.stage.today
    wanted = request(filed, "1000.00", key="k1")
    order = stage.do(K.CLERK, lambda by: funds.order_payment(wanted, on, by=by))
    assert stage.do(K.CLERK, lambda by: funds.order_payment(wanted, on, by=by)) == order
    early = refusal(filed, K.DIRECTOR, lambda by: funds.approve_payment(order, on, by=by))
    assert early.code == "PAYMENT_IN_OTHER_STATE"
    stage.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, on, by=by))
    stage.do(K.DIRECTOR, lambda by: funds.approve_payment(order, on, by=by))
    for _ in range(2):
        stage.do(K.CASHIER, lambda by: funds.settle_payment(order, "BANK-1", on, by=by))
    (paid,) = stage.do(K.JUDGE, lambda by: list_payments(by.court_no, case=filed.case))
    assert paid.state == "PAID" and paid.account_tail == "0001"
    acts = stage.do(K.JUDGE, lambda by: cases.list_acts(by.court_no, filed.case))
    hands = {a.type: a.by_person for a in acts if a.type.startswith("PAYMENT_")}
    three = ("PAYMENT_ORDERED", "PAYMENT_CHECKED", "PAYMENT_APPROVED")
    assert len({hands[step] for step in three}) == 3, "the docket names all three"
    with open_scope(Scope.of_court(stage.court_no, stage.court_no)):
        assert [d for d in verify_money() if d.court_no == stage.court_no] == []


def test_a_returned_payment_is_held_again(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "500.00"))
    stage, on = filed.stage, filed.stage.today
    order = stage.do(K.CLERK, lambda by: funds.order_payment(request(filed, "500.00"), on, by=by))
    stage.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, on, by=by))
    stage.do(K.DIRECTOR, lambda by: funds.approve_payment(order, on, by=by))
    assert held(filed) == 0
    stage.do(K.CASHIER, lambda by: funds.fail_payment(order, "户名不符", on, by=by))
    assert held(filed) == 50_000


def test_the_wrong_post_is_refused_at_each_step(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "500.00"))
    stage, on = filed.stage, filed.stage.today
    assert (
        refusal(
            filed, K.COURT_POLICE, lambda by: funds.order_payment(request(filed, "1.00"), on, by=by)
        ).code
        == "NOT_ALLOWED"
    )
    order = stage.do(K.CLERK, lambda by: funds.order_payment(request(filed, "5.00"), on, by=by))
    assert (
        refusal(filed, K.CLERK, lambda by: funds.check_payment(order, on, by=by)).code
        == "NOT_ALLOWED"
    )
    assert (
        refusal(filed, K.JUDGE, lambda by: funds.post_receipt(incoming(filed), by=by)).code
        == "NOT_ALLOWED"
    )


def attack(filed: FiledCase, sql: str, params: list[object]) -> str:
    court = filed.stage.court_no
    with pytest.raises(DatabaseError) as caught:
        with open_scope(Scope.of_court(court, court)), connection.cursor() as cursor:
            cursor.execute(sql, params)
    return str(caught.value)


def test_the_database_refuses_what_no_operation_would_write(filed: FiledCase) -> None:
    receive(filed, incoming(filed))
    court, on = filed.stage.court_no, date(2018, 3, 5)
    unbalanced = attack(
        filed,
        "INSERT INTO funds_transfer (id, court_no, kind, key, body_hash, occurred_on, memo)"
        " VALUES (gen_random_uuid(), %s, 'X', %s, '', %s, '')",
        [court, uuid4().hex, on],
    )
    assert "not balanced" in unbalanced
    one_sided = attack(
        filed,
        "INSERT INTO funds_posting (id, court_no, transfer_id, account_id, debit_fen, credit_fen)"
        " SELECT gen_random_uuid(), court_no, id, (SELECT id FROM funds_account LIMIT 1), 5, 5"
        " FROM funds_transfer LIMIT 1",
        [],
    )
    assert "posting_has_exactly_one_side" in one_sided
    for sql in ("UPDATE funds_posting SET debit_fen = 1", "DELETE FROM funds_posting"):
        assert "permission denied" in attack(filed, sql, [])


def test_a_changed_fen_is_named(filed: FiledCase) -> None:
    receive(filed, incoming(filed))
    court = filed.stage.court_no
    with psycopg.connect(database.superuser_dsn()) as root:
        root.execute(
            "UPDATE funds_account SET balance_fen = balance_fen + 1"
            " WHERE court_no = %s AND kind = 'CASE'",
            [court],
        )
    with open_scope(Scope.of_court(court, court)):
        (difference,) = [d for d in verify_money() if d.court_no == court]
    assert difference.place.startswith("account 9")
    assert difference.stored - difference.derived == 1
    with psycopg.connect(database.superuser_dsn()) as root:
        root.execute(
            "UPDATE funds_account SET balance_fen = balance_fen - 1"
            " WHERE court_no = %s AND kind = 'CASE'",
            [court],
        )


def test_no_query_runs_outside_a_transaction() -> None:
    from zhixing.platform.database.guard import NoTransaction

    assert not transaction.get_connection().in_atomic_block
    with pytest.raises(NoTransaction):
        list_unmatched_receipts(1)
