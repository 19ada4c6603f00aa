"""Filing 10,000 rows of an Excel sheet: read, checked, filed."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook

from benchmarks.ground import found_court, sequencing, wait_until_sequenced
from benchmarks.invented import FILED_ON, application
from benchmarks.measuring import Measured, Scenario, median, profiled, timed
from zhixing.cases.excel import file_sheet, preview_sheet
from zhixing.cases.filing.sheet import COLUMNS
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import open_scope
from zhixing.platform.principal import PostKind

ROWS = 10_000
TARGET_SECONDS = 60.0
courts: list[int] = []


def measure(scale: float) -> Measured:
    """Preview and then import a sheet, each timed; the import is what the target is about."""
    count = max(100, round(ROWS * scale))
    files, previews = [], []
    content = b""
    for run in range(3):
        court = found_court()
        courts.append(court.court_no)
        by = court.who(PostKind.JUDGE)
        content = sheet(count, f"X{run}")

        def preview(content: bytes = content, by: Any = by) -> None:
            with open_scope(by.scope):
                preview_sheet(content, by=by, on=FILED_ON)

        def import_it(content: bytes = content, by: Any = by) -> None:
            with open_scope(by.scope):
                done = file_sheet(content, by=by, on=FILED_ON)
            if len(done.filed) != count:
                raise Impossible(f"{len(done.filed)} of {count} filed: {done.problems[:2]}")

        with sequencing():
            previews.append(timed(preview))
            files.append(timed(import_it))
            wait_until_sequenced()
    figures: dict[str, object] = {
        "door": "cases.excel.file_sheet, as the desk's import calls it",
        "rows": count,
        "seconds": median(files),
        "each_run": [round(s, 2) for s in files],
        "preview_seconds": median(previews),
        "rows_per_second": round(count / median(files)),
        "sheet_kilobytes": len(content) // 1024,
    }
    found = Measured({"rows": count}, 3, figures)
    if scale >= 1:
        found.met = median(files) < TARGET_SECONDS
    found.profile = _profile()
    return found


def _profile() -> list[str]:
    court = found_court()
    courts.append(court.court_no)
    by, content = court.who(PostKind.JUDGE), sheet(500, "P")

    def import_it() -> None:
        with open_scope(by.scope):
            file_sheet(content, by=by, on=FILED_ON)

    return profiled(import_it)


def sheet(count: int, key: str) -> bytes:
    """Make a filled-in import sheet, every row another case."""
    book = Workbook(write_only=True)
    page = book.create_sheet("立案导入")
    page.append([column.zh for column in COLUMNS])
    page.append([column.key for column in COLUMNS])
    for n in range(count):
        values = _row(n, key)
        page.append([values.get(column.key) for column in COLUMNS])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row(n: int, key: str) -> dict[str, object]:
    raise NotImplementedError


SCENARIO = Scenario(
    "excel",
    "Importing an Excel sheet of applications: reading, checking, filing",
    "10,000 rows in under 60 s",
    measure,
)
