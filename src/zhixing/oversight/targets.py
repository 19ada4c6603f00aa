"""Targets of a court (目标): dated data it adopted, each with its source; none is made up here.

They stand in the court's policy ``TARGETS``, whose legal basis is the source. Its value
holds ``targets``: a list of ``{"code": …, "at_least": …}`` or ``"at_most"``; rates are
written in per cent (``"90.00"``), money in fen, all else as a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhixing.courts.queries import find_policy
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.definition import Reading, Unit

POLICY = "TARGETS"
HEAVY_LOAD = 10_000
"""From how many cases a year on a court is one of heavy load (收案过万), unless its own
targets state another number as ``heavy_load``."""


@dataclass(frozen=True, slots=True)
class Target:
    """Hold what a court set itself for one figure, where that is written, and since when."""

    code: str
    at_least: Decimal | None
    at_most: Decimal | None
    source: str
    since: date

    def is_met(self, reading: Reading) -> bool | None:
        """Say whether a figure reaches the target; None where a rate has no base."""
        value = Decimal(reading.amount)
        if reading.unit is Unit.RATE:
            if reading.above is None or not reading.below:
                return None
            value = Decimal(reading.above) * 100 / Decimal(reading.below)
        low, high = self.at_least, self.at_most
        return (low is None or value >= low) and (high is None or value <= high)


def list_targets(court_no: int, on: date) -> dict[str, Target]:
    """Give the targets a court follows on a day, by the figure they are for.

    :raises Refusal: ``TARGET_UNREADABLE``: the adopted data names no number.
    """
    policy = find_policy(court_no, POLICY, on)
    if policy is None:
        return {}
    stated: Any = policy.value.get("targets", [])
    found = {}
    for n, entry in enumerate(stated if isinstance(stated, list) else [], 1):
        low, high = _number(entry, "at_least", n), _number(entry, "at_most", n)
        if low is None and high is None:
            raise _unreadable(n, "at_least")
        code = str(entry.get("code", ""))
        found[code] = Target(code, low, high, policy.legal_basis, policy.valid_from)
    return found


def heavy_load(court_no: int, on: date) -> int:
    """Give from how many cases a year on a court counts as one of heavy load."""
    policy = find_policy(court_no, POLICY, on)
    stated: Any = policy.value.get("heavy_load") if policy is not None else None
    return stated if isinstance(stated, int) and stated > 0 else HEAVY_LOAD


def _number(entry: Any, name: str, row: int) -> Decimal | None:
    if not isinstance(entry, dict):
        raise _unreadable(row, name)
    stated = entry.get(name)
    if stated is None:
        return None
    try:
        return Decimal(str(stated))
    except InvalidOperation:
        raise _unreadable(row, name) from None


def _unreadable(row: int, name: str) -> Refusal:
    return Refusal(
        "TARGET_UNREADABLE",
        message_zh=f"目标数据第{row}项的“{name}”不是数字。",
        message_en=f"Target number {row} states no number as {name}.",
        remedy_zh="请更正本院的目标数据后重新施行。",
        remedy_en="Correct the court's targets and adopt them again.",
        field="targets",
    )
