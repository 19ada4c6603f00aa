"""The query centre in a browser: a cell leads to its request, a value to its reading, and widths."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDTHS = (360, 820, 1440)


def _asked(bureau: Any) -> tuple[Any, Any, Any]:
    """Ask every bank about a case; one answers by hand, one is held back, one rejects."""
    from tests.doors.desk.test_query_centre import ask_banks, of_banks, put, requests_of, spoil

    case = ask_banks(bureau)
    bureau.file()
    spoil(bureau, case)
    found = of_banks(requests_of(bureau, case)[2:])[0]
    put(bureau, found, state="DELIVERED", attempts=1)
    return case, found, _answer(bureau, found)


def _answer(bureau: Any, view: Any) -> Any:
    from simulators.bank.codec import Node, encode
    from tests.rooms.inquiry.test_query import SAYS, account
    from tests.support.bureau import TODAY
    from zhixing.inquiry.evidence import decode_raw, read_raw
    from zhixing.inquiry.queries import list_answers
    from zhixing.inquiry.raw_messages import note_message, store_message
    from zhixing.inquiry.receiving import take_feedback
    from zhixing.institutions.queries import get_institution
    from zhixing.kernel.clock import instant
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.jobs.drain import drain
    from zhixing.platform.principal import PostKind

    at = instant(TODAY, 10)
    payload = encode(Node("zhxxList", {}, [account(view.external_no).children[0]]), {})
    with open_scope(Scope.system()):
        institution = get_institution(view.institution)
        stored = store_message(institution, SAYS, payload, at)
    decoded = decode_raw(read_raw(stored.id), institution.profile)
    with open_scope(Scope.of_institution(institution.id)):
        take_feedback(institution, stored, decoded, at)
    with open_scope(Scope.system()):
        note_message(stored, is_decoded=True)
    drain(("reactions", "inquiry"))
    with bureau.as_(PostKind.JUDGE):
        return list_answers(bureau.court_no, view.id)[-1].id


@pytest.fixture(scope="module")
def told(bureau: Any, away: Callable[..., Any]) -> tuple[Any, Any, Any]:
    """Give a case asked about, the request answered, and its answer."""
    result: tuple[Any, Any, Any] = away(_asked, bureau)
    return result


def _page(browser: Any, server: str, token: str, width: int, lang: str) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900})
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    return context.new_page()


def test_a_cell_leads_to_its_request_and_a_reading_to_its_raw_value(
    server: str, browser: Any, bureau: Any, token: Any, told: Any
) -> None:
    from zhixing.platform.principal import PostKind

    case, _, answer = told
    page = _page(browser, server, token(PostKind.JUDGE), 1440, "zh")
    page.goto(f"{server}/queries/")
    page.locator(f"#row-{case.hex} td.mx-hit a").first.click()
    page.wait_for_url("**/queries/*/*/")
    assert "有财产" in page.locator("#request-now").inner_text()
    page.goto(f"{server}/queries/{bureau.court_no}/evidence/{answer}/")
    assert "6200000000000001" not in page.content()
    link = page.locator(".fields a").nth(2)
    link.focus()
    pair = link.evaluate("e => e.closest('[data-pair]').dataset.pair")
    assert page.locator(f".raw [data-pair='{pair}'].is-paired").count() == 1
    page.locator(".uncover > summary").click()
    page.locator("input[name=purpose]").first.check()
    page.get_by_role("button", name="显示全文").click()
    page.wait_for_selector(".refusal")
    assert "不在您承办的案件中" in page.locator(".refusal").inner_text(), "another judge's case"
    assert "6200000000000001" not in page.content()
    page.context.close()


def test_the_centre_s_pages_hold_at_every_width(
    server: str, browser: Any, bureau: Any, token: Any, told: Any, shots: Path
) -> None:
    from zhixing.platform.principal import PostKind

    case, view, answer = told
    place = f"/queries/{bureau.court_no}"
    pages = {
        "centre": "/queries/",
        "stuck": "/queries/stuck/",
        "pool": "/queries/pool/",
        "loads": "/queries/institutions/",
        "disputes": "/queries/disputes/",
        "many": "/queries/many/",
        "request": f"{place}/{view.id}/",
        "evidence": f"{place}/evidence/{answer}/",
        "applicant": f"{place}/case/{case}/applicant/",
    }
    for width, lang in ((w, x) for w in WIDTHS for x in ("zh", "en")):
        page = _page(browser, server, token(PostKind.JUDGE), width, lang)
        said: list[str] = []
        page.on("console", lambda m, said=said: said.append(m.text) if m.type == "error" else None)
        for name, path in pages.items():
            answered = page.goto(server + path)
            page.wait_for_load_state("load")
            page.screenshot(path=shots / f"{name}-{lang}-{width}.png", full_page=True)
            assert answered.status == 200, name
            assert not said, (name, said)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{name} is {wide} px too wide at {width}"
        page.context.close()
