"""The parties tab: who stands in which role since when, the number masked until a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.cases.docket.chapters import Standing, Standings
from zhixing.desk.words import ID_KINDS, ROLES, word
from zhixing.parties.queries import list_parties
from zhixing.parties.values import PURPOSE_WORDS, PartyView, PurposeCode
from zhixing.platform.screenkit.casework import Person
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("当事人", "Parties")
PURPOSES: Final = [
    (code.value, Words(*words))
    for code, words in PURPOSE_WORDS.items()
    if code is not PurposeCode.BREAK_GLASS
]


def _count(ask: CaseAsk) -> int:
    return sum(s.until is None for s in ask.facts.of(Standings).parties)


@case_tab("parties", LABEL, order=20, count=_count)
def parties(ask: CaseAsk) -> Fragment:
    """Show everyone who stands in the case, and whose place they took."""
    standings = ask.facts.of(Standings).parties
    known = list_parties({s.party for s in standings})
    people = [
        _person(n, s, known[s.party], known, ask)
        for n, s in enumerate(standings)
        if s.party in known
    ]
    return Fragment(LABEL, "desk/tabs/parties.html", {"people": people}, len(people))


def _person(
    place: int, standing: Standing, party: PartyView, known: Mapping[UUID, PartyView], ask: CaseAsk
) -> Person:
    url = reverse("desk:reveal", args=[party.id])
    return Person(
        key=f"{place}-{party.id.hex}",
        name=party.name,
        role=_role(standing, known),
        identity_label=word(ID_KINDS, party.id_kind),
        identity_masked=party.number_masked or "—",
        reveal_url=f"{url}?case={ask.case}&place={place}" if ask.by.may("view_identity") else "",
        purposes=PURPOSES,
    )


def _role(standing: Standing, known: Mapping[UUID, PartyView]) -> Text:
    role = word(ROLES, standing.role)
    if standing.until is not None:
        return Words("原{r}（至{d}）", "former {r} (until {d})").filled(
            r=role, d=standing.until.isoformat()
        )
    former = known.get(standing.successor_of) if standing.successor_of else None
    if former is None:
        return role
    return Words("{r}（承受{n}）", "{r} (in place of {n})").filled(r=role, n=former.name)
