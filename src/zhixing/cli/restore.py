"""``./zx restore``: put a backup back, after every hash was checked.

The backup is restored beside the present state and takes its place at the end.
What was there before is kept under another name until the next restore.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhixing.cli.backup import (
    DIRECTORIES,
    DUMP,
    FORMAT,
    MANIFEST,
    describe,
    files_below,
    run_client,
)
from zhixing.cli.command import Command, Failure, say

if TYPE_CHECKING:
    import psycopg

INCOMING = "incoming"
REPLACED = "replaced"


def run(arguments: Sequence[str]) -> int:
    """Check a backup whole, then restore it; a damaged one changes nothing."""
    from zhixing.cli.environment import prepare

    parser = argparse.ArgumentParser("./zx restore")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--other-keys", action="store_true", help="restore without its keys")
    options = parser.parse_args(arguments)
    source = options.directory.absolute()
    manifest = check_backup(source)
    prepared = prepare(quiet=False, restoring=True)
    try:
        if not prepared.admin_dsn:
            raise Failure("恢复需要设置 DATABASE_URL。", "A restore needs DATABASE_URL.")
        if not options.other_keys:
            check_keys(manifest)
        put_back(source, prepared.state, prepared.admin_dsn)
    finally:
        prepared.release()
    say("恢复完成。", "Restored. What was there before is kept under the name 'replaced'.")
    return 0


def check_backup(source: Path) -> Mapping[str, object]:
    """Check that every file is there, nothing else is, and each has its hash.

    :raises Failure: naming the first file that is damaged, missing or strange.
    """
    path = source / MANIFEST
    if not path.is_file():
        raise Failure(f"{source} 不是备份：没有 {MANIFEST}。", f"{source} has no {MANIFEST}.")
    try:
        manifest: dict[str, object] = json.loads(path.read_text())
        expected = manifest["files"]
    except (ValueError, KeyError, TypeError) as reason:
        raise _damaged(path, "清单无法读取", "its manifest cannot be read") from reason
    if manifest.get("format") != FORMAT or not isinstance(expected, dict):
        raise _damaged(path, "格式不认识", "its format is not known")
    found = {str(p.relative_to(source)): p for p in files_below(source)}
    for name in sorted({*expected, *found}):
        if name not in found:
            raise _damaged(source / name, "缺少", "it is missing")
        if name not in expected:
            raise _damaged(source / name, "清单中没有", "the manifest does not know it")
        if describe(found[name]) != expected[name]:
            raise _damaged(source / name, "内容与清单的校验值不符", "its hash differs")
    if DUMP not in expected:
        raise _damaged(source / DUMP, "缺少", "it is missing")
    return manifest


def check_keys(manifest: Mapping[str, object]) -> None:
    """Refuse when this installation does not hold the keys the backup was made under."""
    from zhixing.platform.embedded.secrets import key_fingerprints, read_secrets

    ours = key_fingerprints(read_secrets(os.environ))
    theirs = manifest.get("keys")
    wanted = theirs if isinstance(theirs, dict) else {}
    other = sorted(name for name, mark in wanted.items() if ours.get(name) != mark)
    if other:
        names = "、".join(other)
        raise Failure(
            f"本机密钥与备份所用密钥不同（{names}）。请先放回原来的 secrets.json，"
            "或加 --other-keys（密文将无法读取）。",
            f"The keys here are not the backup's ({names}). Put its secrets.json back first, or "
            "add --other-keys (what is encrypted stays unreadable).",
        )


def put_back(source: Path, state: Path, admin_dsn: str) -> None:
    """Restore beside the present state, then change places."""
    import psycopg

    from zhixing.cli.environment import RESTORE_MARK, prepared_database
    from zhixing.platform.embedded.dsn import with_database
    from zhixing.platform.embedded.passwords import ensure_passwords
    from zhixing.platform.embedded.provision import drop_database, ensure_database, provision

    name = prepared_database()
    incoming, replaced = f"{name}_{INCOMING}", f"{name}_{REPLACED}"
    with psycopg.connect(with_database(admin_dsn, "postgres"), autocommit=True) as server:
        _refuse_if_in_use(server, name)
        drop_database(server, incoming)
        ensure_database(server, incoming)
        say("恢复数据库……", "restoring the database …")
        target = with_database(admin_dsn, incoming)
        run_client("pg_restore", "--exit-on-error", str(source / DUMP), dsn=target)
        provision(admin_dsn, ensure_passwords(state), incoming)
        for directory in DIRECTORIES:
            shutil.rmtree(state / f"{directory}.{INCOMING}", ignore_errors=True)
            if (source / directory).is_dir():
                shutil.copytree(source / directory, state / f"{directory}.{INCOMING}")
        os.sync()
        _refuse_if_in_use(server, name)
        (state / RESTORE_MARK).touch()
        drop_database(server, replaced)
        _change_places(server, name, incoming, replaced)
    for directory in DIRECTORIES:
        _change_directories(state, directory)
    (state / RESTORE_MARK).unlink()


def _refuse_if_in_use(server: psycopg.Connection, name: str) -> None:
    used = server.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
        [name],
    ).fetchone()
    if used is not None:
        raise Failure(
            "平台正在使用数据库。请先停止它（演示：Ctrl-C）。",
            "The platform is using the database. Stop it first (the demo: Ctrl-C).",
        )


def _change_places(server: psycopg.Connection, name: str, incoming: str, replaced: str) -> None:
    """Rename both databases in one transaction."""
    from psycopg import sql

    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with server.transaction():
        server.execute(rename.format(sql.Identifier(name), sql.Identifier(replaced)))
        server.execute(rename.format(sql.Identifier(incoming), sql.Identifier(name)))


def _change_directories(state: Path, name: str) -> None:
    incoming, replaced = state / f"{name}.{INCOMING}", state / f"{name}.{REPLACED}"
    shutil.rmtree(replaced, ignore_errors=True)
    if (state / name).exists():
        (state / name).rename(replaced)
    if incoming.exists():
        incoming.rename(state / name)


def _damaged(path: Path, zh: str, en: str) -> Failure:
    return Failure(
        f"备份已损坏，未作任何改动：{path}（{zh}）。",
        f"The backup is damaged and nothing was changed: {path} ({en}).",
    )


COMMAND = Command(
    "校验并恢复备份。", "Check a backup and restore it.", run, "DIRECTORY [--other-keys]"
)
