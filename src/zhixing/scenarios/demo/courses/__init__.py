"""The courses of life, one file each; a file here is found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from zhixing.scenarios.demo.applications import Wanted
from zhixing.scenarios.demo.life import Course, Life


@dataclass(frozen=True, slots=True)
class CourseOfLife:
    """Describe one course: what it shows, how it is played, how many cases take it."""

    code: str
    zh: str
    en: str
    play: Callable[[Life], Course]
    share: int
    wanted: Wanted = field(default_factory=Wanted)
    early: bool = False
    """Filed in the first months, so that its end lies before the present."""
    late: bool = False
    """Filed in the last weeks, so that it is fresh at the present."""
    alone: bool = False
    """Not filed with the day's batch: the course files it by itself."""


@cache
def list_courses() -> tuple[CourseOfLife, ...]:
    """Give every course of life, in the order of their codes."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").COURSE for name in names)
