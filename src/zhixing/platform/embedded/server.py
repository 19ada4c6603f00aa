"""The embedded server itself: made once, started, adopted, recovered, stopped.

Everything is safe against a kill at any moment: the data directory is built
beside its final name and renamed, passwords are on disk before they are used,
and each start first clears away what a dead server left.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from zhixing.platform.embedded import postmaster
from zhixing.platform.embedded.account import Account, server_account
from zhixing.platform.embedded.binaries import server_programs
from zhixing.platform.embedded.dsn import socket_dsn
from zhixing.platform.embedded.errors import ServerError
from zhixing.platform.embedded.passwords import Passwords, ensure_passwords
from zhixing.platform.embedded.paths import sync_directory, write_private

SUPERUSER = "zhixing_super"
PORT = 5432
LONGEST_SOCKET_PATH = 106
LOG_LIMIT_BYTES = 20_000_000
START_SECONDS = 300
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "max_locks_per_transaction": "256",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "autovacuum_naptime": "5s",
}


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """Where a running server listens and how to enter it."""

    socket_dir: Path
    port: int
    data_dir: Path
    log_file: Path
    passwords: Passwords = field(repr=False)
    password_file: Path
    started: bool
    """Whether this very call started it; otherwise it was found running."""

    def dsn(self, user: str, database: str) -> str:
        """Build the libpq URL with which a role enters a database."""
        return socket_dsn(self.socket_dir, self.port, user, self.passwords[user], database)

    def superuser_dsn(self, database: str = "postgres") -> str:
        """Build the URL of the superuser: for provisioning and backup only."""
        return self.dsn(SUPERUSER, database)


class EmbeddedServer:
    """One PostgreSQL cluster below one state directory."""

    def __init__(self, state_dir: Path, settings: Mapping[str, str] | None = None) -> None:
        self.state = state_dir
        self.settings = {**SETTINGS, **(settings or {})}
        self.home = state_dir / "pg"
        self.data = self.home / "data"
        self.log_file = self.home / "server.log"
        self.account: Account = server_account()

    def start(self) -> ServerInfo:
        """Start the server, or find it running, and say how to reach it."""
        with self._alone():
            self._make_directories()
            passwords = ensure_passwords(self.state, SUPERUSER)
            programs = server_programs(self.account, self.state)
            if not (self.data / "PG_VERSION").exists():
                self._make_cluster(programs, passwords)
            self._check_version(programs)
            postmaster.clear_the_dead(self.data)
            started = postmaster.living_pid(self.data) is None
            if started:
                self._launch(programs, self._socket_directory())
            socket_dir = self._wait_until_ready()
            if not (socket_dir / f".s.PGSQL.{PORT}").exists():  # swept out of /tmp
                self.stop_unlocked()
                self._launch(programs, self._socket_directory())
                socket_dir = self._wait_until_ready()
        return self._info(socket_dir, passwords, started=started)

    def stop(self, *, mode: str = "fast") -> bool:
        """Stop the server and wait for its end; ``False`` when it was not running."""
        with self._alone():
            return self.stop_unlocked(mode=mode)

    def stop_unlocked(self, *, mode: str = "fast") -> bool:
        """Stop the server for a caller who already holds ``server.lock``."""
        pid = postmaster.living_pid(self.data)
        if pid is None:
            postmaster.clear_the_dead(self.data)
            return False
        programs = server_programs(self.account, self.state)
        ready = postmaster.is_ready(self.data)
        socket_dir = postmaster.socket_directory(self.data) if ready else self.home
        for attempt in (mode, "immediate"):
            self._run(programs / "pg_ctl", "stop", "-D", str(self.data), "-m", attempt, "-W")
            if postmaster.wait_until_gone(self.data, pid, 30.0):
                postmaster.clear_the_dead(self.data)
                if self.home not in (socket_dir, socket_dir.parent):
                    shutil.rmtree(socket_dir, ignore_errors=True)
                return True
        raise ServerError(
            f"数据库服务器（进程 {pid}）未能停止。", f"The server (process {pid}) did not stop."
        )

    def is_running(self) -> bool:
        """Tell whether this cluster's server lives and takes connections."""
        return postmaster.living_pid(self.data) is not None and postmaster.is_ready(self.data)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep two processes from starting or stopping this server at once."""
        with exclusive(self.state / "server.lock"):
            yield

    def _info(self, socket_dir: Path, passwords: Passwords, *, started: bool) -> ServerInfo:
        return ServerInfo(
            socket_dir=socket_dir,
            port=PORT,
            data_dir=self.data,
            log_file=self.log_file,
            passwords=passwords,
            password_file=passwords.path,
            started=started,
        )

    def _make_directories(self) -> None:
        if not self.account.can_enter(self.state):
            raise ServerError(
                f"数据库账户无法进入 {self.state}。请用 ZX_STATE 指定另一个目录。",
                f"The database account cannot enter {self.state}. Name another place in ZX_STATE.",
            )
        if not self.home.exists():
            self.home.mkdir(mode=0o700)
            self.account.own(self.home)

    def _make_cluster(self, programs: Path, passwords: Passwords) -> None:
        """Build the data directory beside its final name and rename it when whole.

        The name is new each time: an ``initdb`` that outlived its killed starter
        may still be writing under the old one.
        """
        for abandoned in self.home.glob("building-*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        building = self.home / f"building-{secrets.token_hex(4)}"
        password_file = self.home / "initial-password"
        write_private(password_file, passwords[SUPERUSER] + "\n")
        self.account.own(password_file)
        done = self._run(
            *(programs / "initdb", "-D", str(building), "-U", SUPERUSER, "-E", "UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *("--auth=scram-sha-256", f"--pwfile={password_file}", "--data-checksums"),
        )
        password_file.unlink()
        if done.returncode != 0:
            raise ServerError(
                "无法建立数据库。", "The database could not be made.", done.stderr[-2000:]
            )
        with (building / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = 'zhixing.conf'\n")
            conf.flush()
            os.fsync(conf.fileno())
        shutil.rmtree(self.data, ignore_errors=True)
        building.rename(self.data)
        sync_directory(self.home)

    def _check_version(self, programs: Path) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = self._run(programs / "postgres", "--version").stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise ServerError(
                f"{self.data} 由 PostgreSQL {made_by} 建立，而当前程序是 {ours}。"
                "请先用旧版本 ./zx backup，再移走该目录并 ./zx restore。",
                f"{self.data} was made by PostgreSQL {made_by}, the programs are {ours}. Run "
                "./zx backup with the old release, move the directory away, then ./zx restore.",
            )

    def _launch(self, programs: Path, socket_dir: Path) -> None:
        conf = self.data / "zhixing.conf"
        for stale in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):  # names the same zombie
            (socket_dir / stale).unlink(missing_ok=True)
        lines = {**self.settings, "unix_socket_directories": str(socket_dir), "port": str(PORT)}
        write_private(conf, "".join(f"{name} = '{value}'\n" for name, value in lines.items()))
        self.account.own(conf)
        if self.log_file.exists() and self.log_file.stat().st_size > LOG_LIMIT_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.old"))
        mark = self.log_file.stat().st_size if self.log_file.exists() else 0
        done = self._pg_ctl_start(programs)
        if done.returncode != 0 and postmaster.living_pid(self.data) is None:
            postmaster.clear_the_dead(self.data)  # one that a killed starter left half begun
            done = self._pg_ctl_start(programs)
        if done.returncode != 0 and postmaster.living_pid(self.data) is None:
            raise ServerError(
                f"数据库服务器未能启动，详见 {self.log_file}。",
                f"The server did not start; see {self.log_file}.",
                self._log_since(mark)[-2000:] or done.stderr[-2000:],
            )

    def _pg_ctl_start(self, programs: Path) -> subprocess.CompletedProcess[str]:
        return self._run(
            *(programs / "pg_ctl", "start", "-D", str(self.data), "-l", str(self.log_file)),
            *("-w", "-t", str(START_SECONDS), "-s"),
        )

    def _log_since(self, mark: int) -> str:
        if not self.log_file.exists():
            return ""
        with self.log_file.open("rb") as log:
            log.seek(mark)
            return log.read().decode("utf-8", "replace")

    def _wait_until_ready(self) -> Path:
        """Wait until the server takes connections and read where it listens."""
        end = time.monotonic() + START_SECONDS
        while not self.is_running():
            if postmaster.living_pid(self.data) is None or time.monotonic() > end:
                raise ServerError(
                    f"数据库服务器启动后又停止，详见 {self.log_file}。",
                    f"The server started and ended again; see {self.log_file}.",
                )
            time.sleep(0.02)
        return postmaster.socket_directory(self.data)

    def _socket_directory(self) -> Path:
        """Choose a directory whose socket path is short enough for the kernel."""
        near = self.home / "socket"
        if len(os.fsencode(str(near / f".s.PGSQL.{PORT}"))) <= LONGEST_SOCKET_PATH:
            return self._own_directory(near) or self._distant_socket_directory()
        return self._distant_socket_directory()

    def _distant_socket_directory(self) -> Path:
        name = hashlib.sha256(os.fsencode(str(self.data))).hexdigest()[:12]
        for attempt in range(10):
            found = self._own_directory(Path("/tmp") / f"zx-{self.account.uid}-{name}-{attempt}")
            if found is not None:
                return found
        raise ServerError(
            "无法在 /tmp 建立套接字目录。请用 ZX_STATE 指定较短的路径。",
            "No socket directory could be made in /tmp. Name a shorter path in ZX_STATE.",
        )

    def _own_directory(self, path: Path) -> Path | None:
        """Make a directory that is surely ours, or say that somebody else sits there."""
        try:
            path.mkdir(mode=0o700)
            self.account.own(path)
        except FileExistsError:
            pass
        found = path.lstat()
        ours = stat.S_ISDIR(found.st_mode) and found.st_uid == self.account.uid
        return path if ours and stat.S_IMODE(found.st_mode) == 0o700 else None

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a server program as the server's account, in a place it can enter."""
        who = (
            {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
            if self.account.stepped_down
            else {}
        )
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            [str(part) for part in command],
            cwd=self.home,
            env={"PATH": os.defpath, "HOME": str(self.home), "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            umask=0o077,
            check=False,
            **who,
        )


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file lock; the kernel lets go of it when we die."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
