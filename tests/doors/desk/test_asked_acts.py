"""A single act asked of another court of the platform: listed there, answered, told here."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors.desk.test_out_of_area import ZHEJIANG, _find, _nodes
from tests.support.banks import QUEUES, Sought, seek
from tests.support.bureau import PASSWORD, Bureau
from tests.support.filed import DAY
from zhixing.courts.kinds import CourtLevel
from zhixing.courts.queries import list_courts
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.entrusted.single_acts import list_asked_acts
from zhixing.inquiry.operations import ActAnswer, NewOutOfArea, OutsideOutcome, Way
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.stage import Stage, raise_stage


@dataclass
class Asking:
    """Hold the case of the court that asks, its order, and the court that is asked."""

    here: Sought
    there: Stage
    order: UUID

    def page(self, name: str, *args: object, lang: str = "zh") -> str:
        client = self.client()
        client.cookies["zx_language"] = lang
        return html.unescape(client.get(reverse(f"desk:{name}", args=args)).content.decode())

    def client(self) -> Client:
        client = Client()
        client.cookies["zx_session"] = Bureau(self.there.staff).token(K.JUDGE, 2)
        return client

    def goto(self, days: int) -> None:
        day = self.here.today + timedelta(days=days)
        self.here.filed.stage.goto(day)
        self.there.goto(day)


@pytest.fixture
def asking(tmp_path: Any) -> Asking:
    here = seek()
    _find(here, tmp_path)
    with open_scope(Scope.system()):
        found = list_courts(level=CourtLevel.BASIC, province=ZHEJIANG)
    like = next(c for c in found if c.can_issue_numbers).code
    prefix = f"d{uuid4().hex[:10]}-"
    there = raise_stage(like, login_prefix=prefix, credentials=True, password=PASSWORD)
    there.goto(DAY)
    return Asking(here, there, _ask(here, there.court_no))


def _ask(here: Sought, court: int) -> UUID:
    new = NewOutOfArea(
        here.filed.case,
        Way.SINGLE_ACT,
        ZHEJIANG,
        "查封尾号0001轿车",
        here.today + timedelta(days=20),
        court,
        letter="示例事委1号",
    )
    return here.do(lambda by: inquiry.order_out_of_area(new, here.today, by=by))


def test_an_act_asked_for_is_listed_there_with_its_day_and_shown_late(asking: Asking) -> None:
    (delivered,) = asking.here.acts("ASKED_ACT_DELIVERED")
    assert delivered.payload["arrived"] is True
    page = asking.page("asked_acts")
    assert "查封尾号0001轿车" in page and asking.here.filed.number in page
    assert "办理受托事项并回复" in asking.page("my_day")
    asking.goto(23)
    assert "已逾期3日" in asking.page("asked_acts")
    assert "3 days late" in asking.page("asked_acts", lang="en")
    assert "Asked for by other courts" in asking.page("my_day", lang="en")


def test_its_answer_reaches_the_docket_of_the_court_that_asked(asking: Asking) -> None:
    client, url = asking.client(), reverse("desk:asked_act", args=[asking.order])
    assert "查封尾号0001轿车" in html.unescape(client.get(url).content.decode())
    empty = client.post(url, {"outcome": "DONE", "report": "", "things": "1"})
    assert empty.status_code == 422
    given = {"outcome": "DONE", "report": "已查封", "things": "1", "money": "10.00"}
    assert client.post(url, given).status_code == 302
    drain(QUEUES)
    (told,) = asking.here.acts("OUT_OF_AREA_REPORTED")
    assert (told.payload["report"], told.payload["money"]) == ("已查封", 10_00)
    assert _nodes(asking.here)["OUT_OF_AREA"][1] == asking.here.today
    assert "已查封" in asking.page("asked_acts")
    again = client.post(url, given)
    assert again.status_code == 422 and "没有待办理的受托事项" in again.content.decode()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ActAnswer(OutsideOutcome.FILED_THERE, "已立案"), "OUTCOME"),
        (ActAnswer(OutsideOutcome.DONE, "已办", things=-1), "OUTCOME"),
        (ActAnswer(OutsideOutcome.DONE, " "), "REPORT"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(asking: Asking, answer: ActAnswer, code: str) -> None:
    day = asking.here.today
    with pytest.raises(Refusal) as refused:
        asking.there.do(
            K.JUDGE, lambda by: inquiry.answer_asked_act(asking.order, answer, day, by=by), number=2
        )
    assert refused.value.code == code and refused.value.field


def test_no_other_court_sees_or_answers_it(asking: Asking) -> None:
    own = asking.here.court_no
    assert asking.here.read(lambda: list_asked_acts(own)) == []
    answer, day = ActAnswer(OutsideOutcome.DONE, "已办"), asking.here.today
    with pytest.raises(Refusal) as refused:
        asking.here.do(lambda by: inquiry.answer_asked_act(asking.order, answer, day, by=by))
    assert refused.value.code == "NO_ASKED_ACT"


def test_a_court_that_is_not_on_the_platform_is_asked_by_letter(tmp_path: Any) -> None:
    here = seek()
    _find(here, tmp_path)
    with open_scope(Scope.system()):
        far = list_courts(level=CourtLevel.BASIC, province=ZHEJIANG)[0].court_no
    _ask(here, far)
    (delivered,) = here.acts("ASKED_ACT_DELIVERED")
    assert delivered.payload["arrived"] is False and delivered.payload["note_en"]
