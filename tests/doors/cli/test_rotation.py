"""``./zx rotate`` on every sealed column and blind index: two keys live, killed, none lost."""

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
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tests.doors.cli.test_commands import environment
from tests.support import windows
from tests.support.banks import seek
from tests.support.bureau import make_bureau
from tests.support.cards import give_cards
from tests.support.filed import person
from tests.support.refusing import World, make_world, member
from zhixing.api.keys import Answer, claim
from zhixing.assets import indexes as asset_indexes
from zhixing.assets import operations as assets
from zhixing.assets.operations import FoundThing, record_control, record_found
from zhixing.assets.particulars import Particulars
from zhixing.assets.queries import list_holds_on_asset, list_holds_on_debtor
from zhixing.assignment import operations as assignment
from zhixing.inquiry.counter.keyed import ReceiptResult
from zhixing.inquiry.operations import KeyedReceipt, QueryOrder, order_queries, order_query
from zhixing.kernel.clock import instant
from zhixing.kernel.fen import Fen
from zhixing.parties import sealing
from zhixing.parties.operations import register_accounts, register_party
from zhixing.parties.queries import SearchBy, find_party_by_number, search_parties
from zhixing.parties.values import Contact, KnownAccount
from zhixing.platform.crypto import subjects
from zhixing.platform.crypto.reindexing import (
    INDEXED_TABLES,
    count_outdated_indexes,
    reindex,
)
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn, rotate
from zhixing.platform.crypto.vault import SUBJECT_KEY, Vault, vault
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.outbox import send
from zhixing.platform.principal import PostKind as K
from zhixing.platform.principal import Principal

Opened = dict[tuple[str, str, str], bytes]


class Backwards(Vault):
    """Seal under the first key again, so that the tests after these find what they know."""

    __slots__ = ()

    @property
    def newest(self) -> int:
        return 1

    @property
    def newest_index(self) -> int:
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
    thing = FoundThing(
        filed.debtor,
        "DEPOSIT",
        "6222000000000000001",
        None,
        label="存款",
        particulars=Particulars(day, "示例路1号"),
    )
    asset = stage.do(K.JUDGE, lambda by: record_found(filed.case, thing, day, by=by))
    held = (filed.case, asset, Fen(900), Fen(900), date(day.year + 1, day.month, 1), day)
    stage.do(K.JUDGE, lambda by: record_control(*held, by=by))
    officer = stage.staff.of_kind(K.JUDGE).person
    stage.do(K.DIRECTOR, lambda by: give_cards(by, officer, f"{uuid4().int % 10**6:06d}", day))
    make_bureau()
    _key_one_receipt()
    _ask_in_the_same_words()
    return made


def _ask_in_the_same_words() -> None:
    """Let many orders be made at once, which keep what they ask apart from their requests."""
    sought = seek()
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "M", (windows.make_counter(),))
    sought.do(lambda by: order_queries([order], sought.today, by=by))


def _key_one_receipt() -> None:
    """Let one reading of a window's receipt wait for the other."""
    sought = seek()
    order = QueryOrder(sought.filed.case, (sought.filed.debtor,), "Q", (windows.make_counter(),))
    sought.do(lambda by: order_query(order, sought.today, by=by))
    later = sought.today + timedelta(days=1)
    sought.filed.stage.goto(later, 15)
    windows.go(sought, instant(later, 10))
    windows.key(sought, KeyedReceipt(ReceiptResult.NIL, later))


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    known = json.loads(Path(os.environ["ZX_SECRETS"]).read_text())
    for name in ("data_key_2", "index_key_2"):
        known[name] = base64.b64encode(secrets.token_bytes(32)).decode()
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps(known))
    both = Vault.of_secrets(known)
    yield Keys(file, both, Vault({2: both.data_keys[2]}, {2: both.index_keys[2]}))
    backwards = Backwards(both.data_keys, both.index_keys)
    rotate(SEALED_COLUMNS, scope=Scope.system(), keys=backwards)
    reindex(INDEXED_TABLES, scope=Scope.system(), keys=backwards)


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
    few = tenth(column.table)
    assert rotate([column], scope=Scope.system(), keys=keys.both, batch=few) > 0
    assert rotate([column], scope=Scope.system(), keys=keys.both, batch=few) == 0


