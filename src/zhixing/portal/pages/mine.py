"""A party's own page: the code asked, a session opened, and what is the party's shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render

from zhixing.cases.access import entering, refusals
from zhixing.cases.access.entering import Visitor
from zhixing.cases.access.refusals import AccessRefused
from zhixing.cases.access.tokens import CODE_DIGITS, Named, read_token
from zhixing.cases.acts import Role
from zhixing.courts.queries import clock_for, get_legal_day
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.portal.laying import lay_creditor, lay_debtor
from zhixing.portal.secrecy import keep_private
from zhixing.portal.windows import look_as_creditor, look_as_debtor

STATUSES: Final[Mapping[str, int]] = {
    "LINK_UNKNOWN": 404,
    "LINK_EXPIRED": 410,
    "LINK_WITHDRAWN": 410,
    "LINK_LOCKED": 423,
    "CODE_WRONG": 422,
}
OVER: Final = Words(
    "为保护您的信息，查看时间已到，请重新输入验证码。",
    "To protect what is yours the session is over; enter the code again.",
)
LEFT: Final = Words("您已退出。", "You are signed out.")


def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code of a link, or show its holder what is the holder's own."""
    named = read_token(token)
    if named is None:
        return _refuse(request, refusals.unknown())
    with open_scope(Scope.of_court(named.court_no, named.court_no)):
        at = clock_for(named.court_no).now()
        if request.method == "POST":
            return _post(request, named, at)
        return _get(request, named, at)


def _get(request: HttpRequest, named: Named, at: datetime) -> HttpResponse:
    session = request.COOKIES.get(_cookie(), "")
    try:
        visitor = entering.find_visitor(named, session, at)
    except AccessRefused as refusal:
        return _refuse(request, refusal)
    if visitor is None:
        note = OVER if session else LEFT if "left" in request.GET else NOTHING
        return _ask(request, note=note)
    return _show(request, visitor, at)


def _post(request: HttpRequest, named: Named, at: datetime) -> HttpResponse:
    if request.POST.get("step") == "leave":
        entering.leave(named, request.COOKIES.get(_cookie(), ""), at)
        response = HttpResponseRedirect(f"{request.path}?left")
        response.delete_cookie(_cookie(), path=request.path, samesite="Lax")
        return keep_private(response, has_form=True)
    entered = entering.enter(named, request.POST.get("code", ""), at)
    if isinstance(entered, AccessRefused):
        if entered.code == "CODE_WRONG":
            return _ask(request, refusal=entered)
        return _refuse(request, entered)
    rotate_token(request)
    response = HttpResponseRedirect(request.path)
    response.set_cookie(
        _cookie(),
        entered.session,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return keep_private(response, has_form=True)


def _cookie() -> str:
    return "__Secure-zx_mine" if settings.SESSION_COOKIE_SECURE else "zx_mine"


def _show(request: HttpRequest, visitor: Visitor, at: datetime) -> HttpResponse:
    on = get_legal_day(visitor.named.court_no, at)
    context: dict[str, object]
    if visitor.role is Role.APPLICANT:
        template, context = "portal/mine_creditor.html", lay_creditor(look_as_creditor(visitor, on))
    else:
        template, context = "portal/mine_debtor.html", lay_debtor(look_as_debtor(visitor, on))
    context |= {"ends_at": visitor.ends_at, "until": visitor.named.until}
    return keep_private(render(request, template, context), has_form=True)


def _ask(
    request: HttpRequest, *, refusal: AccessRefused | None = None, note: Text = NOTHING
) -> HttpResponse:
    context = {
        "digits": CODE_DIGITS,
        "note": note,
        "refusal": _said(refusal) if refusal is not None else NOTHING,
    }
    status = 200 if refusal is None else STATUSES[refusal.code]
    return keep_private(
        render(request, "portal/mine_code.html", context, status=status), has_form=True
    )


def _refuse(request: HttpRequest, refusal: AccessRefused) -> HttpResponse:
    context = {"refused": _said(refusal)}
    status = STATUSES[refusal.code]
    return keep_private(render(request, "portal/mine_refused.html", context, status=status))


def _said(refusal: Refusal) -> Words:
    zh = f"{refusal.message_zh}{refusal.remedy_zh}"
    return Words(zh, f"{refusal.message_en} {refusal.remedy_en}".strip())
