"""Fast control with money, foreign money and rights, and its preview, as they look at three widths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def field(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give a case that found things of every kind, with a judge who can sign in."""

    def make() -> Any:
        from tests.rooms.inquiry.test_bulk_kinds import Field
        from tests.support.at_the_desk import manned_stage

        return Field(tmp_path_factory.mktemp("fast"), stage=manned_stage())

    return away(make)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 900, 1440])
def test_what_is_found_is_chosen_and_previewed(
    server: str, browser: Any, field: Any, away: Any, shots: Path, width: int, lang: str
) -> None:
    from tests.support.at_the_desk import Desk
    from zhixing.platform.principal import PostKind

    desk = away(lambda: Desk.of(field.sought))
    token = away(lambda: desk.client(PostKind.JUDGE).cookies["zx_session"].value)
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server)
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    page = context.new_page()
    page.goto("/fast-control/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=shots / f"fast-first-{lang}-{width}.png", full_page=True)
    stake, shares = field.by_kind["EQUITY"], field.by_kind["SECURITIES"]
    page.fill(f'[name="quantity-{stake}"]', "20%")
    page.fill(f'[name="quantity-{shares}"]', "1000")
    page.fill(f'[name="price-{shares}"]', "10.00")
    for asset in (stake, shares, field.by_kind["DOLLARS"]):
        page.check(f"#row-{asset.hex}")
    _seen(page, shots / f"fast-{lang}-{width}.png")
    page.click(".fast button.act")
    page.wait_for_load_state("networkidle")
    said = page.locator("main").inner_text()
    for word in {"zh": ("价值未明", "外币须写明汇率"), "en": ("value unknown", "needs the rate")}[
        lang
    ]:
        assert word in said
    _seen(page, shots / f"fast-preview-{lang}-{width}.png")
    page.locator("a.why[data-why]").first.click()
    page.wait_for_selector(".why-conclusion")
    context.close()


def _seen(page: Any, path: Path) -> None:
    page.screenshot(path=path, full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"
