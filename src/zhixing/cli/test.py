"""``./zx test``: everything, against a real PostgreSQL with row-level security on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence

from zhixing.cli.command import REPOSITORY, Command, say

NOTHING_COLLECTED = 5
SHARED = ("-n", "3", "--dist", "worksteal")
"""Three on two cores, for a third of the time a test waits for programs it started; neighbours in
a file stay together, so that what a file sets up is set up once."""


def run(arguments: Sequence[str]) -> int:
    """Prepare a test server and a browser and hand over to pytest; its summary comes last."""
    from zhixing.cli.browser import browser_variables, ensure_browser, find_browser
    from zhixing.cli.environment import prepare_tests

    prepared = prepare_tests()
    try:
        browser = find_browser(prepared.state)
        without = [] if browser else _browser_tests(arguments)
        if without:
            browser = ensure_browser(prepared.state)
        if browser:
            os.environ.update(browser_variables(browser, prepared.state))
            without = []
        return _run_pytest(arguments, without)
    finally:
        if not _used_by_others(prepared.admin_dsn):
            prepared.release()


def _used_by_others(admin_dsn: str) -> bool:
    """Tell whether a pytest that was started by hand still uses the test server."""
    import psycopg

    with psycopg.connect(admin_dsn) as server:
        row = server.execute(
            "SELECT 1 FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return row is not None


def _run_pytest(arguments: Sequence[str], without: Sequence[str]) -> int:
    """Run the tests; those that need a browser we could not get count as failed."""
    chosen = [] if _names_workers(arguments) else [*SHARED]
    if without:
        say(
            "没有浏览器，以下测试无法运行，本次测试判为失败：",
            "No browser could be had. These tests cannot run and the run counts as failed:",
        )
        print("\n".join(f"  {name}" for name in without), flush=True)
        chosen += ["-m", "not browser"]
    sys.stdout.flush()
    code = _pytest([*chosen, *arguments]).returncode
    return code or (1 if without else 0)


def _browser_tests(arguments: Sequence[str]) -> list[str]:
    """List the tests of this run that drive a browser."""
    quiet = ["-m", "browser", "--collect-only", "-p", "no:cacheprovider", "-n", "0"]
    found = _pytest([*arguments, *quiet], capture=True)
    if found.returncode == NOTHING_COLLECTED:
        return []
    return collected(found.stdout)


def collected(listing: str) -> list[str]:
    """Read which tests pytest has collected, however quiet it was asked to be.

    >>> collected("tests/a.py::test_one\\ntests/b.py: 3\\n\\n4 tests collected in 0.1s")
    ['tests/a.py::test_one', 'tests/b.py: 3']
    """
    return [line for line in listing.splitlines() if re.match(r"\S+(::.+|: \d+)$", line)]


def _pytest(arguments: Sequence[str], *, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """Run pytest from the repository with this process's environment."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=REPOSITORY,
        env=dict(os.environ, PYTHONPATH=str(REPOSITORY / "src")),
        stdin=subprocess.DEVNULL,
        capture_output=capture,
        text=True,
        check=False,
    )


def _names_workers(arguments: Sequence[str]) -> bool:
    return any(a.startswith(("-n", "--numprocesses", "--pdb", "-p=no:xdist")) for a in arguments)


COMMAND = Command(
    "运行全部测试；参数转交 pytest。",
    "Run every test; arguments go to pytest.",
    run,
    "[PYTEST ARGUMENTS]",
)
