"""The demo's supervisor: restarts what crashes, stops what it started, dies with its children."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zhixing.cli import demo, supervisor
from zhixing.cli.processes import PROCESSES, Process
from zhixing.cli.supervisor import Supervisor, child_environment, process_birth

SLEEPER = Process("sleeper", ("-c", "import time; time.sleep(300)"), needs="time")
STUBBORN = Process(
    "stubborn",
    (
        "-c",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('up', flush=True); time.sleep(300)",
    ),
    needs="time",
)
CRASHER = Process("crasher", ("-c", "print('falling over'); raise SystemExit(3)"), needs="time")
SOURCE = Path(__file__).resolve().parents[2] / "src"
SUPERVISE = """
import sys, time
from pathlib import Path
from zhixing.cli.processes import Process
from zhixing.cli.supervisor import Supervisor
sleep = Process("sleeper", ("-c", "import time; time.sleep(300)"), needs="time")
Supervisor([sleep, sleep], Path(sys.argv[1]), {}).start()
print("started", flush=True)
time.sleep(300)
"""


def _wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] not in "ZX"


def test_a_crashed_program_is_started_again_later_and_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FIRST_WAIT_SECONDS", 0.05)
    watched = Supervisor([CRASHER, SLEEPER], tmp_path, {})
    watched.start()
    child = watched.children[0]
    waits = []
    while len(waits) < 3:
        if child in watched.watch():
            waits.append(child.restart - time.monotonic())
        time.sleep(0.01)
    watched.stop()
    assert 0 < waits[0] < waits[1] < waits[2]
    assert child.crashes == 3
    assert "crasher 意外退出（3）" in capsys.readouterr().out
    assert watched.log_of("crasher").read_text().count("falling over") >= 3
    assert watched.children[1].crashes == 0


def test_the_wait_has_a_limit() -> None:
    child = supervisor.Child(CRASHER, crashes=30)
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"]) as ended:
        ended.wait()
        child.popen, child.started = ended, time.monotonic()
        watched = Supervisor([], Path(), {})
        assert watched._has_crashed(child, time.monotonic())
    assert child.restart - time.monotonic() <= supervisor.LONGEST_WAIT_SECONDS


def test_stopping_ends_even_the_stubborn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.5)
    watched = Supervisor([SLEEPER, STUBBORN], tmp_path, {})
    watched.start()
    pids = [c.popen.pid for c in watched.children if c.popen is not None]
    _wait_until(lambda: "up" in watched.log_of("stubborn").read_text())
    watched.stop()
    assert len(pids) == 2
    assert not any(_lives(pid) for pid in pids)
    assert not watched.record.exists()


@pytest.mark.crash
def test_programs_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    pids = _start_and_kill(tmp_path)
    _wait_until(lambda: not any(_lives(pid) for pid in pids))
    assert not [pid for pid in pids if _lives(pid)]


@pytest.mark.crash
def test_the_next_start_ends_what_outlived_its_supervisor(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "300"], start_new_session=True) as orphan:
        with subprocess.Popen(["sleep", "300"], start_new_session=True) as innocent:
            record = {str(orphan.pid): process_birth(orphan.pid), str(innocent.pid): "1"}
            (tmp_path / "demo-processes.json").write_text(json.dumps(record))
            assert Supervisor([], tmp_path, {}).end_strangers() == 1
            assert orphan.wait(10) == -signal.SIGKILL
            assert innocent.poll() is None, "the number had passed to another process"
            innocent.kill()
    assert not (tmp_path / "demo-processes.json").exists()


def _start_and_kill(state: Path) -> list[int]:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(state)],
        env=dict(os.environ, PYTHONPATH=str(SOURCE)),
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"started\n"
        pids = [int(pid) for pid in json.loads((state / "demo-processes.json").read_text())]
        assert len(pids) == 2
        assert all(_lives(pid) for pid in pids)
        running.kill()
    return pids


def test_a_simulator_gets_no_login_and_no_key() -> None:
    environ = {
        "ZX_DSN_APP": "app",
        "ZX_DSN_OWNER": "owner",
        "ZX_DSN_SEQUENCER": "sequencer",
        "ZX_DSN_REAPER": "reaper",
        "ZX_SECRETS": "/keys",
        "DATABASE_URL": "root",
        "HOME": "/h",
    }
    given = {p.name: child_environment(p, environ) for p in PROCESSES}
    assert not any(
        k.startswith(("ZX_DSN_", "ZX_SECRET", "DATABASE")) for k in given["bank-gongshang"]
    )
    assert given["web"]["ZX_DSN_APP"] == "app"
    for name, env in given.items():
        assert "ZX_DSN_OWNER" not in env, name
        assert "DATABASE_URL" not in env, name
    assert set(given["sequencer"]) & {"ZX_DSN_SEQUENCER", "ZX_DSN_REAPER"} == {"ZX_DSN_SEQUENCER"}


def test_a_taken_port_is_passed_over() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.free_port(port) > port


def test_nobody_answers_as_nobody() -> None:
    assert demo.page_status(demo.free_port(23000)) == 0
