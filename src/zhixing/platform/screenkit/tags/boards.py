"""Figures for a board: stat cards, charts with their table, the matrix of answers."""

from __future__ import annotations

from collections.abc import Sequence

from django.template import Library
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from zhixing.platform.screenkit.boards import Chart, Matrix, MatrixCell, Stat
from zhixing.platform.screenkit.markup import text_html

register = Library()

_WIDE, _HIGH, _EDGE = 120, 28, 3


@register.inclusion_tag("kit/parts/stat.html")
def stat(card: Stat) -> dict[str, object]:
    """Print a figure with trend, target, rank, and its cases one click away."""
    return {"card": card, "line": spark(card.trend)}


@register.inclusion_tag("kit/parts/chart.html")
def chart(chart: Chart) -> dict[str, object]:
    """Print a chart and the table of the same numbers, one key (``t``) away."""
    return {"chart": chart}


@register.inclusion_tag("kit/parts/matrix.html")
def matrix(matrix: Matrix) -> dict[str, object]:
    """Print cases against institutions, filling as answers arrive."""
    labels = [escape(str(column)) for column in matrix.columns]
    rows = [(row, list(zip(row.cells, labels, strict=False))) for row in matrix.rows]
    return {"matrix": matrix, "rows": rows}


@register.simple_tag
def matrix_cell(cell: MatrixCell, label: str = "") -> SafeString:
    """Print one answer; ``refresh_url`` serves the same part alone.

    ``label`` names its column where a row is read as a card.
    Written here and not as a template: a matrix has fifteen hundred of them.
    """
    words, detail = escape(str(cell.words)), text_html(cell.detail)
    told = f"{words} · {detail}" if detail else words
    count = escape(cell.count) if cell.count else ""
    marks = f'<td class="{cell.css}" title="{told}"'
    if label:
        marks += f' data-label="{escape(label)}"'
    if cell.key:
        marks += f' id="cell-{escape(cell.key)}" data-cell="{cell.state} {count}"'
    if cell.live:
        place = escape(cell.live)
        marks += (
            f' id="cell-{place}" data-cell="{cell.state}" data-live="{place}"'
            f' data-live-url="{escape(cell.refresh_url)}"'
        )
    shown = f'<span class="sign" aria-hidden="true">{cell.sign}</span>'
    shown += f'<span class="num">{count}</span>' if count else ""
    shown += f'<span class="vh">{words}{" " + detail if detail else ""}</span>'
    if cell.url:
        shown = f'<a href="{escape(cell.url)}">{shown}</a>'
    return SafeString(f"{marks}>{shown}</td>")


def spark(values: Sequence[int]) -> SafeString:
    """Draw the trend of a figure as a hairline whose last point is marked.

    >>> spark([1])
    ''
    """
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    span = (high - low) or 1
    step = (_WIDE - 2 * _EDGE) / (len(values) - 1)
    points = [
        (_EDGE + i * step, _HIGH - _EDGE - (v - low) * (_HIGH - 2 * _EDGE) / span)
        for i, v in enumerate(values)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>',
        _WIDE,
        _HIGH,
        line,
        f"{points[-1][0]:.1f}",
        f"{points[-1][1]:.1f}",
    )
