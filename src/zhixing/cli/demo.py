"""``./zx demo``: a court in a box, served until Ctrl-C, which stops all it started."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Command, Failure, say
from zhixing.cli.processes import OPEN_ONES, PROCESSES, is_present
from zhixing.cli.supervisor import Supervisor, tail

FIRST_PORT = 8000
POLICE_PORT = 8200
PORTS_TRIED = 100
WEB_SECONDS = 90.0
ANSWER_SECONDS = 10.0
ACCOUNTS = "demo-accounts.json"
COURT = "court.json"
OPEN_KEYS = "open-keys.json"


def run(arguments: Sequence[str]) -> int:
    """Prepare, migrate, fill, start, tell the address, and serve until told to stop."""
    from zhixing.cli.environment import prepare

    options = _options(arguments)
    os.umask(0o077)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    say("启动数据库……", "starting the database …")
    prepared = prepare(quiet=False)
    try:
        with _only_one(prepared.state):
            _lay_ground(options.no_seed)
            return _serve(prepared.state, options.port, once=options.once)
    except KeyboardInterrupt:
        return 0
    finally:
        _no_more_signals()
        if prepared.release():
            say("数据库已停止。", "The database has stopped.")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx demo")
    parser.add_argument("--once", action="store_true", help="start, look at the first page, stop")
    parser.add_argument("--port", type=int, default=0, help="the port; default 8000 or the next")
    parser.add_argument("--no-seed", action="store_true", help="migrate only, load nothing")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def _only_one(state: Path) -> Iterator[None]:
    """Refuse a second demo on the same state, naming where the first one listens."""
    handle = os.open(state / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Failure(
            "此数据目录已有演示在运行。请先停止它，或用 ZX_STATE 指定另一个目录。",
            "A demo already runs on this state. Stop it, or name another place in ZX_STATE.",
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def _lay_ground(no_seed: bool) -> None:
    command = ["-m", "zhixing.cli", "migrate"] if no_seed else ["-m", "zhixing.cli.ground"]
    if subprocess.run([sys.executable, "-P", *command], check=False).returncode != 0:
        raise Failure("准备数据失败，详见上文。", "Preparing the data failed; see above.")


def _serve(state: Path, wanted: int, *, once: bool) -> int:
    port = wanted or free_port()
    places = _places(state, port)
    present = [process for process in PROCESSES if is_present(process)]
    for process in PROCESSES:
        if process not in present:
            say(f"{process.name}：本版本没有此程序", f"{process.name}: not part of this release")
    supervisor = Supervisor(present, state, places)
    if ended := supervisor.end_strangers():
        say(f"清理了上次遗留的 {ended} 个进程。", f"Ended {ended} left-over processes.")
    try:
        say("启动服务……", "starting the programs …")
        supervisor.start()
        _wait_for_first_page(supervisor, port)
        _tell(state, places["url"])
        while not once:
            time.sleep(0.3)
            supervisor.watch()
        return 0
    finally:
        _no_more_signals()
        say("正在停止……", "stopping …")
        supervisor.stop()


def _places(state: Path, port: int) -> dict[str, str]:
    """Say where everything is: to the programs' arguments and to what they read themselves."""
    police = free_port(POLICE_PORT)
    os.environ.setdefault("ZX_POLICE_URL", f"http://127.0.0.1:{police}")
    os.environ.setdefault("ZX_POLICE_SECRET", "zhixing-demo")
    (state / "simulators").mkdir(exist_ok=True)
    return {
        "court": _court_code(state),
        "port": str(port),
        "url": f"http://127.0.0.1:{port}",
        "state": str(state),
        "police_port": str(police),
        **_open_keys(state),
    }


def _open_keys(state: Path) -> dict[str, str]:
    """Read the keys by which the simulated institutions of the open profile sign; made by the seed.

    Without them, on a state that was never seeded, each gets one that nobody knows.
    """
    path = state / "simulators" / OPEN_KEYS
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return {f"open_{name}": known.get(name) or secrets.token_hex(32) for name in OPEN_ONES}


def _court_code(state: Path) -> str:
    """Read whose clock the simulated institutions live by."""
    path = state / "simulators" / COURT
    if not path.exists():
        return "DEMO"
    code: str = json.loads(path.read_text())["code"]
    return code


def free_port(first: int = FIRST_PORT) -> int:
    """Find the first port from ``first`` on that nobody uses on the loopback address."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise Failure(
        f"{first} 起的 {PORTS_TRIED} 个端口均被占用。请用 --port 指定。",
        f"The {PORTS_TRIED} ports from {first} on are all taken. Name one with --port.",
    )


def _wait_for_first_page(supervisor: Supervisor, port: int) -> None:
    end = time.monotonic() + WEB_SECONDS
    status = 0
    while time.monotonic() < end:
        supervisor.watch()
        status = page_status(port)
        if 200 <= status < 400:
            return
        if status:  # it answers, but not well: give it a little time, not all
            end = min(end, time.monotonic() + ANSWER_SECONDS)
        time.sleep(0.2)
    print("\n".join(tail(supervisor.log_of("web"))), file=sys.stderr)
    raise Failure(
        f"首页没有正常打开（最后状态 {status or '无应答'}）。",
        f"The first page did not open (last status {status or 'no answer'}).",
    )


def page_status(port: int, path: str = "/") -> int:
    """Ask for a page and give its status; 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _tell(state: Path, url: str) -> None:
    print(f"\n  执行 Zhixing  {url}\n", flush=True)
    path = state / ACCOUNTS
    if path.exists():
        for line in accounts_block(json.loads(path.read_text())):
            print(f"  {line}")
    say(f"\n  仓库 {REPOSITORY}，数据 {state}", "Ctrl-C 停止 stops everything.\n")


def accounts_block(accounts: Sequence[dict[str, str]]) -> list[str]:
    """Lay out the demo accounts as lines of a table, one per post.

    >>> accounts_block([{"post": "法官", "login": "judge", "password": "x"}])
    ['post  login  password', '法官  judge  x']
    """
    keys = list(dict.fromkeys(key for account in accounts for key in account))
    rows = [keys, *([str(account.get(key, "")) for key in keys] for account in accounts)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(keys))]
    return [
        "  ".join(
            cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Count columns on a terminal, where a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _no_more_signals() -> None:
    """Let nothing interrupt the stopping, which is bounded in time."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


COMMAND = Command(
    "启动演示法院，Ctrl-C 停止一切。",
    "Start the demo court; Ctrl-C stops everything.",
    run,
    "[--once] [--port N] [--no-seed]",
)
