"""Making the Python environment from a lock file; run by ``./zx`` with the system's Python.

Only the standard library may be used here, for nothing else is installed yet.
Each package is checked against the hash in the lock, only wheels are taken
(no compiler is needed), and ``uv`` does the work where pip can get it.

A kill at any moment is repaired by the next start: while the environment is
being made it carries a mark, and an environment found with the mark is made
anew. The finished environment carries a copy of the lock it was made from,
which ``./zx`` compares with the lock at every start.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

MARK = "zx-unfinished"
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "no-index": "UV_NO_INDEX",
}


class Broken(Exception):
    """The environment cannot be made; the message says why."""


def main(root: Path, venv: Path, want: str) -> None:
    """Make or complete the environment for ``runtime`` or ``test``."""
    with _alone(venv):
        if is_fresh(root, venv, want):
            return
        started = time.monotonic()
        _say(f"正在准备运行环境 {venv}……", f"Preparing the environment in {venv} …")
        if (venv / MARK).exists() or not _works(venv):
            _remake(venv)
        (venv / MARK).touch()
        _install(root, venv, root / "requirements" / f"{want}.lock")
        _stamp(root, venv, want)
        seconds = time.monotonic() - started
        _say(f"运行环境就绪（{seconds:.0f} 秒）。", f"The environment is ready ({seconds:.0f} s).")


def is_fresh(root: Path, venv: Path, want: str) -> bool:
    """Tell whether the environment was made from the lock as it is now."""
    if (venv / MARK).exists() or not os.access(venv / "bin" / "python", os.X_OK):
        return False
    return any(
        _same(root / "requirements" / f"{name}.lock", venv / f"zx-{name}.lock")
        for name in ({want, "test"})
    )


def _same(lock: Path, stamp: Path) -> bool:
    return stamp.exists() and lock.read_bytes() == stamp.read_bytes()


@contextlib.contextmanager
def _alone(venv: Path) -> Iterator[None]:
    """Let two starts that make one environment wait for each other, whichever tree they
    come from; the kernel frees the lock of the dead."""
    try:
        venv.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(venv.parent, os.O_RDONLY)
    except OSError as reason:
        raise _unwritable(venv, reason) from reason
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("另一个 ./zx 正在准备环境，等待……", "Another ./zx is at it; waiting …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _works(venv: Path) -> bool:
    """Tell whether the environment has a Python that runs and a pip that loads."""
    python = venv / "bin" / "python"
    if not os.access(python, os.X_OK):
        return False
    probe = [str(python), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _unwritable(venv: Path, reason: OSError) -> Broken:
    return Broken(
        f"无法写入 {venv}（{reason}）。请克隆到自己的目录，或用 ZX_VENV 指定目录。\n"
        f"{venv} cannot be written ({reason}). Clone the repository into a directory of your "
        "own, or name a writable place in ZX_VENV."
    )


def _remake(venv: Path) -> None:
    try:
        shutil.rmtree(venv, ignore_errors=False) if venv.exists() else None
        venv.mkdir(parents=True)
        (venv / MARK).touch()
    except OSError as reason:
        raise _unwritable(venv, reason) from reason
    _run([sys.executable, "-m", "venv", str(venv)], "venv")


def _install(root: Path, venv: Path, lock: Path) -> None:
    """Install every wheel of the lock: with uv if it can be had, else with pip."""
    python = str(venv / "bin" / "python")
    checks = ["--require-hashes", "--only-binary", ":all:"]
    checks += ["-r"] if sys.stderr.isatty() else ["--quiet", "-r"]
    uv = _get_uv(root, venv, python)
    if uv is not None:
        command = [str(uv), "pip", "install", "--python", python, *checks, str(lock)]
        if subprocess.run(command, env=_uv_environment(python), check=False).returncode == 0:
            return
        _say("uv 未成功，改用 pip。", "uv did not succeed; using pip.")
    _run([python, "-m", "pip", "install", "--disable-pip-version-check", *checks, str(lock)], "pip")


def _get_uv(root: Path, venv: Path, python: str) -> Path | None:
    """Let pip fetch uv, checked against its own lock; without it pip does everything."""
    if os.environ.get("ZX_INSTALLER") == "pip":
        return None
    lock = root / "requirements" / "bootstrap.lock"
    command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    found = subprocess.run(command, capture_output=True, check=False)
    uv = venv / "bin" / "uv"
    return uv if found.returncode == 0 and uv.exists() else None


def _uv_environment(python: str) -> dict[str, str]:
    """Tell uv what pip's own configuration says, for uv does not read it."""
    env = dict(os.environ, VIRTUAL_ENV=str(Path(python).parents[1]))
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # safe: hashes are checked
    env.setdefault("UV_NO_CONFIG", "1")
    for key, value in pip_configuration(python).items():
        if name := UV_NAMES.get(key):
            env.setdefault(name, value.replace("\n", " ").strip())
    if not _can_cache(env):
        env["UV_NO_CACHE"] = "1"
        env["UV_LINK_MODE"] = "copy"
    return env


def pip_configuration(python: str) -> dict[str, str]:
    """Read pip's settings from its files and environment, keyed without their section."""
    listing = subprocess.run(
        [python, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    found: dict[str, str] = {}
    for line in listing.stdout.splitlines():
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if section in ("global", "install", ":env:"):
            with contextlib.suppress(ValueError, SyntaxError):
                found[name] = str(ast.literal_eval(value))
    return found


def _can_cache(env: Mapping[str, str]) -> bool:
    """Tell whether a cache can be kept; a home may be missing or read-only."""
    home = env.get("UV_CACHE_DIR") or env.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    try:
        Path(home).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return True
    except OSError:
        return False


def _stamp(root: Path, venv: Path, want: str) -> None:
    """Say that the environment is whole: first the copy of the lock, then no mark."""
    stamp = venv / f"zx-{want}.lock"
    building = stamp.with_suffix(".new")
    shutil.copyfile(root / "requirements" / f"{want}.lock", building)
    building.replace(stamp)
    (venv / MARK).unlink()


def _run(command: list[str], what: str) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        raise Broken(
            f"准备环境时 {what} 失败，详见上文。首次准备需要能访问软件包仓库。\n"
            f"{what} failed while preparing the environment; see above. The first time needs a "
            "package registry within reach."
        )


def _say(zh: str, en: str) -> None:
    print(f"{zh} · {en}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
    except Broken as broken:
        sys.exit(str(broken))
    except KeyboardInterrupt:
        sys.exit("\n已中断。 · Interrupted.")
