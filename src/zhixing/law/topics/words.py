"""What the fields and choices of topics are called, in Chinese and English.

A key is a field's name as it travels, a choice's value, or, where a topic calls it
otherwise, ``topic.name``.
"""

from __future__ import annotations

from zhixing.law.topics.choice_words import CHOICES
from zhixing.law.topics.field_words import FIELDS

Pair = tuple[str, str]


def field_words(topic: str, name: str) -> Pair:
    """Name a field; one without words shows as it travels."""
    return FIELDS.get(f"{topic}.{name}") or FIELDS.get(name) or (name, name)


def choice_words(topic: str, value: object) -> Pair:
    """Name a choice; one without words shows as it travels."""
    key = str(value)
    return CHOICES.get(f"{topic}.{key}") or CHOICES.get(key) or (key, key)
