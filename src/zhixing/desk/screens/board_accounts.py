"""The board: how many open cases have an account of their own, and exactly which have none."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.desk.screens.board_figures import counted_url, year_until
from zhixing.oversight.queries import ask, count_cases, get_reading
from zhixing.platform.screenkit.boards import Stat
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

COVERAGE: Final = "ACCOUNT_COVERAGE"
LACKING: Final = "WITHOUT"


@board_section("accounts", order=15)
def accounts(ask_: Ask) -> Fragment:
    """Show the share of open cases with an account, and how many lack one."""
    now = ask(ask_.by, year_until(ask_.on), known_at=None)
    reading = get_reading(COVERAGE, now)
    lacking = count_cases(COVERAGE, now, part=LACKING)
    why, day = reverse("desk:indicator", args=[COVERAGE]), day_words(ask_.on)
    share = Stat(
        label=Words(reading.name_zh, reading.name_en),
        value=f"{reading.percent}%" if reading.percent else "—",
        period=day,
        why=why,
    )
    missing = Stat(
        label=Words("尚无案款专户的未结案件", "Open cases without an account"),
        value=f"{lacking:,}",
        unit=Words("件", "cases"),
        period=day,
        cases_url=counted_url(COVERAGE, lacking, LACKING) if lacking else "",
        cases=lacking,
        why=why,
    )
    title = Words("一案一账号", "One case, one account")
    return Fragment(title, "desk/sections/figures.html", {"stats": [share, missing]})
