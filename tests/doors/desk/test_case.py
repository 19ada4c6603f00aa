"""The case page: both readings of a day, the why, identities, deeds, and what it costs to ask."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.bureau import FILED_ON, TODAY
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.figures import explain
from zhixing.cases.queries import facts_now
from zhixing.desk.casefile import outstanding
from zhixing.kernel.clock import instant
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.formats import money_text

THEN = date(2018, 4, 20)


def _page(client: Client, bureau: Any, case: Any, query: str = "", tab: str = "") -> str:
    url = reverse("desk:case", args=[bureau.court_no, case])
    return client.get(f"{url}{tab}{query}").content.decode()


def _owed(text: str) -> str:
    found = re.search(r"¥[\d,]+\.\d\d", text)
    assert found is not None
    return found[0]


def test_the_two_readings_of_a_day_differ_and_each_is_explained(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    client = visitor(PostKind.JUDGE)
    stood = _page(client, bureau, living_case, f"?on={THEN}&reading=stood")
    knew = _page(client, bureau, living_case, f"?on={THEN}&reading=KNEW")
    known_at = instant(date(2018, 4, 21), 0)
    with bureau.as_(PostKind.JUDGE):
        of_law = explain(bureau.court_no, living_case, "debt", THEN)
        of_then = explain(bureau.court_no, living_case, "debt", THEN, known_at=known_at)
    assert _owed(stood) == money_text(outstanding(of_law.value))
    assert _owed(knew) == money_text(outstanding(of_then.value))
    assert _owed(stood) != _owed(knew)
    assert "当日法律状态" in stood and "本页所示为该日情形" in knew
    assert "更正第1号" not in knew and "更正第1号" in stood


def test_before_the_application_there_was_no_case(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    assert "该日尚无本案" in _page(visitor(PostKind.JUDGE), bureau, living_case, "?on=2018-02-01")
    late = _page(visitor(PostKind.JUDGE), bureau, living_case, "?on=2030-01-01")
    assert "本页所示为该日情形" not in late, "a day to come is today"


def test_nothing_can_be_done_from_another_day(bureau: Any, visitor: Any, living_case: Any) -> None:
    now = _page(visitor(PostKind.DIRECTOR), bureau, living_case)
    then = _page(visitor(PostKind.DIRECTOR), bureau, living_case, f"?on={THEN}")
    assert "/do/reassign/" in now and "/do/" not in then


def test_every_marked_figure_opens_to_a_finding_that_executes_again(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    client = visitor(PostKind.JUDGE)
    for tab in ("", "money/"):
        text = _page(client, bureau, living_case, tab=tab)
        marked = {html.unescape(u) for u in re.findall(r'class="why" href="([^"]+)"', text)}
        assert len(marked) >= 3
        for url in marked:
            panel = client.get(url, headers={"HX-Request": "true"})
            assert panel.status_code == 200, url
            assert (
                "why-conclusion" in panel.content.decode() and "<html" not in panel.content.decode()
            )
            assert client.get(url).status_code == 200


def test_the_panel_names_the_command_that_repeats_it(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    url = reverse("desk:why", args=[bureau.court_no, living_case, "debt"])
    text = html.unescape(visitor(PostKind.JUDGE).get(f"{url}?on=2018-04-20").content.decode())
    number = bureau.case(living_case).number
    assert f"./zx explain '{number}' debt --on 2018-04-20" in text
    assert visitor(PostKind.JUDGE).get(url.replace("debt", "no-such-figure")).status_code == 422


def test_a_number_is_shown_for_a_purpose_and_only_then(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    with bureau.as_(PostKind.JUDGE):
        party = facts_now(bureau.court_no, living_case).of(Standings).parties[1].party
    text = _page(visitor(PostKind.JUDGE), bureau, living_case, tab="parties/")
    assert "***********" in text
    url = reverse("desk:reveal", args=[party])
    shown = visitor(PostKind.DIRECTOR).post(url, {"purpose": "SUPERVISION"})
    assert shown.status_code == 200 and re.search(r"\d{17}[\dX]", shown.content.decode())
    without = visitor(PostKind.DIRECTOR).post(url, {"purpose": ""})
    assert without.status_code == 422 and not re.search(r"\d{17}[\dX]", without.content.decode())
    stranger = visitor(PostKind.JUDGE).post(url, {"purpose": "QUERY"})
    assert stranger.status_code == 422 and "NOT_YOUR_CASE" not in stranger.content.decode()
    assert "紧急查阅" in stranger.content.decode()


def test_an_emergency_look_is_reviewed_by_another(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    with bureau.as_(PostKind.JUDGE):
        party = facts_now(bureau.court_no, living_case).of(Standings).parties[0].party
    url = reverse("desk:break_glass", args=[party])
    assert visitor(PostKind.JUDGE).get(url).status_code == 200
    short = visitor(PostKind.JUDGE).post(url, {"reason": "急"})
    assert short.status_code == 422
    looked = visitor(PostKind.JUDGE).post(url, {"reason": "当事人突发疾病，须立即联系家属核实身份"})
    assert looked.status_code == 200 and re.search(r"\d{17}[\dX]", looked.content.decode())
    waiting = visitor(PostKind.DIRECTOR).get(reverse("desk:reviews")).content.decode()
    review = re.search(r"/reviews/[0-9a-f-]{36}/", waiting)
    assert review is not None and "突发疾病" in waiting
    done = visitor(PostKind.DIRECTOR).post(review[0], {"outcome": "JUSTIFIED"})
    assert done.status_code == 302
    assert visitor(PostKind.DIRECTOR).post(review[0], {"outcome": "JUSTIFIED"}).status_code == 422


def test_a_handler_is_designated_by_form(bureau: Any, visitor: Any, living_case: Any) -> None:
    case = bureau.file()
    url = reverse("desk:deed", args=[bureau.court_no, case, "designate"])
    form = visitor(PostKind.DIRECTOR).get(url).content.decode()
    assert "不经随机分案" in form
    judge = bureau.member(PostKind.JUDGE, 2)
    empty = visitor(PostKind.DIRECTOR).post(url, {"handler": str(judge.post), "reason": ""})
    assert empty.status_code == 422 and 'href="#id_reason"' in empty.content.decode()
    done = visitor(PostKind.DIRECTOR).post(url, {"handler": str(judge.post), "reason": "关联案件"})
    assert done.status_code == 302
    assert judge.name in _page(visitor(PostKind.JUDGE), bureau, case)
    assert visitor(PostKind.JUDGE).get(url).status_code == 403


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_case_page_asks_as_often_for_a_long_docket_as_for_a_short_one(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    short, long = bureau.file(), bureau.file()
    bureau.give_to_judge(short)
    bureau.give_to_judge(long)
    bureau.put_up(short, "CLOSING")
    bureau.receive(short, "50.00", TODAY, "one")
    for n in range(6):
        bureau.put_up(long, "CLOSING")
        bureau.receive(long, "100.00", TODAY, f"many-{n}")
    for tab in ("", "docket/", "parties/", "money/", "matters/", "measures/"):
        base = [reverse("desk:case", args=[bureau.court_no, c]) for c in (short, long)]
        few, many = (_queries(visitor(PostKind.JUDGE), f"{url}{tab}") for url in base)
        assert few == many, tab
        assert many <= 30, (tab, many)


def test_the_list_asks_as_often_for_many_cases_as_for_few(
    bureau: Any, visitor: Any, living_case: Any
) -> None:
    few = _queries(visitor(PostKind.JUDGE), "/cases/?number=（2018）渝0119执1号")
    for _ in range(5):
        bureau.file()
    many = _queries(visitor(PostKind.JUDGE), "/cases/")
    assert few == many <= 20


def test_filed_on_is_before_today() -> None:
    assert FILED_ON < THEN < TODAY
