"""Writing a topic's result and its finding as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

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
    if isinstance(value, Fen):
        return value.yuan
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).replace(tzinfo=None).isoformat(timespec="seconds")
    if isinstance(value, Decimal):
        return f"{value:f}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (f.name for f in dataclasses.fields(value))
        return {wire_name(name): write(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(write(k)): write(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [write(v) for v in value]
    return to_json(value)


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
