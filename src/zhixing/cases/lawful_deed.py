"""A deed the law of procedure permits or refuses, and what forms on a case ask about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from zhixing.cases.acts import Filing, Role
from zhixing.cases.docket.chapters import Closure, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import ENDED_FOR_NOW, law_facts, step_refusal
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.procedure.compute import permission
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, once
from zhixing.platform.web.fragments import CaseAsk

NOT_SO = "不符合："  # one language


class RunningDeed(CaseDeed):
    """A deed of a case that is filed and not closed; ``basis`` is the article it names."""

    previews = True
    basis: ClassVar[tuple[str, str] | None] = None

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_running(ask)

    def article(self, ask: CaseAsk) -> Text:
        found = find_citation(*self.basis, on=ask.on) if self.basis is not None else None
        return NOTHING if found is None else Words(found.zh, found.en)


class LawfulDeed(RunningDeed):
    """A deed that is a step of procedure: its finding says whether it may be done now."""

    step: ClassVar[ActType]
    supplied: ClassVar[frozenset[str]] = frozenset()
    """The codes of conditions that only what is filled in will meet."""

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        """Give what the law is asked with; a deed about a person or thing adds it."""
        return law_facts(facts_of(ask), ask.on)

    def permitted(self, ask: CaseAsk) -> Finding[Permission]:
        """Find whether the law permits the step now."""
        return permission(self.step, self.step_facts(ask), ask.on)

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return (self.permitted(ask),)

    def awaited(self, ask: CaseAsk) -> Collection[str]:
        found = self.permitted(ask).value.obstacles if self.supplied else ()
        return [o.message_zh[len(NOT_SO) : -1] for o in found if o.code in self.supplied]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return step_refusal(self.permitted(ask), self.supplied)


def facts_of(ask: CaseAsk) -> Facts:
    """Give the facts of the case a page speaks of."""
    return cast(Facts, ask.facts)


def is_running(ask: CaseAsk) -> bool:
    """Say whether the case is filed and not closed."""
    filed = ask.facts.of(Filing).filed_on is not None
    return filed and ask.facts.of(Closure).closed_on is None


def is_under_control(ask: CaseAsk) -> bool:
    """Say whether property may be controlled in the case: it runs, or was only ended for now.

    Law: 终结本次执行程序规定 art. 10.
    """
    return is_running(ask) or ask.facts.of(Closure).mode == ENDED_FOR_NOW


def names_of(ask: CaseAsk) -> Mapping[UUID, str]:
    """Give the names of everyone who stands or stood in the case, read once a page."""

    def look() -> dict[UUID, str]:
        known = list_parties({s.party for s in ask.facts.of(Standings).parties})
        return {party: view.name for party, view in known.items()}

    return once(ask, "names", look)


def party_choices(ask: CaseAsk, *roles: Role) -> list[tuple[str, Text]]:
    """Give the parties now in these roles as choices of a form."""
    standings, names = ask.facts.of(Standings), names_of(ask)
    found = dict.fromkeys(p for role in roles for p in standings.of_role(role.value))
    return [(str(p), names[p]) for p in found if p in names]
