"""Writing a topic's result and its finding as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding, Step
from zhixing.law.topics.reading import wire_name


def write(value: object) -> Json:
    """Write a result: amounts as yuan, days ISO, trailing underscores dropped.

    >>> write(Fen(65000000))
    '650000.00'
    """
    return _WRITERS[type(value)](value)


class _Writers(dict[type[Any], Callable[[Any], Json]]):
    """Hold how values of each exact type are written; chosen when first met."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Json]:
        self[kind] = chosen = _writer(kind)
        return chosen


_WRITERS: Final = _Writers()


def _writer(kind: type[Any]) -> Callable[[Any], Json]:
    if issubclass(kind, Fen):
        return lambda value: value.yuan
    if issubclass(kind, datetime):
        return _moment
    if issubclass(kind, Decimal):
        return lambda value: f"{value:f}"
    if dataclasses.is_dataclass(kind):
        return _object(tuple((wire_name(f.name), f.name) for f in dataclasses.fields(kind)))
    if issubclass(kind, Mapping):
        return lambda value: {str(write(k)): write(v) for k, v in value.items()}
    if issubclass(kind, tuple | list):
        return lambda value: [_WRITERS[type(v)](v) for v in value]
    return to_json


def _moment(value: datetime) -> Json:
    return value.astimezone(SHANGHAI).replace(tzinfo=None).isoformat(timespec="seconds")


def _object(names: tuple[tuple[str, str], ...]) -> Callable[[Any], Json]:
    def write_object(value: Any) -> Json:
        written: dict[str, Json] = {}
        for wire, name in names:
            part = getattr(value, name)
            written[wire] = _WRITERS[type(part)](part)
        return written

    return write_object


def write_finding(finding: Finding[Any]) -> dict[str, Json]:
    """Write what a reader needs of a finding: conclusion, steps, options and marks."""
    return {
        "conclusion_zh": finding.conclusion_zh,
        "conclusion_en": finding.conclusion_en,
        "steps": [_step(step) for step in finding.steps],
        "options": dict(finding.options),
        "marks": list(finding.marks),
    }


def _step(step: Step) -> Json:
    return {
        "text_zh": step.text_zh,
        "text_en": step.text_en,
        "basis": to_json(step.basis),
        "parameter": step.parameter,
        "value": step.value,
    }
