"""The property tab: what is controlled, how much, until when, in which rank."""

from __future__ import annotations

from typing import Final

from zhixing.assets.acts import Control, Property
from zhixing.assets.queries import AssetView
from zhixing.cases.lawful_deed import names_of
from zhixing.desk.casefile import mark_of
from zhixing.inquiry.control_deed import account_name, outlook
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("财产", "Property")
CONTROLS: Final = Words("控制措施", "Controls")
FOUND: Final = Words("查得财产", "Property found")
FOUND_COLUMNS: Final = (
    Column("account", Words("账户", "Account"), fixed=True),
    Column("owner", Words("户主", "Owner"), Kind.NAME),
    Column("balance", Words("余额", "Balance"), Kind.MONEY),
    Column("found", Words("反馈日", "Told on"), Kind.DAY),
    Column("held", Words("本案控制", "Held for this case"), Kind.MONEY),
)
COLUMNS: Final = (
    Column("account", Words("账户", "Account"), fixed=True),
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
    """Show the controls of the case as the docket knows them, and what was found until the day."""
    held = ask.facts.of(Property)
    rows = [_row(n, c, ask) for n, c in enumerate(held.controls)]
    found = [_found(a, ask) for a in outlook(ask).assets if a.found_on <= ask.on]
    nothing = Empty(Words("尚无财产控制", "Nothing is controlled yet"))
    unknown = Empty(Words("尚未查得财产", "Nothing was found yet"))
    tables = [
        Table("controls", CONTROLS, COLUMNS, rows, empty=nothing),
        Table("found", FOUND, FOUND_COLUMNS, found, empty=unknown),
    ]
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": tables}, len(rows))


def _found(asset: AssetView, ask: CaseAsk) -> Row:
    control = ask.facts.of(Property).control_of(asset.id)
    cells = (
        account_name(outlook(ask), asset.id),
        names_of(ask).get(asset.party, ""),
        None if asset.balance is None else int(asset.balance),
        asset.found_on,
        None if control is None else int(control.stands),
    )
    return Row(str(asset.id), cells)


def _row(place: int, control: Control, ask: CaseAsk) -> Row:
    if control.released_on is not None:
        mark: Mark | Words = Words("已解除", "Released")
    elif control.until is None:
        mark = Words("控制中", "Held")
    else:
        mark = mark_of(control.until, ask.on)
    known = {a.id for a in outlook(ask).assets}
    cells = (
        account_name(outlook(ask), control.asset) if control.asset in known else "",
        int(control.amount),
        int(control.stands),
        control.rank,
        control.since,
        control.until,
        mark,
    )
    return Row(str(place), cells)
