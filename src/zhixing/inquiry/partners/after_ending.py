"""What evidence serves in a case that may have ended: asked by deed and operation alike."""

from __future__ import annotations

from datetime import date

from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.kernel.finding import Finding
from zhixing.law.closing.evidence import EvidenceFor, evidence_after_ending


def find_evidence_use(facts: Facts, on: date) -> Finding[EvidenceFor]:
    """Find what evidence taken in a case serves on a day, by how the case stands.

    :raises ClosingRefused: it was closed otherwise than for the present procedure.
    """
    closure = facts.of(Closure)
    return evidence_after_ending(
        on=on, closed_on=closure.closed_on, is_ended_for_now=closure.mode == ENDED_FOR_NOW
    )
