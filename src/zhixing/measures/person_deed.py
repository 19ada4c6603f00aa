"""What deeds against a debtor have in common: each debtor is asked about on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.lawful_deed import LawfulDeed, RunningDeed, facts_of, names_of
from zhixing.decisions.queries import MatterView, list_matters
from zhixing.law.procedure.facts import CaseFacts
from zhixing.measures.debtor import facts_about
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.deeds import CaseDeed, Subject, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


class AgainstDebtor(RunningDeed):
    """A deed against one debtor of the case."""

    tabs = ("measures",)
    has_subjects = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = names_of(ask)
        debtors = ask.facts.of(Standings).of_role(Role.DEBTOR.value)
        return [Subject(p, names[p]) for p in debtors if p in names]


class LawfulAgainst(AgainstDebtor, LawfulDeed):
    """A step of procedure against one debtor; ``assumed`` is what the form will say of him."""

    assumed: ClassVar[dict[str, Any]] = {}

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        party = subject_of(ask)
        found = once(ask, f"about:{party}", lambda: facts_about(facts_of(ask), party, ask.on))
        return replace(found, debtor=replace(found.debtor, **self.assumed))


class OnApproved(CaseDeed):
    """A deed that carries out an approved matter of a kind; whoever applied may not."""

    tabs = ("measures",)
    has_subjects = True
    previews = True
    code: ClassVar[str]

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(m.id, Words(m.summary_zh, m.summary_en))
            for m in matters_of(ask)
            if m.code == self.code and m.state == "APPROVED"
        ]


def matters_of(ask: CaseAsk) -> list[MatterView]:
    """Give the matters of the case, read once a page."""
    return once(ask, "matters", lambda: list_matters(ask.court_no, ask.case))