def tenth(table: str) -> int:
    """Give a batch that takes several turns over a table, and few where other tests filled it."""
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return max(2, int(cursor.fetchone()[0]) // 10)


ACCOUNT, NUMBERED = "6222000000000000001", "6222-7"


def with_keys(monkeypatch: pytest.MonkeyPatch, held: Vault) -> None:
    """Let this process hold other keys, as a program started with them would."""
    for module in (sealing, asset_indexes, assets):
        monkeypatch.setattr(module, "vault", lambda: held)


def meet(world: World) -> None:
    """Find the debtor, its account, its thing and what is held of it, by their numbers alone."""
    filed, stage = world.filed, world.filed.stage

    def look(by: Principal) -> None:
        debtor = person("示例丁", 44)
        assert find_party_by_number(by.court_no, debtor.id_kind, debtor.number)
        assert [f.name for f in search_parties(debtor.number, SearchBy.NUMBER)] == ["示例丁"]
        found = search_parties(NUMBERED, SearchBy.ACCOUNT)
        assert [f.id for f in found] == [filed.debtor]
        known = register_party(debtor, by=by, on=world.day)
        assert not known.is_new, "a number is one party, under whichever key it stands"
        assert len(register_accounts([KnownAccount(filed.debtor, NUMBERED, "")], by=by)) == 1
        held = [h for h in list_holds_on_debtor(filed.debtor) if h.court_no == by.court_no]
        assert [h.amount for h in held] == [900]

    stage.do(K.CLERK, look)
    thing = FoundThing(filed.debtor, "DEPOSIT", ACCOUNT, None, label="存款")
    again = stage.do(K.JUDGE, lambda by: record_found(filed.case, thing, world.day, by=by))
    holds = stage.do(K.JUDGE, lambda by: list_holds_on_asset(by.court_no, again))
    assert [h.amount for h in holds] == [900], "the same thing, and what is held of it"


def index_keys(table: str) -> dict[int, int]:
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(f"SELECT index_key, count(*) FROM {table} GROUP BY index_key")
        return dict(cursor.fetchall())


def test_indexes_are_made_again_from_the_sealed_numbers_and_both_keys_are_tried(
    world: World, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_keys(monkeypatch, keys.both)
    meet(world)
    fresh = replace(person("示例戊", 45), name="示例戊")
    world.filed.stage.do(K.CLERK, lambda by: register_party(fresh, by=by, on=world.day))
    assert index_keys("parties_party")[2] == 1, "what is new stands under the newer key"
    for table in INDEXED_TABLES:
        few = tenth(table.table)
        assert reindex([table], scope=Scope.system(), keys=keys.both, batch=few) > 0, table.table
        meet(world)
        assert reindex([table], scope=Scope.system(), keys=keys.both) == 0
        assert index_keys(table.table).keys() <= {1, 2}
    with_keys(monkeypatch, Vault(keys.both.data_keys, keys.newer.index_keys))
    meet(world)


def test_without_the_older_key_rows_not_yet_moved_are_not_found(
    world: World, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test before: what it finds, it finds by the second key."""
    with_keys(monkeypatch, Vault(keys.both.data_keys, keys.newer.index_keys))
    with pytest.raises(AssertionError):
        meet(world)


def test_indexing_again_is_killed_and_goes_on(
    world: World, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotate(SEALED_COLUMNS, scope=Scope.system(), keys=keys.both)
    with_keys(monkeypatch, keys.both)
    first = 2 * len(SEALED_COLUMNS) + 1
    for point, count in (("before-commit", first), ("after-commit", first + 3)):
        (tmp_path / "rotate").write_text(f"{point} {count}", encoding="ascii")
        killed = run(keys, tmp_path)
        assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
        meet(world)
    moved = [len(index_keys(t.table).keys() & {2}) for t in INDEXED_TABLES]
    assert 0 < sum(moved) < len(moved), "some tables moved, others not yet"
    left = run(keys, tmp_path, "--check")
    assert left.returncode == 1 and "盲索引" in left.stdout
    done = run(keys, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    with open_scope(Scope.system()):
        assert [count_outdated_indexes(t, keys.both) for t in INDEXED_TABLES] == [0, 0, 0, 0, 0]
    with_keys(monkeypatch, keys.newer)
    meet(world)
