"""``./zx backup``: the database first, then the packs and proofs, and a manifest of hashes.

The order matters: packs are only ever appended to, and a row is committed after
its bytes are in a pack. So whatever the dumped database names is in packs
copied later. Keys are never part of a backup; the manifest names them by
fingerprint, so that a restore can tell whether it has the right ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from zhixing.cli.command import Command, Failure, say

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
DIRECTORIES = ("packs", "proofs")


def run(arguments: Sequence[str]) -> int:
    """Write a backup into a new directory."""
    from zhixing.cli.environment import prepare

    parser = argparse.ArgumentParser("./zx backup")
    parser.add_argument("directory", type=Path, help="a directory that does not exist yet")
    target = parser.parse_args(arguments).directory.absolute()
    if target.exists():
        raise Failure(f"{target} 已存在。请指定新目录。", f"{target} exists. Name a new directory.")
    prepared = prepare(quiet=False)
    try:
        if not prepared.admin_dsn:
            raise Failure(
                "备份需要能读取全部行的数据库账户：请设置 DATABASE_URL。",
                "A backup needs a login that reads every row: set DATABASE_URL.",
            )
        write_backup(prepared.state, prepared.admin_dsn, target)
    finally:
        prepared.release()
    say(f"备份完成：{target}", "The backup is complete. Keys are not in it: keep them apart.")
    return 0


def write_backup(state: Path, admin_dsn: str, target: Path) -> None:
    """Build the backup beside its name and rename it when every byte is on disk."""
    from zhixing.platform.embedded.secrets import key_fingerprints, read_secrets

    building = target.with_name(f".{target.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True, mode=0o700)
    say("导出数据库……", "dumping the database …")
    dump_database(admin_dsn, building / DUMP)
    for name in DIRECTORIES:
        if (state / name).is_dir():
            say(f"复制 {name}……", f"copying {name} …")
            shutil.copytree(state / name, building / name)
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "keys": key_fingerprints(read_secrets(os.environ)),
        "files": {str(p.relative_to(building)): describe(p) for p in files_below(building)},
    }
    (building / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    os.sync()
    building.rename(target)


def dump_database(admin_dsn: str, path: Path) -> None:
    """Dump the platform's database in pg_dump's own format."""
    from zhixing.cli.environment import prepared_database
    from zhixing.platform.embedded.dsn import with_database

    dsn = with_database(admin_dsn, prepared_database())
    run_client("pg_dump", "-Fc", "-f", str(path), dsn=dsn)


def run_client(name: str, *arguments: str, dsn: str) -> None:
    """Run a PostgreSQL client program; the password goes by environment, not by argument."""
    from zhixing.platform.embedded.binaries import client_program
    from zhixing.platform.embedded.dsn import password_of, without_password

    done = subprocess.run(
        [str(client_program(name)), *arguments, "-d", without_password(dsn)],
        env={"PATH": os.defpath, "PGPASSWORD": password_of(dsn), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failure(f"{name} 失败：{done.stderr[-1500:]}", f"{name} failed; see above.")


def files_below(directory: Path) -> Iterator[Path]:
    """List every file of a backup except its manifest, in a fixed order."""
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path != directory / MANIFEST:
            yield path


def describe(path: Path) -> dict[str, object]:
    """Tell a file's size and SHA-256."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


COMMAND = Command(
    "备份数据库、数据包与证明（不含密钥）。",
    "Back up database, packs and proofs (never keys).",
    run,
    "DIRECTORY",
)
