"""An instrument on the screen: the sealed file, or a draft as it would look; and its Word copy."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse

from zhixing.desk.visit import Visit
from zhixing.instruments.queries import get_instrument, get_sealed_pdf, make_word_copy, preview_pdf

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(visit: Visit, court_no: int, instrument: UUID) -> HttpResponse:
    """Give the file that was sealed, or a preview of the draft without seal."""
    view = get_instrument(court_no, instrument)
    if view.issued_on is not None:
        content = get_sealed_pdf(court_no, instrument)
    else:
        content = preview_pdf(court_no, instrument, visit.on)
    response = HttpResponse(content, content_type=PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{instrument}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def word(visit: Visit, court_no: int, instrument: UUID) -> HttpResponse:
    """Give a copy for editing; it carries no seal."""
    content = make_word_copy(court_no, instrument, visit.on)
    response = HttpResponse(content, content_type=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="{instrument}.docx"'
    return response
