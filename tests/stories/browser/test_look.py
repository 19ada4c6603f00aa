"""The desk's main pages as they look: two languages, three widths; and nothing breaks the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280, 1920)


def _context(browser: Any, server: str, token: str, width: int, lang: str) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900})
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    return context


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_main_pages_hold_at_every_width(
    server: str,
    browser: Any,
    bureau: Any,
    living_case: Any,
    token: Any,
    shots: Path,
    width: int,
    lang: str,
) -> None:
    from zhixing.platform.principal import PostKind

    case = f"/cases/{bureau.court_no}/{living_case}/"
    pages = {
        "day": (PostKind.DIRECTOR, "/"),
        "cases": (PostKind.JUDGE, "/cases/"),
        "case": (PostKind.JUDGE, case),
        "case-money": (PostKind.JUDGE, f"{case}money/"),
        "case-then": (PostKind.JUDGE, f"{case}?on=2018-04-20&reading=knew"),
        "filing": (PostKind.JUDGE, "/filing/"),
        "approvals": (PostKind.DIRECTOR, "/approvals/"),
        "assignment": (PostKind.DIRECTOR, "/assignment/"),
        "board": (PostKind.DIRECTOR, "/board/"),
    }
    for name, (kind, path) in pages.items():
        context = _context(browser, server, token(kind), width, lang)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m, said=said: said.append(m.text) if m.type == "error" else None)
        answer = page.goto(server + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=shots / f"{name}-{lang}-{width}.png", full_page=True)
        assert answer.status == 200, name
        assert not said, (name, said)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide at {width}"
        context.close()
