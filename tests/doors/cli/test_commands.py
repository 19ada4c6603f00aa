"""The commands as a user types them, against a filed case: in processes of their own where the
start belongs to what is shown."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import psycopg
import pytest

from tests.support.database import superuser_dsn
from zhixing.cases.docket.asof import facts_as_of
from zhixing.cases.figures import explain
from zhixing.cli.__main__ import main
from zhixing.cli.command import list_commands
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.scenarios.wu.record import Wu
from zhixing.scenarios.wu.replay import file

SOURCE = Path(__file__).resolve().parents[3] / "src"
DSNS = ("ZX_DSN_APP", "ZX_DSN_OWNER", "ZX_DSN_SEQUENCER", "ZX_DSN_REAPER")
OURS = (
    "verify",
    "explain",
    "replay",
    "worker",
    "sequencer",
    "exchange",
    "reaper",
    "bundle",
    "witness",
    "rotate",
)


@pytest.fixture(scope="module")
def wu() -> Wu:
    return file("cli-")


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    return kept | {"PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1", "ZX_POOL": "0"}


def zx(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "zhixing.cli", *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def zx_here(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process: all it does and says, without the seconds of a start."""
    out, err = io.StringIO(), io.StringIO()
    before = signal.getsignal(signal.SIGTERM)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        signal.signal(signal.SIGTERM, before)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def test_every_command_speaks_both_languages() -> None:
    commands = list_commands()
    for name in OURS:
        assert any("\u4e00" <= c <= "\u9fff" for c in commands[name].zh), name
        assert commands[name].en.isascii(), name


def test_explain_is_the_same_call_as_the_screens(wu: Wu) -> None:
    court_no = wu.stage.court_no
    with open_scope(Scope.of_court(court_no, court_no)):
        wanted = explain(court_no, wu.case, "node:CLOSE_CASE", date(2016, 6, 1))
    done = zx("explain", str(wu.case), "node:CLOSE_CASE", "--on", "2016-06-01", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == wanted.to_json()
    told = zx_here("explain", wu.number, "node:CLOSE_CASE", "--on", "2016-06-01", "--court",
              str(court_no))  # fmt: skip
    assert wanted.conclusion_zh in told.stdout
    assert wanted.conclusion_en in told.stdout
    assert wanted.input_hash in told.stdout
    for step in wanted.steps:
        assert step.text_zh in told.stdout and step.text_en in told.stdout
        assert step.basis is None or step.basis.zh in told.stdout


def test_explain_as_it_was_known_before_the_filing_has_no_such_line(wu: Wu) -> None:
    arguments = ("explain", str(wu.case), "node:CLOSE_CASE", "--on", "2016-06-01")
    done = zx_here(*arguments, "--known", "2015-10-08")
    assert done.returncode == 2
    assert "CLOSE_CASE" in done.stderr and "available" in done.stderr
    assert zx_here(*arguments, "--known", "2015-10-09").returncode == 0
    with open_scope(Scope.of_court(wu.stage.court_no, wu.stage.court_no)):
        assert facts_as_of(wu.stage.court_no, wu.case).to_json()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("explain", "（2015）无此案号", "debt", "--on", "2016-06-01"), "无此案号"),
        (("explain", "x", "debt", "--on", "2016-13-01"), "2016-13-01"),
        (("verify", "log", "--court", "NOWHERE"), "NOWHERE"),
        (("bundle", "（2015）无此案号", "/nonexistent/out.zip"), "无此案号"),
        (("replay", "nobody"), "nobody"),
    ],
)
def test_what_is_not_there_is_named(arguments: tuple[str, ...], named: str) -> None:
    done = zx_here(*arguments)
    assert done.returncode == 2
    assert named in done.stderr


def test_verify_agrees_and_then_names_what_a_superuser_changed(wu: Wu) -> None:
    court = str(wu.stage.court_no)
    done = zx("verify", "all", "--court", court)
    assert done.returncode == 0, done.stdout
    assert "全部一致" in done.stdout and "Everything agrees" in done.stdout
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute("SET session_replication_role = replica")
        server.execute(
            "UPDATE cases_act SET payload = jsonb_set(payload, '{number}', '\"x\"') "
            "WHERE court_no = %s AND case_id = %s AND type = 'CASE_FILED'",
            [wu.stage.court_no, wu.case],
        )
        try:
            found = zx("verify", "log", "--court", court)
            assert found.returncode == 1
            assert "ALTERED" in found.stdout and "1 differences" in found.stdout
        finally:
            server.execute(
                "UPDATE cases_act SET payload = jsonb_set(payload, '{number}', to_jsonb(%s::text))"
                " WHERE court_no = %s AND case_id = %s AND type = 'CASE_FILED'",
                [wu.number, wu.stage.court_no, wu.case],
            )
    assert zx_here("verify", "log", "--court", court).returncode == 0


def test_verify_docket_names_a_changed_fact(wu: Wu) -> None:
    change = "UPDATE cases_case SET claim_fen = claim_fen + %s WHERE court_no = %s AND id = %s"
    with psycopg.connect(superuser_dsn(), autocommit=True) as server:
        server.execute(change, [1, wu.stage.court_no, wu.case])
        try:
            found = zx_here("verify", "docket", "--court", str(wu.stage.court_no))
            assert found.returncode == 1
            assert f"case {wu.case} case.claim_fen" in found.stdout
        finally:
            server.execute(change, [-1, wu.stage.court_no, wu.case])


@pytest.mark.parametrize("name", ["worker", "sequencer", "exchange", "reaper"])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_program_that_is_told_to_stop_stops_in_order(name: str, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "zhixing.cli", name],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        assert "已启动" in first, first
        time.sleep(1)
        program.send_signal(how)
        rest = program.communicate(timeout=60)[0]
        assert program.returncode == 0, rest
    assert "已停止" in rest


def test_rotate_makes_the_next_key_and_touches_nothing_with_it(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.json"
    secrets.write_text(Path(os.environ["ZX_SECRETS"]).read_text())
    before = json.loads(secrets.read_text())
    done = subprocess.run(
        [sys.executable, "-P", "-m", "zhixing.cli", "rotate", "--new-key"],
        env=environment() | {"ZX_SECRETS": str(secrets)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    after = json.loads(secrets.read_text())
    assert after.keys() - before.keys() == {"data_key_2"}
    assert {k: after[k] for k in before} == before
    assert secrets.stat().st_mode & 0o077 == 0
    assert after["data_key_2"] not in done.stdout


def test_rotate_counts_what_older_keys_seal(wu: Wu) -> None:
    done = zx("rotate", "--check")
    assert done.returncode == 0, done.stdout
    assert re.search(r"parties_party\.number：已换 0 行", done.stdout)
