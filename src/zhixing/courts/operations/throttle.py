"""Counts failed sign-ins and locks out, for a login, an address, and the pair of them.

The pair is locked soonest, so that a stranger elsewhere cannot easily keep a person
out. Subjects are stored hashed: people type passwords into the field for the login.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from zhixing.courts.models import LoginThrottle

WINDOW: Final = timedelta(minutes=15)
LOCK_OUT: Final = timedelta(minutes=15)
PAIR_LIMIT: Final = 5
LOGIN_LIMIT: Final = 20
ADDRESS_LIMIT: Final = 100

_COUNT = """
/* count_failure: one more within the window, and the lock once the limit is reached */
INSERT INTO courts_login_throttle AS t (subject, failures, counted_since, locked_until)
VALUES (%(subject)s, 1, %(at)s, NULL)
ON CONFLICT (subject) DO UPDATE SET
  failures = CASE WHEN t.counted_since <= %(since)s THEN 1 ELSE t.failures + 1 END,
  counted_since = CASE WHEN t.counted_since <= %(since)s THEN %(at)s ELSE t.counted_since END,
  locked_until = CASE WHEN t.counted_since > %(since)s AND t.failures + 1 >= %(limit)s
                      THEN %(until)s ELSE t.locked_until END
"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Name what a sign-in is counted under."""

    login: str
    address: str

    def limits(self) -> dict[str, int]:
        """Give each hashed subject with its limit, in the order in which rows are locked."""
        named = {
            _hash("pair", self.login, self.address): PAIR_LIMIT,
            _hash("login", self.login): LOGIN_LIMIT,
        }
        if self.address:
            named[_hash("address", self.address)] = ADDRESS_LIMIT
        return dict(sorted(named.items()))


def locked_until(subjects: Subjects, at: datetime, *, waits: bool = True) -> datetime | None:
    """Give the instant until which a sign-in is locked out, None when it may be tried.

    Tries for one login wait for each other until the transaction ends, so that
    many at once cannot pass the limit; a caller who is no try needs not wait.
    """
    if waits:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [_hash("login", subjects.login)],
            )
    rows = LoginThrottle.objects.filter(subject__in=list(subjects.limits()), locked_until__gt=at)
    ends = [row.locked_until for row in rows if row.locked_until is not None]
    return max(ends, default=None)


def list_locked(subjects: Sequence[Subjects], at: datetime) -> set[Subjects]:
    """List which of those whose credentials are known are locked out, with one statement."""
    limits = {one: set(one.limits()) for one in set(subjects)}
    wanted = {subject for limit in limits.values() for subject in limit}
    rows = LoginThrottle.objects.filter(subject__in=list(wanted), locked_until__gt=at)
    locked = set(rows.values_list("subject", flat=True))
    return {one for one, limit in limits.items() if limit & locked}


def count_failure(subjects: Subjects, at: datetime) -> None:
    """Count a failed sign-in, and lock whoever reached a limit."""
    with connection.cursor() as cursor:
        for subject, limit in subjects.limits().items():
            cursor.execute(
                _COUNT,
                {
                    "subject": subject,
                    "at": at,
                    "since": at - WINDOW,
                    "until": at + LOCK_OUT,
                    "limit": limit,
                },
            )


def forget_failures(subjects: Subjects) -> None:
    """Forget the failures of a login that has now succeeded; the address keeps its count."""
    names = [_hash("pair", subjects.login, subjects.address), _hash("login", subjects.login)]
    LoginThrottle.objects.filter(subject__in=names).delete()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
