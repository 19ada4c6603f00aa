"""The instants of the wire: those of the database's transactions, for every court alike.

A rehearsal's driven clock gives the days of law; when a message really came or went is
the machine's own time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection


def wire_instant() -> datetime:
    """Give the instant of the transaction that is open."""
    with connection.cursor() as cursor:
        cursor.execute("/* wire_instant */ SELECT transaction_timestamp()")
        at: datetime = cursor.fetchone()[0]
        return at
