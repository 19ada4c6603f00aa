"""Writes down how to sign in to the demo court: one account per post, approvers' code secrets."""

from __future__ import annotations

import json
from pathlib import Path

from zhixing.courts.operations import EquippedCourt, EquippedPerson
from zhixing.platform.embedded.paths import write_private

FILE_NAME = "demo-accounts.json"


def write_accounts(state: Path, staff: EquippedCourt) -> Path:
    """Write one account for each kind of title into the state directory, for its owner only."""
    path = state / FILE_NAME
    lines = [_account(person, staff.password) for person in _one_per_title(staff)]
    write_private(path, json.dumps(lines, ensure_ascii=False, indent=1) + "\n")
    return path


def _one_per_title(staff: EquippedCourt) -> list[EquippedPerson]:
    """Give the first holder of every title; handlers come first, as they are most used."""
    first = {person.title: person for person in reversed(staff.staff)}
    found = list(dict.fromkeys(first[person.title] for person in staff.staff))
    return sorted(found, key=lambda person: bool(person.code_secret))


def _account(person: EquippedPerson, password: str) -> dict[str, str]:
    return {
        "岗位 post": f"{person.title} {person.title_en}",
        "login": person.login,
        "password": password,
        "一次性口令密钥 code secret": person.code_secret,
    }
