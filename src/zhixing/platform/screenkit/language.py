"""The language of a request: Chinese unless a cookie or ``?lang=`` says English."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import cast

from asgiref.sync import markcoroutinefunction
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from zhixing.platform.screenkit.words import HTML_LANG, Language, as_language, speaking

COOKIE = "zx_language"
PARAMETER = "lang"
_YEAR_SECONDS = 365 * 24 * 3600
_DJANGO: dict[Language, str] = {"zh": "zh-hans", "en": "en"}

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class LanguageMiddleware:
    """Make a request speak its language, Django's own form messages included.

    ``?lang=en`` on a GET sets the cookie and redirects to the address without
    it, so that addresses with filters stay clean.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._answer_async(request)
        if switched := _switched(request):
            return switched
        chosen = language_of(request)
        with speaking(chosen), translation.override(_DJANGO[chosen]):
            response = self.get_response(request)
        return _labelled(cast(HttpResponseBase, response), chosen)

    async def _answer_async(self, request: HttpRequest) -> HttpResponseBase:
        if switched := _switched(request):
            return switched
        chosen = language_of(request)
        with speaking(chosen), translation.override(_DJANGO[chosen]):
            response = self.get_response(request)
            answer = response if isinstance(response, HttpResponseBase) else await response
        return _labelled(answer, chosen)


def language_of(request: HttpRequest) -> Language:
    """Give the language a request asks for: its address, then its cookie, then Chinese."""
    asked = as_language(request.GET.get(PARAMETER))
    return asked or as_language(request.COOKIES.get(COOKIE)) or "zh"


def _switched(request: HttpRequest) -> HttpResponseBase | None:
    chosen = as_language(request.GET.get(PARAMETER))
    if chosen is None or request.method != "GET" or request.headers.get("HX-Request"):
        return None
    rest = request.GET.copy()
    del rest[PARAMETER]
    query = rest.urlencode()
    # The path comes from this very request; a leading // would name another host.
    path = "/" + request.path.lstrip("/")
    response = HttpResponseRedirect(f"{path}?{query}" if query else path)
    response.set_cookie(
        COOKIE,
        chosen,
        max_age=_YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


def _labelled(response: HttpResponseBase, chosen: Language) -> HttpResponseBase:
    response.headers.setdefault("Content-Language", HTML_LANG[chosen])
    patch_vary_headers(response, ["Cookie"])
    return response
