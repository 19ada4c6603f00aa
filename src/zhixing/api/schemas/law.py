"""A rule of law as the API lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleShown:
    """Show a rule: its code and version, its names, its articles and its inputs."""

    code: str
    version: str
    name_zh: str
    name_en: str
    basis: tuple[str, ...]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...]
