"""The board of a superior court: the courts below side by side, and those of heavy load."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from zhixing.courts.queries import list_subordinates
from zhixing.desk.screens.board_figures import year_until
from zhixing.oversight.definition import CourtLine, percent_text
from zhixing.oversight.queries import ask, list_court_lines
from zhixing.oversight.targets import heavy_load
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

MOST_SHOWN: Final = 10
HEAVY: Final = "heavy"
COLUMNS: Final = (
    Column("court", Words("法院", "Court"), Kind.NAME, fixed=True),
    Column("filed", Words("近十二个月收案", "Filed in twelve months"), Kind.NUMBER),
    Column("closed", Words("今年结案", "Closed this year"), Kind.NUMBER),
    Column("below", Words("今年应结", "To close this year"), Kind.NUMBER),
    Column("rate", Words("结案率", "Closing rate"), Kind.NUMBER),
    Column("rank", Words("排名", "Rank"), Kind.NUMBER),
)


@board_section("courts", order=30)
def courts(ask_: Ask) -> Fragment | None:
    """Show the courts below by their closing rate, and how many of them carry a heavy load."""
    lines = court_lines(ask_)
    if not lines:
        return None
    limit = heavy_load(ask_.by.court_no, ask_.on)
    heavy = [x for x in lines if x.filed > limit]
    title = Words("下级法院", "Courts below")
    say = Words(
        "共{n}个，其中近十二个月收案超过{m}件的{h}个",
        "{n} in all, {h} of them with more than {m} cases in twelve months",
    ).filled(n=len(lines), m=f"{limit:,}", h=len(heavy))
    url = reverse("desk:courts")
    links = (
        Link(Words("查看全部法院", "See every court"), url),
        Link(Words("只看收案过万法院", "Only those of heavy load"), f"{url}?load={HEAVY}"),
    )
    context = {"note": say, "links": links, "table": court_table(ask_, lines[:MOST_SHOWN])}
    return Fragment(title, "desk/sections/courts.html", context, len(lines))


def court_lines(ask_: Ask, *, only_heavy: bool = False) -> list[CourtLine]:
    """Give the courts below, the highest closing rate first, ranked among all of them."""
    asked = ask(ask_.by, year_until(ask_.on))
    below = tuple(c for c in asked.courts if c != ask_.by.court_no)
    if not below:
        return []
    limit = heavy_load(ask_.by.court_no, ask_.on)
    lines = list_court_lines(type(asked)(below, asked.days, asked.known_at))
    found = [x for x in lines if x.filed > limit or not only_heavy]
    return sorted(found, key=lambda x: (x.rank is None, x.rank or 0, x.court_no))


def court_table(ask_: Ask, lines: list[CourtLine], *, export: str = "") -> Table:
    """Lay courts out as a table; every number of a court is that of its own board."""
    names = {c.court_no: c.name for c in list_subordinates(ask_.by.court_no)}
    ranked = sum(x.rank is not None for x in lines)
    rows = [
        Row(
            str(x.court_no),
            (
                names.get(x.court_no, str(x.court_no)),
                x.filed,
                x.closed,
                x.below,
                "—" if x.rate is None else f"{percent_text(x.rate)}%",
                "—" if x.rank is None else str(x.rank),
            ),
        )
        for x in lines
    ]
    none = Words("没有符合条件的法院", "No court is of this kind")
    return Table(
        "courts",
        Words("法院", "Courts"),
        COLUMNS,
        rows,
        total=len(rows) if ranked or rows else None,
        export_url=export,
        empty=Empty(none),
    )


def courts_url(*, only_heavy: bool, export: bool = False) -> str:
    """Give the address of the list of courts."""
    asked = {**({"load": HEAVY} if only_heavy else {}), **({"as": "xlsx"} if export else {})}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('desk:courts')}{query}"
