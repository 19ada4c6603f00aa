"""UUIDv7 (RFC 9562): identifiers that sort by the time they were made."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_previous = 0


def new_id() -> UUID:
    """Make a UUIDv7, strictly increasing within this process.

    The clock serves only to order keys on disk; no fact is ever read back from it.
    """
    global _previous
    with _lock:
        stamp = (time.time_ns() // 1_000_000) << 12 | (
            time.time_ns() % 1_000_000
        ) * 4096 // 1_000_000
        _previous = stamp if stamp > _previous else _previous + 1
        stamp = _previous
    millis, fraction = stamp >> 12, stamp & 0xFFF
    tail = secrets.randbits(62)
    return UUID(int=millis << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | tail)
