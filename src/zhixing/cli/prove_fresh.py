"""``./zx prove-fresh``: the first start and all tests on a machine that has nothing.

A minimal Debian 12 is built in a folder with python3 and its venv module; a
fresh clone is put in; ``./zx demo --once`` and ``./zx test`` run there as root
and as an ordinary user. The log is recorded, with hosts taken out. A narrowed run
(``--demo-only``, ``--tests PATH``, one person, the working tree) is for development:
its log goes beside the state and never replaces the record of a whole one.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Command, Failure, say
from zhixing.cli.environment import state_directory
from zhixing.cli.machine import SUITE, mirror, mounts, passed_environment, scrub

PACKAGES = "ca-certificates,python3,python3-venv"
RESULT = REPOSITORY / "benchmarks" / "results" / "prove-fresh.txt"
STEPS = {"demo": ("./zx", "demo", "--once"), "test": ("./zx", "test")}
LONGEST_LOG = 600


@dataclass(frozen=True, slots=True)
class Person:
    """Who runs the steps in the fresh machine."""

    name: str
    home: Path


PEOPLE = {
    "root": Person("root", Path("/root")),
    "user": Person("person", Path("/home/person")),
}


def run(arguments: Sequence[str]) -> int:
    """Build the machine, run the steps, record the log, and take the machine away."""
    options = _options(arguments)
    result = options.result or (RESULT if _is_whole(options) else narrowed())
    if os.geteuid() != 0:
        raise Failure("建立最小系统需要 root。", "Building the minimal system needs root.")
    machine = Path(tempfile.mkdtemp(prefix="zhixing-fresh-", dir=options.place))
    machine.chmod(0o755)
    log, steps, failed, started = [*_heading(options), ""], _steps(options), False, time.monotonic()
    try:
        _build(machine)
        for who in options.who or PEOPLE:
            _put_clone(machine, PEOPLE[who], working_tree=options.working_tree)
            for command in steps:
                failed |= not _run_step(machine, PEOPLE[who], command, log)
        log.insert(5, f"seconds   {time.monotonic() - started:.0f}, the machine's making included")
    finally:
        if options.keep:
            say(f"最小系统保留在 {machine}", "The machine is kept there.")
        else:
            shutil.rmtree(machine, ignore_errors=True)
        result.parent.mkdir(parents=True, exist_ok=True)
        result.write_text(scrub("\n".join(log)) + "\n")
    say(f"记录：{result}", "the log")
    return 1 if failed else 0


def narrowed() -> Path:
    """Name the place of a narrowed run's log."""
    return state_directory(quiet=True) / "prove-fresh.txt"


def _is_whole(options: argparse.Namespace) -> bool:
    some = options.who or options.step or options.demo_only or options.tests or options.arguments
    return not (some or options.working_tree)


def _steps(options: argparse.Namespace) -> list[list[str]]:
    """Give the commands to run, narrowed as asked."""
    chosen = ["demo"] if options.demo_only else options.step or list(STEPS)
    more = {"test": [*(options.tests or ()), *options.arguments]}
    return [[*STEPS[step], *more.get(step, ())] for step in chosen]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./zx prove-fresh")
    parser.add_argument("--keep", action="store_true", help="keep the machine")
    parser.add_argument("--place", type=Path, default=Path("/var/tmp"), help="where to build it")
    parser.add_argument("--result", type=Path, help="where the log goes")
    parser.add_argument("--who", action="append", choices=list(PEOPLE))
    parser.add_argument("--step", action="append", choices=list(STEPS))
    parser.add_argument("--demo-only", action="store_true", help="as --step demo")
    parser.add_argument("--tests", action="append", metavar="PATH", help="these tests only")
    parser.add_argument("--working-tree", action="store_true", help="instead of a clone of HEAD")
    parser.add_argument("arguments", nargs="*", help="handed to ./zx test, after --")
    return parser.parse_args(arguments)


def _heading(options: argparse.Namespace) -> list[str]:
    head = _git("rev-parse", "--short", "HEAD") or "no commit yet"
    what = "working tree of" if options.working_tree else "clone of"
    return [
        "./zx prove-fresh",
        f"date      {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"tree      {what} {head}",
        f"machine   {os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}, "
        f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())}",
        f"system    Debian {SUITE}, minbase, {PACKAGES}",
    ]


