"""How institutions answered the courts, as courts published it: figures, no case, no person."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhixing.inquiry.answer_time import RULE
from zhixing.oversight.published import RankingView, list_rankings
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words

COLUMNS: Final = (
    Column("rank", Words("名次", "Rank"), Kind.NUMBER, fixed=True),
    Column("name", Words("协助单位", "Institution"), fixed=True),
    Column("in_time", Words("按时反馈率（%）", "Answered in time, %"), Kind.NUMBER),
    Column("asked", Words("请求", "Asked"), Kind.NUMBER),
    Column("running", Words("期限未满", "Not due yet"), Kind.NUMBER),
    Column("unanswered", Words("逾期未反馈", "Unanswered, overdue"), Kind.NUMBER),
    Column("late", Words("迟延反馈", "Answered late"), Kind.NUMBER),
    Column("rejected", Words("退回", "Rejected"), Kind.NUMBER),
    Column("reversed", Words("更正", "Corrected"), Kind.NUMBER),
    Column("upheld", Words("异议成立", "Disputes upheld"), Kind.NUMBER),
    Column("against", Words("计入不按时", "Counted against it"), Kind.NUMBER),
    Column("unserved", Words("法院待送达", "Court to carry"), Kind.NUMBER),
)


def ranking(request: HttpRequest) -> HttpResponse:
    """Show the latest rankings that courts published."""
    with open_scope(Scope.public()):
        found = list_rankings()
    context = {
        "rule": Words(*RULE) if any(_is_counted_so(view) for view in found) else "",
        "tables": [_table(view) for view in found],
        "empty": Empty(Words("尚无法院公布排名", "No court has published a ranking")),
    }
    return render(request, "portal/institutions.html", context)


def _is_counted_so(view: RankingView) -> bool:
    """Say whether a ranking was counted by the rule of today; one published before stays."""
    return any("against" in line for line in view.lines)


def _table(view: RankingView) -> Table:
    name = Words(
        f"{view.court_name}　{view.first_on}至{view.last_on}",
        f"{view.court_name}, {view.first_on} to {view.last_on}",
    )
    rows = [Row(f"{view.id}-{n}", _cells(line)) for n, line in enumerate(view.lines)]
    return Table(f"ranking-{view.id}", name, COLUMNS, rows)


def _cells(line: object) -> tuple[object, ...]:
    told = dict(line)  # type: ignore[call-overload]
    counts = (told.get(c.key) for c in COLUMNS[3:])
    return (told["rank"], Words(told["name"], told["name_en"]), told["in_time"], *counts)
