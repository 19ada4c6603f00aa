"""Closing days on the board of institutions, and one told afterwards let count with a reason."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests.rooms.inquiry.test_closing_days import Asked
from tests.support.at_the_desk import Desk, manned_stage
from zhixing.platform.principal import PostKind as K


def test_a_late_closing_day_is_marked_and_counts_by_a_reason_only(tmp_path: Any) -> None:
    asked = Asked(tmp_path, manned_stage())
    desk = Desk.of(asked.sought)
    asked.sought.filed.stage.goto(asked.due + timedelta(days=2))
    asked.close(asked.due, reason="机房搬迁")
    director = desk.client(K.DIRECTOR)
    page = html.unescape(director.get(reverse("desk:institutions")).content.decode())
    assert "机房搬迁" in page and "事后登记，已届满的期限不变" in page
    url = reverse("desk:court_deed", args=["excuse-closing"])
    given = {"closing": f"{asked.bank.id}:{asked.due}", "reason": " "}
    assert director.post(url, given).status_code == 422
    assert director.post(url, {**given, "reason": "来函说明"}).status_code == 302
    assert asked.view().due_on == asked.due + timedelta(days=1)
    again = director.post(url, {**given, "reason": "来函说明"})
    assert again.status_code == 422
    assert "该停业日的顺延已经作出" in html.unescape(again.content.decode())
