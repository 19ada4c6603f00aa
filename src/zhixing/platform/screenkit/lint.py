"""Finds words said in one language only, and markup the security policy would refuse.

``template_faults`` reads Django templates, ``python_faults`` the Python that
fills them. The structure tests run both over every template and screen.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.utils.text import smart_split

from zhixing.platform.screenkit.words import has_chinese

_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
_TAG = re.compile(r"\{%(.*?)%\}|\{\{(.*?)\}\}", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PLACE = re.compile(r"\{\w*\}")
_VISIBLE = {"title", "aria-label", "placeholder", "alt", "aria-description", "aria-roledescription"}
_SILENT = {"kbd", "code", "script", "style"}
_ONE_LANGUAGE = "# one language"


def template_faults(source: str) -> list[str]:
    """Give the faults of a template, each with its line.

    >>> template_faults('<p>{% say "逾期" "overdue" %} ● {{ n }}</p>')
    []
    >>> template_faults('<p>Overdue</p>')
    ['1: bare words: Overdue']
    """
    kept = _COMMENT.sub(_blank, source)
    faults = [fault for match in _TAG.finditer(kept) for fault in _tag_faults(match, kept)]
    reader = _Reader()
    reader.feed(_TAG.sub(_blank, kept))
    reader.close()
    return sorted({*faults, *reader.faults}, key=_line)


def pair_faults(zh: str, en: str) -> str:
    """Say what is wrong with a pair of texts, or nothing.

    >>> pair_faults("逾期", ""), pair_faults("：", ": "), pair_faults("", "")
    ('English is missing', '', '')
    """
    zh_words, en_words = _PLACE.sub("", zh), _PLACE.sub("", en)
    if has_chinese(en_words):
        return "Chinese in the English text"
    if _has_letters(en_words) and not has_chinese(zh_words):
        return "Chinese is missing"
    if has_chinese(zh_words) and not _has_letters(en_words):
        return "English is missing"
    if sorted(_PLACE.findall(zh)) != sorted(_PLACE.findall(en)):
        return "the two texts have different places to fill"
    return ""


def python_faults(source: str) -> list[str]:
    """Give the faults of a Python file: unpaired ``Words``, Chinese outside of them.

    A line ending in ``# one language`` is let pass (a language's own name).

    >>> python_faults('x = Words("逾期", "overdue")')
    []
    >>> python_faults('x = "逾期"')
    ['1: Chinese outside Words: 逾期']
    """
    tree = ast.parse(source)
    lines = source.splitlines()
    paired = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_pair(n)]
    inside = {id(n) for call in paired for n in ast.walk(call)} | _docstrings(tree)
    faults = [f"{c.lineno}: {f}: {_first(c)}" for c in paired if (f := _call_fault(c))]
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if id(node) in inside or lines[node.lineno - 1].rstrip().endswith(_ONE_LANGUAGE):
            continue
        if has_chinese(node.value):
            faults.append(f"{node.lineno}: Chinese outside Words: {node.value[:20]}")
    return sorted(faults, key=_line)


def _line(fault: str) -> int:
    return int(fault.partition(":")[0])


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _tag_faults(match: re.Match[str], source: str) -> Iterator[str]:
    line = source.count("\n", 0, match.start()) + 1
    inner = match.group(1) or match.group(2) or ""
    parts = list(smart_split(inner.strip()))
    if match.group(1) and parts and parts[0] == "say":
        if len(parts) < 3 or not all(p[0] in "\"'" for p in parts[1:3]):
            yield f"{line}: say wants two quoted texts"
        elif fault := pair_faults(parts[1][1:-1], parts[2][1:-1]):
            yield f"{line}: {fault}: {parts[1][1:-1] or parts[2][1:-1]}"
        return
    for double, single in _QUOTED.findall(inner):
        if has_chinese(double or single):
            yield f"{line}: Chinese outside say: {double or single}"


class _Reader(HTMLParser):
    """Reads what a template prints by itself, once its tags are blanked out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "style" or (tag == "script" and not any(n == "src" for n, _ in attrs)):
            self._add(f"inline {tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent and _has_letters(data):
            self._add(f"bare words: {' '.join(data.split())[:40]}", data)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style" or name.startswith(("on", "hx-on")):
            self._add(f"inline {name}")
        is_button = tag == "input" and name == "value" and has_chinese(value)
        if (name in _VISIBLE and _has_letters(value)) or is_button:
            self._add(f"bare words in {name}: {value.strip()[:40]}")

    def _add(self, what: str, data: str = "") -> None:
        lead = data[: len(data) - len(data.lstrip())]
        self.faults.append(f"{self.getpos()[0] + lead.count(chr(10))}: {what}")


def _is_pair(node: ast.Call) -> bool:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name in ("Words", "say", "counted")


def _texts(call: ast.Call) -> list[str | None]:
    """Give a call's text arguments as literals, None where one is computed."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    arguments = call.args[1:3] if name == "counted" else call.args[:2]
    arguments = arguments + [k.value for k in call.keywords if k.arg in ("zh", "en")]
    return [
        a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None
        for a in arguments
    ]


def _call_fault(call: ast.Call) -> str:
    texts = _texts(call)
    zh, en = (*texts, None, None)[:2]
    return "" if zh is None or en is None else pair_faults(zh, en)


def _first(call: ast.Call) -> str:
    return next((t for t in _texts(call) if t), "")


def _docstrings(tree: ast.AST) -> set[int]:
    """Name every bare string: docstrings of modules, classes, functions and attributes."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
