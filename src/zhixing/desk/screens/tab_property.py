"""The property tab: what is controlled, how much, until when, in which rank."""

from __future__ import annotations

from typing import Final

from zhixing.assets.acts import Control, Property
from zhixing.desk.casefile import mark_of
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("财产", "Property")
COLUMNS: Final = (
    Column("amount", Words("控制金额", "Controlled"), Kind.MONEY, fixed=True),
    Column("stands", Words("现仍控制", "Still held"), Kind.MONEY),
    Column("rank", Words("顺位", "Rank"), Kind.NUMBER),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("status", Words("状态", "Status"), Kind.STATUS),
)


def _count(ask: CaseAsk) -> int:
    return sum(c.released_on is None for c in ask.facts.of(Property).controls)


@case_tab("property", LABEL, order=30, count=_count)
def controlled(ask: CaseAsk) -> Fragment:
    """Show the controls of the case as the docket knows them."""
    held = ask.facts.of(Property)
    rows = [_row(n, c, ask) for n, c in enumerate(held.controls)]
    empty = Empty(Words("尚无财产控制", "Nothing is controlled yet"))
    table = Table("controls", LABEL, COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": [table]}, len(rows))


def _row(place: int, control: Control, ask: CaseAsk) -> Row:
    if control.released_on is not None:
        mark: Mark | Words = Words("已解除", "Released")
    elif control.until is None:
        mark = Words("控制中", "Held")
    else:
        mark = mark_of(control.until, ask.on)
    cells = (
        int(control.amount),
        int(control.stands),
        control.rank,
        control.since,
        control.until,
        mark,
    )
    return Row(str(place), cells)
