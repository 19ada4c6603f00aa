"""My day of those who check, approve and make payments: what waits for each, and for nobody else."""

from __future__ import annotations

import html
import re

from django.urls import reverse

from tests.doors.desk.test_deeds import PAY, _receive
from tests.support.at_the_desk import Desk, manned_stage
from tests.support.filed import file_one, notify
from zhixing.platform.principal import PostKind as K


def _day(desk: Desk, kind: K) -> str:
    return html.unescape(desk.client(kind).get(reverse("desk:my_day")).content.decode())


def _row(page: str, section: str) -> str:
    """Give the one row of a section of my day."""
    part = page.split(f'aria-label="{section}"')[1].split("</section>")[0]
    (row,) = re.findall(r'<li data-row id="payment-.*?</li>', part, re.DOTALL)
    return str(row)


def _press(desk: Desk, kind: K, row: str) -> str:
    """Do what the row offers, and give my day afterwards."""
    url = re.search(r'action="([^"]+)"', row)
    assert url is not None, row
    assert desk.client(kind).post(url[1], {}).status_code in (200, 302)
    return _day(desk, kind)


def test_a_payment_waits_for_one_post_after_the_other_with_case_payee_and_hands() -> None:
    filed = file_one(manned_stage())
    notify(filed)
    desk = Desk(filed.stage, filed.case)
    desk.do(K.ACCOUNTANT, "open-account", {"number": f"9{desk.court_no:08d}0001"})
    _receive(desk, "500.00", "B1")
    for kind, section in ((K.ACCOUNTANT, "待复核发放"), (K.CASHIER, "待付款登记")):
        assert section not in _day(desk, kind), "nothing waits yet"
    desk.do(K.JUDGE, "order-payment", {"payee": str(filed.creditor), "amount": "400", **PAY})

    row = _row(_day(desk, K.ACCOUNTANT), "待复核发放")
    case = reverse("desk:case_tab", args=[desk.court_no, desk.case, "money"])
    assert "400.00" in row and case in row and "尾号0009" in re.sub(r"\s", "", row)
    assert "经办" in row and "6222000000000009" not in row, "the account by its end only"
    assert "待审批发放" not in _day(desk, K.DIRECTOR), "it is not checked"
    assert "待复核发放" not in _press(desk, K.ACCOUNTANT, row)

    row = _row(_day(desk, K.DIRECTOR), "待审批发放")
    assert "复核" in row and "不能撤回" in row, "who checked it, and what approving does"
    assert "待审批发放" not in _press(desk, K.DIRECTOR, row)

    row = _row(_day(desk, K.CASHIER), "待付款登记")
    link = re.search(r'href="([^"]+settle-payment[^"]*)"', row)
    assert link is not None
    form = desk.client(K.CASHIER).get(html.unescape(link[1]))
    assert form.status_code == 200 and "bank_reference" in form.content.decode()
