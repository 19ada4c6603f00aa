"""How to pay: what a link shows that was sent to a debtor, reckoned anew whenever it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhixing.courts.queries import get_legal_day
from zhixing.funds.inviting import InvitationRefused, get_pay_in, read_token
from zhixing.kernel.fen import Fen
from zhixing.law.instruments import find_citation
from zhixing.law.topics.asking import get_topic
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.portal.pages.law import explain
from zhixing.settlement.queries import SettlementState, SettlementView, get_settlement
from zhixing.settlement.reckoning import InstalmentState


def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is owed today and where to pay it; a link that shows nothing says why."""
    try:
        court_no, case, until = read_token(token)
        with open_scope(Scope.of_court(court_no, court_no)):
            on = get_legal_day(court_no, datetime.now(UTC))
            shown = get_pay_in(court_no, case, until, on)
            plan = _plan(get_settlement(court_no, case, on), on)
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
        "plan": plan,
        "why": explain(get_topic("interest"), shown.debt),
    }
    return _private(render(request, "portal/pay.html", context))


LIVING: Final = frozenset(
    {SettlementState.LIVING, SettlementState.DEFAULTED, SettlementState.PERFORMED}
)
COLUMNS: Final = (
    Column("number", Words("期次", "Instalment"), Kind.NUMBER, fixed=True),
    Column("due", Words("最迟付款日", "Pay by"), Kind.DAY),
    Column("amount", Words("应付", "Amount"), Kind.MONEY),
    Column("paid", Words("已付", "Paid"), Kind.MONEY),
    Column("state", Words("状态", "Status")),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """Show a living settlement: what is due by today, what comes next and when, each instalment.

    ``arrears`` is the part of ``due`` whose last day has passed. ``basis`` is the article on what
    follows when a settlement is not kept.
    """

    due: Fen
    arrears: Fen
    left: Fen
    next_amount: Fen | None
    next_on: date | None
    basis: Words
    table: Table

    @property
    def is_kept(self) -> bool:
        """Say whether everything agreed is paid."""
        return not self.left


def _plan(view: SettlementView | None, on: date) -> Plan | None:
    """Lay a settlement out while it stands in the place of the title's debt."""
    if view is None or view.state not in LIVING:
        return None
    open_ones = [i for i in view.instalments if not i.is_met]
    later = next((i for i in open_ones if i.due_on > on), None)
    basis = find_citation("CPL", 241, on=on)
    return Plan(
        Fen(sum(int(i.amount - i.paid) for i in open_ones if i.due_on <= on)),
        view.arrears,
        view.outstanding,
        None if later is None else later.amount - later.paid,
        None if later is None else later.due_on,
        Words(basis.zh, basis.en),
        Table(
            "instalments",
            Words("和解分期", "Instalments agreed"),
            COLUMNS,
            [
                Row(str(i.number), (i.number, i.due_on, i.amount, i.paid, _state(i, on)))
                for i in view.instalments
            ],
        ),
    )


def _state(item: InstalmentState, on: date) -> Words:
    if item.is_met:
        return Words("已付清", "paid")
    if item.is_missed(on):
        return Words("逾期{n}日", "days late: {n}").filled(n=item.late_days(on))
    if item.due_on == on:
        return Words("今日到期", "due today")
    return Words("未到期", "not due yet")


def _private(response: HttpResponse) -> HttpResponse:
    """Keep what a link shows out of caches, search engines and the addresses of other pages."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
