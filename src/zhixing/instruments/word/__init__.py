"""Editable Word copies of instruments, made from the same settled text as the sealed page."""

from __future__ import annotations

from zhixing.instruments.word.copy import word_copy

__all__ = ["word_copy"]
