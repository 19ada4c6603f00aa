"""Every address × every kind of post × own and strange court. An address without a line fails."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from zhixing.courts.capabilities import DEFAULTS, Capability
from zhixing.desk.urls import GATE, PAGES, STREAM
from zhixing.platform.principal import PostKind
from zhixing.platform.web.deeds import list_deeds

NOBODY = UUID(int=7)
STAFF = [kind for kind in PostKind if kind is not PostKind.SYSTEM]
LINES: dict[str, tuple[str, ...]] = {
    "my_day": (),
    "cases": (),
    "cases_export": (),
    "case": ("court_no", "case"),
    "deed": ("court_no", "case", "deed"),
    "why_deed": ("court_no", "case", "deed", "place"),
    "case_tab": ("court_no", "case", "tab"),
    "why_act": ("court_no", "act", "place"),
    "why_matter": ("court_no", "matter", "place"),
    "why": ("court_no", "case", "figure"),
    "search": (),
    "queries": (),
    "windows": (),
    "window_divert": ("asked",),
    "window_scan": ("scan",),
    "window_task": ("task",),
    "window_bundle": ("task",),
    "stuck": (),
    "creditor": ("court_no", "case"),
    "disputes": (),
    "asked_acts": (),
    "asked_act": ("act",),
    "query_many": (),
    "query_many_withdraw": (),
    "pool": (),
    "pool_take": (),
    "pool_portion": ("portion",),
    "pool_submit": ("portion",),
    "pool_return": ("portion",),
    "pool_withdraw": ("portion",),
    "loads": (),
    "request": ("court_no", "asked"),
    "evidence": ("court_no", "answer"),
    "evidence_raw": ("court_no", "answer"),
    "filing": (),
    "import": (),
    "import_template": (),
    "import_preview": ("file",),
    "import_errors": ("file",),
    "fast_control": (),
    "control_batch": ("bulk",),
    "control_undo": ("bulk",),
    "approvals": (),
    "bundle": ("bundle",),
    "bundle_decide": ("bundle",),
    "matter": ("matter",),
    "decide": ("matter",),
    "assignment": (),
    "assignment_open": (),
    "assignment_run": (),
    "verify_script": (),
    "receipt": ("court_no", "case"),
    "match": ("receipt",),
    "open_accounts": (),
    "payment_check": ("order",),
    "payment_approve": ("order",),
    "reveal": ("party",),
    "break_glass": ("party",),
    "reviews": (),
    "review": ("look",),
    "board": (),
    "counted": (),
    "courts": (),
    "institutions": (),
    "ranking_publish": (),
    "institution_list": ("institution", "part"),
    "indicator": ("code",),
    "instrument": ("court_no", "instrument"),
    "instrument_word": ("court_no", "instrument"),
    "organisation": (),
    "cards_template": (),
    "charters": (),
    "court_deed": ("deed",),
    "rules": (),
    "rule": ("code",),
}
"""One line for each address behind the door: what stands in it."""
FILLED: dict[str, object] = {
    "tab": "docket",
    "deed": "designate",
    "figure": "debt",
    "code": "debt_today",
    "place": 0,
    "part": "asked",
}
OPEN_TO_ALL = {"my_day"}
"""The one page without a capability of its own: its sections ask each for theirs."""


def _names() -> set[str]:
    def walk(patterns: Any) -> Any:
        for p in patterns:
            if isinstance(p, URLResolver):
                yield from walk(p.url_patterns) if p.app_name in ("desk", None) else ()
            elif isinstance(p, URLPattern) and p.name:
                yield p.name

    desk = next(p for p in get_resolver().url_patterns if getattr(p, "app_name", "") == "desk")
    return set(walk(desk.url_patterns))


def _url(name: str, court_no: int, case: UUID | None = None) -> str:
    given = {"court_no": court_no, "case": case or NOBODY}
    values = {k: given.get(k, FILLED.get(k, NOBODY)) for k in LINES[name]}
    if name == "indicator":
        values["code"] = "FILED"
    if name == "court_deed":
        values["deed"] = "appoint"
    return reverse(f"desk:{name}", kwargs=values)


def _ask(client: Client, page: Any, url: str) -> Any:
    method = client.post if page.methods == ("POST",) else client.get
    return method(url)


def test_every_address_has_its_line() -> None:
    assert _names() == {*LINES, *GATE, STREAM}
    assert {page.name for page in PAGES} == set(LINES)


def test_every_page_names_its_capability() -> None:
    assert {page.name for page in PAGES if not page.needs} == OPEN_TO_ALL


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_stranger_is_led_to_the_gate(page: Any, bureau: Any) -> None:
    answer = _ask(Client(), page, _url(page.name, bureau.court_no))
    if page.methods == ("POST",):
        assert answer.status_code == 401
    else:
        assert answer.status_code == 302 and answer.headers["Location"].startswith(
            "/sign-in/?next="
        )


@pytest.mark.parametrize("kind", STAFF)
@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_post_sees_what_it_may_and_nothing_else(
    page: Any, kind: PostKind, bureau: Any, visitor: Any, living_case: Any
) -> None:
    answer = _ask(visitor(kind), page, _url(page.name, bureau.court_no, living_case))
    may = not page.opened_by or not DEFAULTS[kind].isdisjoint(page.opened_by)
    is_deed = page.name in ("deed", "why_deed")
    if not may or (is_deed and "assign" not in {c.value for c in DEFAULTS[kind]}):
        assert answer.status_code == 403
    else:
        assert answer.status_code in (200, 302, 404, 409, 422), answer.content.decode()[:500]
        assert answer.status_code != 403


@pytest.mark.parametrize("kind", STAFF)
@pytest.mark.parametrize(
    "page", [p for p in PAGES if "court_no" in LINES[p.name]], ids=lambda p: p.name
)
def test_no_post_sees_another_court(
    page: Any, kind: PostKind, bureau: Any, visitor: Any, other_case: Any
) -> None:
    court_no, case = other_case
    answer = _ask(visitor(kind), page, _url(page.name, court_no, case))
    assert answer.status_code in (403, 404)
    assert "别院" not in answer.content.decode()


@pytest.mark.parametrize("kind", STAFF)
@pytest.mark.parametrize("deed", list_deeds(), ids=lambda d: d.key)
def test_a_deed_is_done_by_the_posts_that_may_and_in_their_own_court(
    deed: Any, kind: PostKind, bureau: Any, visitor: Any, living_case: Any, other_case: Any
) -> None:
    client = visitor(kind)
    may = deed.needs in {c.value for c in DEFAULTS[kind]}
    for name in ("deed", "why_deed"):
        more = [0] if name == "why_deed" else []
        url = reverse(f"desk:{name}", args=[bureau.court_no, living_case, deed.key, *more])
        for ask in (client.get, client.post) if name == "deed" else (client.get,):
            status = ask(url).status_code
            assert status in ((200, 302, 404, 409, 422) if may else (403,)), (url, status)
        strange = reverse(f"desk:{name}", args=[*other_case, deed.key, *more])
        assert client.get(strange).status_code in (403, 404)
    if not may:
        said = {}
        for lang in ("zh", "en"):
            client.cookies["zx_language"] = lang
            said[lang] = client.get(
                reverse("desk:deed", args=[bureau.court_no, living_case, deed.key])
            ).content.decode()
        zh, en = Capability(deed.needs).words
        assert f"“{zh}”权限" in said["zh"] and f"“{deed.needs}”" not in said["zh"]
        assert f"the power to {en}" in said["en"]
