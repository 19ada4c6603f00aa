"""What lies in another province, and what is done about it, as tables of a page."""

from __future__ import annotations

from datetime import date
from typing import Final

from zhixing.inquiry.outside.queries import (
    OUTCOMES,
    WAYS,
    Lies,
    OutsideOrderView,
    OutsidePoint,
)
from zhixing.platform.screenkit.tables import Column, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words

POINTS: Final = (
    Column("province", Words("省份", "Province"), fixed=True),
    Column("lies", Words("线索", "What lies there"), fixed=True),
    Column("tail", Words("尾号", "Number ends")),
    Column("since", Words("查得日", "Known since"), Kind.DAY),
)
ORDERS: Final = (
    Column("province", Words("省份", "Province"), fixed=True),
    Column("way", Words("方式", "Way"), fixed=True),
    Column("ordered", Words("决定日", "Ordered on"), Kind.DAY),
    Column("due", Words("期限", "To be heard of by"), Kind.DAY),
    Column("outcome", Words("结果", "Outcome")),
    Column("reported", Words("登记日", "Recorded on"), Kind.DAY),
)
LIES: Final[dict[Lies, Text]] = {
    Lies.RESIDENCE: Words("居住地或者单位", "residence or employer"),
    Lies.PROPERTY: Words("财产", "property"),
}
RUNS: Final = Words("办理中", "under way")
OVERDUE: Final = Words("逾期未回报", "overdue")


def outside_table(points: list[OutsidePoint]) -> Table:
    """Give what lies in another province."""
    rows = [Row(str(p.source), (p.province, LIES[p.lies], p.tail, p.since)) for p in points]
    name = Words("外省线索与财产", "What lies in another province")
    return Table("outside", name, POINTS, rows)


def orders_table(orders: list[OutsideOrderView], on: date) -> Table:
    """Give what was decided about other provinces."""
    rows = [
        Row(
            str(o.order),
            (
                o.province,
                Words(*WAYS[o.way]),
                o.ordered_on,
                o.due_on,
                _outcome(o, on),
                o.reported_on,
            ),
        )
        for o in orders
    ]
    return Table("outside-orders", Words("异地执行", "In another province"), ORDERS, rows)


def _outcome(order: OutsideOrderView, on: date) -> Text:
    if order.outcome is not None:
        return Words(*OUTCOMES[order.outcome])
    return OVERDUE if order.is_overdue(on) else RUNS
