"""The number of an event: the machine's millisecond at which it arrived."""

from __future__ import annotations

import time


def arrival() -> int:
    """Give the machine's millisecond, which numbers events and is no instant of law."""
    return time.time_ns() // 1_000_000
