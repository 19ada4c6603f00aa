"""Deeds on searching for hidden property (搜查): applied for, and its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from zhixing.cases.filing import boxes, cells
from zhixing.courts.queries import list_principals
from zhixing.law.procedure.facts import ActType
from zhixing.measures.acts import FoundItem
from zhixing.measures.operations import SearchPlan, apply_search, execute_search
from zhixing.measures.person_deed import LawfulAgainst, OnApproved
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

SEARCHERS = (PostKind.COURT_POLICE, PostKind.JUDGE, PostKind.ASSISTANT, PostKind.CLERK)
WRONG_LINE = Words(
    "第{n}行：应为“物品；数量；金额（可空）；去向”。",
    "Line {n}: write “thing; number; amount (may be empty); custody”.",
)
ITEMS_HELP = Words(
    "每行一件：物品；数量；金额（现金填写，余空）；去向",
    "one a line: thing; number; amount (cash only); custody",
)


class SearchForm(forms.Form):
    """Where, and why property is thought to be hidden there."""

    place = boxes.text(Words("搜查处所", "Place"), most=200)
    reason = boxes.words(Words("隐匿财产的线索", "What shows that property is hidden"))


@case_deed
class ApplySearch(LawfulAgainst):
    """Apply for a search."""

    key = "apply-search"
    label = Words("提请搜查", "Apply for a search")
    needs = "search"
    order = 35
    form = SearchForm
    step = ActType.SEARCH
    supplied = frozenset({"HIDES"})

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请院长签发搜查令；须由未参与申请和批准的人员实施。",
            "It is put up for the president's warrant; whoever neither applied nor approved "
            "must carry it out.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = SearchPlan(subject_of(ask), given["place"], given["reason"])
        apply_search(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请搜查，待批准。", "The search is put up for approval.")


class RecordForm(forms.Form):
    """Who searched before which witness, and what was found."""

    officers = boxes.several(Words("执行人员，两名以上", "Officers, at least two"))
    witness = boxes.text(Words("见证人", "Witness"), most=100)
    found_items = boxes.words(Words("查获物品清单", "What was found"), required=False)

    def clean_found_items(self) -> tuple[FoundItem, ...]:
        """Read one thing a line; the first line that cannot be read is named."""
        lines = [x.strip() for x in self.cleaned_data["found_items"].splitlines() if x.strip()]
        return tuple(_item(n, line) for n, line in enumerate(lines, start=1))


def _item(place: int, line: str) -> FoundItem:
    parts = [p.strip() for p in line.replace(";", "；").split("；")]
    try:
        what, number, amount, custody = (*parts, "", "", "")[:4]
        paid = cells.money(amount) if amount else None
        if not what or int(number or "1") < 1 or len(parts) > 4:
            raise ValueError(line)
        return FoundItem(what, int(number or "1"), paid, custody)
    except ValueError:
        raise ValidationError(str(WRONG_LINE.filled(n=place)), code="line") from None


@case_deed
class ExecuteSearch(OnApproved):
    """Record a search that was carried out."""

    key = "execute-search"
    label = Words("登记搜查情况", "Record the search")
    needs = "search_execute"
    order = 36
    form = RecordForm
    code = "SEARCH"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "搜查笔录与查获清单记入卷宗，不能修改，只能更正。",
            "The record and the list go into the docket; they are corrected, never changed.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = RecordForm(data, initial={"officers": [str(ask.by.person)]})
        held = list_principals(ask.court_no, ask.on)
        people = {str(p.person): p.person_name for p in held if p.kind in SEARCHERS}
        boxes.offer(form, "officers", people.items())
        help_text: Any = ITEMS_HELP
        form.fields["found_items"].help_text = help_text
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        officers = [UUID(p) for p in given["officers"]]
        found = given["found_items"]
        execute_search(subject_of(ask), officers, given["witness"], found, ask.on, by=ask.by)
        return Words("已登记搜查情况。", "The search is recorded.")
