"""Who is behind a session or an API token; asked in the SYSTEM scope."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from zhixing.courts.credentials import IDLE, hash_token
from zhixing.courts.models import PostHolding, Session, Token
from zhixing.courts.queries.court import get_legal_day
from zhixing.courts.queries.principal import find_principal
from zhixing.courts.queries.staff import list_posts_of
from zhixing.courts.records import HeldPost, SessionView, TokenView
from zhixing.platform.principal import Principal


def find_session(token: str, at: datetime) -> SessionView | None:
    """Find the session of a token if it still lives at an instant.

    It ends with its term, after 30 idle minutes, at sign-out, and when its person no
    longer holds the post. Its ``principal`` is None until a post is chosen.
    """
    row = (
        Session.objects.select_related("person")
        .filter(token_hash=hash_token(token), ended_at__isnull=True)
        .filter(expires_at__gt=at, seen_at__gt=at - IDLE)
        .first()
    )
    if row is None:
        return None
    principal = None
    if row.post_id is not None:
        on = get_legal_day(row.court_no, at)
        principal = find_principal(row.person_id, row.post_id, on)
        if principal is None:
            return None
    return SessionView(
        id=row.id,
        person=row.person_id,
        person_name=row.person.name,
        principal=principal,
        purpose=row.purpose,
        code_given_at=row.code_given_at,
        began_at=row.began_at,
        expires_at=row.expires_at,
    )


def find_token(token: str, at: datetime) -> tuple[TokenView, Principal] | None:
    """Find an API token that holds at an instant, with the authority it carries."""
    row = Token.objects.filter(
        token_hash=hash_token(token), revoked_at__isnull=True, expires_at__gt=at
    ).first()
    if row is None:
        return None
    on = get_legal_day(row.court_no, at)
    principal = find_principal(row.person_id, row.post_id, on)
    return None if principal is None else (_token_of(row), principal)


def list_posts_at(person: UUID, at: datetime) -> tuple[HeldPost, ...]:
    """List the posts a person holds at an instant, on the day that it is at each post's court."""
    courts = PostHolding.objects.filter(person_id=person).values_list("court_no", flat=True)
    return tuple(
        held
        for court_no in sorted(set(courts))
        for held in list_posts_of(person, get_legal_day(court_no, at))
        if held.post.court_no == court_no
    )


def list_tokens(person: UUID) -> tuple[TokenView, ...]:
    """List the API tokens issued to a person, latest first."""
    rows = Token.objects.filter(person_id=person).order_by("-issued_at")
    return tuple(_token_of(row) for row in rows)


def _token_of(row: Token) -> TokenView:
    return TokenView(
        id=row.id,
        label=row.label,
        person=row.person_id,
        post=row.post_id,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
