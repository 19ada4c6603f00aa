"""A request's message at rest: the wire model without documents, sealed in the request's row.

What one order asks of many in the same words lies sealed once, in a row of its own: ``wording.py``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.cards import credentials_of
from zhixing.inquiry.wire.model import AssistanceRequest, Measure, Writ
from zhixing.inquiry.wire.preflight import Obstacle
from zhixing.inquiry.wire.profile import WireProfile, find_profile, get_profile
from zhixing.inquiry.wire.speech import look_of
from zhixing.inquiry.wording import wording_of
from zhixing.institutions.kinds import InstitutionKind, WireCapability
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import Json, canonical, to_json
from zhixing.kernel.codec import decode
from zhixing.law.network.closing_days import answer_days
from zhixing.platform.crypto.vault import vault
from zhixing.platform.files.store import NewFile, get, get_ref, put_many

TABLE, COLUMN = "inquiry_request", "body_sealed"
PDF = "application/pdf"
CENTRAL_BANK = "RH"
"""The class under which the wire of banks names the central bank; all others are YH."""
ABLE = {
    WireCapability.FREEZE: (Measure.FREEZE,),
    WireCapability.RENEW: (Measure.RENEW,),
    WireCapability.RELEASE: (Measure.RELEASE,),
    WireCapability.TRANSFER: (Measure.TRANSFER,),
    WireCapability.SEAL: (Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE),
    WireCapability.TITLE: (Measure.TITLE_TRANSFER,),
}


@dataclass(frozen=True, slots=True)
class StoredWrit:
    """Say where a document of a request lies in the file store, and how the wire names it."""

    seq: int
    category: str
    file_name: str
    extension: str
    file: UUID
    registrant: str = ""
    registered_on: date | None = None

    @classmethod
    def of(cls, writ: Writ, file: UUID) -> StoredWrit:
        """Give what is kept of a document that lies in the store."""
        named = (writ.seq, writ.category, writ.file_name, writ.extension)
        return cls(*named, file, writ.registrant, writ.registered_on)

    def writ(self, content: bytes) -> Writ:
        """Give the document with what the store held."""
        named = (self.seq, self.category, self.file_name, self.extension)
        return Writ(*named, content, self.registrant, self.registered_on)


def seal_message(row_id: UUID, request: AssistanceRequest) -> bytes:
    """Seal a message for its row; documents and pictures of cards are left out."""
    bare = replace(request, documents=(), credentials=())
    return vault().seal_bytes(TABLE, COLUMN, row_id, canonical(bare))


def open_message(row: models.Request) -> AssistanceRequest:
    """Open a request's message, with the officers' cards and without the documents."""
    return _open(row, with_cards=True)


def open_for(row: models.Request, institution: InstitutionView) -> AssistanceRequest:
    """Open a request's message as it is handed to its institution, whose class (LB) it names."""
    message = open_message(row)
    is_central = institution.kind is InstitutionKind.CENTRAL_BANK
    return replace(message, institution_class=CENTRAL_BANK) if is_central else message


def open_bare(row: models.Request) -> AssistanceRequest:
    """Open a request's message without the pictures of the officers' cards."""
    return _open(row, with_cards=False)


def _open(row: models.Request, *, with_cards: bool) -> AssistanceRequest:
    if row.wording_id is not None:
        return wording_of(row).of_one(row, with_cards=with_cards)
    body = vault().open_bytes(TABLE, COLUMN, row.id, bytes(row.body_sealed))
    request = decode(AssistanceRequest, json.loads(body))
    cards = credentials_of(request.officers, row.court_no) if with_cards else ()
    return replace(request, credentials=cards)


def store_writs(court_no: int, writs: Sequence[Writ]) -> list[Json]:
    """Put documents into the court's file store, and give what a request's row keeps of them."""
    refs = put_many([NewFile(court_no, writ.content, PDF) for writ in writs])
    return [to_json(StoredWrit.of(writ, ref.id)) for writ, ref in zip(writs, refs, strict=True)]


def load_writs(court_no: int, files: Json) -> tuple[Writ, ...]:
    """Get a request's documents back; the court's own scope must be open.

    :raises NoSuchFile: one is not there.
    :raises Damaged: one is no longer what was stored.
    """
    stored = decode(tuple[StoredWrit, ...], files)
    return tuple(kept.writ(get(get_ref(court_no, kept.file))) for kept in stored)


def capability_of(institution: InstitutionView) -> frozenset[Measure]:
    """Give the measures an institution says it executes."""
    return frozenset(m for c in institution.capabilities for m in ABLE.get(c, ()))


def line_numbers(request: AssistanceRequest) -> dict[str, str]:
    """Give the number of each line by what institutions call it: that number, or its unit's."""
    named = {str(line.line_no): str(line.line_no) for line in request.lines}
    units = {line.unit.unit_no: str(line.line_no) for line in request.lines if line.unit}
    return named | units


def obstacles_to(
    request: AssistanceRequest,
    writs: Sequence[Writ],
    institution: InstitutionView,
    court_no: int,
) -> tuple[Obstacle, ...]:
    """Give what keeps a court's request from going over the wire, all its documents in view."""
    cards = credentials_of(request.officers, court_no)
    whole = replace(request, documents=tuple(writs), credentials=cards)
    profile = get_profile(institution.profile)
    return look_of(profile)(whole, profile, capability_of(institution))


def find_wire(institution: InstitutionView) -> WireProfile | None:
    """Give the wire profile an institution speaks, None if it is reached by letter only."""
    profile = find_profile(institution.profile)
    return profile if profile is not None and profile.is_spoken else None


def is_by_packages(institution: InstitutionView) -> bool:
    """Say whether an institution is reached by packages in a directory or over SFTP."""
    profile = find_profile(institution.profile)
    return profile is not None and profile.is_by_packages


def is_by_hand(institution: InstitutionView) -> bool:
    """Say whether an institution is reached only by officers who go to its window."""
    profile = find_profile(institution.profile)
    return profile is not None and profile.is_by_hand


def is_on_a_wire(institution: InstitutionView) -> bool:
    """Say whether an order that names nobody asks an institution; windows are asked by name."""
    return find_wire(institution) is not None and not is_by_hand(institution)


def due_on(institution: InstitutionView, on: date) -> date:
    """Give the last day on which an institution answers in time.

    The day it is asked counts not, nor does a single day on which it is closed.
    """
    days = max(1, -(-institution.service_level_hours // 24))
    ahead = tuple(day for day in institution.closed_days if day > on)
    if not ahead:
        return on + timedelta(days=days)
    return answer_days(on=on, asked_on=on, days=days, closed=ahead).value


def reason_of(obstacles: Sequence[Obstacle]) -> dict[str, str]:
    """Give the columns that say why a request is held back."""
    return {
        "reason_code": obstacles[0].code if obstacles else "",
        "reason": "；".join(o.zh for o in obstacles),
        "reason_en": "; ".join(o.en for o in obstacles),
    }
