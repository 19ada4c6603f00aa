"""Opens a party's link: the code is tried and counted, a session begins, lasts and ends.

A wrong code gives its refusal back instead of raising it: it must be counted, and an exception
would take the count away with the transaction. Tries at one link wait for each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from zhixing.cases import models
from zhixing.cases.access import refusals
from zhixing.cases.access.acts import Accesses
from zhixing.cases.access.operations import WINDOWS
from zhixing.cases.access.refusals import AccessRefused
from zhixing.cases.access.tokens import Named, digits_of
from zhixing.cases.acts import Role
from zhixing.cases.docket.asof import facts_now
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.policies import party_access
from zhixing.courts.credentials import hash_token, is_password, new_token
from zhixing.courts.queries import get_legal_day

MOST_SESSIONS: Final = 5
"""So many browsers may be signed in through one link; the oldest ends when another begins."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Say who looks through a link: which party, in which role, in which case, until when.

    ``ends_at`` is the session's end. ``session`` is its secret, given once where it begins.
    """

    named: Named
    role: Role
    ends_at: datetime
    agent: str = ""
    session: str = field(default="", repr=False)


def check_link(named: Named, at: datetime) -> AccessRefused | None:
    """Say why a link opens nothing now, or None. Needs the court's scope."""
    row = _rows(named).first()
    return refusals.unknown() if row is None else _closed(row, named, at)


def enter(named: Named, typed: str, at: datetime) -> Visitor | AccessRefused:
    """Try a code: begin a session, or count the failure and give its refusal back."""
    row = _rows(named).select_for_update().first()
    if row is None:
        return refusals.unknown()
    against = _closed(row, named, at)
    if against is not None:
        return against
    if not is_password(digits_of(typed), row.code_hash):
        return _count(row, named, at)
    return _begin(row, named, at)


def find_visitor(named: Named, session: str, at: datetime) -> Visitor | None:
    """Find who goes on in a session, None where it is over or nobody's.

    :raises AccessRefused: the link itself opens nothing any more.
    """
    row = _rows(named).first()
    against = refusals.unknown() if row is None else _closed(row, named, at)
    if against is not None:
        raise against
    found = _sessions(named).filter(token_hash=hash_token(session), ends_at__gt=at).first()
    if found is None or not session:
        return None
    return _visitor(named, found.ends_at)


def leave(named: Named, session: str, at: datetime) -> None:
    """End a session."""
    _sessions(named).filter(token_hash=hash_token(session), ends_at__gt=at).update(ends_at=at)


def _rows(named: Named) -> QuerySet[models.AccessLink]:
    return models.AccessLink.objects.filter(
        court_no=named.court_no, id=named.link, case_id=named.case, party_id=named.party
    )


def _sessions(named: Named) -> QuerySet[models.AccessSession]:
    return models.AccessSession.objects.filter(court_no=named.court_no, link_id=named.link)


def _closed(row: models.AccessLink, named: Named, at: datetime) -> AccessRefused | None:
    if row.withdrawn_on is not None or _role(_facts(named), named.party) is None:
        return refusals.withdrawn()
    if get_legal_day(named.court_no, at) > row.until:
        return refusals.expired()
    return refusals.locked() if row.locked_at is not None else None


def _facts(named: Named) -> Facts:
    return facts_now(named.court_no, named.case)


def _role(facts: Facts, party: UUID) -> Role | None:
    standings = facts.of(Standings)
    return next((r for r in WINDOWS if party in standings.of_role(r.value)), None)


def _count(row: models.AccessLink, named: Named, at: datetime) -> AccessRefused:
    most = party_access(named.court_no, get_legal_day(named.court_no, at)).tries
    row.failures += 1
    if row.failures >= most:
        row.locked_at = at
    row.save(update_fields=["failures", "locked_at"])
    left = most - row.failures
    return refusals.wrong(left) if left > 0 else refusals.locked()


def _begin(row: models.AccessLink, named: Named, at: datetime) -> Visitor:
    minutes = party_access(named.court_no, get_legal_day(named.court_no, at)).minutes
    row.failures = 0
    row.first_opened_at = row.first_opened_at or at
    row.latest_opened_at = at
    row.times_opened += 1
    row.save(update_fields=["failures", "first_opened_at", "latest_opened_at", "times_opened"])
    _end_oldest(named, at)
    secret, ends_at = new_token(), at + timedelta(minutes=minutes)
    models.AccessSession.objects.create(
        court_no=named.court_no,
        link_id=named.link,
        token_hash=hash_token(secret),
        began_at=at,
        ends_at=ends_at,
    )
    return _visitor(named, ends_at, secret)


def _end_oldest(named: Named, at: datetime) -> None:
    _sessions(named).filter(ends_at__lte=at).delete()
    living = list(_sessions(named).order_by("-began_at", "-id").values_list("id", flat=True))
    _sessions(named).filter(id__in=living[MOST_SESSIONS - 1 :]).delete()


def _visitor(named: Named, ends_at: datetime, session: str = "") -> Visitor:
    facts = _facts(named)
    role, given = _role(facts, named.party), facts.of(Accesses).of(named.party)
    if role is None:
        raise refusals.withdrawn()
    return Visitor(named, role, ends_at, given.agent if given else "", session)
