"""Is everything a user may read said in Chinese and in English?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.structure.source import HOUSE, files, modules, place, tree_of
from zhixing.platform.screenkit.lint import python_faults, template_faults

CHINESE = re.compile(r"[\u3400-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]")
PAIRS = (("message_zh", "message_en"), ("remedy_zh", "remedy_en"), ("zh", "en"))
SPEAKING = ("desk", "portal")
"""Doors whose every text passes through ``Words``; commands have a rule of their own."""


def _templates() -> list[Path]:
    return [p for p in files(HOUSE) if p.suffix == ".html" and "screenkit" not in p.parts]


def _screens() -> list[Path]:
    return [
        p
        for p, parts in ((p, p.relative_to(HOUSE).parts) for p in modules())
        if "screens" in parts or parts[0] in SPEAKING
    ]


@pytest.mark.parametrize("path", _templates(), ids=place)
def test_no_template_says_a_thing_once(path: Path) -> None:
    assert template_faults(path.read_text()) == []


@pytest.mark.parametrize("path", _screens(), ids=place)
def test_no_screen_says_a_thing_once(path: Path) -> None:
    assert [f for f in python_faults(path.read_text()) if _line(f) not in _paired(path)] == []


def _line(fault: str) -> int:
    return int(fault.partition(":")[0])


def _paired(path: Path) -> set[int]:
    """Give the lines of refusals, whose two texts the tests below look at."""
    return {
        line
        for call in _calls(path)
        if _keyword(call, "message_zh") is not None and _keyword(call, "message_en") is not None
        for line in range(call.lineno, (call.end_lineno or call.lineno) + 1)
    }


def test_there_are_screens_to_look_at() -> None:
    assert len(_templates()) > 10
    assert len(_screens()) > 20


def test_every_refusal_is_worded_in_both_languages() -> None:
    faults = [f for p in modules() for call in _calls(p) for f in _faults(place(p), call)]
    assert faults == []


def test_every_refusal_has_a_stable_code() -> None:
    loose = [
        f"{place(p)}:{call.lineno} {code.value}"
        for p in modules()
        for call in _calls(p)
        if _keyword(call, "message_zh") is not None
        and call.args
        and isinstance(code := call.args[0], ast.Constant)
        and not re.fullmatch(r"[A-Z][A-Z0-9_]+", str(code.value))
    ]
    assert loose == []


def test_the_check_sees_a_refusal_in_one_language() -> None:
    call = ast.parse('Refusal("X", message_zh="不可", message_en="不可")').body[0]
    assert isinstance(call, ast.Expr) and isinstance(call.value, ast.Call)
    assert len(list(_faults("x", call.value))) == 1
    half = ast.parse('Refusal("X", message_zh="不可", message_en="No", remedy_zh="改")').body[0]
    assert isinstance(half, ast.Expr) and isinstance(half.value, ast.Call)
    assert list(_faults("x", half.value)) == ["x:1 remedy_zh without remedy_en"]


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def _faults(where: str, call: ast.Call) -> Iterator[str]:
    for zh_name, en_name in PAIRS:
        zh, en = _keyword(call, zh_name), _keyword(call, en_name)
        if zh is None and en is None:
            continue
        if zh is None or en is None:
            yield f"{where}:{call.lineno} {zh_name if zh else en_name} without " + (
                en_name if zh else zh_name
            )
            continue
        zh_text, en_text = _literal(zh), _literal(en)
        if zh_text is not None and zh_text and not CHINESE.search(zh_text):
            yield f"{where}:{call.lineno} no Chinese in {zh_name}: {zh_text}"
        if (
            en_text is not None
            and en_text
            and (CHINESE.search(en_text) or not LETTERS.search(en_text))
        ):
            yield f"{where}:{call.lineno} no English in {en_name}: {en_text}"
        if (zh_text == "") != (en_text == ""):
            yield f"{where}:{call.lineno} one of {zh_name} and {en_name} is empty"


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((k.value for k in call.keywords if k.arg == name), None)


def _literal(node: ast.expr) -> str | None:
    """Give what a text says by itself, without what is filled in; None where all is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [p.value for p in node.values if isinstance(p, ast.Constant)]
        return "".join(str(p) for p in parts) or None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _literal(node.left), _literal(node.right)
        return None if left is None or right is None else left + right
    return None
