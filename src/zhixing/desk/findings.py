"""Lays findings out for the *why* panel: inputs read back into days, money and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from zhixing.desk.names import code_name, field_name, input_name
from zhixing.kernel.canonical import Json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law import parameters
from zhixing.law.registry import UnknownRule, get_rule
from zhixing.law.texts.library import library_at
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.why import Lexicon, Parameter, Why, lay_out, shown
from zhixing.platform.screenkit.words import NOTHING, Text, Words

_OPEN: Words = Words("至今", "until further notice")
_MOST_ENTRIES = 40
_MONEY = frozenset(
    {"amount", "asked", "available", "balance", "claim", "controlled", "costs", "limit"}
    | {"outstanding", "principal", "protected", "protected_minimum", "seized", "surplus", "total"}
)
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40,}")


def lay(finding: Finding[Any], *, rule_url: str = "", page_url: str = "", command: str = "") -> Why:
    """Lay a finding out with the rule's name, its dated parameters and readable inputs."""
    inputs = {key: spoken(value, finding.rule) for key, value in read_inputs(finding).items()}
    options = {key: spoken(value, finding.rule) for key, value in finding.options.items()}
    said: dict[str, Any] = {"inputs": inputs, "options": options}
    readable: Finding[object] = replace(finding, **said)
    used = list(_parameters(finding))
    keys = {*inputs, *options}
    lexicon = Lexicon(
        rule=_rule_name(finding.rule),
        rule_url=rule_url,
        page_url=page_url,
        command=command,
        names={
            **{key: named for key in keys if (named := input_name(key, finding.rule))},
            **{code: name for code, name, _ in used},
        },
        texts=_addresses(finding),
        parameters=[shown_parameter for _, _, shown_parameter in used],
    )
    return lay_out(readable, lexicon)


def _addresses(finding: Finding[Any]) -> dict[tuple[str, str, str], str]:
    """Give the address of each cited article whose text an operator has loaded."""
    library = library_at(settings.STATE / "law-texts")
    cited = {step.basis for step in finding.steps if step.basis is not None}
    places = [(c.instrument, c.version, c.article) for c in cited if library.has(c)]
    return {place: reverse("portal:article", args=place) for place in places}


def read_inputs(finding: Finding[Any]) -> Mapping[str, object]:
    """Read a finding's inputs back into the types its rule was asked with."""
    try:
        hints = _hints(finding.rule)
        return {key: decode(hints[key], value, key) for key, value in finding.inputs.items()}
    except (UnknownRule, KeyError, Unreadable):
        return finding.inputs


@cache
def _hints(code: str) -> dict[str, Any]:
    return get_type_hints(get_rule(code).function)


def spoken(value: object, *places: str) -> Text:
    """Say a value in words: codes, ranges and records by their names, the rest as the kit does.

    ``places`` are the rule and the records the value stands in; they may mean a name otherwise.
    """
    match value:
        case Words():
            return value
        case Days():
            return _span(value)
        case Enum():
            return code_name(value, *places) or str(value.value)
        case str():
            return code_name(value, *places) or shown(value)
        case Decimal():
            return str(value.normalize()) if value else "0"
        case UUID():
            return str(value)[:8]
        case Mapping():
            return _joined(_pair(str(k), v, *places) for k, v in value.items())
        case list() | tuple():
            return _listed(value, *places)
        case set() | frozenset():
            return _listed(sorted(value, key=str), *places)
    if is_dataclass(value) and not isinstance(value, type):
        held = ((f.name, getattr(value, f.name)) for f in fields(value))
        within = (type(value).__name__, *places)
        return _joined(_pair(name, part, *within) for name, part in held if not _is_empty(part))
    return shown(value)


def _span(days: Days) -> Words:
    start = day_words(days.start)
    last = day_words(days.last) if days.last is not None else _OPEN
    return Words("{a}至{b}", "{a} to {b}").filled(a=start, b=last)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == () or value == [] or value == {}


def _listed(values: Iterable[object], *places: str) -> Text:
    said = [spoken(v, *places) for v in values]
    if not said:
        return Words("无", "none")
    if len(said) > _MOST_ENTRIES:
        rest = Words("另有{n}项", "{n} more").filled(n=len(said) - _MOST_ENTRIES)
        said = [*said[:_MOST_ENTRIES], rest]
    if len(said) == 1:
        return said[0]
    numbered = [
        Words("（{n}）{v}", "({n}) {v}").filled(n=n, v=v) for n, v in enumerate(said, start=1)
    ]
    return _joined(numbered)


def _pair(key: str, value: object, *places: str) -> Text:
    name = input_name(key, *places) or code_name(key) or key
    return Words("{n}：{v}", "{n}: {v}").filled(n=name, v=spoken(value, *places))


def _joined(parts: Iterable[Text]) -> Text:
    held = list(parts)
    if not held:
        return Words("无", "none")
    zh = "；".join(p.zh if isinstance(p, Words) else p for p in held)  # one language
    en = "; ".join(p.en if isinstance(p, Words) else p for p in held)
    return Words(zh, en)


def _rule_name(code: str) -> Text:
    try:
        rule = get_rule(code)
    except UnknownRule:
        return code
    return Words(rule.name_zh, rule.name_en)


def _parameters(finding: Finding[Any]) -> Iterable[tuple[str, Words, Parameter]]:
    codes = dict.fromkeys(s.parameter for s in finding.steps if s.parameter)
    for code in codes:
        found = _parameter_on(code, finding.on)
        if found is None:
            continue
        name = Words(found.name_zh, found.name_en)
        basis = found.basis
        article = Words(basis.zh, basis.en) if basis else NOTHING
        days = found.in_force
        value = Words(found.text_zh, found.text_en)
        yield code, name, Parameter(name, value, days.start, days.last, article)


def _parameter_on(code: str, on: date) -> parameters.Parameter | None:
    try:
        return parameters.parameter(code, on)
    except (parameters.ParameterMissing, KeyError):
        return None


def readable_payload(payload: Json) -> list[tuple[Text, Text]]:
    """Give the named fields of a payload with their values, for a document not yet drafted."""
    if not isinstance(payload, dict):
        return []
    return [
        (name, spoken(_typed(key, value)))
        for key, value in payload.items()
        if (name := field_name(key)) is not None
        and not _is_empty(value)
        and not _is_identifier(value)
    ]


def _typed(key: str, value: Json) -> object:
    """Read money and days back out of JSON by what their fields are called."""
    if key in _MONEY and isinstance(value, int) and not isinstance(value, bool):
        return Fen(value)
    return value


def _is_identifier(value: Json) -> bool:
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None
