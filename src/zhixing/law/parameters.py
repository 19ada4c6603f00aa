"""Dated, cited parameters: one YAML file each, compiled to one JSON that loads fast.

``parameter(code, on)`` gives the value in force on a day with its article and how sure
we are of it. A day outside the known values is refused loudly, never guessed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

from zhixing.kernel.finding import Citation
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite

HERE: Final = Path(__file__).parent
SOURCES: Final = HERE / "parameters"
COMPILED: Final = HERE / "_parameters.json"
STATUSES: Final = ("verified", "secondary", "memory", "doubt")

_UNITS: Final = {
    "minute": ("分钟", "minutes"),
    "hour": ("小时", "hours"),
    "day": ("日", "days"),
    "working_day": ("个工作日", "working days"),
    "month": ("个月", "months"),
    "year": ("年", "years"),
    "yuan": ("元", "yuan"),
    "per_day": ("／日", "per day"),
    "percent_per_year": ("％／年", "% a year"),
    "ratio": ("（比例）", "(ratio)"),
    "count": ("次", "times"),
    "person": ("人", "persons"),
    "text": ("", ""),
}


class ParameterMissing(Refusal):
    """Say that the law's figure for a day is not known to this library."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Hold the value of a parameter in force on one day."""

    code: str
    name_zh: str
    name_en: str
    value: int | str
    unit: str
    in_force: Days
    status: str
    basis: Citation | None
    note: str = ""

    @property
    def number(self) -> Fraction:
        """Give the value as an exact number."""
        return Fraction(self.value)

    @property
    def whole(self) -> int:
        """Give the value as a whole number.

        :raises ValueError: it is none.
        """
        return int(self.value)

    @property
    def text_zh(self) -> str:
        """Give value and unit in Chinese."""
        return f"{self.value}{_UNITS[self.unit][0]}"

    @property
    def text_en(self) -> str:
        """Give value and unit in English."""
        return f"{self.value} {_UNITS[self.unit][1]}".strip()


@cache
def _compiled() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(COMPILED.read_text(encoding="utf-8"))
    return loaded


def list_parameters() -> tuple[str, ...]:
    """Give the codes of all parameters."""
    return tuple(_compiled())


@cache
def history(code: str) -> tuple[Parameter, ...]:
    """Give all dated values of a parameter, oldest first.

    :raises LookupError: no parameter has this code.
    """
    if code not in _compiled():
        raise LookupError(f"no parameter has the code {code!r}")
    source = _compiled()[code]
    return tuple(_value(code, source, row) for row in source["values"])


def _value(code: str, source: dict[str, Any], row: dict[str, Any]) -> Parameter:
    start = date.fromisoformat(row["from"])
    end = date.fromisoformat(row["until"]) + timedelta(days=1) if row.get("until") else None
    basis = row.get("basis")
    cited = None
    if basis:
        version = basis.get("version", "")
        cited = cite(
            basis["instrument"], basis["article"], on=None if version else start, version=version
        )
    return Parameter(
        code,
        source["name_zh"],
        source["name_en"],
        row["value"],
        source["unit"],
        Days(start, end),
        row["status"],
        cited,
        row.get("note", ""),
    )


@cache
def parameter(code: str, on: date) -> Parameter:
    """Fetch the value of a parameter in force on a day, cited by that day's text.

    :raises ParameterMissing: no value is known for the day.
    """
    for found in history(code):
        if on in found.in_force:
            return _cited_on(found, on)
    known = history(code)
    raise ParameterMissing(
        "PARAMETER_MISSING",
        message_zh=f"参数“{known[0].name_zh}”没有{on}的数值。",
        message_en=f"The parameter “{known[0].name_en}” has no value for {on}.",
        remedy_zh="请补录该日有效的数值及其依据。",
        remedy_en="Enter the value in force on that day with its source.",
        field=code,
    )


def _cited_on(found: Parameter, on: date) -> Parameter:
    row = next(
        r for r in _compiled()[found.code]["values"] if r["from"] == str(found.in_force.start)
    )
    basis = row.get("basis")
    if not basis or basis.get("version"):
        return found
    return Parameter(
        found.code,
        found.name_zh,
        found.name_en,
        found.value,
        found.unit,
        found.in_force,
        found.status,
        cite(basis["instrument"], basis["article"], on=on),
        found.note,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of days over which one value of a parameter was in force."""

    days: Days
    value: Parameter | None


def pieces(code: str, days: Days) -> tuple[Piece, ...]:
    """Cut a closed range of days at the changes of a parameter.

    Days for which no value is known come as a piece without value, never left out.
    """
    cut: list[Piece] = []
    day = days.start
    end = days.end
    if end is None:
        raise ValueError("an open range cannot be cut into pieces")
    for found in history(code):
        shared = found.in_force.intersect(Days(day, end)) if day < end else None
        if shared is None or shared.end is None:
            continue
        if shared.start > day:
            cut.append(Piece(Days(day, shared.start), None))
        cut.append(Piece(shared, found))
        day = shared.end
    if day < end:
        cut.append(Piece(Days(day, end), None))
    return tuple(cut)
