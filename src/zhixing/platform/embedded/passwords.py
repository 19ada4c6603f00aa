"""The database roles' passwords: random, made once, in one file only we can read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zhixing.platform.embedded.paths import write_private_json

FILE_NAME = "database-passwords.json"
ROLES = ("zhixing_owner", "zhixing_app", "zhixing_sequencer", "zhixing_reaper")


@dataclass(frozen=True, slots=True)
class Passwords:
    """One password per database role."""

    path: Path
    by_role: Mapping[str, str] = field(repr=False)

    def __getitem__(self, role: str) -> str:
        return self.by_role[role]


def ensure_passwords(state: Path, *others: str) -> Passwords:
    """Read the passwords, making those that are missing; none is ever replaced.

    They are on disk before any of them reaches the database, so a kill between
    the two is repaired by the next start.
    """
    path = state / FILE_NAME
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [role for role in (*others, *ROLES) if role not in known]
    if missing:
        known |= {role: secrets.token_hex(24) for role in missing}
        write_private_json(path, known)
    return Passwords(path, known)
