"""Parties: masked views, logged searches, identities for a purpose, emergency looks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from zhixing.api.route import ask, get, post
from zhixing.api.schemas.parties import EmergencyLook
from zhixing.parties import operations, queries
from zhixing.parties.queries import SearchBy
from zhixing.parties.values import BreakGlassView, Found, PartyView
from zhixing.platform.principal import Principal


def party(party: UUID) -> PartyView:
    """Show a party with its number masked."""
    return queries.get_party(party)


def search(wanted: str, field: SearchBy) -> list[Found]:
    """Search parties of this and subordinate courts; the search itself is logged."""
    return queries.search_parties(wanted, field)


def break_glass(party: UUID, reason: str, *, by: Principal, at: datetime) -> EmergencyLook:
    """Show an identity in an emergency and open its review by another person."""
    identity, review = operations.break_glass(party, reason, by=by, at=at)
    return EmergencyLook(identity, review)


def open_reviews(*, by: Principal) -> list[BreakGlassView]:
    """List the emergency looks that nobody reviewed yet."""
    return queries.list_open_reviews(by.court_no)


ROUTES = (
    get("/parties/{party}", party, "当事人", "A party"),
    ask(
        "/parties/search", search, "查找当事人（留痕）", "Search parties, logged", needs="view_case"
    ),
    post(
        "/parties/{party}/identity",
        operations.reveal_identity,
        "按用途查看身份信息",
        "Show an identity for a purpose",
        needs="view_identity",
    ),
    post(
        "/parties/{party}/break-glass",
        break_glass,
        "紧急查阅",
        "Emergency look",
        needs="break_glass",
        covers=(operations.break_glass,),
    ),
    get(
        "/break-glass/open",
        open_reviews,
        "待复核的紧急查阅",
        "Looks to review",
        needs="review_break_glass",
    ),
    post(
        "/break-glass/{review}/review",
        operations.review_break_glass,
        "复核紧急查阅",
        "Review an emergency look",
        needs="review_break_glass",
    ),
)
