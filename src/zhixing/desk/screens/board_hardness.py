"""The board: cases hard and impossible to enforce, apart, each number opening to its cases."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.desk.screens.board_figures import counted_url, year_until
from zhixing.oversight.queries import ask, count_cases, get_reading
from zhixing.oversight.registry import get_indicator
from zhixing.platform.screenkit.boards import Stat
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

STOCK: Final = "HARDNESS_STOCK"


@board_section("hardness", order=16)
def hardness(ask_: Ask) -> Fragment:
    """Show both stocks, what is to be classed again, and what was never classed."""
    now = ask(ask_.by, year_until(ask_.on), known_at=None)
    reading, why = get_reading(STOCK, now), reverse("desk:indicator", args=[STOCK])
    stats = []
    for part, words in get_indicator(STOCK).parts.items():
        count = reading.of_part(part)
        cases = count_cases(STOCK, now, part=part) if count else 0
        stats.append(
            Stat(
                label=Words(*words),
                value=f"{count:,}",
                unit=Words("件", "cases"),
                period=day_words(ask_.on),
                cases_url=counted_url(STOCK, cases, part) if cases else "",
                cases=cases,
                why=why,
            )
        )
    title = Words("执行难与执行不能", "Hard and impossible to enforce")
    return Fragment(title, "desk/sections/figures.html", {"stats": stats})
