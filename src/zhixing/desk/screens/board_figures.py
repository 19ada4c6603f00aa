"""The board's figures: each with last year's beside it, its definition, and its cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from zhixing.desk.roster import Roster
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Reading, Span, Unit
from zhixing.oversight.queries import BOARD, ask, get_reading
from zhixing.platform.screenkit.boards import Chart, Series, Stat
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

UNITS: Final = {Unit.CASES: Words("件", "cases"), Unit.NODES: Words("个", "nodes")}
LOAD: Final = "HANDLER_LOAD"
NOBODY: Final = Words("已离任", "No longer here")


@board_section("figures", order=10)
def figures(ask_: Ask) -> Fragment:
    """Show the figures of this year until today, for the court and those below."""
    now = ask(ask_.by, year_until(ask_.on), known_at=None)
    then = ask(ask_.by, year_until(_a_year_before(ask_.on)), known_at=None)
    cards = []
    for code in BOARD:
        if code == LOAD:
            continue
        cards.append(_card(get_reading(code, now), get_reading(code, then), ask_.on))
    title = Words("今年至今", "This year so far")
    return Fragment(title, "desk/sections/figures.html", {"stats": cards})


def year_until(on: date) -> Days:
    """Give the days of a year until one of its days."""
    return Days.closed(date(on.year, 1, 1), on)


def _a_year_before(on: date) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(on.year - 1, on.month, 28 if is_leap_day else on.day)


def _card(now: Reading, then: Reading, on: date) -> Stat:
    period: Text = day_words(on) if now.span is Span.DAY else Words("年初至今", "since 1 January")
    return Stat(
        label=Words(now.name_zh, now.name_en),
        value=_value(now),
        unit=UNITS.get(now.unit, NOTHING),
        period=period,
        change=Words("{c}（去年同期{v}）", "{c} ({v} a year before)").filled(
            c=_change(now, then), v=_value(then)
        ),
        cases_url=f"{reverse('desk:counted')}?{urlencode({'figure': now.code})}",
        why=reverse("desk:indicator", args=[now.code]),
    )


def _value(reading: Reading) -> Text:
    if reading.unit is Unit.FEN:
        return money_text(Fen(reading.amount))
    if reading.unit is Unit.RATE:
        return f"{reading.percent}%" if reading.percent else "—"
    return f"{reading.amount:,}"


def _change(now: Reading, then: Reading) -> Text:
    """Say by how much a figure moved, with its sign."""
    if now.unit is Unit.RATE:
        if not now.percent or not then.percent:
            return "—"
        moved = Decimal(now.percent) - Decimal(then.percent)
        return Words("{m}个百分点", "{m} points").filled(m=f"{moved:+.2f}")
    moved_by = now.amount - then.amount
    if now.unit is Unit.FEN:
        return f"{'+' if moved_by > 0 else ''}{money_text(Fen(moved_by))}"
    return f"{moved_by:+,}" if moved_by else "0"


@board_section("load", order=20)
def load(ask_: Ask) -> Fragment | None:
    """Show how many open cases each handler has."""
    reading = get_reading(LOAD, ask(ask_.by, year_until(ask_.on), with_subordinates=False))
    parts = sorted(reading.of_court(ask_.by.court_no), key=lambda p: -p.amount)
    if not parts:
        return None
    roster = Roster.of(ask_.by.court_no, ask_.on)
    names = {str(h.person.id): h.person.name for h in roster.held}
    chart = Chart(
        key="load",
        title=Words(reading.name_zh, reading.name_en),
        unit=Words("件", "cases"),
        categories=[names.get(p.part, NOBODY) for p in parts],
        series=[Series(Words("在办案件", "Open cases"), [p.amount for p in parts])],
        category_label=Words("承办人", "Handler"),
        why=reverse("desk:indicator", args=[LOAD]),
    )
    title = Words("人员负荷", "Workload")
    return Fragment(title, "desk/sections/figures.html", {"charts": [chart]})
