"""The leads of a case as they are shown: who told of what, when, in answer to which request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases.queries import list_acts
from zhixing.inquiry import models
from zhixing.inquiry.partners.acts import EvidenceKind
from zhixing.inquiry.partners.queries import KINDS
from zhixing.institutions.queries import list_institutions_by_id

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "ADDRESS": KINDS[EvidenceKind.ADDRESS],
    "EMPLOYER": KINDS[EvidenceKind.EMPLOYER],
    "ACCOUNT": ("在其他银行的账户", "accounts with other banks"),
}
"""What an answer leads to, in its words."""


@dataclass(frozen=True, slots=True)
class LeadView:
    """Give one lead: what it leads to; the words themselves stay in the answer's evidence."""

    told_on: date
    institution: str
    institution_en: str
    party: UUID
    kinds: tuple[str, ...]
    out_of_area: str
    request_no: str

    @property
    def words(self) -> tuple[str, str]:
        """Give what it leads to in Chinese and English."""
        said = [WORDS[kind] for kind in self.kinds]
        return "、".join(zh for zh, _ in said), ", ".join(en for _, en in said)


def list_leads(court_no: int, case: UUID) -> list[LeadView]:
    """List the leads that answers of a case hold, the newest first."""
    found = [
        (act.occurred_on, act.payload)
        for act in list_acts(court_no, case)
        if act.type == "LEAD_FOUND" and isinstance(act.payload, dict)
    ]
    known = list_institutions_by_id({UUID(str(p["institution"])) for _, p in found})
    rows = models.Request.objects.filter(
        court_no=court_no, id__in=[UUID(str(p["request"])) for _, p in found]
    )
    numbers = dict(rows.values_list("id", "external_no"))
    views = []
    for on, payload in reversed(found):
        institution = known[UUID(str(payload["institution"]))]
        kinds = payload["kinds"]
        views.append(
            LeadView(
                on,
                institution.name,
                institution.name_en or institution.name,
                UUID(str(payload["party"])),
                tuple(str(k) for k in kinds) if isinstance(kinds, list) else (),
                str(payload.get("out_of_area", "")),
                numbers[UUID(str(payload["request"]))],
            )
        )
    return views
