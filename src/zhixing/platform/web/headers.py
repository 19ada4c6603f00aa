"""The headers every answer carries: the kit's content policy, no referrer, a number to quote."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Final, cast

from asgiref.sync import markcoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zhixing.kernel.ids import new_id
from zhixing.platform.screenkit.csp import header

CORRELATION: Final = "X-Correlation-Id"
_GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
_POLICY: Final = header()
_NO_DEVICES: Final = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"

Next = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


class HeadersMiddleware:
    """Number the request, and send with its answer what keeps a page to itself."""

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
        number = correlation_of(request)
        return _with_headers(cast(HttpResponseBase, self.get_response(request)), number)

    async def _answer_async(self, request: HttpRequest) -> HttpResponseBase:
        number = correlation_of(request)
        answer = self.get_response(request)
        response = answer if isinstance(answer, HttpResponseBase) else await answer
        return _with_headers(response, number)


def correlation_of(request: HttpRequest) -> str:
    """Give the number by which this request is found again in logs and outbox rows."""
    known = request.META.get("zx.correlation")
    if isinstance(known, str):
        return known
    given = request.headers.get(CORRELATION, "")
    number = given if _GIVEN.fullmatch(given) else str(new_id())
    request.META["zx.correlation"] = number
    return number


def _with_headers(response: HttpResponseBase, number: str) -> HttpResponseBase:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers.setdefault("Permissions-Policy", _NO_DEVICES)
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault(CORRELATION, number)
    if headers.get("Content-Type", "").startswith(("text/html", "application/json")):
        headers.setdefault("Cache-Control", "no-store")
    return response
