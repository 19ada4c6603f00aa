"""The deed of revising a draft before it is sealed: its own form again, filled as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.desk.names import field_name
from zhixing.desk.screens.deeds_notice import NoticeForm
from zhixing.instruments.operations import revise_draft
from zhixing.instruments.queries import InstrumentView
from zhixing.instruments.screens.papers import ReportForm, papers_of
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

FORMS: dict[str, type[forms.Form]] = {
    "ENFORCEMENT_NOTICE": NoticeForm,
    "PROPERTY_REPORT_ORDER": ReportForm,
}
"""The forms the drafts of the desk were made with."""


@case_deed
class ReviseDraft(CaseDeed):
    """Change what a draft says; what is sealed is never changed."""

    key = "revise-draft"
    label = Words("修改草稿", "Revise the draft")
    needs = "draft"
    tabs = ("instruments",)
    order = 2
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(p.id, Words(p.name_zh, p.name_en))
            for p in papers_of(ask)
            if p.state == "DRAFT" and (p.template in FORMS or _words_of(p))
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "草稿按修改后的内容签发；签发盖章后不能再改。",
            "It is sealed as revised; once sealed it cannot be changed.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        paper = _paper(ask)
        made = FORMS.get(paper.template)
        if made is not None:
            shown = {n: _shown(paper.data.get(n), box) for n, box in made.base_fields.items()}
            return made(data, initial=shown)
        form = forms.Form(data, initial=_words_of(paper))
        for name in _words_of(paper):
            form.fields[name] = boxes.words(field_name(name) or name)
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        paper = _paper(ask)
        names = FORMS[paper.template].base_fields if paper.template in FORMS else _words_of(paper)
        revised = {name: _read(paper.data.get(name), given[name]) for name in names}
        revise_draft(paper.id, revised, by=ask.by)
        return Words("草稿已修改。", "The draft is revised.")


def _paper(ask: CaseAsk) -> InstrumentView:
    wanted = subject_of(ask)
    for paper in papers_of(ask):
        if paper.id == wanted:
            return paper
    raise Impossible("a deed is asked about one of its subjects")


def _words_of(paper: InstrumentView) -> dict[str, str]:
    """Give the plain texts of a draft that have a name on the screen."""
    plain = {n: v for n, v in paper.data.items() if isinstance(v, str) and n != "matter"}
    return {n: v for n, v in plain.items() if field_name(n) is not None}


def _shown(value: Any, box: forms.Field) -> Any:
    if isinstance(value, list):
        return "\n".join(str(v) for v in value)
    is_money = isinstance(value, int) and not isinstance(box, forms.IntegerField)
    return Fen(value).yuan if is_money else value


def _read(before: Any, given: Any) -> Any:
    match given:
        case str() if isinstance(before, list):
            return [line.strip() for line in given.splitlines() if line.strip()]
        case Fen():
            return int(given)
        case _:
            return given
