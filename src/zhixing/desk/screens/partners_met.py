"""The engagement log as the page of institutions shows it: each meeting, each point agreed."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.inquiry.partners.queries import EngagementView, PointView, list_engagements
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

MET: Final = (
    Column("on", Words("日期", "Held on"), Kind.DAY, fixed=True),
    Column("topic", Words("议题", "Topic"), fixed=True),
    Column("form", Words("形式", "Form")),
    Column("partners", Words("参加单位", "Partners")),
    Column("attended", Words("参加人数", "People"), Kind.NUMBER),
    Column("point", Words("议定事项", "Agreed")),
    Column("due", Words("落实期限", "To be kept by"), Kind.DAY),
    Column("state", Words("落实情况", "What became of it")),
)
NONE: Final = Empty(
    Words("尚未登记座谈或走访", "No meeting is recorded yet"),
    Words("与金融机构、通讯公司等座谈后在此登记。", "Record one after meeting banks or telecoms."),
)
KEPT: Final = Words("已落实", "kept")
NOT_KEPT: Final = Words("未落实", "not kept")
WAITING: Final = Words("待落实", "open")
OVERDUE: Final = Words("逾期未落实", "overdue")


def engagements_table(court_no: int, on: date) -> Table:
    """Give the court's meetings with partners, a line for each point that was agreed."""
    found = list_engagements(court_no)
    rows = [row for e in found for row in _rows(e, on)]
    name = Words(f"联动单位座谈与走访：{len(found)}次", f"Meetings with partners: {len(found)}")
    return Table("engagements", name, MET, rows, empty=NONE)


def _rows(e: EngagementView, on: date) -> list[Row]:
    partners = Words("、".join(zh for zh, _ in e.names), ", ".join(en for _, en in e.names))
    head = (e.held_on, Cell(e.topic, note=e.place), Words(*e.words), partners, e.attended)
    if not e.points:
        return [Row(str(e.id), (*head, NOTHING, None, NOTHING))]
    return [Row(f"{e.id}-{p.number}", (*head, p.text, p.due_on, _state(p, on))) for p in e.points]


def _state(point: PointView, on: date) -> Text | Cell:
    if point.is_kept is None:
        return OVERDUE if point.is_overdue(on) else WAITING
    return Cell(KEPT if point.is_kept else NOT_KEPT, note=point.result)
