"""Backup and restore, round trip on a real server; a damaged backup changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from zhixing.cli.backup import MANIFEST
from zhixing.cli.command import Failure
from zhixing.cli.restore import check_backup
from zhixing.platform.embedded import EmbeddedServer
from zhixing.platform.embedded.lease import Lease
from zhixing.platform.embedded.provision import Logins, provision

SOURCE = Path(__file__).resolve().parents[2] / "src"
TABLE = """
CREATE TABLE paid (id int PRIMARY KEY, fen bigint NOT NULL);
ALTER TABLE paid ENABLE ROW LEVEL SECURITY; ALTER TABLE paid FORCE ROW LEVEL SECURITY;
CREATE POLICY nobody ON paid USING (false);
CREATE INDEX paid_trgm ON paid USING gist ((fen::int8));
GRANT SELECT ON paid TO zhixing_app;
"""


class House:
    """A state directory with a server, a table under row security, and packs."""

    def __init__(self) -> None:
        self.state = Path(tempfile.mkdtemp(prefix="zx-backup-"))
        self.state.chmod(0o711)
        self.lease = Lease(EmbeddedServer(self.state))
        info = self.lease.take()
        self.logins: Logins = provision(info.superuser_dsn(), info.passwords, "zhixing")
        self.admin = info.superuser_dsn("zhixing")
        with psycopg.connect(self.logins.owner, autocommit=True) as owner:
            owner.execute(TABLE)
        (self.state / "packs").mkdir()
        (self.state / "packs" / "0001.pack").write_bytes(b"sealed bytes" * 100)

    def pay(self, *amounts: int) -> None:
        with psycopg.connect(self.admin, autocommit=True) as admin:
            for fen in amounts:
                admin.execute("INSERT INTO paid SELECT count(*), %s FROM paid", [fen])

    def paid(self) -> list[int]:
        with psycopg.connect(self.admin) as admin:
            return [row[0] for row in admin.execute("SELECT fen FROM paid ORDER BY id")]

    def zx(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("ZX_", "DATABASE_URL"))}
        env |= {"ZX_STATE": str(self.state), "PYTHONPATH": str(SOURCE)}
        return subprocess.run(
            [sys.executable, "-m", "zhixing.cli", *arguments],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    made = House()
    yield made
    made.lease.release()
    shutil.rmtree(made.state)


@pytest.fixture(scope="module")
def backup(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    house.pay(81_250_00, 1)
    target = tmp_path_factory.mktemp("away") / "backup"
    done = house.zx("backup", str(target))
    assert done.returncode == 0, done.stderr
    return target


def test_what_was_backed_up_comes_back(house: House, backup: Path) -> None:
    house.pay(999)
    (house.state / "packs" / "0002.pack").write_bytes(b"later")
    done = house.zx("restore", str(backup))
    assert done.returncode == 0, done.stdout + done.stderr
    assert house.paid() == [81_250_00, 1]
    packs = house.state / "packs"
    assert [p.name for p in packs.iterdir()] == ["0001.pack"]
    assert (packs / "0001.pack").read_bytes() == b"sealed bytes" * 100
    with psycopg.connect(house.logins.app) as app:  # row security and grants came back too
        assert app.execute("SELECT count(*) FROM paid").fetchone() == (0,)
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname='zhixing'"
        assert app.execute(owner).fetchone() == ("zhixing_owner",)
    kept = house.state / "packs.replaced"
    assert sorted(p.name for p in kept.iterdir()) == ["0001.pack", "0002.pack"]


def test_keys_are_not_in_a_backup(house: House, backup: Path) -> None:
    keys = json.loads((house.state / "secrets.json").read_text())
    keys |= json.loads((house.state / "database-passwords.json").read_text())
    assert len(keys) >= 9
    content = b"".join(p.read_bytes() for p in backup.rglob("*") if p.is_file())
    assert not [name for name, value in keys.items() if value.encode() in content]


@pytest.mark.parametrize("name", ["database.dump", "packs/0001.pack"])
def test_a_changed_byte_is_named_and_nothing_changes(
    house: House, backup: Path, tmp_path: Path, name: str
) -> None:
    before = house.paid()
    copy = tmp_path / "copy"
    shutil.copytree(backup, copy)
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    refused = house.zx("restore", str(copy))
    assert refused.returncode == 1
    assert str(copy / name) in refused.stderr
    assert "备份已损坏" in refused.stderr
    assert house.paid() == before


def test_a_missing_and_a_strange_file_are_named(backup: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(backup, copy)
    (copy / "packs" / "9999.pack").touch()
    with pytest.raises(Failure, match=r"9999\.pack"):
        check_backup(copy)
    (copy / "packs" / "9999.pack").unlink()
    check_backup(copy)
    (copy / "packs" / "0001.pack").unlink()
    with pytest.raises(Failure, match=r"0001\.pack.*missing"):
        check_backup(copy)
    (copy / MANIFEST).write_text("{")
    with pytest.raises(Failure, match="manifest"):
        check_backup(copy)


def test_other_keys_are_refused_by_name(house: House, backup: Path) -> None:
    path = house.state / "secrets.json"
    ours = path.read_text()
    try:
        path.write_text(json.dumps({**json.loads(ours), "data_key_1": "another"}))
        refused = house.zx("restore", str(backup))
        assert refused.returncode == 1
        assert "data_key_1" in refused.stderr
        assert "index_key" not in refused.stderr
    finally:
        path.write_text(ours)


def test_a_database_in_use_is_not_replaced(house: House, backup: Path) -> None:
    with psycopg.connect(house.logins.app):
        refused = house.zx("restore", str(backup))
    assert refused.returncode == 1
    assert "Stop it first" in refused.stderr


def test_an_interrupted_restore_is_not_served(house: House, backup: Path) -> None:
    mark = house.state / "restore.unfinished"
    mark.touch()
    refused = house.zx("db", "dsn", "app")
    assert refused.returncode == 1
    assert "./zx restore" in refused.stderr
    assert house.zx("restore", str(backup)).returncode == 0
    assert not mark.exists()
