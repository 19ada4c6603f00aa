"""The measures tab: listing, restriction, look-out and detention, standing and ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.measures.chapter import Detained, Listed, LookOut, Measures
from zhixing.parties.queries import list_parties
from zhixing.parties.values import PartyView
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("措施", "Measures")
COLUMNS: Final = (
    Column("measure", Words("措施", "Measure"), fixed=True),
    Column("party", Words("对象", "Against"), Kind.NAME, fixed=True),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("state", Words("状态", "Status")),
)
Line = tuple[Text, UUID, date, date | None, Text]


def _count(ask: CaseAsk) -> int:
    held = ask.facts.of(Measures)
    return len(held.listed) + len(held.restricted) + len(held.look_outs) + len(held.detained)


@case_tab("measures", LABEL, order=60, count=_count)
def measures(ask: CaseAsk) -> Fragment:
    """Show every sanction and coercion of the case on the day."""
    lines = list(_lines(ask.facts.of(Measures)))
    known = list_parties({party for _, party, *_ in lines}) if lines else {}
    rows = [_row(n, line, known) for n, line in enumerate(sorted(lines, key=lambda x: x[2]))]
    empty = Empty(Words("尚未采取措施", "No measure was taken"))
    table = Table("measures", LABEL, COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": [table]}, len(rows))


def _row(place: int, line: Line, known: dict[UUID, PartyView]) -> Row:
    name, party, since, until, state = line
    who = known[party].name if party in known else ""
    return Row(str(place), (name, Cell(who), since, until, state))


def _lines(held: Measures) -> Iterator[Line]:
    for x in held.listed:
        yield Words("失信名单", "Listing"), x.party, x.decided_on, x.ends_on, _listing(x)
    for r in held.restricted:
        state = Words("生效中", "In force") if r.until is None else Words("已解除", "Lifted")
        yield Words("限制消费", "Consumption restriction"), r.party, r.since, r.until, state
    for o in held.look_outs:
        yield Words("布控", "Look-out"), o.party, o.opened_on, o.closed_on, _look_out(o)
    for d in held.detained:
        until = d.released_on or d.until
        yield Words("司法拘留", "Detention"), d.party, d.since, until, _detention(d)


def _listing(x: Listed) -> Text:
    if x.deleted_on is not None:
        return Words("{d}删除", "deleted on {d}").filled(d=x.deleted_on.isoformat())
    if x.shielded_on is not None:
        return Words("自{d}暂停公布", "publication paused since {d}").filled(
            d=x.shielded_on.isoformat()
        )
    if x.published_on is not None:
        return Words("{d}公布", "published on {d}").filled(d=x.published_on.isoformat())
    return Words("已决定，尚未公布", "decided, not yet published")


def _look_out(o: LookOut) -> Text:
    if o.hit_on is not None:
        return Words("{d}命中：{p}", "hit on {d}: {p}").filled(
            d=o.hit_on.isoformat(), p=o.hit_place
        )
    if o.closed_on is not None:
        return Words("已撤销", "Closed")
    return Words("进行中，{d}复核", "open, review on {d}").filled(d=o.review_on.isoformat())


def _detention(d: Detained) -> Text:
    if d.released_on is not None:
        return Words("{d}解除", "released on {d}").filled(d=d.released_on.isoformat())
    return Words("{p}羁押", "held at {p}").filled(p=d.place) if d.place else NOTHING
