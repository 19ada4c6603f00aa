"""The import contracts and the house patterns catch what they are there for."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
ROOM_ORDER = [
    "courts",
    "institutions",
    "parties",
    "cases",
    "decisions",
    "assignment",
    "instruments",
    "funds",
    "assets",
    "inquiry",
    "measures",
    "disposal",
    "distribution",
    "settlement",
    "remedies",
    "closing",
    "linkage",
    "oversight",
]


def _tree(root: Path, files: dict[str, str]) -> Path:
    source = root / "src"
    rooms = ["config", "cli", "desk", "api", "courts", "cases", "funds", "platform", "law"]
    names = ["kernel", *rooms]
    packages = ["zhixing", "simulators", *(f"zhixing/{name}" for name in names)]
    everything = {f"{package}/__init__.py": "" for package in packages}
    everything |= {
        "zhixing/platform/embedded/__init__.py": "",
        "zhixing/cases/models.py": "",
        "zhixing/cases/queries.py": "",
        "zhixing/kernel/fen.py": "",
    }
    for name, text in (everything | files).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    return source


def _lint(root: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(str(SCRIPTS / "lint-imports"), "--no-cache"),
            *("--config", str(REPOSITORY / ".importlinter")),
        ],
        env=dict(os.environ, PYTHONPATH=str(_tree(root, files)), NO_COLOR="1"),
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_lawful_tree_passes(tmp_path: Path) -> None:
    files = {
        "zhixing/funds/operations.py": "from zhixing.cases.queries import *\n",
        "zhixing/desk/pages.py": "import zhixing.funds.operations\nimport django\n",
        "zhixing/cases/operations.py": "from zhixing.cases.models import *\nimport zhixing.law\n",
        "zhixing/law/rule.py": "import zhixing.kernel.fen\n",
        "zhixing/cli/demo.py": "import zhixing.config\n",
    }
    done = _lint(tmp_path, files)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("zhixing/courts/operations.py", "import zhixing.cases.queries\n"),
        ("zhixing/funds/operations.py", "from zhixing.cases.models import *\n"),
        ("zhixing/desk/pages.py", "import zhixing.cases.models\n"),
        ("zhixing/cases/operations.py", "import zhixing.desk\n"),
        ("zhixing/desk/pages.py", "import zhixing.api\n"),
        ("zhixing/law/rule.py", "import django.utils\n"),
        ("zhixing/law/rule.py", "import zhixing.platform\n"),
        ("zhixing/platform/embedded/x.py", "import django\n"),
        ("zhixing/platform/database.py", "import zhixing.law\n"),
        ("zhixing/kernel/words.py", "import zhixing.law\n"),
        ("simulators/bank.py", "import zhixing.kernel.fen\n"),
        ("zhixing/cases/operations.py", "import zhixing.config\n"),
        ("zhixing/helpers/__init__.py", "X = 1\n"),
    ],
)
def test_an_unlawful_import_is_found(tmp_path: Path, file: str, text: str) -> None:
    done = _lint(tmp_path, {file: text})
    assert done.returncode != 0, done.stdout


def test_the_layers_follow_the_order_of_the_rooms() -> None:
    config = configparser.ConfigParser()
    config.read(REPOSITORY / ".importlinter")
    layers = [
        line.strip("() ") for line in config["importlinter:contract:floors"]["layers"].split("\n")
    ]
    assert [name for name in reversed(layers) if name in ROOM_ORDER] == ROOM_ORDER


CAUGHT = {
    "clock-below-a-door": (
        "cases/operations.py",
        "from datetime import date\nX = date.today()\n",
    ),
    "clock-made-below-a-door": (
        "cases/operations.py",
        "from zhixing.kernel.clock import SystemClock\nC = SystemClock()\n",
    ),
    "clock-in-a-field-default": (
        "cases/models.py",
        "from django.db import models\nX = models.DateField(auto_now=True)\n",
    ),
    "print-in-the-house": ("cases/operations.py", "print('x')\n"),
    "rows-of-a-room-in-a-door": ("desk/pages.py", "X = Case.objects\n"),
    "rows-outside-queries-and-operations": ("cases/acts.py", "X = Case.objects.all()\n"),
    "get-model-of-another-room": (
        "funds/queries.py",
        "from django.apps import apps\nX = apps.get_model('cases', 'Case')\n",
    ),
    "broad-except": ("cases/tasks.py", "try:\n    f()\nexcept Exception:\n    g()\n"),
    "float-on-money": ("funds/operations.py", "def f(paid_fen):\n    return float(paid_fen)\n"),
    "sql-put-together-from-strings": (
        "cases/queries.py",
        "def f(c, n):\n    c.execute(f'SELECT {n}')\n",
    ),
    "session-wide-scope": (
        "platform/scopes.py",
        "def f(c):\n    c.execute(\"SELECT set_config('zx.a', 'b', false)\")\n",
    ),
    "promise-kept-by-assert": ("cases/operations.py", "def f(x):\n    assert x\n"),
    "behaviour-in-save": (
        "cases/models.py",
        "class A(B):\n    def save(self, *args):\n        f()\n",
    ),
    "text-marked-safe": (
        "cases/screens/row.py",
        "from django.utils.safestring import mark_safe\nX = mark_safe(y)\n",
    ),
    "unpickled-or-unsafe-yaml": ("cases/queries.py", "import pickle\nX = pickle.loads(y)\n"),
}
ALLOWED = {
    "cases/operations.py": (
        "def f(on, c, n):\n    try:\n        g(on)\n    except KeyError:\n        h()\n"
        "    c.execute('SELECT %s', [n])\n    c.execute(\"SELECT set_config('a', 'b', true)\")\n"
    ),
    "cases/queries.py": "X = Case.objects.all()\nimport yaml\nY = yaml.safe_load(x)\n",
    "cli/demo.py": "from datetime import datetime, UTC\nprint(datetime.now(UTC))\n",
    "desk/clock.py": "from zhixing.kernel.clock import SystemClock\nC = SystemClock()\n",
}


def _semgrep(root: Path, files: dict[str, str]) -> set[tuple[str, str]]:
    for name, text in files.items():
        path = root / "src" / "zhixing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run(
        [
            *(str(SCRIPTS / "semgrep"), "scan", "--json", "--metrics=off"),
            *("--disable-version-check", "--no-git-ignore", "--quiet"),
            *("--config", str(REPOSITORY / ".semgrep" / "house.yml"), "--project-root", ".", "src"),
        ],
        cwd=root,
        env={
            **os.environ,
            "PATH": f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}",
            "SEMGREP_SETTINGS_FILE": str(root / "settings.yml"),
            "SEMGREP_LOG_FILE": str(root / "semgrep.log"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    report = yaml.safe_load(done.stdout)
    assert not report["errors"], report["errors"]
    return {
        (r["check_id"].rpartition(".")[2], r["path"].removeprefix("src/zhixing/"))
        for r in report["results"]
    }


def test_each_pattern_catches_its_mistake(tmp_path: Path) -> None:
    rules = yaml.safe_load((REPOSITORY / ".semgrep" / "house.yml").read_text())["rules"]
    assert {rule["id"] for rule in rules} == set(CAUGHT)
    files: dict[str, str] = {}
    expected = set()
    for number, (rule, (name, text)) in enumerate(CAUGHT.items()):
        path = Path(name)
        place = name if path.name in ("acts.py",) else str(path.parent / f"m{number}" / path.name)
        if rule == "rows-outside-queries-and-operations":
            place = name
        files[place] = text
        expected.add((rule, place))
    assert expected <= _semgrep(tmp_path, files)


def test_what_is_right_is_not_caught(tmp_path: Path) -> None:
    assert _semgrep(tmp_path, ALLOWED) == set()


def test_every_command_explains_itself_in_both_languages() -> None:
    from zhixing.cli.command import list_commands

    commands = list_commands()
    assert {"backup", "check", "db", "demo", "help", "restore", "test"} <= set(commands)
    for name, command in commands.items():
        assert any("\u4e00" <= c <= "\u9fff" for c in command.zh), name
        assert command.en.isascii(), name


def test_help_needs_no_database() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhixing.cli", "help"],
        env={"PATH": os.defpath, "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout
