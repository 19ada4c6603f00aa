"""Find rules, and run any of them from JSON.

The walker reads which modules define ``RULE`` without importing them; its result is
committed as ``_table.py`` so that one rule can be run without loading the others.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any, get_type_hints

from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.finding import Finding
from zhixing.law._table import RULES
from zhixing.law.rule import Rule

HERE = Path(__file__).parent
_DEFINES = {
    "RULES": re.compile(r"^RULE = Rule\(\s*(?:code=)?\"([A-Z0-9_]+)\"", re.MULTILINE),
    "TOPICS": re.compile(r"^TOPIC = Topic\(\s*\"([a-z0-9-]+)\"", re.MULTILINE),
    "INSTRUMENTS": re.compile(r"^INSTRUMENT = Instrument\(\s*\"([A-Z0-9-]+)\"", re.MULTILINE),
}


class UnknownRule(LookupError):
    """Say that no rule has this code."""


def walk(kind: str = "RULES") -> Iterator[tuple[str, str]]:
    """Give (code, module name) of every module that defines a rule, a topic or an
    instrument, by reading files only."""
    for path in sorted(HERE.rglob("*.py")):
        found = _DEFINES[kind].search(path.read_text(encoding="utf-8"))
        if found:
            parts = path.relative_to(HERE).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            yield found[1], ".".join(("zhixing", "law", *parts))


@cache
def get_rule(code: str) -> Rule:
    """Fetch a rule by its code, importing its module only.

    :raises UnknownRule: no rule has this code.
    """
    try:
        module = importlib.import_module(RULES[code])
    except KeyError:
        raise UnknownRule(f"no rule has the code {code!r}") from None
    rule: Rule = module.RULE
    return rule


def list_rules() -> tuple[str, ...]:
    """Give the codes of all rules, in alphabetical order."""
    return tuple(sorted(RULES))


@cache
def _hints(code: str) -> dict[str, Any]:
    function = get_rule(code).function
    hints = get_type_hints(function)
    return {name: hints[name] for name in signature(function).parameters}


def execute(code: str, inputs_json: Mapping[str, Json], on: date) -> Finding[Any]:
    """Run a rule from the JSON inputs a finding carries, on a day.

    Running a finding's own ``inputs`` again gives the same value, steps and hash.

    :raises UnknownRule: no rule has this code.
    :raises Unreadable: an input is missing, unknown or of the wrong type; it is named by its path.
    """
    hints = _hints(code)
    strange = sorted(set(inputs_json) - (set(hints) - {"on"}))
    if strange:
        known = f"规则{code}的输入项", f"an input of {code}"
        raise Unreadable(strange[0], known, inputs_json[strange[0]])
    read = {name: decode(hints[name], value, name) for name, value in inputs_json.items()}
    function = get_rule(code).function
    for name, asked in signature(function).parameters.items():
        if asked.default is asked.empty and name != "on" and name not in read:
            needed = f"规则{code}必需的输入项", f"a value, as {code} asks for it"
            raise Unreadable(name, needed, None)
    return function(on=on, **read)


def execute_again(finding: Finding[Any]) -> Finding[Any]:
    """Run the rule of a finding again from what the finding recorded."""
    return execute(finding.rule, finding.inputs, finding.on)
