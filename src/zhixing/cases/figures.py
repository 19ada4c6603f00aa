"""The figures of a case that open to their reasons: one name, one finding, on any day.

Rooms declare their own in ``figures.py`` with :func:`figure`; screens, the API and
``./zx explain`` ask for them in the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.cases.debt import debt_on
from zhixing.cases.docket.asof import facts_as_of
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.node_facts import find_node, nodes_of
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Asked:
    """Carry what a figure is asked about; ``argument`` follows the colon in its name."""

    court_no: int
    case: UUID
    facts: Facts
    on: date
    argument: str = ""


Compute = Callable[[Asked], Finding[Any]]
_figures: dict[str, Compute] = {}


class NoSuchFigure(Refusal):
    """Say that a case has no figure of this name on this day."""


def figure(name: str) -> Callable[[Compute], Compute]:
    """Declare how a figure is computed from facts and a day."""

    def declare(compute: Compute) -> Compute:
        _figures[name] = compute
        return compute

    return declare


def list_figures() -> tuple[str, ...]:
    """Give the names of all declared figures."""
    return tuple(sorted(_figures))


def explain(
    court_no: int, case: UUID, name: str, on: date, *, known_at: datetime | None = None
) -> Finding[Any]:
    """Compute a case's figure on a day, as far as the court knew at an instant.

    :raises NoSuchFigure: no room declares it, or the case has none such on that day.
    """
    facts = facts_as_of(court_no, case, known_at=known_at, on=on)
    return explain_facts(court_no, case, facts, name, on)


def explain_facts(court_no: int, case: UUID, facts: Facts, name: str, on: date) -> Finding[Any]:
    """Compute a figure from facts already at hand.

    :raises NoSuchFigure: no room declares it, or the case has none such on that day.
    """
    code, _, argument = name.partition(":")
    compute = _figures.get(code)
    if compute is None:
        raise no_figure(name)
    return compute(Asked(court_no, case, facts, on, argument))


def no_figure(name: str) -> NoSuchFigure:
    """Make the refusal for a figure that is not there."""
    return NoSuchFigure(
        "NO_SUCH_FIGURE",
        message_zh=f"本案在该日没有“{name}”这一数据。",
        message_en=f"The case has no figure {name!r} on that day.",
        remedy_zh="请核对名称与日期。",
        remedy_en="Check the name and the day.",
        field="figure",
    )


@figure("debt")
def _debt(asked: Asked) -> Finding[Any]:
    return debt_on(asked.facts, asked.on)


@figure("node")
def _node(asked: Asked) -> Finding[Any]:
    found = find_node(nodes_of(asked.court_no, asked.facts, asked.on), asked.argument)
    if found is None:
        raise no_figure(f"node:{asked.argument}")
    return found.finding
