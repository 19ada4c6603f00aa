"""Figures, days, numbers and marks, each of which may open its finding."""

from __future__ import annotations

from datetime import date, datetime

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhixing.platform.screenkit.formats import Unit, duration_words, money_in_words
from zhixing.platform.screenkit.markup import (
    ABSENT,
    case_no_html,
    day_html,
    mark_html,
    moment_html,
    money_html,
    text_html,
    why_html,
)
from zhixing.platform.screenkit.status import Mark, Status

register = Library()


@register.simple_tag
def why(value: object, finding_url: str) -> SafeString:
    """Let any figure, status or refusal open its finding: ``{% why value finding_url %}``."""
    return why_html(value, finding_url)


@register.simple_tag
def money(fen: int | None, why: str = "") -> SafeString:
    """Print fen as ``¥650,000.00``."""
    return ABSENT if fen is None else why_html(money_html(fen), why)


@register.simple_tag
def money_words(fen: int) -> SafeString:
    """Print an amount in capital numerals, as instruments carry it."""
    return format_html('<span lang="zh-Hans">{}</span>', money_in_words(fen))


@register.simple_tag
def day(value: date | None, form: str = "prose", why: str = "") -> SafeString:
    """Print a day: form ``prose`` (2017年3月14日) or ``table`` (2017-03-14)."""
    return ABSENT if value is None else why_html(day_html(value, form), why)


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    """Print an instant by the Shanghai clock, to the minute."""
    return ABSENT if at is None else moment_html(at)


@register.simple_tag
def duration(number: int, unit: str = Unit.DAY, why: str = "") -> SafeString:
    """Print a duration with its legal unit: DAY, WORKING_DAY, MONTH or YEAR."""
    shown = format_html('<span class="nowrap">{}</span>', duration_words(number, unit))
    return why_html(shown, why)


@register.simple_tag
def case_no(number: str, url: str = "") -> SafeString:
    """Print a case number on one line, as a link where it has an address."""
    return case_no_html(number, url)


@register.simple_tag
def status(mark: Mark | Status | str, days: int | None = None, why: str = "") -> SafeString:
    """Print a status mark: ``{% status "OVERDUE" 51 finding_url %}`` or ``{% status mark %}``."""
    return mark_html(mark if isinstance(mark, Mark) else Mark(mark, days, why))


@register.filter
def number(value: int) -> str:
    """Print a whole number with its thousands set apart."""
    return f"{value:,}"


@register.simple_tag
def named_value(value: object) -> SafeString:
    """Print a value as text, a dash where there is none."""
    return text_html(value) or ABSENT
