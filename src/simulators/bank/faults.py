"""Misbehaviour on request: a seeded plan that says what goes wrong with which request.

Plan: a JSON object of fault names and probabilities between 0 and 1, seconds besides::

    {"duplicate_feedback": 0.1, "lose_answer": 0.1, "kill": {"after_execute": 0.05}}

Whether a fault strikes a request depends on seed, fault and request number alone, so that a run
can be repeated; each strikes a request once, which is kept in the books before it strikes.
``over_freeze``: ten yuan more are frozen than was ordered, and the answer says so. ``reorder``:
what waits is sent the last first. ``poison``: a message cut off in the middle goes before.
``clock_skew_seconds``: by how much the bank's clock is ahead. ``correction``, ``reversal``,
``reopened_correction``: see ``second_thoughts``.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from random import Random
from typing import Any

from simulators.bank.books import Books

NAMES = frozenset(
    {
        "correction",
        "delay",
        "duplicate_feedback",
        "lose_answer",
        "lose_poll_answer",
        "lookup_failure",
        "lower_case_md5",
        "missing_bdhm",
        "old_names",
        "restart",
        "wrong_operation_for_rejection",
        "own_list_for_rejection",
        "corrupt_package",
        "duplicate_package",
        "loose_names",
        "over_freeze",
        "partial_batch",
        "poison",
        "poison_document",
        "reopened_correction",
        "reorder",
        "reversal",
    }
)
NUMBERS = frozenset({"clock_skew_seconds", "delay_seconds"})
KILL_POINTS = frozenset(
    {"after_poll", "after_documents", "after_execute", "before_send", "after_send"}
)


class Restart(Exception):
    """Tell the program to drop everything in memory and begin again from its books."""


class Faults:
    """Decide what goes wrong, from a seed and a plan."""

    def __init__(self, plan: dict[str, Any], seed: str, books: Books) -> None:
        kills = plan.get("kill", {})
        unknown = (set(plan) - NAMES - NUMBERS - {"kill"}) | (set(kills) - KILL_POINTS)
        if unknown:
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        self._plan = {name: float(plan.get(name, 0)) for name in NAMES}
        self._plan["wrong_operation_for_rejection"] = float(
            plan.get("wrong_operation_for_rejection", 1)
        )
        self._plan |= {f"kill:{point}": float(p) for point, p in kills.items()}
        self.clock_skew_seconds = float(plan.get("clock_skew_seconds", 0))
        self.delay_seconds = float(plan.get("delay_seconds", 5))
        self._seed = seed
        self._books = books

    def is_planned(self, *names: str) -> bool:
        """Say whether the plan holds any of these faults at all."""
        return any(self._plan.get(name, 0.0) > 0 for name in names)

    def strikes(self, name: str, key: str) -> bool:
        """Say whether a fault belongs to this request, as often as asked."""
        chance = self._plan.get(name, 0.0)
        return chance > 0 and Random(f"{self._seed}:{name}:{key}").random() < chance

    def strikes_once(self, name: str, key: str) -> bool:
        """Say whether a fault strikes now; it will not strike this request again."""
        return self.strikes(name, key) and self._books.note_fault(name, key)

    def has_struck(self, name: str, key: str) -> bool:
        """Say whether a fault that strikes once has struck this request."""
        sql = "select 1 from faults where name = ? and key = ?"
        return self._books.row(sql, name, key) is not None

    def maybe_die(self, point: str, key: str) -> None:
        """Kill this process without a word, where the plan says so."""
        if self.strikes_once(f"kill:{point}", key):
            os.kill(os.getpid(), signal.SIGKILL)

    def maybe_restart(self, key: str) -> None:
        """Ask for a restart, where the plan says so.

        :raises Restart: the plan says so.
        """
        if self.strikes_once("restart", key):
            raise Restart(key)


def load_plan(path: Path | None) -> dict[str, Any]:
    """Read a fault plan; none gives the plan in which nothing goes wrong."""
    if path is None:
        return {}
    plan = json.loads(path.read_text("utf-8"))
    if not isinstance(plan, dict):
        raise ValueError(f"{path} holds no fault plan")
    return plan
