"""Closing days on the board of institutions, and one told afterwards let count with a reason."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests.rooms.inquiry.test_closing_days import QUEUE, Asked
from tests.support.at_the_desk import Desk, manned_stage
from zhixing.platform.jobs.drain import drain
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


def test_closing_days_are_recorded_and_taken_back_at_the_desk(tmp_path: Any) -> None:
    asked = Asked(tmp_path, manned_stage())
    desk = Desk.of(asked.sought)
    director = desk.client(K.DIRECTOR)
    day = asked.sought.today + timedelta(days=1)
    page = html.unescape(director.get(reverse("desk:institutions")).content.decode())
    url = reverse("desk:court_deed", args=["announce-closing"])
    assert url in page
    given = {"institution": str(asked.bank.id), "first_on": day, "reason": "系统更换"}
    assert director.post(url, {**given, "institution": ""}).status_code == 422, "none by default"
    wrong = director.post(url, {**given, "last_on": day - timedelta(days=1)})
    assert wrong.status_code == 422
    body = html.unescape(wrong.content.decode())
    assert "末日须不早于首日" in body and "系统更换" in body, "nothing typed is lost"
    assert director.post(url, {**given, "last_on": day + timedelta(days=1)}).status_code == 302
    drain(QUEUE)
    assert asked.view().due_on == asked.due + timedelta(days=2)
    known = director.post(url, given)
    assert known.status_code == 422 and "停业已经登记" in html.unescape(known.content.decode())
    back = reverse("desk:court_deed", args=["take-back-closing"])
    assert f"{asked.bank.id}:{day}" in director.get(back).content.decode()
    assert director.post(back, {"closing": f"{asked.bank.id}:{day}"}).status_code == 302
    drain(QUEUE)
    assert asked.view().due_on == asked.due + timedelta(days=1)
    assert director.post(back, {"closing": f"{asked.bank.id}:{day}"}).status_code == 422
    clerk = desk.client(K.CLERK)
    assert url not in clerk.get(reverse("desk:institutions")).content.decode()
    assert clerk.post(url, given).status_code == 403
