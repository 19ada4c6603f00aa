"""Policies of a court about its enforcement money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.courts import queries as courts
from zhixing.courts.policy_values import reads_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.law.fees.execution_fee import FeeBase

FEE_BASE = "FEE_BASE"
ACCOUNT_AT_FILING = "ACCOUNT_AT_FILING"
ACCOUNT_INTEREST = "ACCOUNT_INTEREST"
LONGEST_PREFIX = 8
CASE_ACCOUNT_BANK = "CASE_ACCOUNT_BANK"
PAY_LINK_DAYS = "PAY_LINK_DAYS"
USUAL_LINK_DAYS = 30
"""How long a link shows how to pay, unless the court decided otherwise; no text sets a term."""


@dataclass(frozen=True, slots=True)
class FeeBasePolicy:
    """Say on what a court takes the enforcement fee."""

    base: FeeBase


@reads_policy(FEE_BASE)
def read_fee_base(value: Json) -> FeeBasePolicy:
    """Read ``{"base": "RECEIVED"}`` or ``{"base": "APPLIED_FOR"}``."""
    return decode(FeeBasePolicy, value)


def fee_base(court_no: int, on: date) -> FeeBase:
    """Give the base a court adopted, the money received unless it adopted another."""
    policy = courts.find_policy(court_no, FEE_BASE, on)
    return FeeBase.RECEIVED if policy is None else read_fee_base({**policy.value}).base


@dataclass(frozen=True, slots=True)
class AccountAtFilingPolicy:
    """Say what accounts opened at filing begin with: the bank's prefix for its sub-accounts."""

    prefix: str = "8"


@reads_policy(ACCOUNT_AT_FILING)
def read_account_at_filing(value: Json) -> AccountAtFilingPolicy:
    """Read ``{}`` or ``{"prefix": "8"}``: up to eight digits."""
    read = decode(AccountAtFilingPolicy, value)
    if not (read.prefix.isdecimal() and len(read.prefix) <= LONGEST_PREFIX):
        raise Unreadable("prefix", ("一至八位数字", "one to eight digits"), read.prefix)
    return read


def ever_opens_at_filing(court_no: int) -> bool:
    """Say whether a court ever adopted that accounts open by themselves at filing."""
    return bool(courts.list_policy_history(court_no, ACCOUNT_AT_FILING))


def account_at_filing(court_no: int, on: date) -> AccountAtFilingPolicy | None:
    """Give the court's policy on accounts at filing, None where it adopted none."""
    policy = courts.find_policy(court_no, ACCOUNT_AT_FILING, on)
    return None if policy is None else read_account_at_filing({**policy.value})


class InterestTo(StrEnum):
    """Name whose bank interest on a case account is."""

    CASE = "CASE"
    TREASURY = "TREASURY"


@dataclass(frozen=True, slots=True)
class AccountInterestPolicy:
    """Say whose the bank's interest on case accounts is."""

    to: InterestTo


@reads_policy(ACCOUNT_INTEREST)
def read_account_interest(value: Json) -> AccountInterestPolicy:
    """Read ``{"to": "CASE"}`` or ``{"to": "TREASURY"}``."""
    return decode(AccountInterestPolicy, value)


def interest_goes_to(court_no: int, on: date) -> InterestTo | None:
    """Give to whom the court's rule gives interest, None where it adopted none."""
    policy = courts.find_policy(court_no, ACCOUNT_INTEREST, on)
    return None if policy is None else read_account_interest({**policy.value}).to


@dataclass(frozen=True, slots=True)
class AccountBank:
    """Say in whose name and at which bank the accounts of cases are held."""

    holder: str
    bank: str


@reads_policy(CASE_ACCOUNT_BANK)
def read_account_bank(value: Json) -> AccountBank:
    """Read ``{"holder": "...", "bank": "..."}``."""
    return decode(AccountBank, value)


def account_bank(court_no: int, on: date, court: str) -> AccountBank:
    """Give where a court's case accounts are held: by its policy, else in its own name."""
    policy = courts.find_policy(court_no, CASE_ACCOUNT_BANK, on)
    if policy is None:
        return AccountBank(court, "")
    found: AccountBank = read_account_bank({**policy.value})
    return found


@dataclass(frozen=True, slots=True)
class LinkDays:
    """Say how many days a link shows how to pay."""

    days: int


@reads_policy(PAY_LINK_DAYS)
def read_link_days(value: Json) -> LinkDays:
    """Read ``{"days": 30}``."""
    return decode(LinkDays, value)


def link_days(court_no: int, on: date) -> int:
    """Give for how many days a court's links show how to pay."""
    policy = courts.find_policy(court_no, PAY_LINK_DAYS, on)
    return USUAL_LINK_DAYS if policy is None else read_link_days({**policy.value}).days
