"""``./zx`` from nothing: makes its environment, survives kills, works without a network."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from zhixing.cli import bootstrap

REPOSITORY = Path(__file__).resolve().parents[2]
WHEEL = "little-1.0-py3-none-any.whl"
MAIN = "import little, sys\nprint('here', little.WORD, *sys.argv[1:])\n"


def _make_wheel(directory: Path) -> str:
    """Make a wheel and give its hash."""
    directory.mkdir()
    files = {
        "little.py": "WORD = 'little'\n",
        "little-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: little\nVersion: 1.0\n",
        "little-1.0.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
        "little-1.0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(directory / WHEEL, "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return hashlib.sha256((directory / WHEEL).read_bytes()).hexdigest()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small repository with the real ``zx`` and bootstrap and one little package."""
    root = tmp_path / "a tree"
    package = root / "src" / "zhixing" / "cli"
    package.mkdir(parents=True)
    (root / "requirements").mkdir()
    shutil.copy(REPOSITORY / "zx", root)
    shutil.copy(REPOSITORY / "src" / "zhixing" / "cli" / "bootstrap.py", package)
    for directory in (package, package.parent):
        (directory / "__init__.py").touch()
    (package / "__main__.py").write_text(MAIN)
    lock = f"little==1.0 --hash=sha256:{_make_wheel(root / 'wheels')}\n"
    for name in ("runtime", "test"):
        (root / "requirements" / f"{name}.lock").write_text(lock)
    (root / "requirements" / "bootstrap.lock").write_text(
        "uv==0.0.0 --hash=sha256:" + "0" * 64 + "\n"
    )
    return root


def _environment(root: Path, **more: str) -> dict[str, str]:
    own = ("PIP_", "UV_", "PYTHON", "ZX_VENV")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    home = root / "home"
    home.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": (root / "wheels").as_uri(),
        "ZX_PYTHON": getattr(sys, "_base_executable", sys.executable),
        **more,
    }


def _zx(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(root / "zx"), *arguments],
        env=_environment(root, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def test_makes_the_environment_once_and_then_starts_at_once(tree: Path) -> None:
    first = _zx(tree, "demo", "a b")
    assert first.stdout == "here little demo a b\n", first.stderr
    shutil.rmtree(tree / "wheels")  # from now on there is nothing to install from
    times = []
    for _ in range(3):
        started = time.monotonic()
        again = _zx(tree, "demo")
        times.append(time.monotonic() - started)
        assert again.stdout == "here little demo\n"
        assert again.stderr == ""
    assert min(times) < 1.0


@pytest.mark.crash
def test_a_kill_at_any_moment_is_repaired(tree: Path) -> None:
    for seconds in (0.1, 0.5, 1.5, 3.0, 4.5):
        running = subprocess.Popen(
            [str(tree / "zx")],
            env=_environment(tree),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(seconds)
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    done = _zx(tree, "help")
    assert done.stdout == "here little help\n", done.stderr
    assert not (tree / ".venv" / bootstrap.MARK).exists()


def test_a_half_made_environment_is_made_anew(tree: Path) -> None:
    assert _zx(tree).returncode == 0
    (tree / ".venv" / bootstrap.MARK).touch()
    leftover = tree / ".venv" / "half-unpacked"
    leftover.touch()
    assert _zx(tree).stdout == "here little\n"
    assert not leftover.exists()


def test_a_new_lock_is_installed_and_a_wrong_hash_refused(tree: Path) -> None:
    assert _zx(tree).returncode == 0
    lock = tree / "requirements" / "runtime.lock"
    good = lock.read_text()
    lock.write_text(good + "# changed\n")
    again = _zx(tree)
    assert "Preparing" in again.stderr
    assert again.stdout == "here little\n"
    lock.write_text(good.replace("sha256:", "sha256:0000")[: len(good) - 1])
    shutil.rmtree(tree / ".venv")
    refused = _zx(tree)
    assert refused.returncode != 0
    assert "准备环境时 pip 失败" in refused.stderr
    assert "here" not in refused.stdout


def test_two_starts_at_once_do_not_spoil_each_other(tree: Path) -> None:
    both = [
        subprocess.Popen(
            [str(tree / "zx"), "x"],
            env=_environment(tree),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    outputs = [process.communicate() for process in both]
    assert [out for out, _ in outputs] == ["here little x\n"] * 2, outputs


def test_says_what_is_missing_without_a_fit_python(tree: Path) -> None:
    tools = tree / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "cmp", "env", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    refused = _zx(tree, PATH=str(tools), ZX_PYTHON="/nonexistent")
    assert refused.returncode == 1
    assert "需要 Python 3.11" in refused.stderr
    assert "Python 3.11 or newer" in refused.stderr


def test_says_where_to_go_when_the_tree_cannot_be_written(tree: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.touch()
    refused = _zx(tree, ZX_VENV=str(blocked / "venv"))
    assert refused.returncode == 1
    assert "ZX_VENV" in refused.stderr and "cannot be written" in refused.stderr
    assert _zx(tree, ZX_VENV=str(tmp_path / "venv")).stdout == "here little\n"


def test_both_locks_pin_the_same_versions() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (REPOSITORY / "requirements" / name).read_text().splitlines()
        found = [line.split()[0].partition("==") for line in lines if "==" in line]
        return {package: version for package, _, version in found}

    runtime, test = pins("runtime.lock"), pins("test.lock")
    assert len(runtime) > 50
    assert {name: test.get(name) for name in runtime} == runtime


def test_pip_settings_reach_uv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "pip.conf"
    config.write_text("[global]\ncert = /some/ca.crt\nextra-index-url = file:///a\n  file:///b\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_FIND_LINKS", "/some/wheels")
    for name in ("SSL_CERT_FILE", "UV_INDEX", "UV_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    env = bootstrap._uv_environment(sys.executable)
    assert env["SSL_CERT_FILE"] == "/some/ca.crt"
    assert env["UV_FIND_LINKS"] == "/some/wheels"
    assert env["UV_INDEX"].split()[-2:] == ["file:///a", "file:///b"]


@pytest.mark.parametrize("more", [[], ["-q"]])
def test_the_gate_sees_which_tests_need_a_browser(more: list[str]) -> None:
    from zhixing.cli.test import _browser_tests

    found = _browser_tests(["tests/stories/browser/test_look.py", "tests/kernel", *more])
    assert found
    assert all(line.startswith("tests/stories/browser/test_look.py") for line in found)
    assert _browser_tests(["tests/kernel/test_refusal.py", *more]) == []
