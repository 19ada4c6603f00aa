"""A debtor is told how to pay from the case page; the link in the answer opens without signing in."""

from __future__ import annotations

import re

from django.test import Client

from tests.support.at_the_desk import Desk, manned_stage
from tests.support.banks import DEBTOR, seek
from zhixing.platform.principal import PostKind as K


def test_the_desk_makes_the_link_and_the_public_page_shows_it() -> None:
    sought = seek("60000.00", manned_stage())
    desk = Desk.of(sought)
    debtor = sought.filed.debtor
    form = desk.client(K.JUDGE).get(desk.url("invite-payment", debtor)).content.decode()
    assert sought.account in form and "今日应付" in form
    assert desk.client(K.ACCOUNTANT).get(desk.url("invite-payment", debtor)).status_code == 403
    status, _ = desk.ask(K.JUDGE, "invite-payment", {"channel": "SMOKE"}, debtor)
    assert status == 422
    assert "PAYMENT_INVITED" not in desk.acts()
    given = {"channel": "PHONE", "words": "来电询问"}
    said = desk.do(K.JUDGE, "invite-payment", given, debtor)
    assert "PAYMENT_INVITED" in desk.acts()
    (link,) = set(re.findall(r"/pay/[\w:.-]+/", said))
    page = Client().get(link)
    assert page.status_code == 200
    shown = page.content.decode()
    assert sought.account in shown and DEBTOR.name not in shown
    assert page["Cache-Control"] == "no-store"
