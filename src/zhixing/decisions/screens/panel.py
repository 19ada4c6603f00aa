"""The deed of recording a collegial panel's deliberation (合议庭评议)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.courts.queries import list_principals
from zhixing.decisions.operations import PANEL, Ballot, hold_panel
from zhixing.decisions.screens.withdraw import matters_of
from zhixing.platform.principal import PostKind, Principal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

SITTING = {
    PostKind.JUDGE: Words("执行法官", "judge"),
    PostKind.DIRECTOR: Words("局长", "director"),
    PostKind.VICE_PRESIDENT: Words("副院长", "vice-president"),
}
VOTES: list[tuple[str, Text]] = [
    ("FOR", Words("同意", "in favour")),
    ("AGAINST", Words("不同意", "against")),
]
SEATS = (
    ("presiding", Words("审判长", "Presiding judge")),
    ("second", Words("合议庭成员一", "Second member")),
    ("third", Words("合议庭成员二", "Third member")),
)
VOTE = Words("{s}表决", "{s}: vote")
OPINION = Words("{s}意见", "{s}: opinion")


class PanelForm(forms.Form):
    """Who sat, how each voted and why, and the minutes."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name, seat in SEATS:
            self.fields[name] = boxes.choice(seat, [])
            self.fields[f"{name}_vote"] = boxes.choice(VOTE.filled(s=seat), VOTES)
            self.fields[f"{name}_opinion"] = boxes.text(OPINION.filled(s=seat))
        self.fields["minutes"] = boxes.words(Words("评议笔录", "Minutes"))


@case_deed
class HoldPanel(CaseDeed):
    """Record how a panel of three deliberated on a matter."""

    key = "hold-panel"
    label = Words("登记合议庭评议", "Record the panel")
    needs = "record"
    tabs = ("matters", "measures")
    order = 15
    form = PanelForm
    has_subjects = True
    previews = True
    fields = {"ballots": "presiding"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(m.id, Words(m.summary_zh, m.summary_en))
            for m in matters_of(ask)
            if m.state == "OPEN" and m.waiting_kind == PANEL
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "按多数意见决定：同意的，继续报批；不同意的，退回。少数意见如实记录。",
            "The majority decides: in favour, the matter goes on; against, it is returned. "
            "A minority opinion is kept as written.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = PanelForm(data)
        named = Words("{n}，{k}", "{n}, {k}")
        judges = [
            (str(p.post), named.filled(n=p.person_name, k=SITTING[p.kind])) for p in _bench(ask)
        ]
        for name, _ in SEATS:
            boxes.offer(form, name, judges)
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        people = {str(p.post): p for p in _bench(ask)}
        ballots = [
            Ballot(
                people[given[name]].person,
                people[given[name]].post,
                "PRESIDING" if name == "presiding" else "MEMBER",
                given[f"{name}_opinion"],
                given[f"{name}_vote"] == "FOR",
            )
            for name, _ in SEATS
        ]
        passed = hold_panel(subject_of(ask), ballots, given["minutes"], ask.on, by=ask.by)
        if passed:
            return Words(
                "合议庭多数同意，继续报批。", "The panel is in favour; the matter goes on."
            )
        return Words("合议庭多数不同意，已退回。", "The panel is against; the matter is returned.")


def _bench(ask: CaseAsk) -> list[Principal]:
    def look() -> list[Principal]:
        return [p for p in list_principals(ask.court_no, ask.on) if p.kind in SITTING]

    return once(ask, "bench", look)
