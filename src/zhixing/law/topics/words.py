"""What the fields and choices of topics are called, in Chinese and English.

A key is a field's name as it travels, a choice's value, or, where a topic calls it
otherwise, ``topic.name``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Pair = tuple[str, str]

FIELDS: Final[Mapping[str, Pair]] = {
    "event_on": ("起算日（当日不计入）", "Starting day (not counted)"),
    "event_at": ("起算时刻", "Starting instant"),
    "length": ("长度", "Length"),
    "unit": ("单位", "Unit"),
    "due_on": ("届满日", "Last day"),
    "due_at": ("届满时刻", "Last instant"),
    "provisional": ("暂定", "Provisional"),
}
CHOICES: Final[Mapping[str, Pair]] = {
    "hour": ("小时", "hours"),
    "day": ("日", "days"),
    "working_day": ("工作日", "working days"),
    "month": ("月", "months"),
    "year": ("年", "years"),
}


def field_words(topic: str, name: str) -> Pair:
    """Name a field; one without words shows as it travels."""
    return FIELDS.get(f"{topic}.{name}") or FIELDS.get(name) or (name, name)


def choice_words(topic: str, value: object) -> Pair:
    """Name a choice; one without words shows as it travels."""
    key = str(value)
    return CHOICES.get(f"{topic}.{key}") or CHOICES.get(key) or (key, key)
