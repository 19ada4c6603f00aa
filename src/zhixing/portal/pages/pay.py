"""How to pay: what a link shows that was sent to a debtor, reckoned anew whenever it is opened."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhixing.courts.queries import get_legal_day
from zhixing.funds.inviting import InvitationRefused, get_pay_in, read_token
from zhixing.law.topics.asking import get_topic
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.words import Words
from zhixing.portal.pages.law import explain


def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is owed today and where to pay it; a link that shows nothing says why."""
    try:
        court_no, case, until = read_token(token)
        with open_scope(Scope.of_court(court_no, court_no)):
            on = get_legal_day(court_no, datetime.now(UTC))
            shown = get_pay_in(court_no, case, until, on)
    except InvitationRefused as refusal:
        said = Words(
            f"{refusal.message_zh}{refusal.remedy_zh}",
            f"{refusal.message_en} {refusal.remedy_en}".strip(),
        )
        status = 410 if refusal.code == "LINK_EXPIRED" else 404
        return _private(render(request, "portal/pay.html", {"refused": said}, status=status))
    context = {
        "shown": shown,
        "until": until,
        "why": explain(get_topic("interest"), shown.debt),
    }
    return _private(render(request, "portal/pay.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep what a link shows out of caches, search engines and the addresses of other pages."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
