"""A case as of a day, its docket, and batches of applications with a problem for each bad row."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationError, WrapValidator

from zhixing.api.wire import model_of
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.problem import Problem
from zhixing.cases.queries import CaseView, NodeView
from zhixing.law.nodes.charter import NodeCharter

MOST_ROWS = 5000


class Reading(StrEnum):
    """The readings of *as of*: how the case stood, what was known, and now."""

    NOW = "NOW"
    STOOD = "STOOD"
    KNOWN = "KNOWN"


@dataclass(frozen=True, slots=True)
class CaseAsOf:
    """Show a case: its line in the list, and its facts folded for the reading asked for.

    ``facts`` is the canonical form, amounts in whole fen; ``facts_hash`` covers it.
    """

    case: CaseView
    reading: Reading
    on: date
    known_at: datetime | None
    facts: dict[str, object]
    facts_hash: str


@dataclass(frozen=True, slots=True)
class Page:
    """Show a page of cases; ``next_key`` asks for the next, empty at the end."""

    cases: tuple[CaseView, ...]
    next_key: str


@dataclass(frozen=True, slots=True)
class DueNode:
    """Show a node with its case, and by how many days it is overdue on the day asked about."""

    case: CaseView
    node: NodeView
    overdue_days: int


@dataclass(frozen=True, slots=True)
class NodeOnDay:
    """Show a node, by how many days it is overdue on the day asked about, what else it asks.

    ``charter`` says its quality standard, authority and hand-over; ``remind_on`` the days
    still ahead on which to remind, none once it is done; ``reminders_by`` the paper by which
    the court itself set those days, empty where it set none.
    """

    node: NodeView
    overdue_days: int
    charter: NodeCharter | None
    remind_on: tuple[date, ...]
    reminders_by: str = ""


@dataclass(frozen=True, slots=True)
class FiledRow:
    """Show one row that was filed, or that was filed before under its key."""

    row: int
    case: UUID
    number: str
    application_key: str
    is_repeat: bool
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """Show what became of a batch: the cases filed, and each problem by row and field."""

    rows: int
    filed: tuple[FiledRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Show the act that was written, and its number in the docket."""

    act: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class BadRow:
    """Hold a row that could not be read, and where."""

    problems: tuple[tuple[str, str], ...]


def _read_row(value: object, read: Callable[[object], Any]) -> Any:
    """Read a row of a batch; one that cannot be read says why and spoils no other."""
    try:
        return read(value)
    except ValidationError as refused:
        found = [
            (".".join(str(s) for s in e["loc"]) or "application", e["msg"][:200])
            for e in refused.errors(include_url=False, include_input=False, include_context=False)
        ]
        return BadRow(tuple(found[:20]))


if TYPE_CHECKING:
    Rows = tuple[Application | BadRow, ...]
else:
    Row = Annotated[model_of(Application), WrapValidator(_read_row)]
    Rows = Annotated[list[Row], Field(min_length=1, max_length=MOST_ROWS)]
"""The applications of a batch; a row that could not be read stands in it as a bad row."""


def part_rows(applications: Rows) -> tuple[list[int], list[Application], list[Problem]]:
    """Part the rows that could be read from those that could not, numbered from 1."""
    numbers: list[int] = []
    good: list[Application] = []
    bad: list[Problem] = []
    for number, row in enumerate(applications, start=1):
        if isinstance(row, BadRow):
            bad += [
                Problem(number, field, "INVALID", f"“{field}”的值无效：{why}", f"{field}: {why}")
                for field, why in row.problems
            ]
        else:
            numbers.append(number)
            good.append(row)
    return numbers, good, bad


def filed_row(filed: Any) -> FiledRow:
    """Give a filed row as it is shown."""
    return FiledRow(**{f.name: getattr(filed, f.name) for f in dataclasses.fields(FiledRow)})
