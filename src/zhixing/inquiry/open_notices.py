"""Takes an institution's word that its answer has changed (变动通知): no answer, only news."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.tasks import note_change_of
from zhixing.institutions.records import InstitutionView

OPERATION: Final = "open/notices"


def take_notice(institution: InstitutionView, number: str, evidence: str) -> bool:
    """Hand a notice about one of the institution's own requests to its court; says if known.

    Called in the institution's scope; the court records it by a job, once for one message.
    """
    rows = models.Request.objects.filter(
        institution_id=institution.id, external_no=number, kind="QUERY", answered_on__isnull=False
    )
    found: tuple[int, UUID] | None = rows.values_list("court_no", "id").first()
    if found is None:
        return False
    note_change_of.defer(court_no=found[0], request=str(found[1]), evidence=evidence)
    return True
