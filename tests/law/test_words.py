"""Do the law's words stand once each, and does every special meaning belong to something?"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import pkgutil
from collections import Counter
from typing import Any, get_args, get_type_hints

import pytest

from zhixing.law import words
from zhixing.law.registry import get_rule, list_rules
from zhixing.law.topics.asking import get_topic, list_topics
from zhixing.law.words.codes_by_place import CODES as CODES_BY_PLACE
from zhixing.law.words.inputs_by_place import INPUTS as INPUTS_BY_PLACE
from zhixing.law.words.lookup import CODES, INPUTS

MODULES = [
    importlib.import_module(f"zhixing.law.words.{m.name}")
    for m in pkgutil.iter_modules(words.__path__)
    if m.name != "lookup"
]


@pytest.mark.parametrize("table", ["INPUTS", "CODES"])
def test_each_name_stands_once(table: str) -> None:
    counted = Counter(key for m in MODULES for key in getattr(m, table, ()))
    assert [key for key, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("held", [INPUTS, CODES], ids=["inputs", "codes"])
def test_a_special_meaning_differs_from_the_common_one(held: dict[str, Any]) -> None:
    same = [key for key in held if "." in key and held.get(key.split(".", 1)[1]) == held[key]]
    assert same == []


@pytest.mark.parametrize("held", [INPUTS, CODES], ids=["inputs", "codes"])
def test_words_are_short_and_whole(held: dict[str, Any]) -> None:
    for key, (zh, en) in held.items():
        assert zh.strip() == zh and en.strip() == en and zh and en, key
        assert len(zh) <= 30 and len(en) <= 70, key
        assert en.isascii(), key


def _places(hint: Any, found: dict[str, set[str]], seen: set[Any]) -> None:
    for argument in get_args(hint):
        _places(argument, found, seen)
    if not isinstance(hint, type) or hint in seen:
        return
    seen.add(hint)
    if dataclasses.is_dataclass(hint):
        for name, inner in get_type_hints(hint).items():
            found.setdefault(hint.__name__, set()).add(name)
            _places(inner, found, seen)
    elif issubclass(hint, enum.Enum):
        found.setdefault(hint.__name__, set()).update(str(m.value) for m in hint)


def test_every_special_meaning_belongs_to_something() -> None:
    found: dict[str, set[str]] = {}
    seen: set[Any] = set()
    for code in list_rules():
        function = get_rule(code).function
        hints = get_type_hints(function)
        found[code] = set(inspect.signature(function).parameters)
        for name in found[code]:
            _places(hints[name], found, seen)
    for key in (*INPUTS_BY_PLACE, *CODES_BY_PLACE):
        place, name = key.split(".", 1)
        if place in list_topics():
            assert get_topic(place)
        else:
            assert name in found.get(place, ()), key
