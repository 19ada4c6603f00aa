"""The board: who commands enforcement on the day; approvals follow it by date."""

from __future__ import annotations

from typing import Final

from zhixing.courts.queries import get_command_structure
from zhixing.courts.records import HeldPost
from zhixing.desk.words import POSTS
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

COLUMNS: Final = (
    Column("role", Words("职务", "Post"), fixed=True),
    Column("person", Words("姓名", "Name"), Kind.NAME),
    Column("since", Words("自", "Since"), Kind.DAY),
)
VACANT: Final = Words("空缺", "vacant")


@board_section("command", order=90)
def command(ask: Ask) -> Fragment:
    """Show the vice-president, the director and the deputies as they stand on the day."""
    found = get_command_structure(ask.by.court_no, ask.on)
    rows = [
        _row("vice-president", POSTS["VICE_PRESIDENT"], found.vice_president),
        _row("director", POSTS["DIRECTOR"], found.director),
        *(
            _row(f"deputy-{n}", Words(h.post.title, h.post.title_en), h)
            for n, h in enumerate(found.deputies)
        ),
    ]
    title = Words("指挥架构", "Command")
    table = Table(
        "command", Words("审批按在任者流转", "Approvals go to who holds the post"), COLUMNS, rows
    )
    return Fragment(title, "desk/tabs/table.html", {"tables": [table]})


def _row(key: str, role: Text, held: HeldPost | None) -> Row:
    if held is None:
        return Row(key, (role, VACANT, None))
    return Row(key, (role, held.person.name, held.valid_from))
