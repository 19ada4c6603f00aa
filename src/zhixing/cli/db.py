"""``./zx db``: the embedded server by hand."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence

from zhixing.cli.command import Command, Failure, say
from zhixing.cli.environment import VARIABLES, prepare, state_directory
from zhixing.platform.embedded.binaries import client_program
from zhixing.platform.embedded.lease import Lease
from zhixing.platform.embedded.server import EmbeddedServer

ROLES = {name.removeprefix("ZX_DSN_").lower(): name for name in VARIABLES}


def run(arguments: Sequence[str]) -> int:
    """Run one of ``up``, ``down``, ``dsn ROLE``, ``psql [ROLE]``."""
    action = ACTIONS.get(arguments[0]) if arguments else None
    if action is None:
        raise Failure(
            "用法：./zx db up|down|status|dsn 角色|psql [角色]",
            "Usage: ./zx db up|down|status|dsn ROLE|psql [ROLE]",
            2,
        )
    return action(arguments[1:])


def _up(_: Sequence[str]) -> int:
    prepared = prepare(quiet=False)
    if prepared.lease is None:
        say("已指定外部数据库，未启动嵌入式服务器。", "A server is named; none was started.")
        return 0
    prepared.lease.keep()
    prepared.release()
    say("数据库服务器已启动并保持运行。", "The server is up and stays up.")
    return 0


def _down(_: Sequence[str]) -> int:
    server = EmbeddedServer(state_directory())
    Lease(server).unkeep()
    stopped = server.stop()
    say("已停止。" if stopped else "未在运行。", "Stopped." if stopped else "It was not running.")
    return 0


def _status(_: Sequence[str]) -> int:
    running = EmbeddedServer(state_directory()).is_running()
    say("运行中。" if running else "未运行。", "Running." if running else "Not running.")
    return 0 if running else 3


def _dsn(arguments: Sequence[str]) -> int:
    variable = _variable(arguments)
    prepared = prepare()
    print(os.environ[variable])
    prepared.release()
    return 0


def _psql(arguments: Sequence[str]) -> int:
    variable = _variable(arguments[:1] or ["app"])
    prepared = prepare()
    command = [str(client_program("psql")), "-X", os.environ[variable], *arguments[1:]]
    try:
        return subprocess.run(command, check=False).returncode
    finally:
        prepared.release()


def _variable(arguments: Sequence[str]) -> str:
    role = arguments[0] if arguments else ""
    if role not in ROLES:
        raise Failure(
            f"没有角色 {role!r}：可用 {', '.join(ROLES)}。",
            f"There is no role {role!r}: choose {', '.join(ROLES)}.",
            2,
        )
    return ROLES[role]


ACTIONS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "dsn": _dsn,
    "psql": _psql,
}
COMMAND = Command(
    "手动操作嵌入式数据库。",
    "Work the embedded database by hand.",
    run,
    "up|down|status|dsn ROLE|psql [ROLE]",
)
