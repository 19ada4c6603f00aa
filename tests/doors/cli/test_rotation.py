"""``./zx rotate`` on every sealed column: two keys live, killed half-way, finished, none lost."""

from __future__ import annotations

import base64
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.doors.cli.test_commands import environment
from tests.support.bureau import make_bureau
from tests.support.filed import person
from tests.support.refusing import World, make_world, member
from zhixing.api.keys import Answer, claim
from zhixing.assets.operations import FoundThing, record_found
from zhixing.assignment import operations as assignment
from zhixing.kernel.clock import instant
from zhixing.parties.operations import register_accounts, register_party
from zhixing.parties.values import Contact, KnownAccount
from zhixing.platform.crypto import subjects
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn, rotate
from zhixing.platform.crypto.vault import SUBJECT_KEY, Vault, vault
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.outbox import send
from zhixing.platform.principal import PostKind as K

Opened = dict[tuple[str, str, str], bytes]


class Backwards(Vault):
    """Seal under the first key again, so that the tests after these find what they know."""

    __slots__ = ()

    @property
    def newest(self) -> int:
        return 1


@dataclass
class Keys:
    """Hold the file with both keys, the vault of both and the vault of the newer alone."""

    file: Path
    both: Vault
    newer: Vault


@pytest.fixture(scope="module")
def world() -> World:
    """Let one court hold something in every sealed column."""
    made = make_world()
    filed, stage, day = made.filed, made.filed.stage, made.day
    groups = [assignment.Group(stage.staff.teams[0], (member(filed, 2),))]
    stage.do(K.DIRECTOR, lambda by: assignment.open_cycle("ALL", groups, instant(day), by=by))
    stage.do(
        K.CLERK,
        lambda by: register_accounts([KnownAccount(filed.debtor, "6222-7", "某银行")], by=by),
    )
    stage.do(K.CLERK, lambda by: claim("k", "hash", instant(day), by).keep(Answer(200, {"a": 1})))
    stage.do(K.CLERK, lambda by: subjects.create_subject_key(by.court_no))
    reachable = replace(person("示例丁", 44), contact=Contact(phone="023-0000000"))
    stage.do(K.CLERK, lambda by: register_party(reachable, by=by, on=day))
    message = send.Message("police", "/lookouts", b"{}", f"rotation/{uuid4()}")
    stage.do(K.CLERK, lambda by: send.put(by.court_no, message))
    thing = FoundThing(filed.debtor, "DEPOSIT", "6222000000000000001", None, label="存款")
    stage.do(K.JUDGE, lambda by: record_found(filed.case, thing, day, by=by))
    make_bureau()
    return made


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    known = json.loads(Path(os.environ["ZX_SECRETS"]).read_text())
    known["data_key_2"] = base64.b64encode(secrets.token_bytes(32)).decode()
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps(known))
    both = Vault.of_secrets(known)
    yield Keys(file, both, Vault({2: both.data_keys[2]}, both.index_key))
    rotate(SEALED_COLUMNS, scope=Scope.system(), keys=Backwards(both.data_keys, both.index_key))


def opened(keys: Vault) -> Opened:
    """Open every sealed value of the installation."""
    found: Opened = {}
    with open_scope(Scope.system()), connection.cursor() as cursor:
        for c in SEALED_COLUMNS:
            cursor.execute(
                f"SELECT {c.id_column}::text, {c.column} FROM {c.table} WHERE length({c.column}) > 0"
            )
            for row, sealed in cursor.fetchall():
                if sealed[0] != SUBJECT_KEY:
                    value = keys.open_bytes(c.table, c.column, row, bytes(sealed))
                    found[c.table, c.column, row] = value
    return found


def run(keys: Keys, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "zhixing.cli", "rotate", *arguments],
        env=environment()
        | {
            "ZX_SECRETS": str(keys.file),
            "ZX_CRASH_POINTS": str(folder),
            "ZX_CRASH_PROGRAM": "rotate",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_world_has_something_in_every_column(world: World) -> None:
    held = {(table, column) for table, column, _ in opened(vault())}
    assert held == {(c.table, c.column) for c in SEALED_COLUMNS}


def test_killed_at_every_turn_it_goes_on_where_it_stopped(
    world: World, keys: Keys, tmp_path: Path
) -> None:
    before = opened(vault())
    for point, count in (("before-commit", 1), ("after-commit", 3), ("before-commit", 9)):
        (tmp_path / "rotate").write_text(f"{point} {count}", encoding="ascii")
        killed = run(keys, tmp_path)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert opened(keys.both) == before, "half-way, whoever holds both keys reads everything"
    left = run(keys, tmp_path, "--check")
    assert left.returncode == 1, "older keys are still needed"
    done = run(keys, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "旧密钥已不再使用" in done.stdout
    assert opened(keys.newer) == before, "the newer key alone reads everything"
    again = run(keys, tmp_path)
    assert again.returncode == 0 and "已换 0 行" in again.stdout


@pytest.mark.parametrize("column", SEALED_COLUMNS, ids=lambda c: f"{c.table}.{c.column}")
def test_each_column_moves_and_opens_in_its_place_only(
    world: World, keys: Keys, column: SealedColumn
) -> None:
    assert rotate([column], scope=Scope.system(), keys=keys.both, batch=2) > 0
    assert rotate([column], scope=Scope.system(), keys=keys.both, batch=2) == 0
