"""When a job that failed is tried again: a lost database is no failure of the job's own.

A database that goes away in the middle of a job has committed nothing of it, so the job is tried
again soon and as often as need be. Any other error is tried a few times with growing pauses, and
then waits for somebody to look.
"""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryStrategy
from procrastinate.jobs import Job
from procrastinate.retry import RetryDecision

DATABASE_LOST = {OperationalError, InterfaceError}
"""The database went away in the middle: nothing was committed, so the job is tried again."""
SOON = RetryStrategy(max_attempts=100, linear_wait=2, retry_exceptions=DATABASE_LOST)
"""Tried again when the database was lost, and only then."""


class UntilDone(BaseRetryStrategy):
    """Try again soon whenever the database was lost, and some times after any other error."""

    _others = RetryStrategy(max_attempts=5, exponential_wait=3)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Give when the job is tried again, or None when it is left to somebody's hand."""
        is_lost = isinstance(exception, tuple(DATABASE_LOST))
        kind = SOON if is_lost else self._others
        return kind.get_retry_decision(exception=exception, job=job)


UNTIL_DONE = UntilDone()
