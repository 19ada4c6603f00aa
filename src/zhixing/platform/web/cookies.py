"""The session cookie: unreadable to scripts, sent to this house alone, secure over https."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_NAME: Final = "zx_session"


def cookie_name() -> str:
    """Give the cookie's name; over https the browser itself pins it to this host."""
    return f"__Host-{_NAME}" if settings.SESSION_COOKIE_SECURE else _NAME


def read_token(request: HttpRequest) -> str:
    """Give the session token a request carries, or nothing."""
    return request.COOKIES.get(cookie_name(), "")


def write_token(response: HttpResponseBase, token: str) -> None:
    """Hand a session token to the browser until it is closed."""
    response.set_cookie(
        cookie_name(),
        token,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_token(response: HttpResponseBase) -> None:
    """Take the session token back from the browser."""
    response.delete_cookie(cookie_name(), path="/", samesite="Lax")
