"""Instruments: drafting, issuing under seal, service with proof, the files themselves."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.api.files import PDF, WORD, File
from zhixing.api.problems import not_found
from zhixing.api.route import get, in_path, post
from zhixing.api.schemas.instruments import TemplateShown
from zhixing.api.visible import get_visible_case
from zhixing.instruments import operations, queries
from zhixing.instruments.queries import InstrumentView
from zhixing.instruments.rendering.catalogue import list_templates
from zhixing.platform.principal import Principal


def templates() -> list[TemplateShown]:
    """List the templates of instruments."""
    return [TemplateShown(t.code, t.name_zh, t.name_en, t.needs_seal) for t in list_templates()]


def instruments(case: UUID) -> list[InstrumentView]:
    """List a case's instruments in the order they were drafted."""
    return queries.list_instruments(get_visible_case(case).court_no, case)


def instrument(instrument: UUID, *, by: Principal) -> InstrumentView:
    """Show one instrument with its services."""
    return queries.get_instrument(by.court_no, instrument)


def sealed(instrument: UUID, *, by: Principal) -> File:
    """Give the sealed file of an issued instrument."""
    try:
        content = queries.get_sealed_pdf(by.court_no, instrument)
    except LookupError:
        raise not_found("instrument") from None
    return File(content, PDF, f"{instrument}.pdf")


def preview(instrument: UUID, on: date, *, by: Principal) -> File:
    """Give a draft as it would look if issued on a day, without its seal."""
    return File(queries.preview_pdf(by.court_no, instrument, on), PDF, f"{instrument}.pdf")


def word(instrument: UUID, on: date, *, by: Principal) -> File:
    """Give an instrument as a Word file for editing; it carries no seal."""
    return File(queries.make_word_copy(by.court_no, instrument, on), WORD, f"{instrument}.docx")


def revise_draft(instrument: UUID, data: dict[str, Any], *, by: Principal) -> None:
    """Change a draft's fields; an issued instrument is never changed."""
    operations.revise_draft(instrument, data, by=by)


ROUTES = (
    get("/instrument-templates", templates, "文书样式", "Templates", needs=""),
    get("/cases/{case}/instruments", instruments, "本案文书", "Instruments of a case"),
    post(
        "/cases/{case}/instruments",
        operations.draft_instrument,
        "拟制文书",
        "Draft an instrument",
        status=201,
        fills={"draft.case": in_path("case")},
    ),
    get("/instruments/{instrument}", instrument, "文书", "An instrument"),
    get("/instruments/{instrument}/sealed", sealed, "盖章文书", "The sealed file"),
    get("/instruments/{instrument}/preview", preview, "预览文书", "A preview"),
    get("/instruments/{instrument}/word", word, "文书的 Word 副本", "A Word copy"),
    post(
        "/instruments/{instrument}/revision",
        revise_draft,
        "修改草稿",
        "Revise a draft",
        covers=(operations.revise_draft,),
    ),
    post(
        "/instruments/{instrument}/issue",
        operations.issue_instrument,
        "签发文书",
        "Issue an instrument",
    ),
    post(
        "/instruments/{instrument}/service",
        operations.serve_instrument,
        "登记送达",
        "Record a service",
    ),
)
