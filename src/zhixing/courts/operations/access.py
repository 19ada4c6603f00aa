"""Signs people in and out and lets them choose a post; all in the SYSTEM scope.

Signing in gives its refusal back instead of raising it: the failure must be counted,
and an exception would take the count away with the transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhixing.courts import credentials
from zhixing.courts.capabilities import needs_code
from zhixing.courts.models import Credential, Session
from zhixing.courts.operations import sign_in_refusals as refusals
from zhixing.courts.operations.throttle import (
    Subjects,
    count_failure,
    forget_failures,
    locked_until,
)
from zhixing.courts.policies import require_system
from zhixing.courts.queries.access import find_session, list_posts_at
from zhixing.courts.queries.court import get_legal_day
from zhixing.courts.queries.principal import get_principal
from zhixing.courts.records import HeldPost, SessionView
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """Hold what a person typed at the door, when, and from where.

    ``post`` may stay open; a person with several posts then chooses afterwards.
    ``previous`` is the token of a session to end, so that no token outlives a sign-in.
    """

    login: str
    password: str
    at: datetime
    address: str
    code: str = ""
    post: UUID | None = None
    purpose: str = "DESK"
    previous: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Hand over a new session: its token, shown this once, and the posts to choose from."""

    token: str
    session: SessionView
    posts: tuple[HeldPost, ...]


def sign_in(attempt: SignInAttempt) -> SignedIn | Refusal:
    """Sign a person in and begin a session with a fresh token.

    Gives a refusal ``SIGN_IN_LOCKED``, ``SIGN_IN_FAILED`` (the same for an unknown
    login and a wrong password), ``NO_POST``, ``CODE_REQUIRED`` or ``CODE_REFUSED``.
    """
    require_system()
    subjects = Subjects(attempt.login.strip().lower(), attempt.address)
    until = locked_until(subjects, attempt.at)
    if until is not None:
        return refusals.locked(until)
    row = Credential.objects.select_related("person").filter(person__login=subjects.login).first()
    fits = credentials.is_password(attempt.password, row.password if row else None)
    if row is None or not fits or row.blocked_at is not None:
        count_failure(subjects, attempt.at)
        return refusals.failed()
    posts = list_posts_at(row.person_id, attempt.at)
    entry = _enter(row, posts, attempt.post, attempt.code, attempt.at)
    if isinstance(entry, Refusal):
        if entry.code == "CODE_REFUSED":
            count_failure(subjects, attempt.at)
        return entry
    forget_failures(subjects)
    if attempt.previous:
        sign_out(attempt.previous, attempt.at)
    return _begin(row, entry, posts, attempt.purpose, attempt.at)


def choose_post(
    token: str, post: UUID, at: datetime, *, code: str = "", address: str = ""
) -> SignedIn | Refusal:
    """Go on in another post of the same person, with a fresh token; the old one ends.

    Gives a refusal ``SESSION_OVER``, ``NO_POST``, ``CODE_REQUIRED`` or ``CODE_REFUSED``.
    A code given earlier in the session is not asked for again.
    """
    require_system()
    session = find_session(token, at)
    if session is None:
        return refusals.session_over()
    row = Credential.objects.select_related("person").get(person_id=session.person)
    subjects = Subjects(row.person.login, address)
    until = locked_until(subjects, at)
    if until is not None:
        return refusals.locked(until)
    posts = list_posts_at(session.person, at)
    entry = _enter(row, posts, post, code, at, code_given_at=session.code_given_at)
    if isinstance(entry, Refusal):
        if entry.code == "CODE_REFUSED":
            count_failure(subjects, at)
        return entry
    sign_out(token, at)
    return _begin(row, entry, posts, session.purpose, at)


def keep_session(token: str, at: datetime) -> None:
    """Note that a session is in use, at most once a minute, so that it does not fall idle."""
    require_system()
    Session.objects.filter(
        token_hash=credentials.hash_token(token),
        ended_at__isnull=True,
        seen_at__lt=at - credentials.NOTE_EVERY,
        seen_at__gt=at - credentials.IDLE,
    ).update(seen_at=at)


def sign_out(token: str, at: datetime) -> None:
    """End a session; its token opens nothing from now on."""
    require_system()
    Session.objects.filter(token_hash=credentials.hash_token(token), ended_at__isnull=True).update(
        ended_at=at
    )


def forget_ended_sessions(before: datetime) -> int:
    """Delete sessions whose term was over before an instant; give how many."""
    require_system()
    count, _ = Session.objects.filter(expires_at__lt=before).delete()
    return count


@dataclass(frozen=True, slots=True)
class _Entry:
    principal: Principal | None
    code_given_at: datetime | None


def _enter(
    row: Credential,
    posts: tuple[HeldPost, ...],
    post: UUID | None,
    code: str,
    at: datetime,
    code_given_at: datetime | None = None,
) -> _Entry | Refusal:
    chosen = [held.post for held in posts if post in (None, held.post.id)]
    if not chosen:
        return refusals.no_post()
    if code:
        if not use_code(row, code, at):
            return refusals.code_refused()
        code_given_at = at
    if len(chosen) > 1:
        return _Entry(None, code_given_at)
    on = get_legal_day(chosen[0].court_no, at)
    principal = get_principal(row.person_id, chosen[0].id, on)
    if code_given_at is None and needs_code(principal.kind, principal.capabilities):
        return refusals.code_required()
    return _Entry(principal, code_given_at)


def use_code(row: Credential, code: str, at: datetime) -> bool:
    """Use up a one-time code; of two at once only one gets through."""
    if row.code_secret is None:
        return False
    secret = credentials.open_secret(row.person_id, bytes(row.code_secret))
    step = credentials.find_step(secret, code, at, after=row.code_step)
    if step is None:
        return False
    unused = Credential.objects.filter(person_id=row.person_id, code_step__lt=step)
    return unused.update(code_step=step) == 1


def _begin(
    row: Credential, entry: _Entry, posts: tuple[HeldPost, ...], purpose: str, at: datetime
) -> SignedIn:
    token = credentials.new_token()
    Session.objects.create(
        court_no=entry.principal.court_no if entry.principal else row.court_no,
        token_hash=credentials.hash_token(token),
        person_id=row.person_id,
        post_id=entry.principal.post if entry.principal else None,
        purpose=purpose,
        code_given_at=entry.code_given_at,
        began_at=at,
        seen_at=at,
        expires_at=at + credentials.SESSION_LIFE,
    )
    session = find_session(token, at)
    if session is None:
        raise Impossible("a session begun now is found now")
    return SignedIn(token, session, posts)
