"""Does the switch between the languages do what it says, for plain and async pages?"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from zhixing.platform.screenkit.language import COOKIE, LanguageMiddleware
from zhixing.platform.screenkit.words import say


def _echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{say('逾期', 'overdue')} {translation.get_language()}")


def _ask(path: str, cookie: str = "", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers=headers)
    if cookie:
        request.COOKIES[COOKIE] = cookie
    response = LanguageMiddleware(_echo)(request)
    assert isinstance(response, HttpResponse)
    return response


def test_chinese_is_what_is_spoken_unless_asked() -> None:
    assert _ask("/").content.decode() == "逾期 zh-hans"
    assert _ask("/", accept_language="en").content.decode() == "逾期 zh-hans"
    assert _ask("/")["Content-Language"] == "zh-Hans"


def test_a_cookie_asks_for_english_and_nonsense_for_nothing() -> None:
    assert _ask("/", "en").content.decode() == "overdue en"
    assert _ask("/", "xx").content.decode() == "逾期 zh-hans"
    assert "Cookie" in _ask("/")["Vary"]


def test_the_switch_sets_the_cookie_and_keeps_the_filters() -> None:
    response = _ask("/cases/?stage=control&lang=en&due=3")
    assert (response.status_code, response["Location"]) == (302, "/cases/?stage=control&due=3")
    assert response.cookies[COOKIE].value == "en"
    assert response.cookies[COOKIE]["httponly"]


def test_the_switch_never_leads_to_another_host() -> None:
    request = RequestFactory().get("/?lang=en")
    request.path = "//evil.example/"
    response = LanguageMiddleware(_echo)(request)
    assert isinstance(response, HttpResponse)
    assert response["Location"] == "/evil.example/"


def test_htmx_is_answered_in_the_language_without_a_redirect() -> None:
    response = _ask("/part/?lang=en", HX_Request="true")
    assert response.content.decode() == "overdue en"


def _elsewhere(answer: Coroutine[None, None, HttpResponse]) -> HttpResponse:
    """Run a coroutine in a thread of its own, whatever loop this one may hold."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, answer).result()


def test_async_pages_speak_too() -> None:
    async def view(request: HttpRequest) -> HttpResponse:
        await asyncio.sleep(0)
        return _echo(request)

    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = "en"

    async def answer() -> HttpResponse:
        response = LanguageMiddleware(view)(request)
        return await response

    assert _elsewhere(answer()).content.decode() == "overdue en"
    assert say("逾期", "overdue") == "逾期"
