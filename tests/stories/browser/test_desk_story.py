"""A judge and a director at their desks, through a real browser over a live server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Any, server: str, token: Any) -> Iterator[Any]:
    """Give a function that opens the desk of a kind of post in a language."""
    opened: list[Any] = []

    def open_desk(kind: Any, lang: str = "zh", width: int = 1280) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server)
        cookies = [("zx_session", token(kind)), ("zx_language", lang)]
        context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
        opened.append(context)
        return context.new_page()

    yield open_desk
    for context in opened:
        context.close()


def test_the_director_signs_in_with_a_code(
    browser: Any, server: str, bureau: Any, away: Any
) -> None:
    from tests.support.bureau import PASSWORD, _forget_codes
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.principal import PostKind

    director = bureau.member(PostKind.DIRECTOR)

    def forget() -> None:
        with open_scope(Scope.system()):
            _forget_codes(director.person)

    away(forget)
    context = browser.new_context(base_url=server)
    page = context.new_page()
    page.goto("/cases/")
    assert "/sign-in/" in page.url
    page.fill("#account", director.login)
    page.fill("#password", PASSWORD)
    page.click("button.act")
    assert page.locator("[role=alert]").inner_text()
    page.fill("#password", PASSWORD)
    page.fill("#code", director.code_at(datetime.now(UTC)))
    page.click("button.act")
    page.wait_for_url("**/cases/")
    assert page.locator("h1").inner_text() == "案件"
    page.get_by_text("English").click()
    assert page.locator("h1").inner_text() == "Cases"
    page.get_by_text("Sign out").click()
    page.wait_for_url("**/sign-in/")
    context.close()


def test_my_day_leads_to_the_case(desk: Any, bureau: Any, living_case: Any) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.DIRECTOR)
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-row].is-at").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    assert page.locator("dl.answers dt").first.inner_text() == "今日尚欠"


@pytest.mark.parametrize(
    "query", ["", "?on=2018-04-20&reading=stood", "?on=2018-04-20&reading=knew"]
)
def test_every_marked_figure_opens_and_says_what_the_law_says(
    desk: Any, bureau: Any, living_case: Any, away: Any, query: str
) -> None:
    from zhixing.cases.figures import explain
    from zhixing.platform.principal import PostKind

    def asked(url: str) -> Any:
        parts = urlsplit(url)
        figure, given = unquote(parts.path).split("/", 4)[4], parse_qs(parts.query)
        known = given.get("known", [None])[0]
        with bureau.as_(PostKind.JUDGE):
            return explain(
                bureau.court_no,
                living_case,
                figure,
                date.fromisoformat(given["on"][0]),
                known_at=datetime.fromisoformat(known) if known else None,
            )

    page = desk(PostKind.JUDGE)
    page.goto(f"/cases/{bureau.court_no}/{living_case}/{query}")
    marks = page.locator("a.why")
    opened = 0
    for n in range(marks.count()):
        mark = marks.nth(n)
        url, shown = mark.get_attribute("href"), mark.inner_text()
        mark.click()
        page.wait_for_selector("#why:not([hidden]) .why-conclusion")
        conclusion = page.locator(".why-conclusion").inner_text()
        if "/why/act/" not in url:
            finding = away(asked, url)
            assert conclusion == finding.conclusion_zh, url
            if shown.startswith("¥"):
                owed = finding.value.agreed_outstanding or finding.value.total
                assert shown == f"¥{int(owed) // 100:,}.{int(owed) % 100:02d}"
            opened += 1
        page.keyboard.press("Escape")
        assert page.locator("#why").is_hidden()
    assert opened >= 5


def test_as_of_turns_the_whole_page(desk: Any, bureau: Any, living_case: Any, shots: Path) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.JUDGE)
    page.goto(f"/cases/{bureau.court_no}/{living_case}/")
    now = page.locator(".answers .answer").first.inner_text()
    page.fill("#as-of-on", "2018-04-20")
    page.select_option("#as-of-reading", "KNEW")
    page.click(".as-of-picker button")
    page.wait_for_selector(".as-of")
    assert "2018年4月20日" in page.locator(".as-of").inner_text()
    then = page.locator(".answers .answer").first.inner_text()
    assert now != then
    page.get_by_role("link", name=re.compile("案款")).click()
    assert page.locator(".as-of").is_visible(), "the day stays when a tab is chosen"
    page.click(".as-of a")
    page.wait_for_selector(".as-of", state="detached")


def test_the_tray_approves_with_one_key(
    desk: Any, bureau: Any, living_case: Any, away: Any
) -> None:
    from zhixing.decisions.queries import get_matter
    from zhixing.platform.principal import PostKind

    matter = away(bureau.put_up, living_case)
    page = desk(PostKind.DIRECTOR)
    page.goto(f"/approvals/{matter}/")
    page.keyboard.press("a")
    page.wait_for_selector(".toast")

    def state() -> str:
        with bureau.as_(PostKind.DIRECTOR):
            return str(get_matter(bureau.court_no, matter).state)

    assert away(state) == "APPROVED"
    other = away(bureau.put_up, living_case)
    page.goto(f"/approvals/{other}/")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason", (
        "a return asks for its reason first"
    )


def test_a_number_is_revealed_in_place(
    desk: Any, bureau: Any, living_case: Any, shots: Path
) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.DIRECTOR)
    page.goto(f"/cases/{bureau.court_no}/{living_case}/parties/")
    person = page.locator(".person").first
    assert "*" in person.locator(".num").inner_text()
    person.get_by_role("button", name="显示").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("监督检查").check()
    dialog.get_by_role("button", name="显示").click()
    page.wait_for_selector(".revealed")
    assert re.search(r"\d{17}[\dX]", page.locator(".revealed").inner_text())
    page.screenshot(path=shots / "parties-revealed.png")


def test_search_suggests_while_typing(desk: Any, bureau: Any, living_case: Any) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.JUDGE)
    page.goto("/cases/")
    page.keyboard.press("/")
    page.keyboard.type("贝某1")
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{living_case}/")
