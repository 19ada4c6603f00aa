"""My day: money that belongs to no case yet, and payments that wait for this post."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.cases.queries import list_numbers
from zhixing.desk.roster import Roster
from zhixing.desk.words import PAYMENT_STATES
from zhixing.funds.opening import MOST_AT_ONCE
from zhixing.funds.queries import (
    PaymentView,
    get_account_coverage,
    list_payments,
    list_unmatched_receipts,
)
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.shell import Link
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


@day_section("accounts-missing", order=41, needs="receipt_post")
def accounts_missing(ask: Ask) -> Fragment | None:
    """Show how many open cases have no account of their own, to open them all at once."""
    coverage = get_account_coverage(ask.by.court_no, ask.on)
    if not coverage.lacking:
        return None
    decision = Decision(
        name="open-accounts",
        label=Words("补开案款专户", "Open the accounts"),
        url=reverse("desk:open_accounts"),
        consequence=Words(
            "为尚无案款专户的已立案案件各开立一个（一次至多{n}件），账号记入各案卷宗。",
            "Each filed case without one gets its own account (at most {n} at once); the number "
            "goes into its docket.",
        ).filled(n=MOST_AT_ONCE),
    )
    title = Words("尚无案款专户的案件", "Cases without an account of their own")
    context = {"coverage": coverage, "decision": decision}
    return Fragment(title, "desk/sections/accounts.html", context, coverage.lacking, True)


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


@day_section("payments-to-pay", order=44, needs="payment_execute")
def to_pay(ask: Ask) -> Fragment | None:
    """Show approved payment orders of which the bank's answer is to be recorded."""
    orders = list_payments(ask.by.court_no, states=("APPROVED",))
    if not orders:
        return None
    title = Words("待付款登记", "Payments to make and record")
    label = Words("登记已付", "Record as paid")
    rows = _rows(ask, orders)
    for row, order in zip(rows, orders, strict=True):
        deed = reverse("desk:deed", args=[ask.by.court_no, order.case, "settle-payment"])
        row["link"] = Link(label, f"{deed}?of={order.id}")
    return Fragment(title, TEMPLATE, {"rows": rows}, len(rows), True)


def _payments(
    ask: Ask, title: Words, state: str, step: str, label: Words, effect: Words
) -> Fragment | None:
    orders = list_payments(ask.by.court_no, states=(state,))
    own = [o for o in orders if ask.by.person not in (o.made_by, o.checked_by)]
    if not own:
        return None
    rows = _rows(ask, own)
    for row, order in zip(rows, own, strict=True):
        said = Words("{m} 付 {p}，{b} 尾号{t}。{e}", "{m} to {p}, {b} ending {t}. {e}")
        row["decision"] = Decision(
            name=f"{step}-{order.id.hex}",
            label=label,
            url=reverse(f"desk:payment_{step}", args=[order.id]),
            tone="act",
            consequence=said.filled(
                m=money_text(order.amount),
                p=row["payee"],
                b=order.bank_name,
                t=order.account_tail,
                e=effect,
            ),
        )
    return Fragment(title, TEMPLATE, {"rows": rows}, len(rows), True)


def _rows(ask: Ask, orders: list[PaymentView]) -> list[dict[str, object]]:
    """Say of each order in which case, to whom and by whose hands it is."""
    roster = Roster.of(ask.by.court_no, ask.on)
    numbers = list_numbers(ask.by.court_no, {o.case for o in orders})
    payees = list_parties({o.payee for o in orders})
    return [
        {
            "order": o,
            "payee": payees[o.payee].name,
            "state": PAYMENT_STATES.get(o.state, o.state),
            "hands": _hands(o, roster),
            "case_no": numbers[o.case],
            "case_url": reverse("desk:case_tab", args=[ask.by.court_no, o.case, "money"]),
        }
        for o in orders
    ]


def _hands(order: PaymentView, roster: Roster) -> Words:
    hands = Words("经办{a}", "made by {a}").filled(a=roster.name(order.made_by))
    if order.checked_by is not None:
        checked = Words("{h}，复核{b}", "{h}, checked by {b}")
        hands = checked.filled(h=hands, b=roster.name(order.checked_by))
    if order.approved_by is not None:
        approved = Words("{h}，审批{b}", "{h}, approved by {b}")
        hands = approved.filled(h=hands, b=roster.name(order.approved_by))
    return hands
