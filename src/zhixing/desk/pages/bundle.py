"""A bundle on the approver's desk: each row with its reason, rows struck, the rest decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView, list_assets_by_id
from zhixing.cases.queries import list_numbers
from zhixing.decisions.operations import Strike, decide_bundle
from zhixing.decisions.queries import BundleView, MatterView, get_bundle, list_bundled
from zhixing.desk.fast_rows import kind_name
from zhixing.desk.matters import waiting_words
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.desk.words import MATTER_STATES, MATTERS, word
from zhixing.inquiry.terms import UNKNOWN_VALUE, terms_in
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of


@dataclass(frozen=True, slots=True)
class Order:
    """One row of the bundle: one order of one case, with the way to the findings behind it."""

    part: str
    case_no: str
    case_url: str
    bank: Text
    kind: Text
    tail: str
    quantity: str
    amount: Fen | None
    limit: Text
    why: str
    protected: Fen | None
    is_struck: bool


def show(visit: Visit, bundle: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """Show a bundle with every order of every case."""
    view = get_bundle(visit.by.court_no, bundle)
    matters = list_bundled(visit.by.court_no, bundle)
    orders = _orders(visit, matters)
    roster = Roster.of(visit.by.court_no, visit.on)
    context = {
        "bundle": view,
        "title": word(MATTERS, view.code),
        "summary": Words(view.summary_zh, view.summary_en),
        "by": roster.name(view.applicant_person),
        "waiting": waiting_words(view.opened_on, visit.on),
        "state": word(MATTER_STATES, view.state),
        "orders": orders,
        "total": Fen(sum(int(o.amount or 0) for o in orders)),
        "has_quantities": any(o.quantity for o in orders),
        "is_mine": _is_mine(visit, view),
        "reason": visit.request.POST.get("reason", ""),
        "struck": set(visit.request.POST.getlist("strike")),
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("approvals").render("desk/bundle.html", context, status=status)


def decide(visit: Visit, bundle: UUID) -> HttpResponse:
    """Approve a bundle, its struck rows apart, or return it."""
    given = visit.request.POST
    approve = given.get("verdict") == "APPROVE"
    reason = given.get("reason", "")
    outcome = perform(
        lambda: decide_bundle(
            bundle,
            approve=approve,
            text=reason,
            on=visit.on,
            by=visit.by,
            strikes=[Strike(UUID(part), reason) for part in given.getlist("strike")],
            seen_hash=given.get("seen_hash", ""),
        )
    )
    if outcome.refusal is not None:
        return show(visit, bundle, outcome.refusal)
    visit.tell(Words("已同意。", "Approved.") if approve else Words("已退回。", "Returned."))
    return visit.go(reverse("desk:approvals"))


def _is_mine(visit: Visit, view: BundleView) -> bool:
    return (
        view.state == "OPEN"
        and view.waiting_kind == str(visit.by.kind)
        and view.applicant_person != visit.by.person
    )


def _orders(visit: Visit, matters: list[MatterView]) -> list[Order]:
    numbers = list_numbers(visit.by.court_no, [m.case for m in matters])
    plans = [(m, place, plan) for m in matters for place, plan in enumerate(_plans(m))]
    banks = list_institutions_by_id({UUID(str(plan["institution"])) for _, _, plan in plans})
    things = list_assets_by_id(visit.by.court_no, (UUID(str(p["asset"])) for _, _, p in plans))
    found = []
    for m, place, plan in plans:
        terms = terms_in(plan)
        is_unvalued = terms.secured is not None and int(plan["amount"]) == UNKNOWN_VALUE
        bank = banks[UUID(str(plan["institution"]))]
        found.append(
            Order(
                str(plan["request"]),
                numbers[m.case],
                reverse("desk:case", args=[m.court_no, m.case]),
                Words(bank.name, bank.name_en or bank.name),
                kind_name(things[UUID(str(plan["asset"]))]),
                str(plan["account_tail"]),
                "" if terms.quantity is None else f"{terms.quantity}{terms.unit}",
                None if is_unvalued else Fen(int(plan["amount"])),
                Words("额度", "limit"),
                _why(m, place),
                _protected(plan, things[UUID(str(plan["asset"]))]),
                UUID(str(plan["request"])) in m.struck,
            )
        )
    return sorted(found, key=lambda o: (o.case_no, o.part))


def _protected(plan: Mapping[str, Any], thing: AssetView) -> Fen | None:
    """Give what stays free of money; None of a right, of which nothing is kept so."""
    is_money = kind_of(thing.kind).way is Way.MONEY
    return Fen(int(plan["protected_minimum"] or 0)) if is_money else None


def _plans(m: MatterView) -> list[Mapping[str, Any]]:
    orders = m.payload.get("orders") if isinstance(m.payload, dict) else None
    return [o for o in orders if isinstance(o, dict)] if isinstance(orders, list) else []


def _why(m: MatterView, place: int) -> str:
    """Give the address of the finding of an order's limit; limits stand as the orders do."""
    references: Any = m.findings if isinstance(m.findings, list) else []
    limits = [n for n, r in enumerate(references) if r["rule"] == "FREEZE_LIMIT"]
    if place >= len(limits):
        return ""
    return reverse("desk:why_matter", args=[m.court_no, m.id, limits[place]])
