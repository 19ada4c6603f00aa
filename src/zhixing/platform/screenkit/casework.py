"""The parts a case is shown with: answers, nodes, docket, people, tasks, imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.words import NOTHING, Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the questions a page's head answers; ``answer`` may be a tag's output.

    With ``is_large`` the answer is a figure and set as one.
    """

    question: Text
    answer: Text
    note: Text = NOTHING
    why: str = ""
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the case: what, how it stands, by when, on what ground.

    ``ground`` is ``法定``, ``内部`` or the name of the local rule.
    """

    name: Text
    mark: Mark
    ground: Text
    due_on: date | None = None
    done_on: date | None = None
    excluded: Text = NOTHING
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class DocketEntry:
    """One act of the docket. ``recorded_at`` is printed when it differs from the legal day."""

    seq: int
    occurred_on: date
    name: Text
    by: str
    post: Text
    recorded_at: datetime
    summary: Text = NOTHING
    why: str = ""
    links: Sequence[Link] = ()
    is_late: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation: name, part in the case, number masked.

    ``reveal_url`` takes the chosen purpose by POST and answers with
    ``kit/parts/identity_revealed.html``; every reveal is logged.
    """

    key: str
    name: str
    role: Text
    identity_label: Text
    identity_masked: str
    reveal_url: str = ""
    purposes: Sequence[tuple[str, Text]] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of *my day*: what to do, by when, in which case, and the means to do it here."""

    key: str
    mark: Mark
    what: Text
    case_no: str
    case_url: str
    about: Text = NOTHING
    due_on: date | None = None
    decision: Decision | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class RowError:
    """One fault of an imported file: the row as the sheet numbers it, the field, the reason."""

    row: int
    field: Text
    value: str
    reason: Text
    remedy: Text = NOTHING


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found before anything was filed."""

    file_name: str
    good: int
    bad: int
    errors: Sequence[RowError]
    more: int = 0
    decisions: Sequence[Decision] = ()
    export_url: str = ""
