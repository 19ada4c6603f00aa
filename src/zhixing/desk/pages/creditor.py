"""What the applicant may be told of query and control: a page to show or print, in plain words."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse

from zhixing.cases.queries import get_case
from zhixing.desk.query_centre import case_url
from zhixing.desk.visit import Visit
from zhixing.inquiry.creditor import AskedOf, HeldForCase, TakenFrom, get_creditor_view
from zhixing.inquiry.entrusted.tables import news_table
from zhixing.inquiry.outside.tables import orders_table
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

ASKED: Final = (
    Column("institution", Words("法院询问的单位", "Asked by the court"), Kind.TEXT, fixed=True),
    Column("asked", Words("询问日", "Asked on"), Kind.DAY),
    Column("answer", Words("答复", "Answer"), Kind.TEXT),
    Column("answered", Words("答复日", "Answered on"), Kind.DAY),
)
HELD: Final = (
    Column("kind", Words("财产", "What"), Kind.TEXT, fixed=True),
    Column("where", Words("所在单位", "Where"), Kind.TEXT),
    Column("amount", Words("为本案控制的金额", "Held for this case"), Kind.MONEY),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
)
TAKEN: Final = (
    Column("institution", Words("取证单位", "Evidence from"), Kind.TEXT, fixed=True),
    Column("on", Words("取证日", "Taken on"), Kind.DAY),
    Column("kind", Words("内容", "Of what"), Kind.TEXT),
)


def show(visit: Visit, court_no: int, case: UUID) -> HttpResponse:
    """Show what the applicant of a case may be told today."""
    row = get_case(court_no, case)
    view = get_creditor_view(court_no, case, visit.on)
    summary = Words(
        "法院询问了{n}家单位，{a}家已经答复，其中{f}家查得财产；现有{h}项财产为本案控制。",
        "The court asked {n} institutions; {a} have answered, {f} of them found property; {h} "
        "things are held for the case.",
    ).filled(n=len(view.asked), a=view.answered, f=view.found, h=len(view.held))
    entrusted = news_table(view.entrusted, view.higher)
    context = {
        "case": row,
        "case_url": case_url(court_no, case),
        "summary": summary,
        "on": view.on,
        "tables": [
            Table(
                "asked",
                Words("询问与答复", "Asked and answered"),
                ASKED,
                [_asked(n, a) for n, a in enumerate(view.asked)],
                empty=Empty(Words("法院尚未询问", "Nobody was asked yet")),
            ),
            Table(
                "held",
                Words("已为本案控制的财产", "Held for this case"),
                HELD,
                [_held(n, h) for n, h in enumerate(view.held)],
                empty=Empty(Words("尚无财产为本案控制", "Nothing is held for the case yet")),
            ),
            *_taken(view.taken),
            *([orders_table(list(view.outside), view.on)] if view.outside else []),
            *([entrusted] if entrusted is not None else []),
        ],
    }
    return visit.under("cases").render("desk/creditor.html", context)


def _taken(found: tuple[TakenFrom, ...]) -> list[Table]:
    """Give the table of evidence, none where none was taken."""
    rows = [
        Row(f"taken-{n}", (Words(t.institution, t.institution_en), t.taken_on, Words(*t.words)))
        for n, t in enumerate(found)
    ]
    name = Words("法院调查取证", "Evidence the court took")
    return [Table("taken", name, TAKEN, rows)] if rows else []


def _asked(place: int, a: AskedOf) -> Row:
    cells = (Words(a.institution, a.institution_en), a.asked_on, Words(*a.words), a.answered_on)
    return Row(f"asked-{place}", cells)


def _held(place: int, h: HeldForCase) -> Row:
    waits: Text = NOTHING
    if h.rank > 1:
        waits = Words("排在其他案件之后，第{r}顺位", "waits behind other cases, rank {r}").filled(
            r=h.rank
        )
    cells = (
        Cell(Words(h.kind, h.kind_en), note=waits),
        Words(h.institution, h.institution_en),
        None if h.amount is None else int(h.amount),
        h.since,
        h.until,
    )
    return Row(f"held-{place}", cells)
