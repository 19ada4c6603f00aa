"""A window task on the desk: from the query to the receipt two people keyed, as browsers do it."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.doors.desk.test_deeds import _sought
from tests.support import banks
from tests.support.at_the_desk import Desk
from tests.support.banks import DEBTOR, QUEUES, Deposit, make_bank
from tests.support.windows import give_window, make_counter, officers, picture
from zhixing.inquiry.counter.queries import list_window_tasks
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

SERVED = "2018-03-05T09:00"


def _page(desk: Desk, kind: K, url: str, lang: str = "zh") -> str:
    client = desk.client(kind)
    client.cookies["zx_language"] = lang
    answer = client.get(url)
    client.cookies["zx_language"] = "zh"
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def _post(desk: Desk, kind: K, url: str, status: int = 302, **data: Any) -> str:
    answer = desk.client(kind).post(url, data)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == status, re.sub(r"<[^>]+>", " ", text)[-1500:]
    return text


def _reading(prefix: str, balance: str) -> dict[str, str]:
    return {
        f"{prefix}-result": "FOUND",
        f"{prefix}-receipt_on": "2018-03-05",
        f"{prefix}-0-kind": "DEPOSIT",
        f"{prefix}-0-identifier": "6200 0000 0000 0005",
        f"{prefix}-0-holder_no": DEBTOR.number,
        f"{prefix}-0-balance": balance,
    }


def test_a_window_task_from_the_deed_to_the_hit() -> None:
    sought, desk = _sought("50000.00")
    unit = make_counter()
    desk.do(
        K.JUDGE,
        "order-window-query",
        {"parties": [str(sought.filed.debtor)], "institutions": [str(unit)]},
    )
    (task,) = sought.read(lambda: list_window_tasks(sought.court_no, case=sought.filed.case))
    listed = _page(desk, K.CLERK, reverse("desk:windows"))
    assert task.reference in listed and "待派员" in listed and "综合业务部" in listed
    assert task.institution_name in _page(desk, K.JUDGE, reverse("desk:my_day"))

    url = reverse("desk:window_task", args=[task.id])
    judge, assistant = (str(p) for p in officers(sought))
    refused = _post(desk, K.JUDGE, url, 422, do="assign", **{"a-first": judge, "a-second": judge})
    assert "须由两名执行人员" in refused and "TWO_OFFICERS" in refused
    _post(desk, K.JUDGE, url, do="assign", **{"a-first": judge, "a-second": assistant})
    _post(desk, K.CLERK, url, do="print")
    pdf = desk.client(K.CLERK).get(reverse("desk:window_bundle", args=[task.id]))
    assert pdf.headers["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    empty = _post(desk, K.CLERK, url, 422, do="serve", **{"s-served_at": "", "s-received_by": ""})
    assert "请填写" in empty
    service = {"s-served_at": SERVED, "s-received_by": "示例柜员", "s-papers_shown": "on"}
    _post(desk, K.CLERK, url, do="serve", **service)
    bad = SimpleUploadedFile("a.pdf", b"<html>")
    assert "SCAN_UNREADABLE" in _post(desk, K.CLERK, url, 422, do="scan", file=bad)
    _post(desk, K.CLERK, url, do="scan", file=SimpleUploadedFile("回执.png", picture()))

    shown = _page(desk, K.CLERK, url)
    prefix = re.search(r'name="(r-[0-9a-f]{8})-result"', shown)[1]
    request = re.search(r'name="request" value="([^"]+)"', shown)[1]
    more = {"do": "key", "request": request, "rows": "1"}
    wrong = _reading(prefix, "80000.00") | {f"{prefix}-0-holder_no": "500119198001019999"}
    assert "HOLDER_NUMBER_WRONG" in _post(desk, K.CLERK, url, 422, **more, **wrong)
    _post(desk, K.CLERK, url, **more, **_reading(prefix, "80000.00"))
    unseen = _page(desk, K.ASSISTANT, url)
    assert "80,000" not in unseen, "nobody sees the other's reading before keying"
    _post(desk, K.ASSISTANT, url, **more, **_reading(prefix, "30000.00"))
    both = _page(desk, K.ASSISTANT, url)
    assert "第1项财产的余额或者价值" in both and "¥30,000.00" in both and "¥80,000.00" in both
    assert "Where both readings differ" in _page(desk, K.ASSISTANT, url, "en")
    _post(desk, K.ASSISTANT, url, **more, **_reading(prefix, "80000.00"))
    assert "COUNTER_ANSWERED" in desk.acts()
    drain(QUEUES)
    (asset,) = sought.assets()
    assert asset.identifier_tail == "0005"
    assert "已反馈" in _page(desk, K.CLERK, url)


def test_a_refusal_is_recorded_on_the_desk_and_only_proposes() -> None:
    sought, desk = _sought("50000.00")
    unit = make_counter()
    desk.do(
        K.JUDGE,
        "order-window-query",
        {"parties": [str(sought.filed.debtor)], "institutions": [str(unit)]},
    )
    (task,) = sought.read(lambda: list_window_tasks(sought.court_no, case=sought.filed.case))
    url = reverse("desk:window_task", args=[task.id])
    judge, assistant = (str(p) for p in officers(sought))
    _post(desk, K.JUDGE, url, do="assign", **{"a-first": judge, "a-second": assistant})
    assert "罚款等处罚仅作提示" in _page(desk, K.CLERK, url)
    given = {"x-refused_on": "2018-03-05", "x-refused_by": "示例经理", "x-reason": "称须总行批准"}
    _post(desk, K.CLERK, url, do="refuse", **given)
    assert "ASSISTANCE_REFUSED" in desk.acts()
    assert "拒不协助" in _page(desk, K.CLERK, url)


def test_what_the_wire_cannot_carry_is_sent_by_a_window_from_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(banks, "DEBTOR", replace(DEBTOR, name="示例\U00020bb7"))
    sought, desk = _sought("50000.00")
    bank = make_bank(tmp_path, Deposit("6200000000000005", "1.00"))
    sought.query(bank)
    give_window(bank.id)
    listed = _page(desk, K.JUDGE, reverse("desk:windows"))
    (url,) = set(re.findall(r'"(/windows/divert/[^"]+)"', listed))
    _post(desk, K.JUDGE, url)
    (task,) = sought.read(lambda: list_window_tasks(sought.court_no, case=sought.filed.case))
    assert (task.institution, task.state) == (bank.id, "OPEN")
