"""The smallest pieces of HTML, written in Python because tables print thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhixing.platform.screenkit.formats import day_words, moment_text, money_text
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.tables import Cell, Column, Kind
from zhixing.platform.screenkit.words import Words, named

ABSENT = mark_safe('<span class="absent">—</span>')


def text_html(value: object) -> SafeString:
    """Print a text: both-language words in the present one, a proper name marked as Chinese."""
    if value is None or value == "":
        return SafeString("")
    if isinstance(value, SafeString):
        return value
    return named(value) if isinstance(value, str) else escape(str(value))


def why_html(value: object, url: str) -> SafeString:
    """Underline a figure with dots and let it open its finding; without an address, just print."""
    if not url:
        return text_html(value)
    return format_html('<a class="why" href="{}" data-why>{}</a>', url, text_html(value))


def linked(value: SafeString, url: str, css: str = "") -> SafeString:
    """Wrap a piece in a link where there is an address."""
    return format_html('<a href="{}" class="{}">{}</a>', url, css, value) if url else value


def money_html(fen: int) -> SafeString:
    """Print an amount that never breaks."""
    return format_html('<span class="money">{}</span>', money_text(fen))


def day_html(day: date, form: str = "prose") -> SafeString:
    """Print a day: ``prose`` as a sentence writes it, ``table`` as a column does."""
    shown = day.isoformat() if form == "table" else str(day_words(day))
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), shown)


def moment_html(at: datetime) -> SafeString:
    """Print an instant by the Shanghai clock."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), moment_text(at))


def case_no_html(number: str, url: str = "") -> SafeString:
    """Print a case number, which never breaks and is Chinese on every page."""
    shown = format_html('<span class="case-no" lang="zh-Hans">{}</span>', number)
    return linked(shown, url)


def mark_html(mark: Mark) -> SafeString:
    """Print a status: its sign for the eye, its word for everyone."""
    return format_html(
        '<span class="{}"><span class="sign" aria-hidden="true">{}</span> {}</span>',
        mark.css,
        mark.sign,
        why_html(mark.words, mark.why),
    )


def _as_day(value: object) -> SafeString:
    return day_html(value, "table") if isinstance(value, date) else text_html(value)


def _as_moment(value: object) -> SafeString:
    return moment_html(value) if isinstance(value, datetime) else text_html(value)


def _as_number(value: object) -> SafeString:
    return SafeString(f"{value:,}") if isinstance(value, int) else text_html(value)


def _as_money(value: object) -> SafeString:
    return money_html(value) if isinstance(value, int) else text_html(value)


def _as_mark(value: object) -> SafeString:
    return mark_html(value) if isinstance(value, Mark) else text_html(value)


def _as_case_no(value: object) -> SafeString:
    return case_no_html(str(value))


_WRITERS: Mapping[Kind, Callable[[object], SafeString]] = {
    Kind.MONEY: _as_money,
    Kind.NUMBER: _as_number,
    Kind.DAY: _as_day,
    Kind.MOMENT: _as_moment,
    Kind.STATUS: _as_mark,
    Kind.CASE_NO: _as_case_no,
}


def cell_html(value: object, column: Column) -> SafeString:
    """Print one cell as its column's kind asks; nothing is a dash, never an empty hole."""
    cell = value if isinstance(value, Cell) else Cell(value)
    if cell.value is None or cell.value == "":
        return ABSENT
    shown = _WRITERS.get(column.kind, text_html)(cell.value)
    shown = linked(why_html(shown, cell.why), cell.url)
    if not cell.note:
        return shown
    return format_html('{} <small class="note">{}</small>', shown, text_html(cell.note))


def filled(zh: str, en: str, values: Mapping[str, object]) -> SafeString | str:
    """Fill both texts and give the present one; tags' output put in stays unescaped."""
    chosen = str(Words(zh, en))
    return format_html(chosen, **values) if values else chosen
