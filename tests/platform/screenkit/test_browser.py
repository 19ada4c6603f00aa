"""Does it work in a browser: keys, the why, memory, live parts, the policy, no sideways scroll?

``ZX_SHOTS=folder`` also writes a screenshot of every page, state, width and language.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.platform.screenkit.preview import PAGES

pytestmark = pytest.mark.browser

_STATES = [(page, state) for page, states in PAGES.items() for state in states]
_SIZES = {360: 760, 1280: 900, 1920: 1080}
_SHOTS = os.environ.get("ZX_SHOTS", "")

Open = Callable[..., Any]


def _is_complaint(message: Any) -> bool:
    """Say whether the browser found a fault of ours; a line cut on purpose is none."""
    return message.type == "error" and "net::ERR_FAILED" not in message.text


@pytest.fixture
def open_page(browser: Any, preview: str) -> Iterator[Open]:
    """Give a function that opens a page; anything the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(path: str, language: str = "zh", width: int = 1280) -> Any:
        context = browser.new_context(viewport={"width": width, "height": _SIZES.get(width, 900)})
        contexts.append(context)
        context.add_cookies([{"name": "zx_language", "value": language, "url": preview}])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if _is_complaint(m) else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.goto(f"{preview}/{path}/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("name", "state"), _STATES)
def test_no_page_scrolls_sideways(open_page: Open, name: str, state: str, language: str) -> None:
    page = open_page(f"{name}/{state}", language)
    for width, height in {**_SIZES, 3840: 2160}.items():
        page.set_viewport_size({"width": width, "height": height})
        if _SHOTS:
            page.wait_for_timeout(250)
            page.screenshot(path=Path(_SHOTS) / f"{name}-{state}-{language}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_why_opens_beside_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("case/ordinary")
    figure = page.locator("main a.why").first
    figure.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#why-text")
    assert "逾期51日" in page.inner_text("#why")
    assert page.evaluate("document.activeElement.id") == "why-title"
    assert figure.get_attribute("aria-expanded") == "true"
    left, right = figure.bounding_box(), page.locator("#why").bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    page.keyboard.press("Escape")
    assert page.locator("#why").is_hidden()
    assert page.evaluate("document.activeElement.className") == "why"


def test_every_marked_figure_of_a_case_opens(open_page: Open) -> None:
    page = open_page("case/ordinary")
    figures = page.locator("main a.why")
    assert figures.count() > 10
    for i in range(figures.count()):
        figures.nth(i).click()
        page.wait_for_selector("#why-text")
        page.keyboard.press("Escape")
        assert page.locator("#why").is_hidden()


def test_the_why_is_copied_as_text(open_page: Open, preview: str) -> None:
    page = open_page("case/ordinary", "en")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=preview)
    page.locator("main a.why").first.click()
    page.locator("[data-copy]").click()
    page.wait_for_selector(".toast")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("The case should have been closed by 11 April 2016")
    assert "Filed on  9 October 2015" in text
    assert text.count("Six months end on Saturday") == 1


def test_keys(open_page: Open) -> None:
    page = open_page("cases/ordinary")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("[data-row].is-at").get_attribute("id") == "row-c0"
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("1207j")
    page.wait_for_selector("#suggestions a")
    assert page.input_value("#search") == "1207j"
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/ordinary/")


def test_a_search_suggestion_is_taken_by_key(open_page: Open) -> None:
    page = open_page("day/ordinary")
    page.keyboard.press("/")
    page.keyboard.type("1207")
    page.wait_for_selector("#suggestions a")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "suggestion-1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/ordinary/")


def test_columns_are_remembered(open_page: Open) -> None:
    page = open_page("cases/ordinary")
    page.locator(".columns summary").click()
    page.locator("[data-column=stage]").uncheck()
    assert page.locator("th[data-col=stage]").is_hidden()
    page.reload()
    assert page.locator("td[data-col=stage]").first.is_hidden()
    page.locator(".columns summary").click()
    assert not page.locator("[data-column=stage]").is_checked()
    assert page.locator("[data-column=no]").is_disabled()


