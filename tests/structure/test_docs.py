"""Do the pages tell the truth of today: links, commands, numbers, names?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.structure.source import HOUSE, REPOSITORY, files, place
from zhixing.cli.command import list_commands
from zhixing.instruments.rendering.catalogue import list_templates
from zhixing.law.registry import list_rules

PAGES = [p for p in files() if p.suffix == ".md" and "vendor" not in p.parts]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
CODE_PATH = re.compile(r"`((?:src/zhixing|tests|scripts|docs|benchmarks)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_a_link_leads_somewhere(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(page.read_text())
        if not target.startswith("docs/images/") and not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    named = [n for n in CODE_PATH.findall(page.read_text()) if "*" not in n and "ROOM" not in n]
    assert [n for n in named if not (REPOSITORY / n).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_a_command_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"\./zx ([a-z][a-z-]+)", page.read_text()))
    assert named - set(list_commands()) == set()


def test_the_page_of_commands_names_them_all() -> None:
    page = (REPOSITORY / "docs" / "reference" / "commands.md").read_text()
    assert [name for name in list_commands() if f"`{name}" not in page and name != "help"] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readmes_count_right(name: str) -> None:
    text = (REPOSITORY / name).read_text()
    rules, templates = len(list_rules()), len(list_templates())
    stated = re.findall(r"(\d+)(\+?) (?:rules|条规则)", text)
    assert [int(n) <= rules if more else int(n) == rules for n, more in stated] == [True]
    assert re.findall(r"(\d+) (?:templates|种模板)", text) == [str(templates)]


def test_both_readmes_show_the_same_pictures_and_commands() -> None:
    texts = [(REPOSITORY / name).read_text() for name in ("README.md", "README.zh.md")]
    for pattern in (r"docs/images/[\w-]+\.png", r"\./zx [a-z]+"):
        one, other = (sorted(re.findall(pattern, text)) for text in texts)
        assert one == other


def test_the_documentation_is_of_four_kinds() -> None:
    docs = REPOSITORY / "docs"
    for kind in ("tour", "howto", "reference", "decisions"):
        assert len(list((docs / kind).glob("*.md"))) >= 2, kind


def test_a_decision_is_a_short_page_of_three_parts() -> None:
    for page in sorted((REPOSITORY / "docs" / "decisions").glob("*.md")):
        text = page.read_text()
        assert re.fullmatch(r"\d{4}-[\w-]+\.md", page.name), page.name
        parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], page.name
        assert len(text.split()) < 260, page.name


def test_a_room_page_names_only_operations_there_are() -> None:
    from zhixing.config.rooms import ROOMS

    unknown = []
    for room in ROOMS:
        page, code = HOUSE / room / "README.md", _code_of(HOUSE / room)
        listed = re.findall(r"\*\*Operations\*\*.*?(?=\n\n)", page.read_text(), re.DOTALL)
        names = [n for text in listed for n in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text)]
        unknown += [f"{room}: {n}" for n in names if n not in code]
    assert unknown == []


def _code_of(folder: Path) -> str:
    return "\n".join(p.read_text() for p in files(folder) if p.suffix == ".py")
