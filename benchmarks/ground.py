"""The court a scenario runs in, the programs beside it, and the verification at its end."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import psycopg

from zhixing.courts.operations import (
    Equipment,
    EquippedCourt,
    IssuedToken,
    NewPolicy,
    Rehearsal,
    TokenRequest,
    adopt_policy,
    drive_clock,
    equip_court,
    found_rehearsal,
    issue_token,
)
from zhixing.funds.queries import verify_money
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.files.verify import verify_files
from zhixing.platform.log.verify import verify_log
from zhixing.platform.principal import PostKind, Principal

OPENED_ON = date(2018, 3, 1)
READY_SECONDS = 60.0


@dataclass(slots=True)
class Court:
    """Hold a rehearsal court of one run, with its people."""

    staff: EquippedCourt
    day: date
    tokens: dict[PostKind, str] = field(default_factory=dict)

    @property
    def court_no(self) -> int:
        """Give the court's number."""
        return self.staff.court_no

    def who(self, kind: PostKind, number: int = 0) -> Principal:
        """Give one of its people as a principal."""
        with open_scope(Scope.system()):
            return self.staff.principal(kind, number, self.day)

    def token(self, kind: PostKind) -> str:
        """Give an API token of somebody who needs no one-time code."""
        if kind not in self.tokens:
            member = self.staff.of_kind(kind)
            with open_scope(Scope.system()):
                request = TokenRequest(member.person, member.post, "benchmark", datetime.now(UTC))
                given = issue_token(request)
            if not isinstance(given, IssuedToken):
                raise Impossible(f"no token for {kind}: {given}")
            self.tokens[kind] = given.token
        return self.tokens[kind]


def found_court(day: date = date(2018, 3, 5), *, credentials: bool = False) -> Court:
    """Found a rehearsal court with one team, its clock at a day."""
    with open_scope(Scope.system()):
        court = found_rehearsal(Rehearsal("M34", instant(OPENED_ON)))
        spec = Equipment(credentials=credentials, login_prefix=f"b{court.court_no}-")
        staff = equip_court(court.court_no, OPENED_ON, spec)
        drive_clock(court.court_no, instant(day, 9))
        adopt_policy(living_standard(court.court_no))
    return Court(staff, day)


def living_standard(court_no: int) -> NewPolicy:
    """Give the invented living standard by which a court leaves people what they need to live."""
    return NewPolicy(
        court_no,
        "LIVING_STANDARD",
        "（基准）当地最低生活保障标准",
        OPENED_ON,
        OPENED_ON.replace(year=OPENED_ON.year + 10),
        {"per_month": 54_600, "months": 1, "source": "（基准）本市城市低保标准"},
    )


@contextlib.contextmanager
def program(arguments: list[str], more: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a program beside the measuring one, and end it afterwards."""
    child = subprocess.Popen(
        [sys.executable, "-P", *arguments],
        env={**os.environ, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=_log(arguments),
    )
    try:
        yield child.pid
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _log(arguments: list[str]) -> int:
    folder = Path(os.environ["ZX_STATE"]) / "logs"
    folder.mkdir(exist_ok=True)
    path = folder / f"{arguments[1].rpartition('.')[2]}.log"
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def sequencing() -> contextlib.AbstractContextManager[int]:
    """Run the sequencer beside the scenario, as a running platform does."""
    return program(["-m", "zhixing.platform.log.sequencer"])


@dataclass(frozen=True, slots=True)
class Web:
    """Hold a running web server: where it listens, and its process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Give the processor seconds it has used, which a busy machine does not lengthen much."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(processes: int = 1) -> Iterator[Web]:
    """Run the web server of the platform, one process or more, until the scenario is over."""
    from zhixing.cli.demo import free_port, page_status

    port = free_port(8600)
    with program(
        [
            *("-m", "uvicorn", "zhixing.config.asgi:application", "--host", "127.0.0.1"),
            *("--port", str(port), "--log-level", "warning", "--no-server-header"),
            *("--workers", str(processes)),
        ]
    ) as pid:
        end = time.monotonic() + READY_SECONDS
        while not page_status(port, "/sign-in/"):
            if time.monotonic() > end:
                raise Impossible("the web server did not answer")
            time.sleep(0.1)
        yield Web(port, pid)


def has_api() -> bool:
    """Tell whether the HTTP API is among the doors that are open."""
    from django.conf import settings
    from django.urls import Resolver404, resolve

    if "zhixing.api" not in settings.INSTALLED_APPS or find_spec("zhixing.api.urls") is None:
        return False
    try:
        return resolve("/api/v1/cases").view_name is not None
    except Resolver404:
        return False


def post(connection: http.client.HTTPConnection, path: str, body: bytes, token: str) -> bytes:
    """Send one write under a new key and give its answer."""
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": secrets.token_hex(16),
    }
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status >= 300:
        raise Impossible(f"{path}: {answer.status} {content[:600].decode('utf-8', 'replace')}")
    return content


def wait_until_sequenced(seconds: float = 900.0) -> float:
    """Wait until the sequencer has given every leaf its place; give the seconds it took."""
    start = time.monotonic()
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"], autocommit=True) as connection:
        while True:
            row = connection.execute("SELECT EXISTS (SELECT FROM platform_leaf_queue)").fetchone()
            if row is not None and not row[0]:
                return time.monotonic() - start
            if time.monotonic() - start > seconds:
                raise Impossible("the sequencer is too slow to catch up")
            time.sleep(0.2)


def analyse() -> None:
    """Let the planner know the tables now, as autovacuum would within minutes.

    Only the owner may; no scenario runs with this login.
    """
    with psycopg.connect(os.environ["ZX_BENCH_OWNER"], autocommit=True) as connection:
        connection.execute("SET client_min_messages = error")
        connection.execute("VACUUM ANALYZE")


def verify_all(courts: list[int]) -> dict[str, object]:
    """Verify log, docket, money and files of the courts used; name the first differences.

    The dockets are folded again in a second process, beside the log.


    :raises Impossible: anything differs; a result of a broken platform is none.
    """
    start = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.verifying", *map(str, courts)],
        stdout=subprocess.PIPE,
        text=True,
    ) as dockets:
        with open_scope(Scope.system()):
            found: list[object] = [*verify_log(courts), *verify_files(courts), *verify_money()]
        found += [line for line in dockets.stdout or () if line.strip()]
    if dockets.returncode != 0 or found:
        raise Impossible(f"{len(found)} differences, the first: {found[:3]}")
    return {"differences": 0, "courts": len(courts), "seconds": round(time.monotonic() - start, 1)}
