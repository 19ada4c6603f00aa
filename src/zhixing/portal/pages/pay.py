"""How to pay: what a link shows that was sent to a debtor, reckoned anew whenever it is opened."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhixing.courts.queries import get_legal_day
from zhixing.funds.inviting import InvitationRefused, read_token
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.words import Words
from zhixing.portal.owing import get_owing
from zhixing.portal.secrecy import keep_private


def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is owed today and where to pay it; a link that shows nothing says why."""
    try:
        court_no, case, until = read_token(token)
        with open_scope(Scope.of_court(court_no, court_no)):
            on = get_legal_day(court_no, datetime.now(UTC))
            owing = get_owing(court_no, case, until, on)
    except InvitationRefused as refusal:
        said = Words(
            f"{refusal.message_zh}{refusal.remedy_zh}",
            f"{refusal.message_en} {refusal.remedy_en}".strip(),
        )
        status = 410 if refusal.code == "LINK_EXPIRED" else 404
        return keep_private(render(request, "portal/pay.html", {"refused": said}, status=status))
    return keep_private(render(request, "portal/pay.html", {**owing, "until": until}))
