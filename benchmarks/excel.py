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
    given = application(n, key)
    creditor, debtor = given.creditors[0], given.debtors[0]
    return {
        "application_key": given.application_key,
        "title_number": given.title_number,
        "title_kind": "民事判决书",
        "issuing_body": given.issuing_body,
        "cause": given.cause,
        "effective_on": given.effective_on,
        "performance_until": "2017-12-11",
        "applied_on": given.applied_on,
        "received_on": given.received_on.isoformat(),
        "creditor1_name": creditor.name,
        "creditor1_kind": "自然人",
        "creditor1_number": creditor.number,
        "debtor1_name": debtor.name,
        "debtor1_kind": "自然人",
        "debtor1_number": debtor.number,
        "item1_kind": "本金",
        "item1_amount": given.obligations[0].amount.yuan,
        "item1_due_on": "2017-12-11",
        "fee_amount": given.obligations[1].amount.yuan,
    }


SCENARIO = Scenario(
    "excel",
    "Importing an Excel sheet of applications: reading, checking, filing",
    "10,000 rows in under 60 s",
    measure,
)