def test_a_decision_says_what_happens_and_enter_does_not_slip_through(open_page: Open) -> None:
    page = open_page("case/ordinary")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.locator("[data-open-dialog=dialog-freeze]").focus()
    page.keyboard.press("Enter")
    assert "¥70,000.00" in page.inner_text("#dialog-freeze")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert sent == []
    with page.expect_request(lambda r: r.method == "POST"):
        page.locator("#dialog-freeze [data-confirm]").click()
    assert [u.rpartition("/done")[1] for u in sent] == ["/done"]


def test_the_tray_asks_for_what_is_missing_then_sends_with_one_key(open_page: Open) -> None:
    page = open_page("tray/ordinary")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "code-approve"
    page.keyboard.type("123456")
    page.locator("h1.page-title").click()
    with page.expect_request(lambda r: r.method == "POST" and r.url.endswith("/done/")):
        page.keyboard.press("a")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "reason-return"


def test_a_chart_is_drawn_and_its_table_is_one_key_away(open_page: Open) -> None:
    page = open_page("board/ordinary")
    page.wait_for_selector("#chart-flow canvas")
    page.keyboard.press("t")
    assert page.locator("#chart-flow table").is_visible()
    assert page.locator("#chart-flow .chart-picture").is_hidden()
    page.keyboard.press("t")
    assert page.locator("#chart-flow canvas").is_visible()


def test_an_answer_fills_its_cell_by_itself(open_page: Open) -> None:
    page = open_page("query/ordinary")
    page.wait_for_selector("#cell-q0-0.mx-hit")
    assert "2" in page.inner_text("#cell-q0-0")
    assert page.locator("td[data-live]").count() == 132


def test_an_identity_is_shown_for_a_purpose(open_page: Open) -> None:
    page = open_page("case/ordinary")
    page.locator("[data-open-dialog=reveal-p1]").click()
    page.locator("#reveal-p1 input[value=serve]").check()
    page.locator("#reveal-p1 [data-confirm]").click()
    page.wait_for_selector("#identity-p1.revealed")
    assert "330102199001010031" in page.inner_text("#identity-p1")
    assert page.locator("#reveal-p1").is_hidden()


def test_the_code_field_follows_the_post(open_page: Open) -> None:
    page = open_page("sign_in/post")
    assert page.locator("#code").is_hidden()
    page.locator("input[value='2']").check()
    assert page.locator("#code").is_visible()
    assert page.evaluate("document.getElementById('code').required")


def test_navigation_opens_on_a_phone(open_page: Open) -> None:
    page = open_page("day/ordinary", width=360)
    assert page.locator("#nav").is_hidden()
    page.locator("[data-toggle-nav]").click()
    assert page.locator("#nav a").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#nav").is_hidden()


def test_the_language_switch_holds(open_page: Open) -> None:
    page = open_page("cases/ordinary")
    page.locator(".language").click()
    page.wait_for_selector("html[lang=en]")
    assert "lang=" not in page.url
    page.goto(page.url.replace("cases", "day"))
    assert page.inner_text("h1") == "My day"


def test_chinese_is_set_in_a_chinese_face(open_page: Open) -> None:
    page = open_page("day/ordinary")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert {f["familyName"] for f in fonts} <= {
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
    }


def test_paper_shows_the_case_and_no_controls(open_page: Open) -> None:
    page = open_page("case/ordinary")
    page.emulate_media(media="print")
    assert page.locator(".nav").is_hidden()
    assert page.locator("[data-open-dialog=dialog-freeze]").is_hidden()
    assert page.locator(".answers").is_visible()
    assert page.locator(".rehearsal").is_visible()


def test_a_lost_connection_is_told(open_page: Open) -> None:
    page = open_page("case/ordinary", "en")
    page.route("**/why/**", lambda route: route.abort())
    page.locator("main a.why").first.click()
    page.wait_for_selector(".toast-error")
    assert "Connection lost; nothing was sent." in page.inner_text("#toasts")
    assert page.locator("#why").is_hidden()


def test_a_thing_is_sent_once(open_page: Open) -> None:
    page = open_page("case/ordinary")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.locator("[data-open-dialog=dialog-freeze]").click()
    page.locator("#dialog-freeze [data-confirm]").dblclick()
    page.wait_for_timeout(200)
    assert len(sent) == 1
