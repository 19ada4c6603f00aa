"""Parties look for themselves, from a telephone: a creditor, a debtor, a link taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

NARROW, WIDE = 360, 1280


@pytest.fixture(scope="module")
def worked(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give a case that was asked about, frozen in, and paid in, at a desk with people."""

    def make() -> Any:
        from tests.support.at_the_desk import manned_stage
        from tests.support.windows_of_parties import worked_case

        return worked_case(tmp_path_factory.mktemp("mine"), manned_stage())

    return away(make)


@pytest.fixture
def phone(browser: Any, server: str) -> Any:
    """Give a function that opens a browser of a width in a language, signed in nowhere."""
    opened: list[Any] = []

    def open_one(lang: str, width: int) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 780}, base_url=server)
        context.add_cookies([{"name": "zx_language", "value": lang, "url": server}])
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


def fits(page: Any) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"


def shoot(page: Any, shots: Path, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=shots / f"mine-{name}.png", full_page=True)
    fits(page)


def enter(page: Any, code: str) -> None:
    page.fill("#code", code)
    page.locator(".mine-code button").click()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_creditor_waiting_for_wages_looks_for_himself(
    worked: Any, away: Any, phone: Any, shots: Path, lang: str, width: int
) -> None:
    given = away(worked.give, worked.creditor)
    page, mark = phone(lang, width), f"{lang}-{width}"
    page.goto(f"/mine/{given.token}/")
    shoot(page, shots, f"code-{mark}")
    assert worked.sought.filed.number not in page.content()
    enter(page, f"{(int(given.code) + 1) % 10**8:08d}")
    shoot(page, shots, f"wrong-{mark}")
    fault = page.get_by_role("alert").inner_text()
    assert {"zh": "还可以再试4次", "en": "4 tries are left"}[lang] in fault
    enter(page, f"{given.code[:4]} {given.code[4:]}")
    shoot(page, shots, f"creditor-{mark}")
    shown = page.locator("main").inner_text()
    assert worked.sought.filed.number in shown
    for text in {
        "zh": ("查得财产", "等待答复", "¥50,000.00", "已发放"),
        "en": ("property was found", "waiting for the answer", "¥50,000.00", "paid to you"),
    }[lang]:
        assert text in shown, text
    page.get_by_role("button", name={"zh": "退出", "en": "Sign out"}[lang]).click()
    page.wait_for_load_state("networkidle")
    assert page.locator("#code").count() == 1
    page.go_back()
    page.reload()
    assert worked.sought.filed.number not in page.locator("main").inner_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_debtor_sees_what_stays_free_and_how_to_pay(
    worked: Any, away: Any, phone: Any, shots: Path, lang: str, width: int
) -> None:
    given = away(worked.give, worked.debtor)
    page = phone(lang, width)
    page.goto(f"/mine/{given.token}/")
    enter(page, given.code)
    free = page.locator("#stays-free")
    free.locator("summary").click()
    shoot(page, shots, f"debtor-{lang}-{width}")
    assert {"zh": "当地标准1.00元", "en": "Local standard 1.00"}[lang] in free.inner_text()
    assert worked.sought.account in page.locator(".pay-to").inner_text()
    held = page.locator("#held-of-mine").inner_text()
    assert "4321" in held and "¥50,000.00" in held and "执行裁定书" in held


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_that_was_taken_back_shows_nothing(
    worked: Any, away: Any, phone: Any, shots: Path, lang: str
) -> None:
    from zhixing.cases.access.operations import withdraw_access
    from zhixing.platform.principal import PostKind

    given = away(worked.give, worked.creditor)
    page = phone(lang, NARROW)
    page.goto(f"/mine/{given.token}/")
    enter(page, given.code)
    case, today = worked.sought.filed.case, worked.sought.today
    away(
        lambda: worked.sought.do(
            lambda by: withdraw_access(case, given.access, "链接遗失", today, by=by),
            PostKind.CLERK,
        )
    )
    answer = page.reload()
    assert answer.status == 410
    shoot(page, shots, f"withdrawn-{lang}")
    alert = page.get_by_role("alert").inner_text()
    assert {"zh": "链接已经停用", "en": "no longer in use"}[lang] in alert


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_clerk_hands_the_slips_over(
    worked: Any, away: Any, phone: Any, shots: Path, server: str, lang: str, width: int
) -> None:
    from tests.support.at_the_desk import Desk
    from zhixing.platform.principal import PostKind

    def session() -> Any:
        desk = Desk.of(worked.sought)
        token = desk.client(PostKind.CLERK).cookies["zx_session"].value
        return token, desk.url("give-access", worked.creditor), desk.court_no

    token, url, court_no = away(session)
    page, mark = phone(lang, width), f"{lang}-{width}"
    page.context.add_cookies([{"name": "zx_session", "value": token, "url": server}])
    page.goto(url)
    page.select_option("[name=code_by]", "PAPER")
    page.select_option("[name=link_by]", "MESSAGE")
    shoot(page, shots, f"give-{mark}")
    page.locator("button[value=preview]").click()
    shoot(page, shots, f"preview-{mark}")
    page.locator("button[value=confirm]").click()
    page.wait_for_selector("#slip-code")
    shoot(page, shots, f"handed-{mark}")
    code = page.locator("[data-code]").inner_text()
    link = page.locator("#slip-link code").inner_text()
    page.emulate_media(media="print")
    assert page.locator("#slip-code").is_visible() and not page.locator("#slip-link").is_visible()
    page.screenshot(path=shots / f"mine-printed-{mark}.png", full_page=True)
    if width == WIDE:
        page.pdf(path=shots / f"mine-printed-{lang}.pdf", prefer_css_page_size=True)
    other = phone(lang, NARROW)
    other.goto(link)
    enter(other, code)
    assert worked.sought.filed.number in other.locator("main").inner_text()
    page.emulate_media(media="screen")
    page.goto(f"/cases/{court_no}/{worked.sought.filed.case}/parties/")
    shoot(page, shots, f"parties-{mark}")
    assert code not in page.content()
