"""A template of instruments as the API lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """Show a template: its code, its names, and whether it needs the court's seal."""

    code: str
    name_zh: str
    name_en: str
    needs_seal: bool
