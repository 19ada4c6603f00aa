"""The parties tab: who stands in which role since when, the number masked until a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.cases.access.acts import Accesses
from zhixing.cases.access.queries import AccessView, LinkState, list_accesses
from zhixing.cases.docket.chapters import Standing, Standings
from zhixing.cases.lawful_deed import facts_of
from zhixing.desk.words import ID_KINDS, ROLES, word
from zhixing.parties.queries import list_parties
from zhixing.parties.values import PURPOSE_WORDS, PartyView, PurposeCode
from zhixing.platform.screenkit.casework import Person
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("当事人", "Parties")
PURPOSES: Final = [
    (code.value, Words(*words))
    for code, words in PURPOSE_WORDS.items()
    if code is not PurposeCode.BREAK_GLASS
]

ACCESSES: Final = Words("查阅链接", "Links to the case")
COLUMNS: Final = (
    Column("party", Words("当事人", "Party"), Kind.NAME, fixed=True),
    Column("given", Words("提供日", "Given on"), Kind.DAY),
    Column("until", Words("有效至", "Works until"), Kind.DAY),
    Column("first", Words("首次打开", "First opened"), Kind.MOMENT),
    Column("latest", Words("最近打开", "Last opened"), Kind.MOMENT),
    Column("times", Words("打开次数", "Times opened"), Kind.NUMBER),
    Column("state", Words("状态", "Status"), fixed=True),
)
STATES: Final = {
    LinkState.OPEN: Words("有效", "In use"),
    LinkState.LOCKED: Words("已锁定，须重新提供", "Locked: give a new one"),
    LinkState.EXPIRED: Words("已过期", "Expired"),
    LinkState.WITHDRAWN: Words("已收回", "Withdrawn"),
    LinkState.STANDING_ENDED: Words("已不是当事人", "No longer a party"),
}


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
    context = {"people": people, "tables": _accesses(ask, known)}
    return Fragment(LABEL, "desk/tabs/parties.html", context, len(people))


def _accesses(ask: CaseAsk, known: Mapping[UUID, PartyView]) -> list[Table]:
    """Give the table of the links that parties have to the case, none where none was given."""
    facts = facts_of(ask)
    found = list_accesses(ask.court_no, ask.case, facts, ask.on) if facts.of(Accesses).given else []
    rows = [_access(a, known) for a in reversed(found)]
    return [Table("accesses", ACCESSES, COLUMNS, rows)] if rows else []


def _access(a: AccessView, known: Mapping[UUID, PartyView]) -> Row:
    agent = Words("代理人{a}", "agent {a}").filled(a=a.agent) if a.agent else NOTHING
    tried: Text = NOTHING
    if a.failures:
        tried = Words("输错{n}次", "wrong codes: {n}").filled(n=a.failures)
    cells = (
        Cell(known[a.party].name if a.party in known else "", note=agent),
        a.given_on,
        a.until,
        a.first_opened_at,
        a.latest_opened_at,
        a.times_opened,
        Cell(STATES[a.state], note=tried),
    )
    return Row(a.access.hex, cells)


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
