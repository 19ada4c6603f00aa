"""Reads of instruments: the case's papers, a preview, the sealed file, services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.instruments import models
from zhixing.instruments.composing import compose_draft, renderer
from zhixing.instruments.rendering.catalogue import get_template
from zhixing.platform.files.store import get, get_ref


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Give one service of an instrument."""

    party: UUID
    method: str
    event_on: date
    effect_on: date
    proof: str


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """Give one instrument with its services."""

    id: UUID
    case: UUID
    template: str
    name_zh: str
    name_en: str
    state: str
    matter: UUID | None
    data: dict[str, Any]
    drafted_by: UUID
    drafted_on: date
    issued_on: date | None
    pdf_sha256: str
    services: tuple[ServiceView, ...]


def list_instruments(court_no: int, case: UUID) -> list[InstrumentView]:
    """Give a case's instruments in the order they were drafted."""
    rows = models.Instrument.objects.filter(court_no=court_no, case_id=case)
    return _views(court_no, list(rows.order_by("drafted_on", "id")))


def get_instrument(court_no: int, instrument: UUID) -> InstrumentView:
    """Give one instrument."""
    row = models.Instrument.objects.get(court_no=court_no, id=instrument)
    return _views(court_no, [row])[0]


def get_sealed_pdf(court_no: int, instrument: UUID) -> bytes:
    """Give the sealed file of an issued instrument.

    :raises LookupError: it is a draft.
    """
    row = models.Instrument.objects.get(court_no=court_no, id=instrument)
    if row.file_id is None:
        raise LookupError(f"instrument {instrument} is a draft")
    return get(get_ref(court_no, row.file_id))


def preview_pdf(court_no: int, instrument: UUID, on: date) -> bytes:
    """Render a draft as it would look if issued on a day, without its seal."""
    row = models.Instrument.objects.get(court_no=court_no, id=instrument)
    template = get_template(row.template)
    return renderer().pdf(compose_draft(court_no, row.case_id, template, row.data, on, row.serial))


def make_word_copy(court_no: int, instrument: UUID, on: date) -> bytes:
    """Give an instrument as a Word file for editing; it carries no seal."""
    from zhixing.instruments.word.copy import word_copy

    row = models.Instrument.objects.get(court_no=court_no, id=instrument)
    template = get_template(row.template)
    day = row.issued_on or on
    return word_copy(compose_draft(court_no, row.case_id, template, row.data, day, row.serial))


def _views(court_no: int, rows: list[models.Instrument]) -> list[InstrumentView]:
    services: dict[UUID, list[ServiceView]] = {}
    found = models.Service.objects.filter(
        court_no=court_no, instrument_id__in=[row.id for row in rows]
    )
    for s in found.order_by("event_on", "id"):
        view = ServiceView(s.party_id, s.method, s.event_on, s.effect_on, s.proof)
        services.setdefault(s.instrument_id, []).append(view)
    return [_view(row, tuple(services.get(row.id, ()))) for row in rows]


def _view(row: models.Instrument, services: tuple[ServiceView, ...]) -> InstrumentView:
    template = get_template(row.template)
    return InstrumentView(
        id=row.id,
        case=row.case_id,
        template=row.template,
        name_zh=template.name_zh,
        name_en=template.name_en,
        state=row.state,
        matter=row.matter_id,
        data=row.data,
        drafted_by=row.drafted_by,
        drafted_on=row.drafted_on,
        issued_on=row.issued_on,
        pdf_sha256=row.pdf_sha256,
        services=services,
    )
