"""Numbers courts in preorder, so that a court and its subordinates are one range.

The number follows from the list alone: the root is 1, and the courts below one
court follow it in the order of their codes. Rehearsal courts (演练法院) are numbered
apart, from 100000, so that no range of a real court ever reaches one.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhixing.courts.kinds import CourtLevel
from zhixing.kernel.case_number import LegacyPattern
from zhixing.kernel.refusal import Impossible

FIRST_REHEARSAL_NO: Final = 100_000
DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class CourtRow:
    """Hold one court as the list states it; ``parent`` is its superior's code."""

    code: str
    name: str
    level: CourtLevel
    parent: str
    province: str
    case_code: str = ""
    case_code_basis: str = ""
    legacy_patterns: tuple[LegacyPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """Hold a court's row with its range of numbers."""

    row: CourtRow
    court_no: int
    last_no: int
    parent_no: int | None


def read_court_rows(folder: Path = DATA) -> tuple[CourtRow, ...]:
    """Read the list of courts that comes with the program, with their patterns before 2016."""
    patterns: dict[str, list[LegacyPattern]] = defaultdict(list)
    for line in _lines(folder / "legacy_patterns.csv"):
        patterns[line["code"]].append(
            LegacyPattern(
                words=line["words"],
                digits=int(line["digits"]),
                type_code=line["type_code"],
                until_year=int(line["until_year"]),
            )
        )
    return tuple(
        CourtRow(
            code=line["code"],
            name=line["name"],
            level=CourtLevel(line["level"]),
            parent=line["parent"],
            province=line["province"],
            case_code=line["case_code"],
            case_code_basis=line["basis"],
            legacy_patterns=tuple(patterns[line["code"]]),
        )
        for line in _lines(folder / "courts.csv")
    )


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def number_courts(rows: Iterable[CourtRow]) -> tuple[Numbered, ...]:
    """Give every court its number and the last number of its subordinates, in preorder.

    >>> make = lambda code, parent: CourtRow(code, code, CourtLevel.BASIC, parent, "")
    >>> numbered = number_courts([make("B", "R"), make("R", ""), make("A", "R"), make("A1", "A")])
    >>> [(n.row.code, n.court_no, n.last_no) for n in numbered]
    [('R', 1, 4), ('A', 2, 3), ('A1', 3, 3), ('B', 4, 4)]

    :raises Impossible: the list has no single root, a code twice, or an unknown superior.
    """
    by_code: dict[str, CourtRow] = {}
    below: dict[str, list[CourtRow]] = defaultdict(list)
    for row in rows:
        if row.code in by_code:
            raise Impossible(f"court {row.code} is listed twice")
        by_code[row.code] = row
        below[row.parent].append(row)
    if len(below[""]) != 1:
        raise Impossible(f"a list of courts has one root, not {len(below[''])}")
    numbered: list[Numbered] = []
    _walk(below[""][0], None, below, numbered)
    if len(numbered) != len(by_code):
        lost = sorted(by_code.keys() - {n.row.code for n in numbered})
        raise Impossible(f"courts below no listed superior: {', '.join(lost[:5])}")
    return tuple(numbered)


def _walk(
    row: CourtRow, parent_no: int | None, below: dict[str, list[CourtRow]], out: list[Numbered]
) -> None:
    court_no = len(out) + 1
    out.append(Numbered(row, court_no, court_no, parent_no))
    for child in sorted(below[row.code], key=lambda c: c.code):
        _walk(child, court_no, below, out)
    out[court_no - 1] = Numbered(row, court_no, len(out), parent_no)
