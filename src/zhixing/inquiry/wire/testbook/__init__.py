"""The published test book: golden bytes, malformed messages, states and checks, all data.

A bank or registry tests its own front-end from these files without us; the conformance
kit runs the same book.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

PLACE = Path(__file__).parent


@cache
def open_book() -> dict[str, Any]:
    """Give the book of the open profile."""
    read: dict[str, Any] = json.loads((PLACE / "open" / "book.json").read_text("utf-8"))
    return read


@cache
def bank_book() -> dict[str, Any]:
    """Give the book of the banks' SOAP profiles."""
    read: dict[str, Any] = json.loads((PLACE / "bank" / "book.json").read_text("utf-8"))
    return read


def golden(name: str) -> bytes:
    """Give the golden bytes of one message kind of the open profile."""
    return (PLACE / "open" / "golden" / f"{name}.json").read_bytes()


def list_golden() -> tuple[str, ...]:
    """List the names of all golden messages."""
    return tuple(sorted(p.stem for p in (PLACE / "open" / "golden").glob("*.json")))
