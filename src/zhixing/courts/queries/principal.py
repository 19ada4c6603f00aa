"""Makes a Principal from a person, a post and a day: who may act, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from zhixing.courts.capabilities import DEFAULTS
from zhixing.courts.models import CapabilityGrant, PostHolding
from zhixing.courts.queries.court import get_court
from zhixing.courts.queries.dated import in_force
from zhixing.courts.records import CourtView
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind, Principal

SYSTEM_PERSON: Final = UUID("00000000-0000-7000-8000-000000000001")
"""The platform itself, where it acts without a person: reactions and timers."""


def find_principal(person: UUID, post: UUID, on: date) -> Principal | None:
    """Find the authority a person has in a post on a day; None when they do not hold it."""
    holding = (
        PostHolding.objects.select_related("post", "person")
        .filter(in_force(on), in_force(on, "post__"), in_force(on, "person__"))
        .filter(person_id=person, post_id=post)
        .first()
    )
    if holding is None:
        return None
    court = get_court(holding.court_no)
    return _principal(holding, court, _Grants.of(court.court_no, on))


def get_principal(person: UUID, post: UUID, on: date) -> Principal:
    """Get the authority a person has in a post on a day.

    :raises Refusal: ``POST_NOT_HELD``.
    """
    found = find_principal(person, post, on)
    if found is None:
        raise Refusal(
            "POST_NOT_HELD",
            message_zh=f"该人员在{on.isoformat()}不担任此岗位。",
            message_en=f"The person does not hold this post on {on.isoformat()}.",
            remedy_zh="请选择当日担任的岗位，或由本院登记任职。",
            remedy_en="Choose a post held on that day, or have the court enter the appointment.",
            field="post",
        )
    return found


def list_principals(
    court_no: int, on: date, *, kind: PostKind | None = None
) -> tuple[Principal, ...]:
    """List everyone who holds a post of a court on a day, by kind of post and title."""
    rows = (
        PostHolding.objects.select_related("post", "person")
        .filter(in_force(on), in_force(on, "post__"), in_force(on, "person__"))
        .filter(court_no=court_no)
        .order_by("post__kind", "post__title", "post_id")
    )
    if kind is not None:
        rows = rows.filter(post__kind=kind)
    court, grants = get_court(court_no), _Grants.of(court_no, on)
    return tuple(_principal(row, court, grants) for row in rows)


def get_system_principal(court_no: int) -> Principal:
    """Get the platform's own authority in a court, for reactions and timers."""
    court = get_court(court_no)
    return Principal(
        person=SYSTEM_PERSON,
        person_name="系统",
        post=uuid5(SYSTEM_PERSON, str(court_no)),
        kind=PostKind.SYSTEM,
        court_no=court.court_no,
        last_no=court.last_no,
        court_name=court.name,
        capabilities=frozenset(c.value for c in DEFAULTS[PostKind.SYSTEM]),
        is_rehearsal=court.is_rehearsal,
    )


def list_capabilities(court_no: int, kind: PostKind, on: date) -> frozenset[str]:
    """List what a kind of post may do in a court on a day, grants to single posts apart."""
    return _Grants.of(court_no, on).of_kind(kind)


@dataclass(frozen=True, slots=True)
class _Grants:
    """Hold a court's departures from the default table on a day."""

    rows: tuple[CapabilityGrant, ...]

    @classmethod
    def of(cls, court_no: int, on: date) -> _Grants:
        return cls(tuple(CapabilityGrant.objects.filter(in_force(on), court_no=court_no)))

    def of_kind(self, kind: PostKind) -> frozenset[str]:
        held = {c.value for c in DEFAULTS[kind]}
        return _apply(held, (g for g in self.rows if g.kind == kind))

    def of_post(self, kind: PostKind, post: UUID) -> frozenset[str]:
        held = set(self.of_kind(kind))
        return _apply(held, (g for g in self.rows if g.post_id == post))


def _apply(held: set[str], grants: Iterable[CapabilityGrant]) -> frozenset[str]:
    for grant in grants:
        if grant.is_granted:
            held.add(grant.capability)
        else:
            held.discard(grant.capability)
    return frozenset(held)


def _principal(row: PostHolding, court: CourtView, grants: _Grants) -> Principal:
    kind = PostKind(row.post.kind)
    return Principal(
        person=row.person_id,
        person_name=row.person.name,
        post=row.post_id,
        kind=kind,
        court_no=court.court_no,
        last_no=court.last_no,
        court_name=court.name,
        capabilities=grants.of_post(kind, row.post_id),
        is_rehearsal=court.is_rehearsal,
    )
