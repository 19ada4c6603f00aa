"""A matter as the approval tray shows it: what is decided, on which grounds, by whom so far."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhixing.decisions.queries import MatterView
from zhixing.desk.findings import readable_payload
from zhixing.desk.words import MATTERS, word
from zhixing.kernel.finding import Finding
from zhixing.law import registry
from zhixing.platform.screenkit.decisions import Reason
from zhixing.platform.screenkit.markup import text_html
from zhixing.platform.screenkit.words import NOTHING, Words, counted


def findings_of(matter: MatterView) -> list[Finding[object]]:
    """Execute again every finding a matter rests on."""
    references: Any = matter.findings if isinstance(matter.findings, list) else []
    return [
        registry.execute(r["rule"], r["inputs"], date.fromisoformat(r["on"])) for r in references
    ]


def reasons_of(matter: MatterView) -> list[Reason]:
    """Give what was checked, each with whether it holds and its finding."""
    return [_reason(matter, n, f) for n, f in enumerate(findings_of(matter))]


def _reason(matter: MatterView, place: int, finding: Finding[Any]) -> Reason:
    basis = next((s.basis for s in finding.steps if s.basis is not None), None)
    return Reason(
        text=Words(finding.conclusion_zh, finding.conclusion_en),
        holds=bool(getattr(finding.value, "allowed", True)),
        article=Words(basis.zh, basis.en) if basis else NOTHING,
        why=reverse("desk:why_matter", args=[matter.court_no, matter.id, place]),
    )


def document_of(matter: MatterView) -> SafeString:
    """Write what is decided in full, until its instrument is drafted."""
    lines = readable_payload(matter.payload)
    pairs = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", _printed(lines))
    heading = text_html(word(MATTERS, matter.code))
    summary = text_html(Words(matter.summary_zh, matter.summary_en))
    return format_html('<h1>{}</h1><p>{}</p><dl class="pairs">{}</dl>', heading, summary, pairs)


def _printed(lines: list[tuple[Any, Any]]) -> list[tuple[SafeString, SafeString]]:
    return [(text_html(name), text_html(value)) for name, value in lines]


def waiting_words(opened_on: date, on: date) -> Words:
    """Say how long a matter has been waiting."""
    days = (on - opened_on).days
    if days <= 0:
        return Words("今日提请", "put up today")
    return Words("已等{n}", "waiting {n}").filled(n=counted(days, "日", "day"))
