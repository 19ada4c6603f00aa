"""The headers of pages that only the holder of a link may see."""

from __future__ import annotations

from django.http import HttpResponse


def keep_private(response: HttpResponse, *, has_form: bool = False) -> HttpResponse:
    """Keep what a link shows out of caches, search engines and the addresses of other pages.

    A page that may not name itself even to its own house sends its forms without an origin, and
    the check against forged forms refuses those: a page with a form names itself to this house.
    """
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin" if has_form else "no-referrer"
    return response
