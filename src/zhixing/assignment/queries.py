"""Reads of assignment: cycles, and the receipt with which a party checks its case."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhixing.assignment import models
from zhixing.kernel.canonical import Json


@dataclass(frozen=True, slots=True)
class CycleView:
    """Give one cycle; the secret stands in it only once it has run."""

    id: UUID
    pool: str
    opened_at: datetime
    commitment: str
    groups: int
    run_at: datetime | None
    case_count: int


def list_cycles(court_no: int, limit: int = 50) -> list[CycleView]:
    """Give a court's cycles, the newest first."""
    rows = models.Cycle.objects.filter(court_no=court_no).order_by("-opened_at")[:limit]
    return [
        CycleView(r.id, r.pool, r.opened_at, r.commitment, len(r.groups), r.run_at, r.case_count)
        for r in rows
    ]


def find_receipt(court_no: int, case: UUID) -> dict[str, Json] | None:
    """Give the receipt of a case's rotation, or None if it was not dealt by one.

    The published script checks it: the commitment, the seed, the place in the
    order of numbers, the group and the handler's turn.
    """
    dealing = models.Dealing.objects.filter(court_no=court_no, case_id=case).order_by("-id").first()
    if dealing is None:
        return None
    cycle = models.Cycle.objects.get(court_no=court_no, id=dealing.cycle_id)
    dealt = models.Dealing.objects.filter(court_no=court_no, cycle_id=cycle.id)
    numbers = list(dealt.order_by("position").values_list("number", flat=True))
    turn = dealt.filter(group=dealing.group, position__lt=dealing.position).count()
    return {
        "version": 1,
        "cycle": str(cycle.id),
        "pool": cycle.pool,
        "rule": dealing.rule,
        "commitment": cycle.commitment,
        "secret": cycle.secret,
        "log_size": cycle.log_size,
        "log_root": cycle.log_root,
        "groups": cycle.groups,
        "numbers": numbers,
        "numbers_sha256": hashlib.sha256("\n".join(numbers).encode()).hexdigest(),
        "number": dealing.number,
        "position": dealing.position,
        "group": dealing.group,
        "turn": turn,
        "member": dealing.member,
    }
