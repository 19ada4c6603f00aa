"""A finding: what a rule answered, and every reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from zhixing.kernel.canonical import Json, Plain, digest, to_json

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Citation:
    """Point at one article of one version of an instrument.

    ``instrument`` is the code in the law's table of instruments (``CPL``),
    ``version`` the text by its year (``2023``), ``article`` as printed, Arabic
    (``264``, ``29.2`` for a paragraph). ``zh`` and ``en`` are ready to print.
    """

    instrument: str
    version: str
    article: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Step:
    """Tell one step of the reasoning, with its article, parameter and interim figure."""

    text_zh: str
    text_en: str
    basis: Citation | None = None
    parameter: str | None = None
    value: Json = None


@dataclass(frozen=True, slots=True)
class Finding(Generic[T_co]):
    """Carry a rule's answer ``value`` with its reasons; re-executable from ``inputs``.

    ``on`` is the day the law was asked about. ``options`` names the convention
    chosen where the law leaves room. ``marks`` are machine-readable warnings:
    ``provisional:calendar-2028``, ``memory:…``, ``doubt:…``, ``policy:…``.
    """

    rule: str
    version: str
    on: date
    value: T_co
    conclusion_zh: str
    conclusion_en: str
    steps: tuple[Step, ...] = ()
    inputs: Mapping[str, Json] = field(default_factory=dict)
    options: Mapping[str, Json] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    @property
    def input_hash(self) -> str:
        """Give the hash that names rule, version, day and inputs together."""
        return digest([self.rule, self.version, self.on, Plain(self.inputs)])

    @property
    def is_provisional(self) -> bool:
        """Say whether a notice not yet published could still move the answer."""
        return any(mark.startswith("provisional:") for mark in self.marks)

    def to_json(self) -> Json:
        """Give the finding as it travels over the API and into the why-panel."""
        return to_json(self)
