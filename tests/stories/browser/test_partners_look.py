"""Partners met, evidence taken, another province, two stocks: as they look, narrow and wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(server: str, away: Any, tmp_path_factory: Any) -> Any:
    """Give the desk of a case with evidence, a find in another province, and a class."""

    def make() -> Any:
        from tests.doors.desk.test_deeds import _sought
        from tests.doors.desk.test_out_of_area import _find, _go
        from tests.doors.desk.test_partner_deeds import _meet, _take
        from tests.support.open_ones import new_key, register
        from zhixing.institutions.kinds import InstitutionKind
        from zhixing.platform.principal import PostKind as K

        sought, made = _sought()
        telecom = register(InstitutionKind.TELECOM_OPERATOR, new_key())
        assert not _meet(sought, made, telecom)
        _take(sought, telecom, province="浙江省")
        _find(sought, tmp_path_factory.mktemp("away"))
        _go(sought, made)
        made.do(K.JUDGE, "class-hardness", {"is_missing_unsearched": "on", "evidence": "走访笔录"})
        return made

    return away(make)


PAGES = {
    "search": ("/cases/{c}/{i}/search/", "JUDGE", {"zh": "外省线索与财产", "en": "Evidence from"}),
    "institutions": ("/board/institutions/", "DIRECTOR", {"zh": "待落实", "en": "Meetings with"}),
    "meeting": ("/court/do/record-engagement/", "DIRECTOR", {"zh": "议定事项", "en": "Topic"}),
    "closing": ("/court/do/announce-closing/", "DIRECTOR", {"zh": "停业首日", "en": "First day"}),
    "order": ("/cases/{c}/{i}/do/order-out-of-area/", "JUDGE", {"zh": "省份", "en": "Province"}),
    "evidence": (
        "/cases/{c}/{i}/do/take-evidence/",
        "JUDGE",
        {"zh": "卷宗页码", "en": "in the file"},
    ),
    "creditor": (
        "/queries/{c}/case/{i}/applicant/",
        "JUDGE",
        {"zh": "派员赴", "en": "officers go"},
    ),
    "class": ("/cases/{c}/{i}/do/class-hardness/", "JUDGE", {"zh": "执行不能", "en": "impossible"}),
    "board": ("/board/", "DIRECTOR", {"zh": "执行不能", "en": "Impossible to enforce"}),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", list(PAGES))
def test_it_fits_and_speaks(
    server: str, browser: Any, desk: Any, away: Any, shots: Path, name: str, width: int, lang: str
) -> None:
    from zhixing.platform.principal import PostKind

    place, kind, words = PAGES[name]
    token = away(lambda: desk.client(PostKind(kind)).cookies["zx_session"].value)
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=server)
    cookies = [("zx_session", token), ("zx_language", lang)]
    context.add_cookies([{"name": n, "value": v, "url": server} for n, v in cookies])
    page = context.new_page()
    page.goto(place.format(c=desk.court_no, i=desk.case))
    page.wait_for_load_state("networkidle")
    page.screenshot(path=shots / f"partners-{name}-{lang}-{width}.png", full_page=True)
    assert words[lang].lower() in page.locator("main").inner_text().lower()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"
    context.close()
