"""The pieces a raw text falls into, in order: what is only form, and each value with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of the text; ``code`` is empty where it carries no value of a field.

    ``row`` names the element or object the value stands in, its places counted from 1.
    Joined in order, the texts of all pieces are the raw text again.
    """

    text: str
    code: str = ""
    row: str = ""
