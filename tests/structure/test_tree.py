"""Does the tree speak of the project alone, and carry nothing it may not carry?"""

from __future__ import annotations

import json
import re

import pytest

from tests.structure.source import HOUSE, REPOSITORY, files, place

LARGEST = 1_500_000
FONTS = "src/zhixing/instruments/rendering/fonts/"
"""Instrument fonts are the only larger files: a court's document must not lack a character."""
ELSEWHERE = (
    r"(?<![\w.}])/(?:root|work\w*)/\w",
    r"\bshared/(?:law|data|hooks)",
    r"\bacceptance\.md",
    r"\bgoals\.md",
    r"\bS\d-\d{1,2}\b",
    r"\bE-\d{1,2}\b(?!\d)",
    r"\bissues? (?:show|list|close)\b",
    r"(?i)\bhelper session\b",
    r"(?i)\bsub-?agents?\b",
    r"(?i)\b(?:claude|anthropic|openai|chatgpt|copilot)\b",
    r"(?i)\bgenerated (?:by|with) (?:an? )?(?:ai|llm)\b",
    r"(?i)\bthe lead (?:commits|writes|engineer)",
    r"\bTODO\b|\bFIXME\b",
    r"-----BEGIN (?:RSA |EC )?PRIVATE KEY-----",
)
INDEXES = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|jfrog|artifactory|nexus|npmjs)[\w.-]*")
THIS = "tests/structure/test_tree.py"
TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".html", ".css", ".js", ".typ", ".sh", ".in", ""}
RECORDED = "benchmarks/results/"
"""Recorded results are data, and still name no machine's paths."""
LICENCES = {
    "LICENSE": "Apache License",
    "src/zhixing/instruments/rendering/fonts/OFL.txt": "SIL OPEN FONT LICENSE",
    "src/zhixing/platform/screenkit/static/kit/vendor/noto-sans-sc/LICENSE": "SIL OPEN FONT",
    "src/zhixing/platform/screenkit/static/kit/vendor/htmx.LICENSE": "Zero-Clause BSD",
    "src/zhixing/platform/screenkit/static/kit/vendor/idiomorph.LICENSE": "Zero-Clause BSD",
    "src/zhixing/platform/screenkit/static/kit/vendor/echarts.LICENSE": "Apache License",
}


def _texts() -> list[tuple[str, str]]:
    return [
        (place(p), p.read_text(encoding="utf-8"))
        for p in files()
        if (p.suffix in TEXT or place(p).startswith(RECORDED))
        and "/vendor/" not in place(p)
        and place(p) != THIS
    ]


@pytest.mark.parametrize("pattern", ELSEWHERE)
def test_nothing_speaks_of_how_the_work_was_organised(pattern: str) -> None:
    sought = re.compile(pattern)
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for name, text in _texts()
        if (match := sought.search(text)) and not name.startswith("requirements/")
    ]
    assert found == []


def test_no_address_of_a_package_index_is_written_down() -> None:
    assert [(n, m.group()) for n, t in _texts() if (m := INDEXES.search(t))] == []


def test_no_file_is_large_but_the_instruments_fonts() -> None:
    large = [place(p) for p in files() if p.stat().st_size > LARGEST]
    assert [name for name in large if not name.startswith(FONTS)] == []


@pytest.mark.parametrize("name", sorted(LICENCES))
def test_what_is_vendored_has_its_licence(name: str) -> None:
    assert LICENCES[name].upper() in (REPOSITORY / name).read_text().upper()


def test_every_file_is_utf8_and_ends_with_a_line() -> None:
    broken = [n for n, t in _texts() if t and (not t.endswith("\n") or "\r" in t)]
    assert broken == []


def test_every_folder_of_a_room_has_a_page_about_it() -> None:
    from zhixing.config.rooms import ROOMS

    missing = [
        room
        for room in ROOMS
        if (HOUSE / room).is_dir() and not (HOUSE / room / "README.md").is_file()
    ]
    assert missing == []


def test_a_rooms_page_is_a_page() -> None:
    pages = [p for p in files(HOUSE) if p.name == "README.md" and "vendor" not in p.parts]
    assert len(pages) > 10
    long = {place(p): n for p in pages if (n := len(p.read_text().splitlines())) > 60}
    assert long == {}


def test_the_compiled_parameters_are_dated_and_cited() -> None:
    compiled = json.loads((HOUSE / "law" / "_parameters.json").read_text())
    assert len(compiled) > 30
    rows = [(name, row) for name, entry in compiled.items() for row in entry["values"]]
    assert [name for name, row in rows if not row["from"]] == []
    assert [name for name, row in rows if not (row.get("basis") or row.get("source"))] == []


def test_the_migrations_of_each_room_have_one_end() -> None:
    """Two hands that each add a migration leave two ends; neither notices until they meet."""
    from django.db.migrations.loader import MigrationLoader

    assert MigrationLoader(None).detect_conflicts() == {}
