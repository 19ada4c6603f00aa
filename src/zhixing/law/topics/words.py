"""What the fields and choices of topics are called, as the law's words have them.

A topic may call a name otherwise: ``topic.name`` in ``law/words`` goes first.
"""

from __future__ import annotations

from zhixing.law.words import lookup
from zhixing.law.words.lookup import Pair


def field_words(topic: str, name: str) -> Pair:
    """Name a field; one without words shows as it travels."""
    return lookup.input_words(name, topic) or (name, name)


def choice_words(topic: str, value: object) -> Pair:
    """Name a choice; one without words shows as it travels."""
    return lookup.code_words(value, topic) or (str(value), str(value))
