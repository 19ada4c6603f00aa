"""Foreign money exchanged at the desk: ordered by its deed, keyed on the window's page, told after."""

from __future__ import annotations

import html
from typing import Any

from django.urls import reverse

from tests.rooms.inquiry.test_foreign_transfers import Held
from tests.support.at_the_desk import Desk, manned_stage
from tests.support.banks import QUEUES
from tests.support.windows import go, only_task
from zhixing.kernel.clock import instant
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K


def test_foreign_money_is_exchanged_from_the_deed_to_the_keyed_receipt(tmp_path: Any) -> None:
    held = Held(tmp_path, stage=manned_stage())
    held.freeze()
    sought, desk = held.sought, Desk.of(held.sought)
    of = desk.subject(K.JUDGE, "transfer")
    form = html.unescape(desk.client(K.JUDGE).get(desk.url("transfer", of)).content.decode())
    assert (
        "已冻结外币" in form
        and "美元946.37" in form
        and "到该行窗口办理" in form
        and "以该外币计" in form
    )
    today = sought.today.isoformat()
    given = {"foreign": "946.38", "per_hundred": "634.00", "rate_on": today, "rate_source": "公布"}
    status, text = desk.ask(K.JUDGE, "transfer", given, of)
    assert status == 422 and "可兑换的为946.37" in text
    status, text = desk.ask(K.JUDGE, "transfer", {**given, "foreign": "923.08"}, of, "en")
    assert status == 200 and "Taking foreign money" in text
    assert "已提请外币兑换扣划" in desk.do(K.JUDGE, "transfer", {**given, "foreign": "923.08"}, of)
    desk.approve("TRANSFER")
    task = only_task(sought).task.id
    go(sought, instant(sought.today, 10), task=task)

    url = reverse("desk:window_task", args=[task])
    page = html.unescape(desk.client(K.CLERK).get(url).content.decode())
    assert "美元923.08" in page and "划入的人民币数额" in page
    (item,) = only_task(sought).items
    said = {
        "result": "DONE",
        "receipt_on": today,
        "currency": "840",
        "foreign": "923.08",
        "per_hundred": "650.00",
        "rate_on": today,
        "received": "6000.02",
        "serial": "S-1",
    }
    prefix = f"r-{item.request.hex[-8:]}-"
    posted = {"do": "key", "request": str(item.request), "rows": "1"}

    def key(kind: K, **more: str) -> Any:
        fields = {prefix + name: value for name, value in (said | more).items()}
        return desk.client(kind).post(url, posted | fields)

    wrong = key(K.CLERK, received="5998.02")
    assert wrong.status_code == 422 and "少2.00元" in html.unescape(wrong.content.decode())
    assert key(K.CLERK).status_code == 302
    assert key(K.ASSISTANT, serial="S-9").status_code == 302
    page = html.unescape(desk.client(K.CLERK).get(url).content.decode())
    assert "交易流水号" in page and "S-9" in page
    assert key(K.ASSISTANT).status_code == 302
    drain(QUEUES)
    form = html.unescape(desk.client(K.JUDGE).get(desk.url("transfer", of)).content.decode())
    assert "美元23.29" in form and "案款专户尚未入账" in form and "¥6,000.02" in form
