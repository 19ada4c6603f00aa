"""The door: who is it, may this post see this page, and one transaction around the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhixing.courts.operations import keep_session
from zhixing.courts.policies import require_any
from zhixing.courts.queries import clock_for, find_session
from zhixing.courts.records import SessionView
from zhixing.desk import gate
from zhixing.desk.visit import View, Visit
from zhixing.kernel.clock import SystemClock, legal_day
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope
from zhixing.platform.principal import Principal
from zhixing.platform.web.cookies import read_token
from zhixing.platform.web.refusals import perform
from zhixing.platform.web.transactions import Busy, run_whole

CLOCK: Final = SystemClock()
LIVE_HEADER: Final = "X-Live"
"""Sent by a part of a page that asks for itself again because something changed."""


@dataclass(frozen=True, slots=True)
class Page:
    """Name one address: what answers it, which capability it needs, how it may be asked.

    ``or_needs`` is another capability that opens it as well.
    """

    name: str
    route: str
    view: View
    needs: str = ""
    methods: tuple[str, ...] = ("GET",)
    nav: str = ""
    or_needs: str = ""

    @property
    def opened_by(self) -> tuple[str, ...]:
        """Give the capabilities of which one is needed; none are for everybody."""
        return tuple(needs for needs in (self.needs, self.or_needs) if needs)


def door(page: Page) -> Callable[..., HttpResponse]:
    """Put the door before a page."""

    def answer(request: HttpRequest, **arguments: object) -> HttpResponse:
        if request.method not in (*page.methods, "HEAD"):
            return gate.wrong_method(request, page.methods)
        session = find_visitor(request)
        if session is None:
            return _to_sign_in(request)
        if session.principal is None:
            return HttpResponseRedirect(reverse("desk:choose_post"))
        return _answer(page, request, session.principal, arguments)

    answer.__name__ = f"{page.name}_door"
    return answer


def find_visitor(request: HttpRequest, *, keep: bool | None = None) -> SessionView | None:
    """Find whose session a request carries, and keep it from falling idle.

    A part that asks again by itself (``LIVE_HEADER``) does not keep it: nobody was there.
    """
    token = read_token(request)
    if not token:
        return None
    now = CLOCK.now()
    keeps = LIVE_HEADER not in request.headers if keep is None else keep

    def look() -> SessionView | None:
        session = find_session(token, now)
        if session is not None and keeps:
            keep_session(token, now)
        return session

    return run_whole(Scope.system(), look)


def _answer(
    page: Page, request: HttpRequest, by: Principal, arguments: dict[str, object]
) -> HttpResponse:
    try:
        return run_whole(by.scope, lambda: _visit(page, request, by, arguments))
    except Busy:
        return gate.busy(request)
    except (ObjectDoesNotExist, Http404):
        return gate.not_found(request)


def _visit(
    page: Page, request: HttpRequest, by: Principal, arguments: dict[str, object]
) -> HttpResponse:
    now = clock_for(by.court_no).now()
    visit = Visit(request, by, now, legal_day(now), page.nav or page.name)

    def view() -> HttpResponse:
        if page.opened_by:
            require_any(by, page.opened_by)
        return page.view(visit, **arguments)

    outcome = perform(view)
    if outcome.refusal is not None:
        return visit.refuse(outcome.refusal, back=reverse("desk:my_day"))
    if outcome.value is None:
        raise Impossible("a page without a refusal gives an answer")
    return outcome.value


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if "HX-Request" in request.headers or request.method != "GET":
        return gate.signed_out(request)
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('desk:sign_in')}?{query}")
