"""The enforcement fee: after enforcement, by the tariff, borne by the debtor, once, reconciled.

Figures by hand from 诉讼费用交纳办法 art. 14(1): 50 up to 10,000; 1.5 % on the part above.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.rooms.funds.test_money import filed, held, incoming, receive, refusal
from tests.rooms.settlement.making import AGREED_ON, TOTAL, make_case, settle
from tests.support import database
from tests.support.filed import FiledCase, file_one
from zhixing.cases import queries as cases
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.verify import verify_docket
from zhixing.funds import operations as funds
from zhixing.funds.acts import Money
from zhixing.funds.queries import verify_money
from zhixing.kernel.fen import Fen
from zhixing.law.registry import execute_again
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

__all__ = ["filed"]
PAID_ON = date(2017, 4, 28)


def take(filed: FiledCase, amount: str = "", **more: object) -> Fen:
    asked = Fen.of_yuan(amount) if amount else None
    request = funds.FeeRequest(filed.case, asked, **more)
    return filed.stage.do(
        K.ACCOUNTANT, lambda by: funds.take_fee(request, filed.stage.today, by=by)
    )


def refused(filed: FiledCase, amount: str = "", **more: object) -> str:
    asked = Fen.of_yuan(amount) if amount else None
    request = funds.FeeRequest(filed.case, asked, **more)
    return refusal(
        filed, K.ACCOUNTANT, lambda by: funds.take_fee(request, filed.stage.today, by=by)
    ).code


def owed(filed: FiledCase) -> int:
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    return int(debt_on(facts, filed.stage.today).value.total)


def differences(court: int) -> list[str]:
    with open_scope(Scope.of_court(court, court)):
        return [d.place for d in verify_money() if d.court_no == court]


@pytest.mark.parametrize(
    ("received", "fee"),
    [("1.00", "50"), ("10000.00", "50"), ("10001.00", "50.02"), ("20000.00", "200")],
)
def test_the_fee_follows_the_tariff_on_what_was_received(received: str, fee: str) -> None:
    filed = file_one()
    number = f"9{uuid4().int % 10**15:015d}"
    filed.stage.do(
        K.ACCOUNTANT,
        lambda by: funds.open_case_account(filed.case, number, filed.stage.today, by=by),
    )
    receive(filed, incoming(filed, received))
    if received == "1.00":
        assert refused(filed) == "NOT_ENOUGH_HELD"
        return
    assert take(filed) == Fen.of_yuan(fee)
    assert held(filed) == int(Fen.of_yuan(received)) - int(Fen.of_yuan(fee))


def test_the_debtor_bears_it_and_the_rest_follows_later_money(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    before = owed(filed)
    assert take(filed) == Fen.of_yuan("200")
    assert owed(filed) - before == 200_00
    assert refused(filed) == "FEE_ALREADY_TAKEN"
    receive(filed, incoming(filed, "30000.00"))
    assert take(filed) == Fen.of_yuan("450"), "650 on 50,000, less the 200 taken"
    assert held(filed) == 50_000_00 - 650_00
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    assert facts.of(Money).fees_taken == 650_00
    assert differences(filed.stage.court_no) == []
    with open_scope(Scope.system()):
        assert list(verify_docket(filed.stage.court_no)) == []


def test_its_finding_cites_the_articles_and_runs_again(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    take(filed)
    facts = filed.stage.do(K.JUDGE, lambda by: cases.facts_now(by.court_no, filed.case))
    from zhixing.funds.fees import fee_due

    found = fee_due(facts, filed.stage.today)
    assert execute_again(found).value == found.value == Fen.of_yuan("200")
    assert {"14.1", "38"} <= {s.basis.article for s in found.steps if s.basis}
    acts = filed.stage.do(K.JUDGE, lambda by: cases.list_acts(by.court_no, filed.case))
    (fee,) = [a for a in acts if a.type == "FEE_TAKEN"]
    assert fee.payload["amount"] == 200_00 and fee.payload["by_creditor"] == 0


def test_nothing_is_taken_before_money_came_in(filed: FiledCase) -> None:
    assert refused(filed) == "FEE_BEFORE_ENFORCEMENT"
    bare = file_one(filed.stage)
    assert refused(bare) == "FEE_BEFORE_ENFORCEMENT"


def test_never_more_than_the_tariff_and_less_only_with_a_reason(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    assert refused(filed, "200.01") == "FEE_ABOVE_TARIFF"
    assert refused(filed, "0.00") == "FEE_ABOVE_TARIFF"
    assert refused(filed, "150.00") == "FEE_BELOW_TARIFF_WITHOUT_REASON"
    assert take(filed, "150.00", reason="分次收取") == Fen.of_yuan("150")
    assert take(filed) == Fen.of_yuan("50")


def test_the_creditor_bears_nothing_outside_a_settlement(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    assert refused(filed, by_creditor=Fen(1)) == "FEE_FALLS_ON_DEBTOR"
    assert refused(filed, by_creditor=Fen(-1)) == "FEE_FALLS_ON_DEBTOR"


def test_money_already_set_aside_is_not_taken(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    request = funds.PaymentRequest(
        filed.case, filed.creditor, Fen.of_yuan(19_900), "演练银行", "62000001", "案款", "k1"
    )
    filed.stage.do(K.CLERK, lambda by: funds.order_payment(request, filed.stage.today, by=by))
    assert refused(filed) == "NOT_ENOUGH_HELD"


def test_only_the_accountant_takes_it(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    asked, on = funds.FeeRequest(filed.case), filed.stage.today
    for kind in (K.JUDGE, K.CLERK, K.CASHIER, K.PRESIDENT):
        found = refusal(filed, kind, lambda by: funds.take_fee(asked, on, by=by))
        assert found.code == "NOT_ALLOWED"


def test_in_a_settlement_its_burden_is_as_agreed_and_written_down() -> None:
    told = make_case()
    settle(told)
    told.pay(PAID_ON, TOTAL)
    told.react()

    def ask(**more: object) -> Fen:
        with told.open(K.ACCOUNTANT) as by:
            return funds.take_fee(funds.FeeRequest(told.case, **more), PAID_ON, by=by)

    with pytest.raises(funds.FeeNotTaken) as caught:
        ask()
    assert caught.value.code == "FEE_BURDEN_OPEN" and AGREED_ON <= PAID_ON
    before = debt_on(told.facts(), PAID_ON).value.agreed_outstanding
    # 650,000: 50 + 490,000 × 1.5 % + 150,000 × 1 % = 8,900; half of it on the creditor
    taken = ask(burden="和解协议第五条：各半负担", by_creditor=Fen.of_yuan(4_450))
    assert taken == Fen.of_yuan(8_900)
    after = debt_on(told.facts(), PAID_ON).value.agreed_outstanding
    assert before is not None and after is not None
    assert after - before == Fen.of_yuan(4_450)
    assert differences(told.court_no) == []


def test_a_fee_that_the_docket_does_not_know_is_named(filed: FiledCase) -> None:
    receive(filed, incoming(filed, "20000.00"))
    take(filed)
    court = filed.stage.court_no
    with psycopg.connect(database.superuser_dsn()) as root:
        root.execute(
            "UPDATE cases_facts SET facts = jsonb_set(facts, '{money,fees_taken}', '19999')"
            " WHERE court_no = %s AND case_id = %s",
            [court, filed.case],
        )
    assert differences(court) == [f"fees of case {filed.case}"]
    assert not connection.in_atomic_block
