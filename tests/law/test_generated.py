"""What is generated is committed as generated: table, parameters, rule book."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zhixing.law import build, parameters, rulebook
from zhixing.law._table import RULES


def test_the_table_of_rules_is_what_the_walker_finds() -> None:
    assert build.TABLE.read_text("utf-8") == build.compile_table()


def test_the_compiled_parameters_are_what_the_files_say() -> None:
    assert parameters.COMPILED.read_text("utf-8") == build.compile_parameters()


def test_the_rule_book_is_what_the_rules_say() -> None:
    assert rulebook.differences() == []


def test_a_changed_page_is_named(tmp_path: Path) -> None:
    for name, text in rulebook.pages().items():
        (tmp_path / name).write_text(text, "utf-8")
    assert rulebook.differences(tmp_path) == []
    (tmp_path / "detention.md").write_text("altered", "utf-8")
    (tmp_path / "stranger.md").write_text("no rule", "utf-8")
    assert rulebook.differences(tmp_path) == ["detention.md", "stranger.md"]


def test_an_uncited_parameter_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text(
        "code: a\nname_zh: 甲\nname_en: a\nunit: day\nvalues:\n"
        "  - {from: 2020-01-01, value: 1, status: verified}\n"
    )
    monkeypatch.setattr(build, "SOURCES", tmp_path)
    with pytest.raises(build.Uncited, match="status and a basis"):
        build.compile_parameters()


def test_listing_rules_imports_none_of_them() -> None:
    code = (
        "import sys; from zhixing.law.registry import list_rules; list_rules();"
        f"print([m for m in sys.modules if m in {sorted(RULES.values())!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(rulebook.__file__).parents[2])},
    )
    assert done.stdout.strip() == "[]"


def test_the_law_imports_only_kernel_and_standard_library() -> None:
    law = Path(rulebook.__file__).parent
    allowed = ("zhixing.kernel", "zhixing.law", "yaml")
    for path in law.rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            words = line.split()
            if words[:1] not in (["from"], ["import"]) or line.startswith("from __future__"):
                continue
            top = words[1].split(".")[0]
            assert top in sys.stdlib_module_names or words[1].startswith(allowed), (path, line)
