"""Lists: columns that are remembered, rows that come page by key, filters that live in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.words import NOTHING, Text


class Kind(StrEnum):
    """How a column writes its cells.

    TEXT any text; NAME a proper name; CASE_NO a case number; MONEY fen; NUMBER an
    integer; DAY a date; MOMENT an instant; STATUS a ``Mark``; HTML a tag's output.
    """

    TEXT = "TEXT"
    NAME = "NAME"
    CASE_NO = "CASE_NO"
    MONEY = "MONEY"
    NUMBER = "NUMBER"
    DAY = "DAY"
    MOMENT = "MOMENT"
    STATUS = "STATUS"
    HTML = "HTML"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``fixed`` ones cannot be hidden; ``sorted`` is ``asc``, ``desc`` or empty."""

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    fixed: bool = False
    sort_url: str = ""
    sorted: str = ""
    why: str = ""

    @property
    def css(self) -> str:
        """Give the class of the column's cells."""
        return f"c-{self.kind.lower().replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with an address, a finding or a remark; a bare value stands for itself."""

    value: object
    url: str = ""
    why: str = ""
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """One row: cells in the order of the columns; ``key`` is unique in the table."""

    key: str
    cells: Sequence[object]
    url: str = ""
    live: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where nothing is: a calm sentence, perhaps a next step."""

    title: Text
    text: Text = NOTHING
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list. ``next_url`` and ``earlier_url`` carry the key to go on from, never a page number.

    ``total`` is given only where it is known without counting a long list.
    """

    key: str
    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    next_url: str = ""
    earlier_url: str = ""
    export_url: str = ""
    total: int | None = None
    empty: Empty | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter can take."""

    value: str
    label: Text
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: with ``choices`` a list, else a box; ``kind`` is an HTML input type."""

    name: str
    label: Text
    value: str = ""
    choices: Sequence[Choice] = ()
    kind: str = "search"


@dataclass(frozen=True, slots=True)
class Filters:
    """A GET form over ``action``; ``active`` links remove one filter each.

    With ``target`` (an id) htmx swaps that element and pushes the address. ``kept`` stays in
    the address beside the filters.
    """

    action: str
    filters: Sequence[Filter]
    active: Sequence[Link] = ()
    target: str = ""
    clear_url: str = ""
    kept: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a link of its own, with the number of things behind it."""

    label: Text
    url: str
    count: int | None = None
    is_current: bool = False
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: how far, and where to ask again; the page may be left meanwhile."""

    label: Text
    done: int
    total: int
    url: str = ""
    note: Text = NOTHING
    result: Link | None = None

    @property
    def is_done(self) -> bool:
        """Say whether the work has ended."""
        return self.done >= self.total
