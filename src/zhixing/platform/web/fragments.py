"""How a room puts a section, a tab or a deed on a page: one file in its ``screens/`` package.

A room declares with ``@day_section``, ``@case_tab``, ``@board_section`` or, in
``deeds.py`` beside this file, ``@case_deed``; the desk finds the files, owns the
addresses, and asks only what the person's post may see. A function that gives None shows nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.apps import apps

from zhixing.platform.principal import Principal
from zhixing.platform.screenkit.words import Text

C = TypeVar("C")


class FactsLike(Protocol):
    """What a fragment needs of a case's facts: any chapter, by its class."""

    def of(self, cls: type[C]) -> C: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """Tell a fragment for whom it is made: by whom, on which day of law, at which instant."""

    by: Principal
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseAsk:
    """Tell a fragment of the case page which case it is about, and as of when.

    ``on`` is the day the page speaks of; ``facts`` are folded for it. ``known_at``
    is set in the reading *what the court knew*. ``is_own`` says that the case is
    of the person's own court, where alone anything may be done; ``is_today`` that
    the page is not turned to another day. ``query`` is kept on links within the page.
    ``subject`` is the thing of the case a deed is about; ``memo`` keeps what was looked up.
    """

    by: Principal
    on: date
    at: datetime
    court_no: int
    case: UUID
    number: str
    facts: FactsLike
    is_today: bool = True
    is_own: bool = True
    known_at: datetime | None = None
    query: str = ""
    subject: UUID | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def can_act(self) -> bool:
        """Say whether anything may be done from this page at all."""
        return self.is_today and self.is_own


@dataclass(frozen=True, slots=True)
class Fragment:
    """Give a section: its heading, its template, what fills it, and how many things are in it."""

    title: Text
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    count: int | None = None
    needs_attention: bool = False


Make = Callable[[Ask], Fragment | None]
MakeOfCase = Callable[[CaseAsk], Fragment | None]
Count = Callable[[CaseAsk], int | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one declared section of *my day* or of the board."""

    key: str
    order: int
    needs: str
    make: Make


@dataclass(frozen=True, slots=True)
class Tab:
    """Hold one declared tab of the case page; ``count`` must not ask the database."""

    key: str
    label: Text
    order: int
    needs: str
    count: Count
    make: MakeOfCase


_day: dict[str, Section] = {}
_board: dict[str, Section] = {}
_tabs: dict[str, Tab] = {}


def day_section(key: str, *, order: int, needs: str = "") -> Callable[[Make], Make]:
    """Declare a section of *my day*."""
    return _section(_day, key, order, needs)


def board_section(key: str, *, order: int, needs: str = "board") -> Callable[[Make], Make]:
    """Declare a section of the director's board."""
    return _section(_board, key, order, needs)


def _section(place: dict[str, Section], key: str, order: int, needs: str) -> Callable[[Make], Make]:
    def declare(make: Make) -> Make:
        place[key] = Section(key, order, needs, make)
        return make

    return declare


def _uncounted(ask: CaseAsk) -> int | None:
    return None


def case_tab(
    key: str, label: Text, *, order: int, needs: str = "", count: Count = _uncounted
) -> Callable[[MakeOfCase], MakeOfCase]:
    """Declare a tab of the case page; ``count`` reads the facts it is given, nothing else."""

    def declare(make: MakeOfCase) -> MakeOfCase:
        _tabs[key] = Tab(key, label, order, needs, count, make)
        return make

    return declare


def list_day_sections(by: Principal) -> list[Section]:
    """List the sections of *my day* that a post may see, in their order."""
    return _allowed(_day, by)


def list_board_sections(by: Principal) -> list[Section]:
    """List the sections of the board that a post may see, in their order."""
    return _allowed(_board, by)


def _allowed(place: Mapping[str, Section], by: Principal) -> list[Section]:
    discover()
    found = [s for s in place.values() if not s.needs or by.may(s.needs)]
    return sorted(found, key=lambda s: (s.order, s.key))


def list_tabs(by: Principal) -> list[Tab]:
    """List the tabs of the case page that a post may see, in their order."""
    discover()
    found = [t for t in _tabs.values() if not t.needs or by.may(t.needs)]
    return sorted(found, key=lambda t: (t.order, t.key))


@cache
def discover() -> None:
    """Import every module of every application's ``screens`` package, once."""
    for config in apps.get_app_configs():
        name = f"{config.name}.screens"
        if config.name.startswith("zhixing.") and find_spec(name) is not None:
            _import_all(importlib.import_module(name))


def _import_all(package: ModuleType) -> None:
    for module in pkgutil.iter_modules(getattr(package, "__path__", ())):
        importlib.import_module(f"{package.__name__}.{module.name}")
