"""My day: money that belongs to no case yet, and payments that wait for this post."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.desk.roster import Roster
from zhixing.desk.words import PAYMENT_STATES
from zhixing.funds.queries import PaymentView, list_payments, list_unmatched_receipts
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/payments.html"


@day_section("unmatched", order=40, needs="receipt_post")
def unmatched(ask: Ask) -> Fragment | None:
    """Show receipts that wait for somebody to say whose they are (不明款)."""
    receipts = list_unmatched_receipts(ask.by.court_no)
    if not receipts:
        return None
    title = Words("待认领款项", "Money that belongs to no case yet")
    context = {"receipts": receipts}
    return Fragment(title, "desk/sections/unmatched.html", context, len(receipts), True)


@day_section("payments-to-check", order=42, needs="payment_check")
def to_check(ask: Ask) -> Fragment | None:
    """Show payment orders that wait for the check."""
    label, effect = (
        Words("复核", "Check"),
        Words(
            "确认收款人、金额与账户无误，报审批。",
            "Payee, amount and account are right; it goes on to approval.",
        ),
    )
    title = Words("待复核发放", "Payments to check")
    return _payments(ask, title, "MADE", "check", label, effect)


@day_section("payments-to-approve", order=43, needs="payment_approve")
def to_approve(ask: Ask) -> Fragment | None:
    """Show payment orders that wait for approval."""
    label = Words("批准发放", "Approve")
    effect = Words(
        "案款将付给收款人，不能撤回。", "The money goes to the payee and cannot be recalled."
    )
    title = Words("待审批发放", "Payments to approve")
    return _payments(ask, title, "CHECKED", "approve", label, effect)


def _payments(
    ask: Ask, title: Words, state: str, step: str, label: Words, effect: Words
) -> Fragment | None:
    orders = list_payments(ask.by.court_no, states=(state,))
    own = [o for o in orders if ask.by.person not in (o.made_by, o.checked_by)]
    if not own:
        return None
    roster = Roster.of(ask.by.court_no, ask.on)
    rows = [_row(o, roster, step, label, effect) for o in own]
    return Fragment(title, TEMPLATE, {"rows": rows}, len(rows), True)


def _row(
    o: PaymentView, roster: Roster, step: str, label: Words, effect: Words
) -> dict[str, object]:
    consequence = Words("{m} 付 {b} 尾号{t}。{e}", "{m} to {b} ending {t}. {e}").filled(
        m=money_text(o.amount), b=o.bank_name, t=o.account_tail, e=effect
    )
    decision = Decision(
        name=f"{step}-{o.id.hex}",
        label=label,
        url=reverse(f"desk:payment_{step}", args=[o.id]),
        consequence=consequence,
    )
    return {
        "order": o,
        "state": PAYMENT_STATES.get(o.state, o.state),
        "made_by": roster.name(o.made_by),
        "decision": decision,
    }
