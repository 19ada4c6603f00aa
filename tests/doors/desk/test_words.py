"""Every word of the desk stands in both languages, and every name a finding can carry has its words."""

from __future__ import annotations

import dataclasses
import enum
import inspect
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import zhixing.desk
from zhixing.courts.kinds import Matter
from zhixing.desk import words
from zhixing.desk.names import CODES, INPUTS
from zhixing.law.registry import get_rule, list_rules
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.lint import python_faults, template_faults

HERE = Path(zhixing.desk.__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.html")), ids=lambda p: p.name)
def test_templates_speak_both_languages(path: Path) -> None:
    assert template_faults(path.read_text("utf-8")) == []


SCREENS = sorted([*HERE.rglob("*.py"), *HERE.parent.glob("*/screens/*.py")])


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: p.name)
def test_python_speaks_both_languages(path: Path) -> None:
    source = path.read_text("utf-8")
    pairs = ("message_zh=", "remedy_zh=")
    faults = [
        f
        for f in python_faults(source)
        if not any(p in source.splitlines()[int(f.split(":")[0]) - 1] for p in pairs)
    ]
    assert faults == []


def _walk(hint: Any, names: set[str], codes: set[str], seen: set[Any]) -> None:
    for argument in get_args(hint):
        _walk(argument, names, codes, seen)
    if not isinstance(hint, type) or hint in seen:
        return
    seen.add(hint)
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        for f in dataclasses.fields(hint):
            names.add(f.name)
            _walk(hints[f.name], names, codes, seen)
    elif issubclass(hint, enum.Enum):
        codes |= {str(m.value) for m in hint if isinstance(m.value, str)}


def test_every_input_of_every_rule_has_its_words() -> None:
    names: set[str] = set()
    codes: set[str] = set()
    seen: set[Any] = set()
    for code in list_rules():
        function = get_rule(code).function
        hints = get_type_hints(function)
        for name in inspect.signature(function).parameters:
            if name != "on":
                names.add(name)
                _walk(hints[name], names, codes, seen)
    assert sorted(names - set(INPUTS)) == []
    assert sorted(codes - set(CODES)) == []


def test_posts_and_matters_have_their_words() -> None:
    assert {k.value for k in PostKind} <= set(words.POSTS)
    assert {m.value for m in Matter} <= set(words.MATTERS)


def test_every_stage_an_act_enters_has_its_words() -> None:
    from zhixing.cases.docket.registry import all_act_types

    assert {a.stage for a in all_act_types() if a.stage} <= set(words.STAGES)
