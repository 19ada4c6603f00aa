"""Misbehaviour on request: a seeded plan that says what goes wrong with which request.

``reverse``: a control said to be done is sent back later. ``late``: the answer waits
``late_seconds``. ``duplicate``: it is sent twice. ``lose_answer``: the court's acknowledgement is
lost, so it is sent again. ``wrong_owner``: a query is answered by name alone. ``poison``: a
message nobody can read goes before. ``silence``: nothing is answered. ``plain``: texts go as they
stand. ``reorder``: what waits is sent the last first. ``restart``: the program begins again from
its books, once a request. ``wrong_operation``: feedback goes by the operation of the other kind.
``garbled``: rights of an answer lose their numbers or tell their area in words.
``clock_skew_seconds``: by how much its clock is ahead. Each strikes by seed, fault and number of
the request alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

NAMES = frozenset(
    {
        "reverse",
        "late",
        "duplicate",
        "garbled",
        "lose_answer",
        "wrong_owner",
        "poison",
        "silence",
        "plain",
        "reorder",
        "restart",
        "twice",
        "wrong_operation",
    }
)
NUMBERS = frozenset({"clock_skew_seconds", "late_seconds", "reverse_seconds"})


class Restart(Exception):
    """Tell the program to drop everything in memory and begin again from its books."""


class Faults:
    """Decide what goes wrong, from a seed and a plan."""

    def __init__(self, plan: dict[str, Any], seed: str = "1") -> None:
        unknown = set(plan) - NAMES - NUMBERS
        if unknown:
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        self._plan = {name: float(plan.get(name, 0)) for name in NAMES}
        self.clock_skew_seconds = float(plan.get("clock_skew_seconds", 0))
        self.late_seconds = float(plan.get("late_seconds", 5))
        self.reverse_seconds = float(plan.get("reverse_seconds", 0))
        self._seed = seed

    def strikes(self, name: str, key: str) -> bool:
        """Say whether a fault belongs to this request."""
        chance = self._plan[name]
        return chance > 0 and Random(f"{self._seed}:{name}:{key}").random() < chance


def load_plan(path: str) -> dict[str, Any]:
    """Read a fault plan; no path gives the plan in which nothing goes wrong."""
    if not path:
        return {}
    plan = json.loads(Path(path).read_text("utf-8"))
    if not isinstance(plan, dict):
        raise ValueError(f"{path} holds no fault plan")
    return plan
