"""What a debtor owes today, by what reasons, by which instalments, and into which account.

Used by the page that a payment link opens, and by the debtor's own page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.funds.inviting import PayIn, get_pay_in
from zhixing.kernel.fen import Fen
from zhixing.law.instruments import find_citation
from zhixing.law.topics.asking import get_topic
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.why import Why
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.portal.pages.law import explain
from zhixing.settlement.queries import SettlementState, SettlementView, get_settlement
from zhixing.settlement.reckoning import InstalmentState

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
    basis: Text
    table: Table

    @property
    def is_kept(self) -> bool:
        """Say whether everything agreed is paid."""
        return not self.left


def plan_of(view: SettlementView | None, on: date) -> Plan | None:
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
        Words(basis.zh, basis.en) if basis is not None else NOTHING,
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


def get_owing(court_no: int, case: UUID, until: date, on: date) -> dict[str, object]:
    """Give what ``portal/parts/owing.html`` shows on a day. Needs the court's scope.

    :raises InvitationRefused: ``LINK_EXPIRED``.
    """
    shown: PayIn = get_pay_in(court_no, case, until, on)
    return {
        "shown": shown,
        "plan": plan_of(get_settlement(court_no, case, on), on),
        "why": why_owed(shown),
    }


def why_owed(shown: PayIn) -> Why:
    """Lay out how the debt is reckoned."""
    return explain(get_topic("interest"), shown.debt)
