"""What the log covers of assignment, derived from the room's rows."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from zhixing.assignment import models
from zhixing.assignment.operations import commitment_value
from zhixing.platform.log.sources import leaf_source


@leaf_source("assignment_commitment")
def derive_commitments(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every cycle of a court as it was committed to, ordered by id."""
    for cycle in models.Cycle.objects.filter(court_no=court_no).order_by("id").iterator():
        yield cycle.id, commitment_value(cycle)
