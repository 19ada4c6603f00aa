"""The board's figures: each with last year's beside it, its definition, and its cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from zhixing.desk.roster import Roster
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Part, Point, Reading, Span, Unit, percent_text
from zhixing.oversight.queries import BOARD, ask, count_cases, get_reading, get_trend
from zhixing.oversight.targets import Target, list_targets
from zhixing.platform.screenkit.boards import Chart, Series, Stat
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, board_section

UNITS: Final = {Unit.CASES: Words("件", "cases"), Unit.NODES: Words("个", "nodes")}
LOAD: Final = "HANDLER_LOAD"
CLOSED_BY: Final = "HANDLER_CLOSED"
MOST_LISTED: Final = 20_000
MONTHS: Final = Words("近十二个月", "The last twelve months")
MONTH: Final = Words("月份", "Month")
MONTH_ENDS: Final = Words("月末", "End of month")
HANDLERS: Final = (
    Column("name", Words("承办人", "Handler"), Kind.NAME, fixed=True),
    Column("closed", Words("今年结案", "Closed this year"), Kind.NUMBER),
    Column("rank", Words("结案数排名", "Rank by cases closed"), Kind.NUMBER),
    Column("open", Words("在办", "Open"), Kind.NUMBER),
)
NOBODY: Final = Words("已离任", "No longer here")


@board_section("figures", order=10)
def figures(ask_: Ask) -> Fragment:
    """Show the figures of this year until today, for the court and those below."""
    now = ask(ask_.by, year_until(ask_.on), known_at=None)
    then = ask(ask_.by, year_until(_a_year_before(ask_.on)), known_at=None)
    targets = list_targets(ask_.by.court_no, ask_.on)
    cards, charts = [], []
    for code in BOARD:
        if code == LOAD:
            continue
        reading, trend = get_reading(code, now), get_trend(code, now)
        card = _card(reading, get_reading(code, then), ask_.on, count_cases(code, now))
        card = replace(card, trend=[p.amount or 0 for p in trend])
        cards.append(_with_target(card, reading, targets.get(code)))
        charts.append(_months(reading, trend))
    title = Words("今年至今", "This year so far")
    context = {"stats": cards, "charts": charts, "charts_title": MONTHS}
    return Fragment(title, "desk/sections/figures.html", context)


def year_until(on: date) -> Days:
    """Give the days of a year until one of its days."""
    return Days.closed(date(on.year, 1, 1), on)


def counted_url(code: str, cases: int, part: str = "") -> str:
    """Give where the cases behind a figure are: the case list, or for very many the counting."""
    asked = {"figure": code, **({"part": part} if part else {})}
    page = "desk:cases" if cases <= MOST_LISTED else "desk:counted"
    return f"{reverse(page)}?{urlencode(asked)}"


def _a_year_before(on: date) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(on.year - 1, on.month, 28 if is_leap_day else on.day)


def _card(now: Reading, then: Reading, on: date, cases: int) -> Stat:
    period: Text = day_words(on) if now.span is Span.DAY else Words("年初至今", "since 1 January")
    return Stat(
        label=Words(now.name_zh, now.name_en),
        value=_value(now),
        unit=UNITS.get(now.unit, NOTHING),
        period=period,
        change=_change(now, then),
        before=_value(then),
        cases_url=counted_url(now.code, cases) if cases else "",
        cases=cases,
        why=reverse("desk:indicator", args=[now.code]),
    )


def _with_target(card: Stat, reading: Reading, target: Target | None) -> Stat:
    if target is None:
        return card
    low, high = target.at_least, target.at_most
    sign, number = ("≥", low) if low is not None else ("≤", high)
    if reading.unit is Unit.RATE:
        text = f"{sign} {number}%"
    elif reading.unit is Unit.FEN:
        text = f"{sign} {money_text(Fen(int(number or 0)))}"
    else:
        text = f"{sign} {number}"
    return replace(card, target=text, source=target.source, is_met=target.is_met(reading))


def _months(reading: Reading, trend: Sequence[Point]) -> Chart:
    """Give twelve months as bars; money in ten thousands of yuan."""
    unit: Text = UNITS.get(reading.unit, NOTHING)
    values: list[int | Decimal] = [p.amount or 0 for p in trend]
    shown = [f"{v:,}" for v in values]
    if reading.unit is Unit.FEN:
        unit = Words("万元", "10,000 yuan")
        values = [(Decimal(v) / 1_000_000).quantize(Decimal("0.1")) for v in values]
        shown = [f"{v:,}" for v in values]
    elif reading.unit is Unit.RATE:
        unit = "%"
        values = [Decimal(v) / 100 for v in values]
        shown = ["—" if p.amount is None else percent_text(p.amount) for p in trend]
    name = Words(reading.name_zh, reading.name_en)
    return Chart(
        key=reading.code.lower().replace("_", "-"),
        title=name,
        unit=unit,
        categories=[f"{p.month:%Y-%m}" for p in trend],
        series=[Series(name, values, shown)],
        category_label=MONTH_ENDS if reading.span is Span.DAY else MONTH,
        why=reverse("desk:indicator", args=[reading.code]),
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
    """Show how many open cases each handler has, how many were closed, and the rank by that."""
    asked = ask(ask_.by, year_until(ask_.on), with_subordinates=False)
    reading = get_reading(LOAD, asked)
    closed = {p.part: p.amount for p in get_reading(CLOSED_BY, asked).parts if p.part}
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
    context = {"charts": [chart], "tables": [_handlers(parts, closed, names)]}
    return Fragment(title, "desk/sections/figures.html", context)


def _handlers(parts: Sequence[Part], closed: Mapping[str, int], names: Mapping[str, str]) -> Table:
    """Give handlers by cases closed this year; who closed as many shares the rank."""
    loads = {p.part: p.amount for p in parts}
    people = sorted({*loads, *closed}, key=lambda x: (-closed.get(x, 0), names.get(x, "")))
    rows = []
    for person in people:
        done, open_ = closed.get(person, 0), loads.get(person, 0)
        rank = 1 + sum(closed.get(x, 0) > done for x in people)
        cells = (
            names.get(person, NOBODY),
            Cell(done, counted_url(CLOSED_BY, done, person) if done else ""),
            f"{rank} / {len(people)}",
            Cell(open_, counted_url(LOAD, open_, person) if open_ else ""),
        )
        rows.append(Row(person, cells))
    return Table("handlers", Words("承办人", "Handlers"), HANDLERS, rows)
