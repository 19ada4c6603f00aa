"""Opens case accounts (一案一账号): for one case, for all that lack one, at filing for many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.funds import acts, models
from zhixing.funds.policies import AccountAtFilingPolicy, account_at_filing
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.principal import Principal

MOST_AT_ONCE = 500
COLUMNS = ("id", "court_no", "kind", "case_id", "number", "balance_fen")

_LACKING = """
/* cases_without_account: open cases that no account belongs to, the earliest first */
SELECT c.id, c.filed_on FROM cases_case c
 WHERE c.court_no = %s AND c.filed_on <= %s AND c.closed_on IS NULL
   AND NOT EXISTS (SELECT FROM funds_account a
                    WHERE a.court_no = c.court_no AND a.kind = 'CASE' AND a.case_id = c.id)
 ORDER BY c.filed_on, c.id LIMIT %s
"""
_NUMBERING = """
/* lock_numbering: one transaction at a time numbers the accounts of a court */
SELECT pg_advisory_xact_lock(hashtext('funds_account_number'), %s)
"""
_LATEST = """
/* latest_account_number: the greatest running number given in this form */
SELECT coalesce(max(right(number, 7)::int), 0) FROM funds_account
 WHERE court_no = %s AND kind = 'CASE' AND number ~ %s
"""


class AccountRefused(Refusal):
    """Say why an account cannot be opened as asked."""


def open_case_account(case: UUID, number: str, on: date, *, by: Principal) -> UUID:
    """Open the case's own account (一案一账号) and record its number in the docket.

    A second opening gives the account that is there; where its opening had been
    annulled, the docket has it again.

    :raises AccountRefused: the number belongs to another case.
    """
    require(by, "receipt_post")
    given = models.Account(
        id=new_id(), court_no=by.court_no, kind="CASE", case_id=case, number=number
    )
    models.Account.objects.bulk_create([given], ignore_conflicts=True)
    own = models.Account.objects.filter(court_no=by.court_no, kind="CASE", case_id=case)
    account = own.first()
    if account is None:
        raise AccountRefused(
            "ACCOUNT_NUMBER_TAKEN",
            message_zh=f"账号{number}已属于另一案件。",
            message_en=f"The number {number} belongs to another case.",
            remedy_zh="请核对银行给出的账号。",
            remedy_en="Check the number the bank gave.",
            field="number",
        )
    known = cases.facts_now(by.court_no, case).of(acts.Money).account_number
    if known != account.number:
        opened = acts.CaseAccountOpened(account.id, account.number)
        append(NewAct(case, opened, on), by=by)
    return account.id


def open_missing_accounts(on: date, *, by: Principal) -> int:
    """Open the account of every open case that lacks one, 500 at a time; give how many.

    Each number is the bank's prefix, the court's number, the year of filing and a
    running number.
    """
    require(by, "receipt_post")
    with connection.cursor() as cursor:
        cursor.execute(_LACKING, [by.court_no, on, MOST_AT_ONCE])
        rows = cursor.fetchall()
    policy = account_at_filing(by.court_no, on) or AccountAtFilingPolicy()
    return _open([(case, filed_on, on) for case, filed_on in rows], policy, by)


def open_accounts_at_filing(acts_of_filing: Sequence[UUID], *, by: Principal) -> int:
    """Open the accounts of cases that were just filed; give how many were opened.

    Nothing is opened for a day on which the court's policy did not hold, nor a second
    time. Many cases are written by COPY and one append.
    """
    require(by, "receipt_post")
    found = cases.list_days_of_acts(by.court_no, acts_of_filing)
    days = {on for _, on in found}
    policies = {on: account_at_filing(by.court_no, on) for on in days}
    opened = 0
    for on, policy in sorted(policies.items()):
        if policy is not None:
            opened += _open([(case, day, day) for case, day in found if day == on], policy, by)
    return opened


Wanted = tuple[UUID, date, date]
"""A case, the day it was filed, and the day its account opens."""


def _open(wanted: Sequence[Wanted], policy: AccountAtFilingPolicy, by: Principal) -> int:
    """Write the accounts of cases that have none, and one act for each."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERING, [by.court_no])
    held = models.Account.objects.filter(court_no=by.court_no, kind="CASE")
    having = set(held.filter(case_id__in=[c for c, *_ in wanted]).values_list("case_id", flat=True))
    lacking = [w for w in wanted if w[0] not in having]
    if not lacking:
        return 0
    numbers = _numbers([filed_on for _, filed_on, _ in lacking], policy.prefix, by.court_no)
    rows = [(new_id(), w, number) for w, number in zip(lacking, numbers, strict=True)]
    insert_rows(
        "funds_account",
        COLUMNS,
        ((given, by.court_no, "CASE", case, number, 0) for given, (case, *_), number in rows),
        on_conflict="ON CONFLICT DO NOTHING",
    )
    ours = held.filter(id__in=[given for given, *_ in rows])
    written = set(ours.values_list("id", flat=True))
    opened = [
        NewAct(case, acts.CaseAccountOpened(given, number), on)
        for given, (case, _, on), number in rows
        if given in written
    ]
    append_all(opened, by=by)
    return len(opened)


def _numbers(days: Sequence[date], prefix: str, court_no: int) -> Iterator[str]:
    """Give a free number for each filing day; the caller holds the numbering lock."""
    head = f"{prefix}{court_no:06d}"
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [court_no, f"^{head}[0-9]{{11}}$"])
        running = cursor.fetchone()[0]
    for place, day in enumerate(days, start=running + 1):
        yield f"{head}{day.year}{place:07d}"
