"""A real PostgreSQL for the tests: one migrated template, one copy for each test process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from zhixing.platform.embedded.dsn import database_name, with_database
from zhixing.platform.embedded.passwords import Passwords
from zhixing.platform.embedded.place import state_place
from zhixing.platform.embedded.provision import OWNER, drop_database, logins, provision
from zhixing.platform.embedded.secrets import ensure_secrets
from zhixing.platform.embedded.server import EmbeddedServer, ServerInfo, exclusive

REPOSITORY = Path(__file__).resolve().parents[2]
SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}


def prepare(worker: str) -> None:
    """Start the server, migrate the template if its migrations changed, and copy it.

    Sets the addresses of the four roles in the environment; Django reads them.
    """
    usual = state_place(REPOSITORY, os.environ).path
    state = state_place(REPOSITORY, {"ZX_STATE": str(usual / "test")}).path
    info = EmbeddedServer(state, SETTINGS).start()
    os.environ["ZX_SECRETS"] = str(ensure_secrets(state))
    os.environ["ZX_STATE"] = str(state / worker)
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhixing.config.settings"
    Path(os.environ["ZX_STATE"]).mkdir(parents=True, exist_ok=True)
    template = f"template_{_migrations_hash()}"
    with exclusive(state / "template.lock"):
        _ensure_template(info, template)
        name = f"test_{worker}_{os.getpid()}"
        with psycopg.connect(info.superuser_dsn(), autocommit=True) as server:
            _drop_left_over(server)
            drop_database(server, name)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER)
                )
            )
    provision(info.superuser_dsn(name), info.passwords)
    _set_addresses(info, name, info.passwords)


def remove() -> None:
    """Drop this process's own database at the end of its run."""
    dsn = os.environ.get("ZX_TEST_SUPER", "")
    if dsn:
        with psycopg.connect(with_database(dsn, "postgres"), autocommit=True) as server:
            drop_database(server, database_name(dsn))


def _drop_left_over(server: psycopg.Connection) -> None:
    """Drop the databases of test processes that are gone, and templates of older migrations."""
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'"
    ).fetchall()
    for (name,) in rows:
        pid = name.rpartition("_")[2]
        if not (pid.isdigit() and Path(f"/proc/{pid}").exists()):
            drop_database(server, name)


def superuser_dsn() -> str:
    """Give the superuser's address, for the tests that tamper with stored rows."""
    return os.environ["ZX_TEST_SUPER"]


def _set_addresses(info: ServerInfo, name: str, passwords: Passwords) -> None:
    found = logins(info.superuser_dsn(name), passwords)
    os.environ["ZX_TEST_SUPER"] = info.superuser_dsn(name)
    os.environ["ZX_DSN_OWNER"] = found.owner
    os.environ["ZX_DSN_APP"] = found.app
    os.environ["ZX_DSN_SEQUENCER"] = found.sequencer
    os.environ["ZX_DSN_REAPER"] = found.reaper


def _ensure_template(info: ServerInfo, name: str) -> None:
    with psycopg.connect(info.superuser_dsn(), autocommit=True) as server:
        row = server.execute(
            "SELECT datistemplate FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if row is not None and row[0]:
            return
        drop_database(server, name)
    found = provision(info.superuser_dsn(), info.passwords, name)
    environment = {
        **os.environ,
        "ZX_DSN_OWNER": found.owner,
        "ZX_DSN_APP": found.app,
        "ZX_POOL": "0",
        "PYTHONPATH": str(REPOSITORY / "src"),
    }
    for arguments in (
        ["migrate", "--database", "owner", "-v", "0", "--skip-checks"],
        ["load_courts"],
    ):
        subprocess.run(
            [sys.executable, "-m", "django", *arguments], env=environment, check=True, timeout=300
        )
    with psycopg.connect(info.superuser_dsn(), autocommit=True) as server:
        server.execute(
            sql.SQL("ALTER DATABASE {} WITH IS_TEMPLATE true").format(sql.Identifier(name))
        )


def _migrations_hash() -> str:
    found = sorted((REPOSITORY / "src" / "zhixing").glob("*/migrations/*.py"))
    sources = [*found, *sorted((REPOSITORY / "src/zhixing").glob("*/sql.py"))]
    sources += [REPOSITORY / "src/zhixing/platform/database/rows.py"]
    sources += [REPOSITORY / "src/zhixing/config" / name for name in ("rooms.py", "settings.py")]
    sources += sorted((REPOSITORY / "src/zhixing/courts/data").glob("*.csv"))
    body = b"\0".join(p.as_posix().encode() + p.read_bytes() for p in sources)
    return hashlib.sha256(body).hexdigest()[:12]
