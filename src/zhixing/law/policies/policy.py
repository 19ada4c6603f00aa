"""What a court's policy (本院制度) is, and the samples a court may adopt.

A policy holds only if the court adopted it and only while it was adopted. Rules that
apply one take it as an argument, and their findings say so with a ``policy:`` mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit

NATIONAL_QUERY: Final = "NATIONAL_QUERY"
LOCAL_QUERY: Final = "LOCAL_QUERY"
PROPERTY_REPORT_ORDER: Final = "PROPERTY_REPORT_ORDER"
FOUR_CHECKS_TWO_REPORTS: Final = "FOUR_CHECKS_TWO_REPORTS"
SHIELDING: Final = "SHIELDING"
RELIST_ON_DEFAULT: Final = "RELIST_ON_DEFAULT"
CONTROL_ALERT: Final = "CONTROL_ALERT"
PAY_OUT: Final = "PAY_OUT"


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold one adopted rule of a court: what, how long, since when, by which paper."""

    code: str
    adopted: Days
    document_zh: str
    amount: int = 0
    unit: Unit = Unit.DAY
    contents_zh: tuple[str, ...] = ()
    contents_en: tuple[str, ...] = ()
    review_on: date | None = None


def find_policy(policies: Iterable[Policy], code: str, on: date) -> Policy | None:
    """Find the policy of a kind that the court had adopted on a day."""
    return next((p for p in policies if p.code == code and on in p.adopted), None)


def sample_policies(adopted: Days, document_zh: str) -> tuple[Policy, ...]:
    """Give the sample set of node policies a court may adopt, not adopted by itself.

    >>> [(p.code, p.amount) for p in sample_policies(Days(date(2015, 1, 1)), "制度")][:2]
    [('NATIONAL_QUERY', 3), ('LOCAL_QUERY', 15)]
    """
    return (
        Policy(NATIONAL_QUERY, adopted, document_zh, 3, Unit.DAY),
        Policy(LOCAL_QUERY, adopted, document_zh, 15, Unit.DAY),
        Policy(PROPERTY_REPORT_ORDER, adopted, document_zh, 7, Unit.DAY),
        Policy(
            FOUR_CHECKS_TWO_REPORTS,
            adopted,
            document_zh,
            3,
            Unit.MONTH,
            CONTENTS_ZH,
            CONTENTS_EN,
        ),
    )


CONTENTS_ZH: Final = (
    "查银行存款",
    "查不动产",
    "查车辆",
    "查工商登记（股权、投资）",
    "被执行人财产报告",
    "承办人财产调查报告",
)
CONTENTS_EN: Final = (
    "deposits checked",
    "real estate checked",
    "vehicles checked",
    "company register (equity, investments) checked",
    "the debtor’s property report",
    "the handler’s report on the investigation",
)
