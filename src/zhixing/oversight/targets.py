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

from zhixing.courts.policy_values import reads_policy
from zhixing.courts.queries import find_policy
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable
from zhixing.oversight.definition import Reading, Unit
from zhixing.oversight.registry import all_indicators

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
    """Give the targets a court follows on a day, by the figure they are for."""
    policy = find_policy(court_no, POLICY, on)
    if policy is None:
        return {}
    return {
        code: Target(code, low, high, policy.legal_basis, policy.valid_from)
        for code, low, high in _read({**policy.value})
    }


def heavy_load(court_no: int, on: date) -> int:
    """Give from how many cases a year on a court counts as one of heavy load."""
    policy = find_policy(court_no, POLICY, on)
    stated: Any = policy.value.get("heavy_load") if policy is not None else None
    return stated if isinstance(stated, int) and stated > 0 else HEAVY_LOAD


@reads_policy(POLICY)
def read_targets(value: Json) -> None:
    """Read the value of the policy as the board will.

    :raises Unreadable: a target names no figure of ours, or no number; the place is named.
    """
    _read(value)


def _read(value: Any) -> list[tuple[str, Decimal | None, Decimal | None]]:
    stated = value.get("targets", [])
    if not isinstance(stated, list):
        raise Unreadable("targets", ("目标的列表", "a list of targets"), stated)
    load = value.get("heavy_load", HEAVY_LOAD)
    if not isinstance(load, int) or isinstance(load, bool) or load <= 0:
        raise Unreadable("heavy_load", ("大于零的件数", "a number of cases above zero"), load)
    return [_entry(f"targets[{n}]", entry) for n, entry in enumerate(stated)]


def _entry(path: str, entry: Any) -> tuple[str, Decimal | None, Decimal | None]:
    given = entry if isinstance(entry, dict) else {}
    code = str(given.get("code", ""))
    if code not in all_indicators():
        raise Unreadable(f"{path}.code", ("指标代码", "the code of a figure"), code)
    low, high = (_number(f"{path}.{name}", given.get(name)) for name in ("at_least", "at_most"))
    if low is None and high is None:
        raise Unreadable(f"{path}.at_least", ("一个数字", "a number"), None)
    return code, low, high


def _number(path: str, stated: Any) -> Decimal | None:
    if stated is None:
        return None
    try:
        return Decimal(str(stated))
    except InvalidOperation:
        raise Unreadable(path, ("一个数字", "a number"), stated) from None
