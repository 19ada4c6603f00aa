"""A clerk gives a party a link from the case page: code shown once, slips, and taken back."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tests.support.at_the_desk import Desk, manned_stage
from tests.support.banks import Sought, seek
from zhixing.platform.principal import PostKind as K

WAYS = {"link_by": "PAPER", "code_by": "SPOKEN", "agent": "", "agent_until": ""}


def made() -> tuple[Sought, Desk]:
    sought = seek("60000.00", manned_stage())
    return sought, Desk.of(sought)


def give(desk: Desk, party: UUID, **more: str) -> str:
    """Go through form, preview and confirmation, and give the page that hands it over."""
    client, url = desk.client(K.CLERK), desk.url("give-access", party)
    data = {**WAYS, **more}
    preview = client.post(url, {**data, "step": "preview"})
    text = html.unescape(preview.content.decode())
    assert preview.status_code == 200 and "将要发生的事" in text, text
    assert "执行公开" in text or "链接和验证码须分别告知" in text
    assert not re.search(r"/mine/", text), "the preview shows no link"
    seen = re.search(r'name="seen" value="(\d+)"', text)
    assert seen is not None
    done = client.post(url, {**data, "seen": seen[1], "step": "confirm"})
    assert done.status_code == 200
    again = client.post(url, {**data, "seen": seen[1], "step": "confirm"})
    assert again.status_code == 409, "sent again, the page asks anew and gives no second link"
    assert done["Cache-Control"] == "no-store"
    return html.unescape(done.content.decode())


def test_the_clerk_hands_over_link_square_and_code_once() -> None:
    sought, desk = made()
    page = give(desk, sought.filed.creditor)
    (url,) = set(re.findall(r"<code>(http://testserver/mine/[\w:-]+/)</code>", page))
    code = re.search(r"data-code>(\d{4}) (\d{4})<", page)
    assert code is not None and '<svg class="square"' in page
    assert "验证码只显示这一次" in page
    path, digits = url.removeprefix("http://testserver"), code[1] + code[2]
    client = Client()
    assert client.post(path, {"step": "enter", "code": digits}).status_code == 302
    assert sought.filed.number in client.get(path).content.decode()
    assert "ACCESS_GIVEN" in desk.acts()
    for tab in ("parties", "docket"):
        shown = desk.page(K.JUDGE, tab)
        assert digits not in shown and path not in shown
    parties = desk.page(K.JUDGE, "parties")
    assert "有效" in parties and "首次打开" in parties
    english = desk.page(K.JUDGE, "parties", "en")
    assert "Links to the case" in english and "In use" in english


def test_what_goes_on_paper_is_printed_and_nothing_else() -> None:
    sought, desk = made()
    spoken = give(desk, sought.filed.debtor)
    assert 'class="slip slip-code screen-only"' in spoken
    assert 'class="slip slip-link"' in spoken
    sent = give(desk, sought.filed.debtor, link_by="MESSAGE", code_by="PAPER")
    assert 'class="slip slip-code"' in sent and 'class="slip slip-link screen-only"' in sent
    assert "此前的链接已经停用" in sent


def test_refusals_stand_at_their_boxes() -> None:
    sought, desk = made()
    party = sought.filed.creditor
    status, text = desk.ask(K.CLERK, "give-access", {**WAYS, "code_by": "PAPER"}, party)
    assert status == 422 and "不得以同一方式告知" in text
    given = {**WAYS, "agent": "示例代理人"}
    status, text = desk.ask(K.CLERK, "give-access", given, party, lang="en")
    assert status == 422 and "last day of the authority" in text
    late = (sought.today - timedelta(days=1)).isoformat()
    status, text = desk.ask(K.CLERK, "give-access", {**given, "agent_until": late}, party)
    assert status == 422 and "届满" in text
    assert "ACCESS_GIVEN" not in desk.acts()
    assert desk.client(K.CASHIER).get(desk.url("give-access", party)).status_code == 403


def test_a_link_is_taken_back_with_a_reason() -> None:
    sought, desk = made()
    page = give(desk, sought.filed.creditor)
    (path,) = set(re.findall(r"/mine/[\w:-]+/", page))
    link = desk.subject(K.CLERK, "withdraw-access")
    status, text = desk.ask(K.CLERK, "withdraw-access", {"reason": " "}, link)
    assert status == 422 and "须写明理由" in text
    said = desk.do(K.CLERK, "withdraw-access", {"reason": "代理权终止"}, link)
    assert "已收回查阅链接" in said and "ACCESS_WITHDRAWN" in desk.acts()
    assert Client().get(path).status_code == 410
    assert reverse("portal:mine", args=["x"]) == "/mine/x/"
