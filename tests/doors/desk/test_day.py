"""My day and the board: what is urgent stands on top, and each thing opens where it is done."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.bureau import FILED_ON, TODAY, make_bureau
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.values import NewAct
from zhixing.cases.queries import facts_now
from zhixing.desk.screens.places import NODES
from zhixing.kernel.ids import new_id
from zhixing.law.nodes.node import NODE_NAMES
from zhixing.measures.acts import LookOutHit, LookOutOpened
from zhixing.measures.look_outs import close_look_out
from zhixing.platform.principal import PostKind

J, D, P = PostKind.JUDGE, PostKind.DIRECTOR, PostKind.COURT_POLICE


@pytest.fixture(scope="module")
def here() -> Any:
    made = make_bureau()
    made.drive(FILED_ON)
    return made


def _client(here: Any, kind: PostKind, number: int = 0) -> Client:
    client = Client()
    client.cookies["zx_session"] = here.token(kind, number)
    return client


def _look_out(here: Any, case: Any, *, hit: bool) -> Any:
    measure = new_id()
    with here.as_(J) as by:
        debtor = facts_now(by.court_no, case).of(Standings).of_role("DEBTOR")[0]
        opened = LookOutOpened(new_id(), debtor, TODAY, "policy")
        append(NewAct(case, opened, FILED_ON, subject=measure), by=by)
        if hit:
            met = LookOutHit(measure, "户籍窗口", "情报支队")
            append(NewAct(case, met, FILED_ON, subject=measure), by=by)
    return measure


def test_a_hit_stands_on_top_for_the_team_until_it_is_dealt_with(here: Any) -> None:
    case, silent = here.file(), here.file()
    here.give_to_judge(case)
    here.give_to_judge(silent)
    measure = _look_out(here, case, hit=True)
    _look_out(here, silent, hit=False)
    page = _client(here, D).get("/").content.decode()
    assert page.index("紧急：布控命中") < page.index('class="tasks"'), "the first section"
    assert f"task-hit-{measure.hex}" in page and page.count("task-hit-") == 1
    assert "户籍窗口" in page
    assert "task-hit-" in _client(here, P).get("/").content.decode(), "the team's police see it"
    with here.as_(J) as by:
        close_look_out(case, measure, "已到案", FILED_ON, by=by)
    assert "task-hit-" not in _client(here, D).get("/").content.decode()


def test_each_node_has_a_place_where_it_is_done() -> None:
    assert set(NODES) == set(NODE_NAMES)


def test_a_row_of_my_day_opens_where_the_thing_is_done(here: Any) -> None:
    case = here.file()
    here.give_to_judge(case)
    page = _client(here, D).get("/").content.decode()
    links = re.findall(r'class="task-do"><a class="button" href="([^"]+)"', page)
    assert links and all(re.search(r"/(do/)?[a-z-]+/$", url) for url in links)
    for url in dict.fromkeys(links[:6]):
        assert _client(here, D).get(url).status_code in (200, 409)


def test_the_count_of_what_is_overdue_is_the_whole_count(here: Any) -> None:
    from zhixing.cases.queries import count_open_nodes, list_open_nodes

    with here.as_(D) as by:
        listed = list_open_nodes(by.court_no, due_by=TODAY, limit=10_000)
        assert count_open_nodes(by.court_no, due_from=None, due_by=TODAY) == len(listed) > 0
        some = listed[0][1].due_on
        between = [n for _, n in listed if n.due_on == some]
        assert count_open_nodes(by.court_no, due_from=some, due_by=some) == len(between)


def test_a_figure_opens_the_case_list_with_as_many_cases(here: Any) -> None:
    here.drive(TODAY)
    client = _client(here, D)
    board = client.get(reverse("desk:board")).content.decode()
    links = re.findall(r'href="(/cases/\?figure=[^"]+)">[^<]*?(\d+)', board)
    assert len(links) >= 2
    for url, count in links:
        page = client.get(html.unescape(url)).content.decode()
        shown = re.search(r'id="caption-cases">[^<]*<span class="count">([\d,]+)<', page)
        assert shown is not None and shown.group(1).replace(",", "") == count, url
        assert page.count('<tr id="row-') == min(int(count), 50), url
    judge = _client(here, J).get(links[0][0].replace("&amp;", "&")).content.decode()
    assert "指标：" not in judge, "who may not see figures is not told whose cases they are"


def test_the_board_has_trend_and_the_same_numbers_as_a_table(here: Any) -> None:
    board = _client(here, D).get(reverse("desk:board")).content.decode()
    assert board.count('class="spark"') == 6
    figure = board[board.index('id="chart-filed"') :]
    assert figure[: figure.index("</table>")].count('<th scope="row">') == 12


def test_courts_below_are_for_a_court_that_has_any(here: Any) -> None:
    client = _client(here, D)
    page = client.get(reverse("desk:courts") + "?load=heavy").content.decode()
    assert "没有符合条件的法院" in page
    answer = client.get(reverse("desk:courts") + "?as=xlsx")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
