"""The register of accounts (人民币银行结算账户管理系统): it says where accounts are and holds none.

The central bank is asked over a bank's wire as a class of its own (``LB`` is ``RH``), and what it
tells looks like a bank's own accounts. They are with other banks: each is knowledge that leads
there, no deposit that could be frozen where it was told of.
"""

from __future__ import annotations

from dataclasses import replace

from zhixing.inquiry.wire.feedback import AccountFound, Feedback, PropertyFound
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import InstitutionKind, PropertyKind


def holds_accounts(kind: InstitutionKind) -> bool:
    """Say whether accounts that an institution of a kind tells of are with itself.

    >>> holds_accounts(InstitutionKind.CENTRAL_BANK), holds_accounts(InstitutionKind.POLICY_BANK)
    (False, True)
    """
    return PropertyKind.DEPOSIT in ability_of(kind).answers


def as_records(feedback: Feedback) -> Feedback:
    """Give what a register of accounts told as things known: number, bank and branch, state."""
    known = tuple(_record(account) for account in feedback.accounts)
    return replace(feedback, accounts=(), properties=(*feedback.properties, *known))


def _record(account: AccountFound) -> PropertyFound:
    return PropertyFound(
        seq=account.line,
        kind=PropertyKind.ACCOUNT_RECORD,
        identifier=account.no,
        name=" ".join(w for w in (account.branch, account.class_text) if w),
        status_text=account.status_text,
        location=account.address,
        registered_on=account.opened_on,
        currency=account.currency,
        remark=account.remark,
    )
