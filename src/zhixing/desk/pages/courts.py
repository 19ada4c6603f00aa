"""The courts below a superior court, side by side; narrowed to those of heavy load."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpResponse
from openpyxl import Workbook

from zhixing.desk.screens.board_courts import COLUMNS, HEAVY, court_lines, court_table, courts_url
from zhixing.desk.visit import Visit
from zhixing.oversight.targets import heavy_load
from zhixing.platform.screenkit import tables
from zhixing.platform.screenkit.words import Words, pick


def show(visit: Visit) -> HttpResponse:
    """Show every court below, or those of heavy load; ``as=xlsx`` gives a workbook."""
    asked = visit.request.GET
    only_heavy = asked.get("load") == HEAVY
    lines = court_lines(visit.ask, only_heavy=only_heavy)
    table = court_table(visit.ask, lines, export=courts_url(only_heavy=only_heavy, export=True))
    if asked.get("as") == "xlsx":
        return _workbook(table, visit)
    limit = heavy_load(visit.by.court_no, visit.on)
    name = Words("近十二个月收案超过{m}件", "More than {m} cases in twelve months")
    context = {
        "filters": tables.Filters(
            action=courts_url(only_heavy=False),
            filters=[
                tables.Filter(
                    "load",
                    Words("案件负荷", "Load"),
                    HEAVY if only_heavy else "",
                    (
                        tables.Choice("", Words("不限", "Any"), not only_heavy),
                        tables.Choice(HEAVY, name.filled(m=f"{limit:,}"), only_heavy),
                    ),
                )
            ],
            target="list",
            clear_url=courts_url(only_heavy=False),
        ),
        "table": table,
    }
    return visit.under("board").render("desk/courts.html", context)


def _workbook(table: tables.Table, visit: Visit) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pick(Words("法院", "Courts")))
    sheet.append([str(c.label) for c in COLUMNS])
    for row in table.rows:
        sheet.append(list(row.cells))
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(kept)
    kept.seek(0)
    name = f"courts-{visit.on.isoformat()}.xlsx"
    return FileResponse(kept, as_attachment=True, filename=name)  # type: ignore[return-value]
