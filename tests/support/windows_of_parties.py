"""A case in which much happened, and the links of its parties: for the doors and the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.test import Client

from tests.support.banks import DEBTOR, Bank, Deposit, Sought, make_bank, seek
from tests.support.filed import person
from zhixing.cases.access.acts import Way
from zhixing.cases.access.operations import Given, NewAccess, give_access
from zhixing.cases.docket.chapters import Standings
from zhixing.courts.operations import NewPolicy, adopt_policy
from zhixing.funds import operations as funds
from zhixing.funds.operations import Incoming, PaymentRequest
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

ACCOUNT = "6200000000004321"
PAYEE_ACCOUNT = "6222000000000009"
CREDITOR = person("示例甲", 11)
PHONE = "023-7100-0000"
SECOND = person("示例丙", 44)


@dataclass
class Worked:
    """Hold a case that was asked about, frozen in, paid in and out of."""

    sought: Sought
    bank: Bank

    def give(self, party: UUID, **more: Any) -> Given:
        new = NewAccess(self.sought.filed.case, party, Way.PAPER, Way.SPOKEN, **more)
        return self.sought.do(lambda by: give_access(new, self.sought.today, by=by), K.CLERK)

    @property
    def creditor(self) -> UUID:
        return self.sought.filed.creditor

    @property
    def debtor(self) -> UUID:
        return self.sought.filed.debtor


def worked_case(folder: Path, stage: Any = None) -> Worked:
    """Ask a bank, freeze, let the debtor pay a part, and begin paying the creditor."""
    sought = seek("68000.00", stage)
    _adopt_phone(sought.court_no)
    bank = make_bank(folder, Deposit(ACCOUNT, "81234.56"))
    silent = make_bank(folder)
    sought.query(bank, silent)
    bank.cycle()
    sought.freeze(sought.assets()[0].id, "50000.00")
    bank.cycle()
    paid = Incoming("RX-777001", sought.today, Fen.of_yuan("9000.00"), sought.account, "示例付款人")
    sought.do(lambda by: funds.post_receipt(paid, by=by), K.ACCOUNTANT)
    request = PaymentRequest(
        sought.filed.case,
        sought.filed.creditor,
        Fen.of_yuan("5000.00"),
        "示例银行",
        PAYEE_ACCOUNT,
        "发放",
        "P1",
    )
    order = sought.do(lambda by: funds.order_payment(request, sought.today, by=by))
    sought.do(lambda by: funds.check_payment(order, sought.today, by=by), K.ACCOUNTANT)
    sought.do(lambda by: funds.approve_payment(order, sought.today, by=by), K.DIRECTOR)
    sought.do(lambda by: funds.settle_payment(order, "B1", sought.today, by=by), K.CASHIER)
    return Worked(sought, bank)


def _adopt_phone(court_no: int) -> None:
    first, review = date(2018, 1, 1), date(2099, 1, 1)
    policy = NewPolicy(
        court_no, "PARTY_ACCESS", "（演练）本院规定", first, review, {"office_phone": PHONE}
    )
    with open_scope(Scope.system()):
        adopt_policy(policy)


def signed_in(given: Given, lang: str = "zh") -> Client:
    """Open a link with its code, as a browser does."""
    client = Client()
    client.cookies["zx_language"] = lang
    answer = client.post(f"/mine/{given.token}/", {"step": "enter", "code": given.code})
    assert answer.status_code == 302, answer.content.decode()
    return client


def look(given: Given, lang: str = "zh") -> str:
    """Give the whole page behind a link."""
    answer = signed_in(given, lang).get(f"/mine/{given.token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def parties_of(sought: Sought) -> Standings:
    return sought.facts.of(Standings)


SECRETS_OF_DEBTOR = (DEBTOR.number, ACCOUNT, ACCOUNT[:-4])
