"""Enrols passwords and one-time codes, blocks accounts, and issues API tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from zhixing.courts import credentials
from zhixing.courts.capabilities import needs_code
from zhixing.courts.models import Credential, Person, Session, Token
from zhixing.courts.operations import sign_in_refusals as refusals
from zhixing.courts.operations.access import use_code
from zhixing.courts.operations.throttle import Subjects, count_failure, locked_until
from zhixing.courts.policies import require_system
from zhixing.courts.queries.access import list_posts_at
from zhixing.courts.queries.court import get_legal_day
from zhixing.courts.queries.principal import get_principal
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal


def enrol_password(person: UUID, password: str, at: datetime) -> None:
    """Give a person a password; every session and token from before ends.

    :raises Refusal: ``PASSWORD_TOO_SHORT``.
    """
    require_system()
    if len(password) < credentials.SHORTEST_PASSWORD:
        shortest = credentials.SHORTEST_PASSWORD
        raise Refusal(
            "PASSWORD_TOO_SHORT",
            message_zh=f"密码至少{shortest}位。",
            message_en=f"A password has at least {shortest} characters.",
            remedy_zh="请换用更长的密码，例如几个不相关的词。",
            remedy_en="Use a longer one, such as a few unrelated words.",
            field="password",
        )
    store_password(person, credentials.hash_password(password), at)


def store_password(person: UUID, hashed: str, at: datetime) -> None:
    """Store a password's hash and end what was opened under the earlier one."""
    require_system()
    row = Person.objects.get(id=person)
    Credential.objects.update_or_create(
        person=row, defaults={"court_no": row.court_no, "password": hashed, "changed_at": at}
    )
    _end_access(person, at)


def enrol_code(person: UUID) -> str:
    """Give a person a new secret for one-time codes, shown this once in base32."""
    require_system()
    secret = credentials.new_code_secret()
    row = Credential.objects.get(person_id=person)
    row.code_secret = credentials.seal_secret(person, secret)
    row.code_step = 0
    row.save(update_fields=["code_secret", "code_step"])
    return credentials.show_secret(secret)


def block_person(person: UUID, at: datetime) -> None:
    """Let nobody sign in as a person from now on, and end their sessions and tokens."""
    require_system()
    Credential.objects.filter(person_id=person).update(blocked_at=at)
    _end_access(person, at)


def unblock_person(person: UUID) -> None:
    """Let a blocked person sign in again."""
    require_system()
    Credential.objects.filter(person_id=person).update(blocked_at=None)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """Say for whom, in which post and how long an API token is wanted.

    ``code`` is needed for a post that approves, as at sign-in.
    """

    person: UUID
    post: UUID
    label: str
    at: datetime
    code: str = ""
    life: timedelta = credentials.TOKEN_LIFE


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """Hand over an API token, shown this once."""

    id: UUID
    token: str
    expires_at: datetime


def issue_token(request: TokenRequest) -> IssuedToken | Refusal:
    """Issue an API token bound to a person in a post.

    Gives a refusal ``NO_POST``, ``SIGN_IN_LOCKED``, ``CODE_REQUIRED`` or ``CODE_REFUSED``,
    returned so that the failure is counted.
    """
    require_system()
    held = [h.post for h in list_posts_at(request.person, request.at)]
    post = next((p for p in held if p.id == request.post), None)
    if post is None:
        return refusals.no_post()
    refusal = _check_code(request, post.court_no)
    if refusal is not None:
        return refusal
    token = credentials.new_token()
    row = Token.objects.create(
        id=new_id(),
        court_no=post.court_no,
        token_hash=credentials.hash_token(token),
        person_id=request.person,
        post_id=request.post,
        label=request.label,
        issued_at=request.at,
        expires_at=request.at + request.life,
    )
    return IssuedToken(row.id, token, row.expires_at)


def revoke_token(token: UUID, at: datetime) -> None:
    """Revoke an API token by its id; it opens nothing from now on."""
    require_system()
    Token.objects.filter(id=token, revoked_at__isnull=True).update(revoked_at=at)


def _check_code(request: TokenRequest, court_no: int) -> Refusal | None:
    on = get_legal_day(court_no, request.at)
    principal = get_principal(request.person, request.post, on)
    if not needs_code(principal.kind, principal.capabilities):
        return None
    if not request.code:
        return refusals.code_required()
    row = Credential.objects.select_related("person").filter(person_id=request.person).first()
    if row is None:
        return refusals.code_required()
    subjects = Subjects(row.person.login, "")
    until = locked_until(subjects, request.at)
    if until is not None:
        return refusals.locked(until)
    if not use_code(row, request.code, request.at):
        count_failure(subjects, request.at)
        return refusals.code_refused()
    return None


def _end_access(person: UUID, at: datetime) -> None:
    Session.objects.filter(person_id=person, ended_at__isnull=True).update(ended_at=at)
    Token.objects.filter(person_id=person, revoked_at__isnull=True).update(revoked_at=at)
