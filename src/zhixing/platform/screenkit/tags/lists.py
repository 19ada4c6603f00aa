"""Tables and their filters."""

from __future__ import annotations

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhixing.platform.screenkit.markup import cell_html, linked, text_html, why_html
from zhixing.platform.screenkit.tables import Column, Empty, Filters, Table
from zhixing.platform.screenkit.words import Words

register = Library()

_NOTHING_HERE = Empty(
    Words("没有符合条件的记录", "Nothing matches"),
    Words("放宽或清除筛选条件后再试。", "Widen or clear the filters and try again."),
)


@register.inclusion_tag("kit/parts/table.html")
def table(table: Table) -> dict[str, object]:
    """Print a list with remembered columns, paging by key, and export."""
    rows = [
        (
            row,
            [
                (column, cell_html(c, column))
                for column, c in zip(table.columns, row.cells, strict=True)
            ],
        )
        for row in table.rows
    ]
    return {"table": table, "rows": rows, "empty": table.empty or _NOTHING_HERE}


@register.inclusion_tag("kit/parts/filters.html")
def filters(filters: Filters) -> dict[str, object]:
    """Print filters as a GET form, those in force as removable chips."""
    return {"filters": filters}


@register.simple_tag
def column_head(column: Column) -> SafeString:
    """Print a column's heading: sortable, explained, or plain."""
    label = why_html(text_html(column.label), column.why)
    if not column.sort_url:
        return label
    sign = {"asc": " ↑", "desc": " ↓"}.get(column.sorted, "")
    return format_html(
        "{}<span aria-hidden=true>{}</span>", linked(label, column.sort_url, "sort"), sign
    )
