"""The docket tab: every act with its two dates, corrections beside what they correct."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from django.urls import reverse

from zhixing.cases.docket.registry import get_act_type
from zhixing.cases.docket.values import ActView
from zhixing.cases.queries import list_acts
from zhixing.desk.findings import spoken
from zhixing.desk.names import code_name, field_name
from zhixing.desk.roster import Roster
from zhixing.desk.words import MATTERS
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import Fen
from zhixing.platform.screenkit.casework import DocketEntry
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("卷宗", "Docket")
MATTER: Final = Words("事项", "Matter")
MOST_NAMED: Final = 4
LONGEST: Final = 60
SKIPPED: Final = frozenset({"number", "code", "step", "rule", "position", "application_hash"})


@case_tab("docket", LABEL, order=10)
def docket(ask: CaseAsk) -> Fragment:
    """Show the acts known on the day, the latest first."""
    on = None if ask.is_today else ask.on
    acts = list_acts(ask.court_no, ask.case, known_at=ask.known_at, on=on)
    roster = Roster.of(ask.court_no, ask.on)
    numbers = {a.id: a.seq for a in acts}
    corrected = {a.corrects for a in acts if a.corrects is not None}
    entries = [
        entry_of(a, roster, numbers.get(a.corrects) if a.corrects else None, a.id in corrected)
        for a in reversed(acts)
    ]
    return Fragment(LABEL, "desk/tabs/docket.html", {"entries": entries}, len(entries))


def entry_of(
    act: ActView, roster: Roster, corrects: int | None = None, is_corrected: bool = False
) -> DocketEntry:
    """Give an act as a line of the docket."""
    name = Words(act.zh, act.en)
    if corrects is not None:
        name = Words("{n}（更正第{s}号）", "{n} (corrects no. {s})").filled(n=name, s=corrects)
    has_finding = isinstance(act.findings, list) and bool(act.findings)
    return DocketEntry(
        seq=act.seq,
        occurred_on=act.occurred_on,
        name=name,
        by=str(roster.name(act.by_person)),
        post=roster.post(act.by_post),
        recorded_at=act.recorded_at,
        summary=summary_of(act),
        why=reverse("desk:why_act", args=[act.court_no, act.id, 0]) if has_finding else "",
        is_corrected=is_corrected,
    )


def summary_of(act: ActView) -> Text:
    """Say in a line what an act says: its amounts, days and plain texts, each by its name."""
    kind = get_act_type(act.type)
    try:
        payload: Any = decode(kind.payload, act.payload)
    except Unreadable:
        return NOTHING
    said = list(_named((f.name, getattr(payload, f.name)) for f in fields(payload)))[:MOST_NAMED]
    if not said:
        return NOTHING
    return Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language


def _named(pairs: Iterable[tuple[str, object]]) -> Iterable[Words]:
    for key, value in pairs:
        if key == "code" and value in MATTERS:
            yield Words("{n}：{v}", "{n}: {v}").filled(n=MATTER, v=MATTERS[str(value)])
        name = field_name(key)
        if name is None or key in SKIPPED or not _is_plain(value):
            continue
        yield Words("{n}：{v}", "{n}: {v}").filled(n=name, v=spoken(value))


def _is_plain(value: object) -> bool:
    if isinstance(value, Fen | date | datetime):
        return value != 0
    if isinstance(value, Enum):
        return code_name(value) is not None
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST and (code_name(value) is not None or not value.isupper())
    return isinstance(value, int) and not isinstance(value, bool)
