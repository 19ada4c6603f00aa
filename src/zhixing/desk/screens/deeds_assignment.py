"""Deeds of assignment: a handler designated, or another one put in the place of the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from zhixing.assignment.operations import Member, designate, reassign
from zhixing.cases.acts import Filing
from zhixing.cases.docket.chapters import Closure, Responsibility
from zhixing.cases.filing import boxes
from zhixing.courts.queries import list_teams
from zhixing.desk.roster import Roster
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, case_deed
from zhixing.platform.web.fragments import CaseAsk


class HandlerForm(forms.Form):
    """Who is to handle the case, and why this one."""

    handler = boxes.choice(Words("承办人", "Handler"), [])
    reason = boxes.words(Words("理由", "Reason"))


class _Naming(CaseDeed):
    needs = "assign"
    form = HandlerForm

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = HandlerForm(data)
        current = ask.facts.of(Responsibility).current
        roster = Roster.of(ask.court_no, ask.on)
        field: Any = form.fields["handler"]
        field.choices = [
            (str(h.post.id), Words("{n}，{p}", "{n}, {p}").filled(n=h.person.name, p=title))
            for h in roster.list_of_kind(PostKind.JUDGE)
            if current is None or h.person.id != current.person
            for title in [roster.post(h.post.id)]
        ]
        return form

    def named(self, ask: CaseAsk, given: Mapping[str, Any]) -> tuple[Member, UUID | None]:
        """Give the person chosen, with the team the person belongs to."""
        post = UUID(given["handler"])
        roster = Roster.of(ask.court_no, ask.on)
        held = next(h for h in roster.held if h.post.id == post)
        teams = list_teams(ask.court_no, ask.on)
        team = next(
            (t.id for t in teams if any(m.person == held.person.id for m in t.members)), None
        )
        return Member(held.person.id, post), team


@case_deed
class Designate(_Naming):
    """Give the case to a named handler (指定承办)."""

    key = "designate"
    label = Words("指定承办", "Designate a handler")
    order = 20

    def is_offered(self, ask: CaseAsk) -> bool:
        is_open = ask.facts.of(Closure).closed_on is None
        has_none = ask.facts.of(Responsibility).current is None
        return is_open and has_none and ask.facts.of(Filing).filed_on is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "不经随机分案，直接确定承办人；理由与指定人永久留在责任记录中。",
            "The handler is named without rotation; the reason and who named stay on record.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        member, team = self.named(ask, given)
        designate(ask.case, member, team, given["reason"], ask.on, by=ask.by)
        return Words("已指定承办人。", "The handler is designated.")


@case_deed
class Reassign(_Naming):
    """Put another handler in the place of the present one (变更承办人)."""

    key = "reassign"
    label = Words("变更承办人", "Change the handler")
    order = 80

    def is_offered(self, ask: CaseAsk) -> bool:
        is_open = ask.facts.of(Closure).closed_on is None
        return is_open and ask.facts.of(Responsibility).current is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "今日起由新的承办人负责；原承办人此前的责任记录不变。",
            "The new handler answers for the case from today; the record of the former one stays.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        member, team = self.named(ask, given)
        reassign(ask.case, member, team, given["reason"], ask.on, by=ask.by)
        return Words("已变更承办人。", "The handler is changed.")
