"""Checkpoints and proofs of a court's log, hashes in hexadecimal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CheckpointShown:
    """Show a signed checkpoint: ``note`` is the signed text, the rest is read from it."""

    court_no: int
    size: int
    root: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Show the key under which checkpoints are signed (Ed25519, base64)."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Show that a leaf stands in the tree of a size (RFC 9162 2.1.3)."""

    court_no: int
    index: int
    size: int
    leaf_hash: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """Show that one tree begins another (RFC 9162 2.1.4)."""

    court_no: int
    first: int
    second: int
    path: tuple[str, ...]
