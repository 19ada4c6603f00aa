"""Pages that stay true while one looks at them: news arrives, and place and focus stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Any, server: str, token: Any) -> Iterator[Any]:
    """Give a function that opens the desk of a kind of post."""
    opened: list[Any] = []

    def open_desk(kind: Any, **options: Any) -> Any:
        context = browser.new_context(base_url=server, **options)
        context.add_cookies([{"name": "zx_session", "value": token(kind), "url": server}])
        opened.append(context)
        return context.new_page()

    yield open_desk
    for context in opened:
        context.close()


def _settled(page: Any, url: str) -> None:
    """Open a page and mark it, so that a reload would be seen."""
    with page.expect_response(lambda r: "/events/" in r.url):
        page.goto(url)
    page.wait_for_timeout(1200)  # the first listener of a process is told to ask for everything
    page.evaluate("window.same = true")


def test_a_new_act_appears_on_the_case_page(desk: Any, bureau: Any, away: Any) -> None:
    from tests.support.bureau import TODAY
    from zhixing.platform.principal import PostKind

    case = away(bureau.file)
    page = desk(PostKind.JUDGE)
    _settled(page, f"/cases/{bureau.court_no}/{case}/")
    acts = page.locator("[id^=act-]")
    before = acts.count()
    page.keyboard.press("j")
    at = page.evaluate("document.activeElement.id")
    scrolled = page.evaluate("scrollTo(0, 120), scrollY")
    away(bureau.give_to_judge, case, TODAY)
    acts.nth(before).wait_for()
    assert "尚未分案" not in page.locator("dl.answers").inner_text()
    assert page.evaluate("document.activeElement.id") == at
    assert page.evaluate("document.activeElement.classList.contains('is-at')")
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("window.same") is True


def test_a_number_shown_for_a_purpose_stays_while_the_case_goes_on(
    desk: Any, bureau: Any, away: Any
) -> None:
    from tests.support.bureau import TODAY
    from zhixing.platform.principal import PostKind

    case = away(bureau.file)
    page = desk(PostKind.DIRECTOR)
    _settled(page, f"/cases/{bureau.court_no}/{case}/parties/")
    page.locator(".person").first.get_by_role("button", name="显示").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("监督检查").check()
    dialog.get_by_role("button", name="显示").click()
    shown = page.locator(".revealed")
    shown.wait_for()
    number = shown.inner_text()
    away(bureau.give_to_judge, case, TODAY)
    page.locator("dl.answers").filter(has_not_text="尚未分案").wait_for()
    assert shown.inner_text() == number
    assert page.evaluate("window.same") is True


def test_money_appears_on_my_day(desk: Any, bureau: Any, away: Any) -> None:
    from tests.support.bureau import TODAY
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.ACCOUNTANT)
    _settled(page, "/")
    receipt = away(bureau.receive_unknown, "77.00", TODAY, "LIVE-DAY-1")
    page.wait_for_selector(f"#receipt-{receipt.hex}")
    page.fill(f"#reason-{receipt.hex}", "正在填写")
    other = away(bureau.receive_unknown, "78.00", TODAY, "LIVE-DAY-2")
    page.wait_for_timeout(2500)
    assert page.locator(f"#receipt-{other.hex}").count() == 0, "who writes is not disturbed"
    assert page.input_value(f"#reason-{receipt.hex}") == "正在填写"
    page.fill(f"#reason-{receipt.hex}", "")
    page.evaluate("document.activeElement.blur()")
    page.wait_for_selector(f"#receipt-{other.hex}")
    assert page.evaluate("window.same") is True


def test_a_matter_joins_the_tray_while_a_reason_is_written(
    desk: Any, bureau: Any, away: Any, living_case: Any
) -> None:
    from tests.support.bureau import TODAY
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.DIRECTOR)
    _settled(page, "/approvals/")
    page.keyboard.press("r")
    page.keyboard.type("理由尚未写完")
    case = away(bureau.file)
    matter = away(bureau.put_up, case, "FREEZE", TODAY)
    page.wait_for_selector(f"#waits-{matter.hex}")
    assert page.evaluate("document.activeElement.value") == "理由尚未写完"
    assert page.evaluate("window.same") is True


def test_the_matrix_fills_as_requests_go_out(desk: Any, bureau: Any, away: Any) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.JUDGE)
    _settled(page, "/queries/")
    case = away(_ask_banks, bureau)
    page.wait_for_selector(f"#row-{case.hex} td.mx")
    away(_answer_one, bureau, case)
    page.wait_for_selector(f"#row-{case.hex} td.mx-held")
    assert page.evaluate("window.same") is True


def _ask_banks(bureau: Any) -> Any:
    from tests.support.bureau import OPENED_ON, TODAY
    from zhixing.cases.docket.chapters import Standings
    from zhixing.cases.queries import facts_now
    from zhixing.courts.queries import get_court
    from zhixing.inquiry.operations import QueryOrder, order_query
    from zhixing.instruments.operations import ensure_seal
    from zhixing.kernel.clock import instant
    from zhixing.platform.database.scope import Scope, open_scope
    from zhixing.platform.principal import PostKind
    from zhixing.scenarios.banks import register_banks

    case = bureau.file()
    bureau.give_to_judge(case, TODAY)
    with open_scope(Scope.system()):
        province = get_court(bureau.court_no).province
        ensure_seal(bureau.court_no)
    register_banks(OPENED_ON, instant(OPENED_ON), province=province)
    with bureau.as_(PostKind.JUDGE) as by:
        debtor = facts_now(by.court_no, case).of(Standings).of_role("DEBTOR")[0]
        order_query(QueryOrder(case, (debtor,), f"live-{case.hex[-12:]}"), TODAY, by=by)
    return case


def _answer_one(bureau: Any, case: Any) -> None:
    from zhixing.inquiry import models
    from zhixing.inquiry.states import State
    from zhixing.platform.principal import PostKind

    with bureau.as_(PostKind.JUDGE):
        row = models.Request.objects.filter(court_no=bureau.court_no, case_id=case).first()
        assert row is not None
        models.Request.objects.filter(court_no=bureau.court_no, id=row.id).update(
            state=State.QUARANTINED.value
        )


def test_without_a_script_the_page_is_whole(desk: Any, bureau: Any, living_case: Any) -> None:
    from zhixing.platform.principal import PostKind

    page = desk(PostKind.JUDGE, java_script_enabled=False)
    for path in ("/", "/queries/", f"/cases/{bureau.court_no}/{living_case}/"):
        assert page.goto(path).status == 200
        assert page.locator("h1").count() == 1
        assert page.locator("#main").inner_text().strip()
