"""The local rules (本院规定) a court adopted, as the law takes them; read once a transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from zhixing.courts import queries as courts
from zhixing.kernel.codec import decode
from zhixing.kernel.ranges import Days
from zhixing.law.policies.policy import Policy

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
) -> list[Policy]:
    """Read one adopted set of local rules: ``{"rules": [{code, amount, unit, …}]}``."""
    adopted = Days(valid_from or date(1949, 10, 1), valid_until)
    found = []
    for rule in value["rules"]:
        given: dict[str, Any] = {"adopted": {"start": str(adopted.start)}, "document_zh": document}
        found.append(replace(decode(Policy, {**given, **rule}), adopted=adopted))
    return found


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
