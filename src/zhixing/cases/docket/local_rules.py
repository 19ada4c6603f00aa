"""The local rules (本院规定) a court adopted, as the law takes them; read once a transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from zhixing.courts import queries as courts
from zhixing.kernel.ranges import Days
from zhixing.law.policies.policy import Policy
from zhixing.law.policies.reading import read_local_rules

EARLIEST = date(1949, 10, 1)
_read: dict[int, tuple[object, tuple[Policy, ...]]] = {}


def local_policies(court_no: int) -> tuple[Policy, ...]:
    """Give every policy a court ever adopted under LOCAL_RULES, with its days."""
    version = _version(court_no)
    known = _read.get(court_no)
    if known is not None and known[0] == version:
        return known[1]
    found = tuple(
        policy
        for adopted in courts.list_policy_history(court_no, "LOCAL_RULES")
        for policy in policies_of(
            adopted.value, adopted.valid_from, adopted.valid_until, adopted.legal_basis
        )
    )
    _read[court_no] = (version, found)
    return found


def policies_of(
    value: Any, valid_from: date | None, valid_until: date | None, document: str
) -> tuple[Policy, ...]:
    """Read one adopted set of local rules: ``{"rules": [{code, amount, unit, …}]}``."""
    return read_local_rules(value, Days(valid_from or EARLIEST, valid_until), document)


def _version(court_no: int) -> object:
    """Give what tells one state of the court's policies from another, at one cheap query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* policy_version */ SELECT string_agg(id::text || coalesce(valid_until::text, ''), "
            "',' ORDER BY id) FROM courts_policy WHERE court_no = %s AND code = 'LOCAL_RULES'",
            [court_no],
        )
        row: object = cursor.fetchone()
        return row
