"""The query centre's reading: the latest cases asked about, against every institution asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.states import OUT, STUCK, Outcome, State
from zhixing.institutions import queries as institutions

MOST_REQUESTS = 3000


@dataclass(frozen=True, slots=True)
class Asked:
    """Give how one question of a case to one institution stands."""

    state: State
    outcome: str
    hits: int
    is_overdue: bool

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


@dataclass(frozen=True, slots=True)
class Centre:
    """Give institutions across (id, zh, en) and cases down, each with its answers."""

    institutions: tuple[tuple[UUID, str, str], ...]
    rows: tuple[tuple[UUID, dict[UUID, Asked]], ...]


def get_centre(court_no: int, on: date, *, cases: int = 60) -> Centre:
    """Give the latest ``cases`` cases with queries; several parties at one bank add up.

    The worst state of a case at an institution shows, a hit before all others.
    """
    rows = models.Request.objects.filter(court_no=court_no, kind="QUERY")
    found: dict[UUID, dict[UUID, Asked]] = {}
    fields = ("case_id", "institution_id", "state", "outcome", "hits", "due_on")
    for case, institution, state, outcome, hits, due_on in rows.order_by("-id").values_list(
        *fields
    )[:MOST_REQUESTS]:
        if case not in found and len(found) == cases:
            continue
        if state == State.REISSUED:
            continue
        waits = State(state) in OUT or state == State.EXPIRED
        late = waits and due_on is not None and due_on <= on
        asked = Asked(State(state), outcome, hits, late)
        known = found.setdefault(case, {}).get(institution)
        found[case][institution] = asked if known is None else _worse(known, asked)
    across = {i for answers in found.values() for i in answers}
    views = sorted((institutions.get_institution(i) for i in across), key=lambda v: v.name)
    return Centre(tuple((v.id, v.name, v.name_en) for v in views), tuple(found.items()))


def _worse(one: Asked, other: Asked) -> Asked:
    first = max(one, other, key=lambda a: (a.is_hit, a.is_overdue, a.is_stuck, a.is_waiting))
    return Asked(first.state, first.outcome, one.hits + other.hits, first.is_overdue)
