"""The director's board: sections that rooms declare, each figure one click from its cases."""

from __future__ import annotations

from django.http import HttpResponse

from zhixing.desk.visit import Visit
from zhixing.platform.screenkit.tables import Empty
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import list_board_sections

NONE_YET = Empty(
    Words("尚无指标", "No figures yet"),
    Words("本院启用指标后在此显示。", "They appear once the court uses its indicators."),
)


def show(visit: Visit) -> HttpResponse:
    """Show every section of the board that the post may see."""
    made = [section.make(visit.ask) for section in list_board_sections(visit.by)]
    sections = [fragment for fragment in made if fragment is not None]
    return visit.under("board").render("desk/board.html", {"sections": sections, "empty": NONE_YET})
