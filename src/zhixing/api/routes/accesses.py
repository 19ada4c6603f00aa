"""Accesses: the links by which parties see their own case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.api.route import ask, get, in_path, post
from zhixing.api.visible import get_visible_case
from zhixing.cases.access.operations import Given, NewAccess, give_access, withdraw_access
from zhixing.cases.access.queries import AccessView
from zhixing.cases.access.queries import list_accesses as list_of
from zhixing.cases.queries import facts_now
from zhixing.platform.principal import Principal


def list_accesses(case: UUID, on: date) -> list[AccessView]:
    """List the links of a case: whose, until when, how they stand, when they were opened."""
    court_no = get_visible_case(case).court_no
    return list_of(court_no, case, facts_now(court_no, case), on)


def give(new: NewAccess, on: date, *, by: Principal) -> Given:
    """Give a party a link (opened at ``/mine/TOKEN/``) and a code, both answered this once.

    The answer is not kept for repeats, for it holds the code: asked again, it gives another
    link, and the one before ends.
    """
    return give_access(new, on, by=by)


ROUTES = (
    get("/cases/{case}/accesses", list_accesses, "当事人查阅链接", "Parties' links to a case"),
    ask(
        "/cases/{case}/accesses",
        give,
        "提供查阅链接",
        "Give a party a link to the case",
        needs="serve",
        fills={"new.case": in_path("case")},
        status=201,
        today=True,
        covers=(give_access,),
    ),
    post(
        "/cases/{case}/accesses/{access}/withdrawal",
        withdraw_access,
        "收回查阅链接",
        "Withdraw a party's link",
        needs="serve",
        today=True,
    ),
)
