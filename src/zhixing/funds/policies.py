"""Policies of a court about its enforcement money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.courts import queries as courts
from zhixing.courts.policy_values import reads_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import decode
from zhixing.law.fees.execution_fee import FeeBase

FEE_BASE = "FEE_BASE"


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
