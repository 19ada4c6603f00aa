"""The query centre: cases against institutions, the institutions' board, and what is stuck."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.visit import Visit
from zhixing.inquiry.centre import Asked, Centre, get_centre
from zhixing.inquiry.queries import (
    DeadLetter,
    InstitutionLoad,
    list_dead_letters,
    list_institution_loads,
)
from zhixing.institutions.abilities import wire_label
from zhixing.platform.live import news
from zhixing.platform.screenkit.boards import Answered, Matrix, MatrixCell, MatrixRow
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words

MOST_CASES: Final = 60
LOADS: Final = (
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT, fixed=True),
    Column("wire", Words("接口", "Interface"), Kind.TEXT),
    Column("waiting", Words("待反馈", "Awaiting answer"), Kind.NUMBER),
    Column("overdue", Words("逾期", "Overdue"), Kind.NUMBER),
    Column("oldest", Words("最早到期", "Oldest due"), Kind.DAY),
    Column("call", Words("最近一次轮询", "Latest poll"), Kind.MOMENT),
)
LETTERS: Final = (
    Column("no", Words("请求编号", "Request number"), Kind.TEXT, fixed=True),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO),
    Column("reason", Words("原因", "Reason"), Kind.TEXT),
    Column("since", Words("自", "Since"), Kind.MOMENT),
)


def show(visit: Visit) -> HttpResponse:
    """Show what was asked, what came back, and what nobody answered."""
    court_no = visit.by.court_no
    centre = get_centre(court_no, visit.on, cases=MOST_CASES)
    letters = list_dead_letters(court_no, visit.at)
    ids = {case for case, _ in centre.rows} | {x.case for x in letters if x.case is not None}
    page = list_cases(CaseFilter(ids=tuple(ids)), limit=max(len(ids), 1))
    known = {case.id: case for case in page.cases}
    context = {
        "live": news.of_queries(court_no),
        "matrix": _matrix(centre, known),
        "loads": Table(
            "institutions",
            Words("协助单位", "Institutions"),
            LOADS,
            [_load(load) for load in list_institution_loads(court_no, visit.on)],
            empty=Empty(Words("尚未向任何单位查询", "No institution was asked yet")),
        ),
        "letters": Table(
            "letters",
            Words("需要人工处理的请求", "Requests that need a hand"),
            LETTERS,
            [_letter(letter, known) for letter in letters],
            empty=Empty(Words("没有滞留的请求", "Nothing is stuck")),
        ),
        "empty": Empty(Words("尚未发起查询", "Nothing was asked yet")),
    }
    return visit.under("queries").render("desk/queries.html", context)


def _matrix(centre: Centre, known: dict[UUID, CaseView]) -> Matrix | None:
    rows = [
        MatrixRow(
            known[case].number,
            [
                replace(_cell(answers.get(i)), key=f"{case.hex}-{i.hex}")
                for i, _, _ in centre.institutions
            ],
            _case_url(known[case]),
            known[case].debtor_names,
            case.hex,
        )
        for case, answers in centre.rows
        if case in known
    ]
    if not rows:
        return None
    columns: list[Text] = [Words(zh, en) for _, zh, en in centre.institutions]
    return Matrix(
        "centre",
        Words("案件与协助单位", "Cases and institutions"),
        Words("案号", "Case number"),
        columns,
        rows,
    )


def _cell(asked: Asked | None) -> MatrixCell:
    if asked is None:
        return MatrixCell(Answered.NOT_SENT)
    if asked.is_hit:
        return MatrixCell(Answered.HIT, asked.hits or None)
    if asked.is_overdue:
        return MatrixCell(Answered.LATE)
    if asked.is_stuck:
        return MatrixCell(Answered.REFUSED)
    return MatrixCell(Answered.WAITING if asked.is_waiting else Answered.NOTHING)


def _load(load: InstitutionLoad) -> Row:
    return Row(
        str(load.institution),
        (
            Words(load.name, load.name_en),
            Words(*wire_label(load.profile)),
            load.waiting,
            load.overdue,
            load.oldest_due_on,
            load.latest_call_at,
        ),
    )


def _letter(letter: DeadLetter, known: dict[UUID, CaseView]) -> Row:
    case = known.get(letter.case) if letter.case is not None else None
    number = Cell(case.number, url=_case_url(case)) if case is not None else None
    reason = Words(letter.reason, letter.reason_en)
    return Row(str(letter.id), (letter.external_no, number, reason, letter.since))


def _case_url(case: CaseView) -> str:
    return reverse("desk:case", kwargs={"court_no": case.court_no, "case": case.id})