def _build(machine: Path) -> None:
    if shutil.which("debootstrap") is None:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "debootstrap"]
        for command in (["apt-get", "update", "-qq"], install):
            _must(command, "apt")
    say("正在建立最小系统……", "building the minimal system …")
    variant = ["--variant=minbase", f"--include={PACKAGES}"]
    _must(["debootstrap", *variant, SUITE, str(machine), mirror()], "debootstrap")
    person = PEOPLE["user"]
    _must(["chroot", str(machine), "useradd", "-m", "-s", "/bin/sh", person.name], "useradd")


def _put_clone(machine: Path, person: Person, *, working_tree: bool) -> None:
    target = machine / person.home.relative_to("/") / "zhixing"
    if working_tree:
        listed = _git("ls-files", "-co", "--exclude-standard", "-z").split("\0")
        for name in filter(None, listed):
            if (REPOSITORY / name).is_file():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(REPOSITORY / name, target / name)
    else:
        clone = ["git", "-c", "safe.directory=*", "clone", "-q", "--no-hardlinks"]
        _must([*clone, str(REPOSITORY), str(target)], "git clone")
    owner = f"{person.name}:{person.name}"
    place = str(Path("/") / target.relative_to(machine))
    _must(["chroot", str(machine), "chown", "-R", owner, place], "chown")


def _run_step(machine: Path, person: Person, command: Sequence[str], log: list[str]) -> bool:
    say(f"以 {person.name} 运行 {shlex.join(command)}……", "running …")
    started = time.monotonic()
    script = "\n".join([*_mounting(machine, person), _entering(machine, person, command)])
    process = subprocess.Popen(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-euc", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    lines = []
    for line in process.stdout or ():
        print(f"  {line}", end="", flush=True)
        lines.append(line.rstrip())
    code = process.wait()
    seconds = time.monotonic() - started
    log += [f"== {person.name}: {shlex.join(command)} → exit {code}, {seconds:.0f} s", ""]
    if len(lines) > LONGEST_LOG:
        lines = [*lines[:100], "[…]", *lines[100 - LONGEST_LOG :]]
    log += [*lines, ""]
    return code == 0


def _mounting(machine: Path, person: Person) -> list[str]:
    """Write the mounts as shell lines; they live and die with the step's own namespace."""
    lines = [
        "mount --make-rprivate /",
        f"mount -t proc proc {shlex.quote(str(machine / 'proc'))}",
        f"mount --rbind /dev {shlex.quote(str(machine / 'dev'))}",
    ]
    for mount in mounts(person.home):
        here = shlex.quote(str(mount.here.resolve()))
        there = shlex.quote(str(machine / mount.there.relative_to("/")))
        make = f"mkdir -p {there}" if mount.here.is_dir() else f"mkdir -p $(dirname {there})"
        touch = "" if mount.here.is_dir() else f" && {{ [ -e {there} ] || : > {there}; }}"
        lines.append(f"{make}{touch} && mount --bind -o ro {here} {there}")
    return lines


def _entering(machine: Path, person: Person, command: Sequence[str]) -> str:
    """Write the step itself: into the folder, as the person, with a clean environment."""
    variables = passed_environment(os.environ) | {
        "HOME": str(person.home),
        "USER": person.name,
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
    }
    clean = [f"{name}={value}" for name, value in variables.items()]
    inner = f"cd {shlex.quote(str(person.home / 'zhixing'))} && exec {shlex.join(command)}"
    who = f"--userspec={person.name}:{person.name}"
    return "exec " + shlex.join(
        ["env", "-i", *clean, "chroot", who, str(machine), "/bin/sh", "-c", inner]
    )


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(REPOSITORY), *arguments],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()


def _must(command: Sequence[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        end = (done.stdout + done.stderr)[-1500:]
        raise Failure(f"{what} 失败：\n{end}", f"{what} failed; see above.")


COMMAND = Command(
    "在全新的最小 Debian 12 中验证首次启动与全部测试。",
    "Prove first start and all tests in a minimal, fresh Debian 12.",
    run,
    "[--demo-only] [--tests PATH] [--who root|user] [--working-tree] [--keep] [-- PYTEST …]",
)
