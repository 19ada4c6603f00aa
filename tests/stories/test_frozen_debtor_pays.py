"""A debtor nobody can find pays once his account is frozen: a month from application to payment.

The bank is a program called over its real wire format; the link is opened as a browser would,
without signing in. Everything in it, days and sums included, is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tests.support.banks import DEBTOR, Sought, make_bank, seek
from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Closure
from zhixing.cases.permissions import outstanding
from zhixing.closing.operations import propose_closing
from zhixing.funds import operations as funds
from zhixing.funds.operations import (
    Channel,
    Incoming,
    Invitation,
    InvitationRefused,
    Invited,
    PaymentRequest,
)
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import ReleaseOrder
from zhixing.kernel.fen import ZERO, Fen
from zhixing.platform.principal import PostKind as K
from zhixing.platform.screenkit.formats import money_text
from zhixing.scenarios.banks import Deposit

APPLIED = date(2018, 3, 5)
FROZEN = "6200000000009731"


def invite(sought: Sought, party: UUID, channel: Channel = Channel.PHONE) -> Invited:
    told = Invitation(sought.filed.case, party, channel, "账户被冻结，来电询问如何履行")
    return sought.do(lambda by: funds.invite_payment(told, sought.today, by=by))


def page(token: str) -> tuple[int, str]:
    answer = Client().get(f"/pay/{token}/")
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("later", [0, 1])
def test_he_calls_is_told_how_to_pay_and_pays(tmp_path: Path, later: int) -> None:
    sought = seek("60000.00")
    stage, case = sought.filed.stage, sought.filed.case
    bank = make_bank(tmp_path, Deposit(FROZEN, "80000.00"))

    stage.goto(APPLIED + timedelta(days=7))
    sought.query(bank)
    bank.cycle(2)
    (account,) = sought.assets()
    owed = outstanding(sought.facts, sought.today)
    sought.freeze(account.id, owed.yuan.replace(",", ""))
    bank.cycle(2)
    assert sought.facts.of(Property).controlled == owed

    stage.goto(APPLIED + timedelta(days=20 + later))
    with pytest.raises(InvitationRefused) as refused:
        invite(sought, sought.filed.creditor)
    assert refused.value.code == "NOT_A_DEBTOR"
    invited = invite(sought, sought.filed.debtor)
    (told,) = sought.acts("PAYMENT_INVITED")
    assert told.payload["owed"] == invited.owed == outstanding(sought.facts, sought.today)
    status, shown = page(invited.token)
    assert status == 200
    assert sought.account in shown
    assert money_text(invited.owed) in shown
    assert DEBTOR.name not in shown
    assert DEBTOR.number not in shown
    assert FROZEN not in shown
    assert FROZEN[-4:] not in shown

    stage.goto(APPLIED + timedelta(days=22 + later))
    due = outstanding(sought.facts, sought.today)
    assert due > invited.owed, "interest ran on, and the page says so"
    assert money_text(due) in page(invited.token)[1]
    paid = Incoming("YHLS-1", sought.today, due, sought.account, DEBTOR.name, "还款")
    sought.do(lambda by: funds.post_receipt(paid, by=by), K.ACCOUNTANT)
    assert outstanding(sought.facts, sought.today) == ZERO
    with pytest.raises(InvitationRefused) as refused:
        invite(sought, sought.filed.debtor)
    assert refused.value.code == "NOTHING_OWED"

    release = ReleaseOrder(case, account.id, "已经履行完毕")
    sought.approve(sought.do(lambda by: inquiry.order_release(release, sought.today, by=by)))
    bank.cycle(2)
    assert sought.facts.of(Property).controlled == ZERO
    assert [r["is_active"] for r in bank.rows("select is_active from freezes")] == [0]

    pay_the_creditor(sought, due)
    assert sought.today - APPLIED <= timedelta(days=31)
    sought.approve(sought.do(lambda by: propose_closing(case, sought.today, by=by)))
    assert sought.facts.of(Closure).closed_on == sought.today
    assert "无须缴款" in page(invited.token)[1]


def pay_the_creditor(sought: Sought, amount: Fen) -> None:
    """Let four people pay the creditor."""
    request = PaymentRequest(
        sought.filed.case,
        sought.filed.creditor,
        amount,
        "示例银行",
        "6222000000000009",
        "发放",
        "P1",
    )
    order = sought.do(lambda by: funds.order_payment(request, sought.today, by=by))
    sought.do(lambda by: funds.check_payment(order, sought.today, by=by), K.ACCOUNTANT)
    sought.do(lambda by: funds.approve_payment(order, sought.today, by=by), K.DIRECTOR)
    sought.do(lambda by: funds.settle_payment(order, "B1", sought.today, by=by), K.CASHIER)


def test_a_link_that_was_changed_or_is_old_shows_nothing(tmp_path: Path) -> None:
    sought = seek("60000.00")
    invited = invite(sought, sought.filed.debtor, Channel.MESSAGE)
    assert invited.until == sought.today + timedelta(days=30)
    changed = invited.token[:-1] + ("A" if invited.token[-1] != "A" else "B")
    assert page(changed)[0] == 404
    sought.filed.stage.goto(invited.until)
    assert page(invited.token)[0] == 200
    sought.filed.stage.goto(invited.until + timedelta(days=1))
    status, shown = page(invited.token)
    assert status == 410
    assert sought.account not in shown
