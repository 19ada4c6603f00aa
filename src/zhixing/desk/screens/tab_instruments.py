"""The instruments tab: every paper of the case, drafted, sealed, served."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.desk.names import code_name
from zhixing.instruments.queries import InstrumentView, ServiceView, list_instruments
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("文书", "Instruments")
COLUMNS: Final = (
    Column("name", Words("文书", "Instrument"), fixed=True),
    Column("state", Words("状态", "Status")),
    Column("drafted", Words("起草日", "Drafted on"), Kind.DAY),
    Column("issued", Words("制发日", "Issued on"), Kind.DAY),
    Column("served", Words("送达", "Served")),
)


@case_tab("instruments", LABEL, order=45)
def instruments(ask: CaseAsk) -> Fragment:
    """Show the papers drafted until the day."""
    found = [i for i in list_instruments(ask.court_no, ask.case) if i.drafted_on <= ask.on]
    parties = {s.party for i in found for s in i.services}
    known = list_parties(parties) if parties else {}
    names = {party: view.name for party, view in known.items()}
    rows = [_row(i, names, ask) for i in found]
    empty = Empty(Words("尚无文书", "No instrument yet"))
    table = Table("instruments", LABEL, COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": [table]}, len(rows))


def _row(i: InstrumentView, names: dict[UUID, str], ask: CaseAsk) -> Row:
    url = reverse("desk:instrument", args=[ask.court_no, i.id])
    is_issued = i.issued_on is not None and i.issued_on <= ask.on
    state = Words("已制发", "Issued") if is_issued else Words("草稿", "Draft")
    served = [s for s in i.services if s.event_on <= ask.on]
    cells = (
        Cell(Words(i.name_zh, i.name_en), url),
        state,
        i.drafted_on,
        i.issued_on if is_issued else None,
        _served(served, names),
    )
    return Row(str(i.id), cells)


def _served(services: list[ServiceView], names: dict[UUID, str]) -> Text:
    said = [
        Words("{n} {d}（{m}）", "{n} {d} ({m})").filled(
            n=names.get(s.party, ""), d=s.effect_on.isoformat(), m=code_name(s.method) or s.method
        )
        for s in services
    ]
    if not said:
        return NOTHING
    return Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language
