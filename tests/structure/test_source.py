"""Is the code as small, as documented and as quiet as the house wants it?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.structure.source import (
    HOUSE,
    REPOSITORY,
    below_the_doors,
    modules,
    place,
    tree_of,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {
    "tests/doors/api/test_fuzz.py:bases": "a table of requests, no logic",
    "tests/platform/screenkit/samples_boards.py:stats": "a table of samples, no logic",
    "tests/platform/screenkit/samples_boards.py:tray": "a table of samples, no logic",
}
"""Functions that may be longer, by ``file:name``, each with its reason."""
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "time", "timezone"}
"""What has such a method: ``clock.now()`` asks an object handed in at a door, and may."""
CLOCK_READERS = {
    "kernel/clock.py": "it is the clock that doors make",
    "kernel/ids.py": "an identifier of version 7 begins with the millisecond; it is no legal time",
    "platform/log/sequencer.py": "a program of its own: it stamps checkpoints",
    "platform/embedded": "starting a server waits in real time",
    "courts/queries/court.py": "it hands a live court its clock",
}
"""Files that may read a clock, each with its reason."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{place(path)}:{node.name}", node


def _every_module() -> list[Path]:
    return [
        p
        for folder in ("src", "tests", "scripts", "benchmarks")
        if (REPOSITORY / folder).is_dir()
        for p in modules(REPOSITORY / folder)
    ]


def test_no_file_grows_past_four_hundred_lines() -> None:
    long = {
        place(p): count
        for p in _every_module()
        if (count := len(p.read_text().splitlines())) > LONGEST_FILE
    }
    assert {n: c for n, c in long.items() if n not in LONG_FILES} == {}


def test_no_function_grows_past_sixty_lines() -> None:
    long = {
        name: length
        for p in _every_module()
        for name, f in _functions(p)
        if (length := (f.end_lineno or f.lineno) - f.lineno + 1) > LONGEST_FUNCTION
    }
    assert {n: c for n, c in long.items() if n not in LONG_FUNCTIONS} == {}


def test_every_exemption_is_still_needed() -> None:
    functions = {
        name: (f.end_lineno or f.lineno) - f.lineno + 1
        for p in _every_module()
        for name, f in _functions(p)
    }
    assert [n for n in LONG_FUNCTIONS if functions.get(n, 0) <= LONGEST_FUNCTION] == []
    lengths = {place(p): len(p.read_text().splitlines()) for p in _every_module()}
    assert [n for n in LONG_FILES if lengths.get(n, 0) <= LONGEST_FILE] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        place(p) for p in modules() if p.read_text().strip() and not ast.get_docstring(tree_of(p))
    ]
    assert silent == []


def test_every_public_function_says_what_it_will_do() -> None:
    silent = [
        f"{place(path)}:{name}"
        for path in modules()
        for name, node in _public(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def _public(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Give the module's own public functions and classes; a nested one is its maker's affair."""
    for node in tree.body:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named and not node.name.startswith("_"):
            yield node.name, node


def test_a_sentence_about_a_function_begins_with_what_it_does() -> None:
    strange = [
        f"{place(path)}:{name}: {first}"
        for path in modules()
        if path.relative_to(HOUSE).parts[0] != "scenarios"  # there it tells the story's line
        for name, node in _public(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (first := (ast.get_docstring(node) or "x").split()[0].rstrip(",.:;"))
        and (first in {"This", "A", "An", "The", "Returns", "Gets"} or first[0].islower())
    ]
    assert [s for s in strange if not s.endswith(": x")] == []


def test_nothing_below_the_doors_reads_a_clock() -> None:
    assert [r for p in below_the_doors() if not _reads_time(p) for r in _clock_calls(p)] == []


def test_whoever_may_read_a_clock_still_does() -> None:
    idle = [
        name
        for name in CLOCK_READERS
        if not any(
            list(_clock_calls(p))
            for p in below_the_doors()
            if p.relative_to(HOUSE).as_posix().startswith(name)
        )
    ]
    assert idle == []


def _reads_time(path: Path) -> bool:
    return path.relative_to(HOUSE).as_posix().startswith(tuple(CLOCK_READERS))


def _clock_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = getattr(owner, "id", getattr(owner, "attr", ""))
            if node.func.attr in CLOCKS and name in CLOCK_OWNERS:
                yield f"{place(path)}:{node.lineno} {name}.{node.func.attr}()"
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SystemClock":
            yield f"{place(path)}:{node.lineno} SystemClock()"


def test_the_check_for_clocks_sees_one(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("from datetime import datetime\nN = datetime.now()\n")
    tree = ast.parse((tmp_path / "x.py").read_text())
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert [c.func.attr for c in calls if isinstance(c.func, ast.Attribute)] == ["now"]


def test_nothing_in_the_house_prints_but_commands() -> None:
    printing = [
        f"{place(p)}:{node.lineno}"
        for p in modules()
        if p.relative_to(HOUSE).parts[0] != "cli"
        for node in ast.walk(tree_of(p))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert printing == []


def test_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "helpers", "common", "core", "services", "misc", "util"}
    assert [place(p) for p in modules() if drawers & {*Path(place(p)).parts, p.stem}] == []


def test_nothing_swallows_every_error() -> None:
    swallowing = [
        f"{place(p)}:{node.lineno}"
        for p in modules()
        for node in ast.walk(tree_of(p))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]
    assert swallowing == []


def test_a_test_asserts_something() -> None:
    empty = [
        name
        for p in modules(REPOSITORY / "tests")
        if p.name.startswith("test_")
        for name, function in _functions(p)
        if function.name.startswith("test_") and not _asserts(function, _helpers(p))
    ]
    assert empty == []


def _helpers(path: Path) -> set[str]:
    """Give the functions of a file that assert, themselves or through another of them."""
    known = {"raises", "fail", "_wait_until", "wait_for", "wait_for_selector", "expect"}
    while True:
        more = {f.name for _, f in _functions(path) if _asserts(f, known)}
        if more <= known:
            return known
        known |= more


def _asserts(function: Function, helpers: set[str]) -> bool:
    """Say whether a function asserts, expects an exception, or calls a helper that does."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in helpers or "check" in name or "assert" in name:
                return True
    return False
