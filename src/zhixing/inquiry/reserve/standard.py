"""The court's rule on the local minimum living standard (当地最低生活保障标准).

Where a place has a standard, the law measures the necessary living costs by it; which it is and
how many months are kept, the court adopts with its source and a day of review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import ZERO, Fen

LIVING_STANDARD: Final = "LIVING_STANDARD"
MOST_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class LivingStandard:
    """Hold what a person needs a month, in fen, for how many months it stays, and who says so."""

    per_month: Fen
    months: int
    source: str


@reads_policy(LIVING_STANDARD)
def read_living_standard(value: Json) -> LivingStandard:
    """Read the policy on the local minimum living standard.

    :raises Unreadable: the figure is not above zero, the months are not 1 to 24, or no source.
    """
    read = decode(LivingStandard, value)
    if read.per_month <= ZERO:
        said = ("大于零的金额（分）", "an amount above zero, in fen")
        raise Unreadable("per_month", said, read.per_month)
    if not 1 <= read.months <= MOST_MONTHS:
        said = (f"1至{MOST_MONTHS}", f"1 to {MOST_MONTHS}")
        raise Unreadable("months", said, read.months)
    if not read.source.strip():
        raise Unreadable("source", ("公布标准的文件", "the paper that published it"), "")
    return read


def find_living_standard(court_no: int, on: date) -> LivingStandard | None:
    """Find the standard a court adopted for a day; None where it has none."""
    policy = find_policy(court_no, LIVING_STANDARD, on)
    return None if policy is None else read_living_standard({**policy.value})
