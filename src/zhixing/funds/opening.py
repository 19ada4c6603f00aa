"""Opens the accounts of filed cases that have none yet (一案一账号)."""

from __future__ import annotations

from datetime import date

from django.db import connection

from zhixing.courts.policies import require
from zhixing.funds import ledger, models
from zhixing.funds.receipts import open_case_account
from zhixing.platform.principal import Principal

MOST_AT_ONCE = 500

_LACKING = """
/* cases_without_account: filed cases that no account belongs to, the earliest first */
SELECT c.id, c.filed_on FROM cases_case c
 WHERE c.court_no = %s AND c.filed_on <= %s
   AND NOT EXISTS (SELECT FROM funds_account a
                    WHERE a.court_no = c.court_no AND a.kind = 'CASE' AND a.case_id = c.id)
 ORDER BY c.filed_on, c.id LIMIT %s
"""


def open_missing_accounts(on: date, *, by: Principal) -> int:
    """Open the account of every filed case that lacks one, 500 at a time; give how many.

    Each number is the court's number, the year of filing and a running number.
    """
    require(by, "receipt_post")
    bank = ledger.account(by.court_no, "BANK")
    models.Account.objects.select_for_update().get(court_no=by.court_no, id=bank)
    with connection.cursor() as cursor:
        cursor.execute(_LACKING, [by.court_no, on, MOST_AT_ONCE])
        rows = cursor.fetchall()
    given = models.Account.objects.filter(court_no=by.court_no, kind="CASE").count()
    for case, filed_on in rows:
        given += 1
        while models.Account.objects.filter(number=_number(by, filed_on, given)).exists():
            given += 1
        open_case_account(case, _number(by, filed_on, given), on, by=by)
    return len(rows)


def _number(by: Principal, filed_on: date, running: int) -> str:
    return f"8{by.court_no:06d}{filed_on.year}{running:07d}"
