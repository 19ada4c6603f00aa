"""Writes down how to sign in to the demo court: one account per post, approvers' code secrets."""

from __future__ import annotations

import json
from pathlib import Path

from zhixing.courts.operations import EquippedCourt, EquippedPerson
from zhixing.platform.embedded.paths import write_private
from zhixing.platform.principal import PostKind

FILE_NAME = "demo-accounts.json"
COURT_FILE = "court.json"
FIRST = (PostKind.JUDGE, PostKind.ASSISTANT, PostKind.CLERK, PostKind.COURT_POLICE)
"""The handlers of cases stand first: theirs are the accounts most used."""


def write_accounts(state: Path, staff: EquippedCourt) -> Path:
    """Write one account for each kind of title into the state directory, for its owner only."""
    path = state / FILE_NAME
    lines = [_account(person, staff.password) for person in _one_per_title(staff)]
    write_private(path, json.dumps(lines, ensure_ascii=False, indent=1) + "\n")
    return path


def write_code(state: Path, code: str) -> Path:
    """Write down the demo court's code: by it the simulated institutions ask for its clock."""
    path = state / "simulators" / COURT_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, json.dumps({"code": code}) + "\n")
    return path


def _one_per_title(staff: EquippedCourt) -> list[EquippedPerson]:
    """Give the first holder of every title; who needs a code stands last."""
    found: dict[str, EquippedPerson] = {}
    for person in staff.staff:
        found.setdefault(person.title, person)
    return sorted(
        found.values(),
        key=lambda p: (bool(p.code_secret), p.kind not in FIRST, "deputy" in p.login),
    )


def _account(person: EquippedPerson, password: str) -> dict[str, str]:
    return {
        "岗位 post": f"{person.title} {person.title_en}",
        "login": person.login,
        "password": password,
        "一次性口令密钥 code secret": person.code_secret,
    }
