"""What the applicant may be told, as tables in plain words: for the desk's page and his own."""

from __future__ import annotations

from typing import Final

from zhixing.inquiry.creditor import AskedOf, CreditorView, HeldForCase, TakenFrom
from zhixing.inquiry.entrusted.tables import news_table
from zhixing.inquiry.outside.tables import orders_table
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words, counted

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


def summary_of(view: CreditorView) -> Words:
    """Say in a sentence how many were asked, answered and found something, and what is held."""
    asked, answered = len(view.asked), counted(view.answered, "家", "answer")
    return Words(
        "法院询问了{n}，{a}已经答复，其中{f}家查得财产；现有{h}为本案控制。",
        "The court asked {n} and has {a}; property was found by {f}. Held for this case: {h}.",
    ).filled(
        n=counted(asked, "家单位", "institution"),
        a=answered,
        f=view.found,
        h=counted(len(view.held), "项财产", "thing"),
    )


def tables_of(view: CreditorView) -> list[Table]:
    """Lay out what was asked and answered, what is held, and what else the court did."""
    entrusted = news_table(view.entrusted, view.higher)
    return [
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
    ]


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
