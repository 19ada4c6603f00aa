"""Misbehaviour on request, from a seed and a plan: the same plan strikes the same requests.

Plan: a JSON object of names and chances between 0 and 1, with ``clock_skew_seconds``,
``delay_seconds`` and ``kill`` (points and chances) besides. Names of the last group break the
institution's own address, for the conformance kit to find.
"""

from __future__ import annotations

import os
import signal
from random import Random
from typing import Any

from simulators.open.books import Books

NAMES = frozenset(
    {
        "accept_old",
        "accept_replay",
        "accept_stranger",
        "accept_unsigned",
        "bad_signature",
        "delay",
        "duplicate_message",
        "forget_requests",
        "ignore_queue",
        "lookup_failure",
        "lose_answer",
        "lose_poll_answer",
        "nil_with_records",
        "number_money",
        "over_freeze",
        "partial",
        "poison",
        "process_twice",
        "reject",
        "reorder",
        "replay",
        "restart",
        "reversal",
        "same_again",
        "short_term",
        "silent",
        "unsigned_feedback",
        "wrong_operation",
        "wrong_request_no",
    }
)
POINTS = frozenset({"after_poll", "before_send", "after_send"})
NUMBERS = frozenset({"clock_skew_seconds", "delay_seconds"})


class Restart(Exception):
    """Tell the program to begin again from its books."""


class Faults:
    """Decide what goes wrong."""

    def __init__(self, plan: dict[str, Any], seed: str, books: Books) -> None:
        kills = plan.get("kill", {})
        unknown = (set(plan) - NAMES - NUMBERS - {"kill"}) | (set(kills) - POINTS)
        if unknown:
            raise ValueError(f"unknown faults: {', '.join(sorted(unknown))}")
        self._plan = {name: float(plan.get(name, 0)) for name in NAMES}
        self._plan |= {f"kill:{point}": float(chance) for point, chance in kills.items()}
        self.clock_skew_seconds = float(plan.get("clock_skew_seconds", 0))
        self.delay_seconds = float(plan.get("delay_seconds", 1))
        self._seed, self._books = seed, books

    def strikes(self, name: str, key: str = "") -> bool:
        """Say whether a fault belongs to this key."""
        chance = self._plan.get(name, 0.0)
        return chance > 0 and Random(f"{self._seed}:{name}:{key}").random() < chance

    def once(self, name: str, key: str) -> bool:
        """Say whether a fault strikes now; it will not strike this key again."""
        return self.strikes(name, key) and self._books.note_fault(name, key)

    def maybe_die(self, point: str, key: str) -> None:
        """End this process without a word, where the plan says so."""
        if self.once(f"kill:{point}", key):
            os.kill(os.getpid(), signal.SIGKILL)
