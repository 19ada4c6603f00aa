"""My day: what is due, what waits, what came in; each row says what to do."""

from __future__ import annotations

from django.http import HttpResponse

from zhixing.desk.visit import Visit
from zhixing.platform.live import news
from zhixing.platform.screenkit.tables import Empty
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import list_day_sections

DONE = Empty(
    Words("今日事毕", "Nothing is due"),
    Words("没有到期、逾期或等您处理的事。", "Nothing is due, overdue or waiting for you."),
)


def show(visit: Visit) -> HttpResponse:
    """Show the sections that the post may see and that hold something."""
    made = [section.make(visit.ask) for section in list_day_sections(visit.by)]
    sections = [fragment for fragment in made if fragment is not None]
    court_no = visit.by.court_no
    live = f"{news.of_day(court_no)} {news.of_cases(court_no)}"
    context = {"sections": sections, "empty": DONE, "live": live}
    return visit.under("my_day").render("desk/my_day.html", context)
