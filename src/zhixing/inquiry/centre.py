"""The query centre's reading: cases asked about, newest order first, against who was asked.

Whatever the size of the court a page costs the same: one walk over the orders along their
key, one read of the requests of the cases shown, one of the institutions asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhixing.inquiry import models
from zhixing.inquiry.answer_time import AWAITED, is_unserved, late_on
from zhixing.inquiry.partly_read import PASSED, requests_partly_read
from zhixing.inquiry.states import OUT, STUCK, Outcome, State
from zhixing.institutions import queries as institutions
from zhixing.institutions.abilities import ability_of

PAGE: Final = 50
_OUT: Final = [s.value for s in OUT]
_STUCK: Final = [s.value for s in STUCK]
_FIELDS: Final = (
    *("id", "case_id", "institution_id", "state", "outcome", "hits", "due_on"),
    *("answered_on", "profile", "delivered_at"),
)


class Standing(StrEnum):
    """Name what the centre can be narrowed to."""

    FOUND = "found"
    NIL = "nil"
    WAITING = "waiting"
    LATE = "late"
    STUCK = "stuck"


UNDONE: Final = frozenset({Standing.WAITING, Standing.LATE, Standing.STUCK})
FEW: Final = 2000
"""So many requests that wait are gathered by their state: where few do, a walk over all orders
would look at each in vain."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Give how one question of a case to one institution stands; ``request`` is the telling one."""

    request: UUID
    state: State
    outcome: str
    hits: int
    is_overdue: bool
    parties: int = 1
    is_unserved: bool = False
    is_partly_read: bool = False
    """Something of an answer could not be read: there may be more than was found."""

    @property
    def is_waiting(self) -> bool:
        """Say whether the institution has yet to answer."""
        return self.state in OUT

    @property
    def is_stuck(self) -> bool:
        """Say whether somebody of the court must act before it goes on."""
        return self.state in STUCK

    @property
    def is_hit(self) -> bool:
        """Say whether property was found."""
        return self.outcome == Outcome.FOUND

    @property
    def is_answered(self) -> bool:
        """Say whether the institution said what there is, nothing found included."""
        return self.outcome in (Outcome.FOUND, Outcome.NIL)


@dataclass(frozen=True, slots=True)
class CentreFilter:
    """Narrow the centre: to one institution, to how answers stand, to cases found otherwise."""

    institution: UUID | None = None
    standing: Standing | None = None
    cases: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True)
class Centre:
    """Give institutions across (id, zh, en), cases down with their answers, and the next key.

    ``only_leads`` are those institutions that know of no property: what they tell is a lead.
    """

    institutions: tuple[tuple[UUID, str, str], ...]
    rows: tuple[tuple[UUID, dict[UUID, Asked]], ...]
    next_key: str = ""
    only_leads: frozenset[UUID] = frozenset()


def get_centre(
    court_no: int,
    on: date,
    wanted: CentreFilter | None = None,
    *,
    after: str = "",
    cases: int = PAGE,
) -> Centre:
    """Give a page of cases with queries, the latest asked first; a case stands in it once.

    ``after`` is the ``next_key`` of the page before; several parties at one institution add
    up to one cell, of which the worst state shows, a hit before all others.
    """
    wanted = wanted or CentreFilter()
    orders = _orders(court_no, on, wanted)
    key = _key(after)
    if key is not None:
        orders = orders.filter(id__lt=key)
    page = list(orders.order_by("-id").values_list("id", "case_id")[: cases + 1])
    shown = [case for _, case in page[:cases]]
    found = _cells(court_no, on, shown, wanted)
    across = {i for answers in found.values() for i in answers}
    views = list(institutions.list_institutions_by_id(across).values()) if across else []
    named = sorted(((v.id, v.name, v.name_en or v.name) for v in views), key=lambda v: v[1])
    next_key = str(page[cases - 1][0]) if len(page) > cases else ""
    only_leads = frozenset(v.id for v in views if not ability_of(v.kind).tells_property)
    rows = tuple((c, found[c]) for c in shown if c in found)
    return Centre(tuple(named), rows, next_key, only_leads)


def list_asked_institutions(court_no: int, on: date) -> list[tuple[UUID, str, str]]:
    """Give who can be asked on a day, as choices of the centre's filter: id, zh, en."""
    found = institutions.list_institutions(on)
    return [(v.id, v.name, v.name_en or v.name) for v in found]


def _orders(court_no: int, on: date, wanted: CentreFilter) -> QuerySet[models.Batch]:
    newer = models.Batch.objects.filter(
        court_no=court_no, case_id=OuterRef("case_id"), id__gt=OuterRef("id")
    )
    orders = models.Batch.objects.filter(~Exists(newer), court_no=court_no)
    if wanted.cases is not None:
        orders = orders.filter(case_id__in=wanted.cases)
    if wanted.institution is None and wanted.standing is None:
        return orders
    asked = models.Request.objects.filter(
        _stands(wanted.standing, on), court_no=court_no, kind="QUERY"
    ).exclude(state__in=PASSED)
    if wanted.institution is not None:
        asked = asked.filter(institution_id=wanted.institution)
    if wanted.standing in UNDONE:
        few = list(asked.values_list("case_id", flat=True)[: FEW + 1])
        if len(few) <= FEW:
            return orders.filter(case_id__in=set(few))
    return orders.filter(Exists(asked.filter(case_id=OuterRef("case_id"))))


def _stands(standing: Standing | None, on: date) -> Q:
    match standing:
        case Standing.FOUND:
            return Q(outcome=Outcome.FOUND.value)
        case Standing.NIL:
            return Q(outcome=Outcome.NIL.value)
        case Standing.WAITING:
            return Q(state__in=_OUT)
        case Standing.LATE:
            return late_on(on)
        case Standing.STUCK:
            return Q(state__in=_STUCK)
        case None:
            return Q()


def _cells(
    court_no: int, on: date, shown: Iterable[UUID], wanted: CentreFilter
) -> dict[UUID, dict[UUID, Asked]]:
    rows = models.Request.objects.filter(court_no=court_no, kind="QUERY", case_id__in=list(shown))
    if wanted.institution is not None:
        rows = rows.filter(institution_id=wanted.institution)
    partly = requests_partly_read(court_no, shown)
    found: dict[UUID, dict[UUID, Asked]] = {}
    for row in rows.exclude(state__in=PASSED).order_by("id").values_list(*_FIELDS):
        case, institution, asked = _read(row, on, partly)
        cells = found.setdefault(case, {})
        known = cells.get(institution)
        cells[institution] = asked if known is None else _worse(known, asked)
    return found


def _read(row: tuple[Any, ...], on: date, partly: frozenset[UUID]) -> tuple[UUID, UUID, Asked]:
    request, case, institution, state, outcome, hits, due_on, answered_on, *way = row
    unserved = is_unserved(
        way[0], is_delivered=way[1] is not None, is_answered=answered_on is not None
    )
    waits = state in AWAITED and answered_on is None and not unserved
    late = waits and due_on is not None and due_on < on
    asked = Asked(
        request,
        State(state),
        outcome,
        hits,
        late,
        is_unserved=unserved,
        is_partly_read=request in partly,
    )
    return case, institution, asked


def _worse(one: Asked, other: Asked) -> Asked:
    first = max(one, other, key=_weight)
    return replace(
        first,
        hits=one.hits + other.hits,
        parties=one.parties + other.parties,
        is_partly_read=one.is_partly_read or other.is_partly_read,
    )


def _weight(a: Asked) -> tuple[bool, ...]:
    return a.is_hit, a.is_partly_read, a.is_overdue, a.is_stuck, a.is_waiting


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
