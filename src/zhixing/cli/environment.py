"""What every process of the platform needs around it: a database, its logins, the keys.

``prepare()`` starts the embedded server if nothing else was named and puts the
addresses into this process's environment, where settings and children read:
``ZX_DSN_APP``, ``ZX_DSN_OWNER``, ``ZX_DSN_SEQUENCER``, ``ZX_DSN_REAPER``
(libpq URLs), ``ZX_STATE`` and ``ZX_SECRETS`` (path of the keys' file).
A process that finds them set (production), or ``ZX_PREPARED`` (a child of the
supervisor, which is given only the logins it needs), starts nothing.
"""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Failure, say
from zhixing.platform.embedded.dsn import database_name
from zhixing.platform.embedded.lease import Lease
from zhixing.platform.embedded.passwords import ensure_passwords
from zhixing.platform.embedded.place import state_place
from zhixing.platform.embedded.provision import Logins, provision
from zhixing.platform.embedded.secrets import ensure_secrets
from zhixing.platform.embedded.server import EmbeddedServer

DATABASE = "zhixing"
RESTORE_MARK = "restore.unfinished"
TEST_SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}
VARIABLES = ("ZX_DSN_APP", "ZX_DSN_OWNER", "ZX_DSN_SEQUENCER", "ZX_DSN_REAPER")


@dataclass(slots=True)
class Prepared:
    """A prepared environment; ``release`` gives back what ``prepare`` took."""

    state: Path
    lease: Lease | None = None
    admin_dsn: str = ""
    """A login that may create databases; empty when this process has none."""

    def release(self) -> bool:
        """Leave the embedded server; the last to leave stops it. Tells whether it stopped."""
        return self.lease.release() if self.lease is not None else False


def state_directory(*, quiet: bool = False) -> Path:
    """Find or make the state directory, saying so when it is not the usual one."""
    place = state_place(REPOSITORY, os.environ)
    if place.zh and not quiet:
        say(place.zh, place.en)
    return place.path


def prepare(*, quiet: bool = True, restoring: bool = False) -> Prepared:
    """Make database and keys available to this process and its children.

    :raises Failure: when a restore was interrupted half way and this is not another one.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    if os.environ.get("ZX_PREPARED") or all(os.environ.get(name) for name in VARIABLES):
        return _as_given()
    state = state_directory(quiet=quiet)
    if (state / RESTORE_MARK).exists() and not restoring:
        raise Failure(
            "上次恢复中途被打断，数据不完整。请重新运行 ./zx restore。",
            "A restore was interrupted half way. Run ./zx restore again.",
        )
    os.environ["ZX_STATE"] = str(state)
    os.environ.setdefault("ZX_SECRETS", str(ensure_secrets(state)))
    if named := os.environ.get("DATABASE_URL"):
        _export(provision(named, ensure_passwords(state)))
        return Prepared(state, admin_dsn=named)
    return _with_server(EmbeddedServer(state), state)


def prepare_tests() -> Prepared:
    """Hold up the server that the tests make their databases on, with its own state.

    The tests find it by ``test`` below the state directory; the addresses of
    their databases are theirs to set. Nothing in it outlives a power cut.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhixing.config.settings")
    usual = state_directory()
    state = state_place(REPOSITORY, {"ZX_STATE": str(usual / "test")}).path
    lease = Lease(EmbeddedServer(state, TEST_SETTINGS))
    prepared = Prepared(state, lease)
    prepared.admin_dsn = lease.take().superuser_dsn()
    return prepared


def _with_server(server: EmbeddedServer, state: Path) -> Prepared:
    lease = Lease(server)
    prepared = Prepared(state, lease)
    atexit.register(prepared.release)
    info = lease.take()
    prepared.admin_dsn = info.superuser_dsn()
    _export(provision(prepared.admin_dsn, info.passwords, DATABASE))
    return prepared


def _as_given() -> Prepared:
    state = Path(os.environ.get("ZX_STATE") or state_directory(quiet=True))
    os.environ["ZX_STATE"] = str(state)
    if os.environ.get("ZX_PREPARED"):
        return Prepared(state)
    if "ZX_SECRETS" not in os.environ and "ZX_SECRET_DJANGO_SECRET_KEY" not in os.environ:
        os.environ["ZX_SECRETS"] = str(ensure_secrets(state))
    return Prepared(state, admin_dsn=os.environ.get("DATABASE_URL", ""))


def _export(logins: Logins) -> None:
    os.environ["ZX_DSN_APP"] = logins.app
    os.environ["ZX_DSN_OWNER"] = logins.owner
    os.environ["ZX_DSN_SEQUENCER"] = logins.sequencer
    os.environ["ZX_DSN_REAPER"] = logins.reaper


def prepared_database() -> str:
    """Name the database that the prepared environment uses."""
    return database_name(os.environ["ZX_DSN_APP"])
