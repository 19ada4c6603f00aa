"""The desk's main pages as they look: two languages, three widths; and nothing breaks the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280, 1920)


def _context(browser: Any, server: str, token: str, width: int, lang: str) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    return context


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_main_pages_hold_at_every_width(
    server: str,
    browser: Any,
    bureau: Any,
    living_case: Any,
    token: Any,
    shots: Path,
    lang: str,
) -> None:
    from zhixing.platform.principal import PostKind

    case = f"/cases/{bureau.court_no}/{living_case}/"
    pages = {
        "day": (PostKind.DIRECTOR, "/"),
        "cases": (PostKind.JUDGE, "/cases/"),
        "case": (PostKind.JUDGE, case),
        "case-money": (PostKind.JUDGE, f"{case}money/"),
        "case-property": (PostKind.JUDGE, f"{case}property/"),
        "case-measures": (PostKind.JUDGE, f"{case}measures/"),
        "case-settlement": (PostKind.JUDGE, f"{case}settlement/"),
        "case-parties": (PostKind.JUDGE, f"{case}parties/"),
        "correct-claim": (PostKind.JUDGE, f"{case}do/correct-claim/"),
        "hold-mediation": (PostKind.JUDGE, f"{case}do/hold-mediation/"),
        "case-then": (PostKind.JUDGE, f"{case}?on=2018-04-20&reading=knew"),
        "filing": (PostKind.JUDGE, "/filing/"),
        "approvals": (PostKind.DIRECTOR, "/approvals/"),
        "assignment": (PostKind.DIRECTOR, "/assignment/"),
        "board": (PostKind.DIRECTOR, "/board/"),
        "organisation": (PostKind.DIRECTOR, "/court/"),
        "charters": (PostKind.DIRECTOR, "/court/nodes/"),
        "charters-then": (PostKind.CLERK, "/court/nodes/?on=2014-05-05"),
        "local-rules": (PostKind.DIRECTOR, "/court/do/local-rules/"),
        "queries": (PostKind.JUDGE, "/queries/"),
        "import": (PostKind.JUDGE, "/filing/import/"),
    }
    for name, (kind, path) in pages.items():
        context = _context(browser, server, token(kind), WIDTHS[0], lang)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m, said=said: said.append(m.text) if m.type == "error" else None)
        answer = page.goto(server + path)
        page.wait_for_load_state("networkidle")
        assert answer.status == 200, name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=shots / f"{name}-{lang}-{width}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} px too wide at {width}"
        assert not said, (name, said)
        context.close()


def test_the_other_states_hold_as_well(
    server: str, browser: Any, bureau: Any, living_case: Any, token: Any, away: Any, shots: Path
) -> None:
    from tests.support.bureau import make_bureau
    from zhixing.platform.principal import PostKind

    def crowd() -> tuple[Any, str, str]:
        crowded = make_bureau()
        crowded.drive(bureau_filed_on())
        fresh = crowded.token(PostKind.DIRECTOR)
        return crowded, fresh, crowded.token(PostKind.JUDGE)

    def bureau_filed_on() -> Any:
        from tests.support.bureau import FILED_ON

        return FILED_ON

    def fill() -> None:
        from tests.support.bureau import TODAY

        for n in range(60):
            crowded.file(
                cause="建设工程施工合同纠纷（含工程款、违约金及优先受偿权确认）"
                if n % 7 == 0
                else "民间借贷纠纷"
            )
        crowded.rotate(bureau_filed_on())
        for case in crowded.cases[:8]:
            crowded.put_up(case, "LISTING", bureau_filed_on())
        crowded.drive(TODAY)

    crowded, director, judge = away(crowd)
    empty = {
        "day-empty": (director, "/"),
        "cases-empty": (director, "/cases/"),
        "approvals-empty": (director, "/approvals/"),
    }
    _shoot(browser, server, empty, shots)
    away(fill)
    full = {
        "day-full": (director, "/"),
        "cases-full": (judge, "/cases/"),
        "approvals-full": (director, "/approvals/"),
        "assignment-full": (director, "/assignment/"),
        "board-full": (director, "/board/"),
    }
    _shoot(browser, server, full, shots)
    context = _context(browser, server, judge, 1280, "zh")
    page = context.new_page()
    page.goto(f"{server}/filing/")
    page.fill("#id_title_number", "无号")
    page.get_by_role("button", name="立案", exact=True).last.click()
    page.wait_for_selector(".faults")
    page.screenshot(path=shots / "filing-error.png", full_page=True)
    page.goto(f"{server}/cases/{bureau.court_no}/{living_case}/")
    assert page.locator("h1").inner_text() == "未能完成", "another court's case is not there"
    context.close()


def _shoot(browser: Any, server: str, pages: dict[str, tuple[str, str]], shots: Path) -> None:
    for name, (token, path) in pages.items():
        for width in (360, 1280):
            context = _context(browser, server, token, width, "zh")
            page = context.new_page()
            answer = page.goto(server + path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=shots / f"{name}-{width}.png", full_page=width == 360)
            assert answer.status == 200
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} px too wide at {width}"
            context.close()
