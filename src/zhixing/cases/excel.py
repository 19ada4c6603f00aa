"""Files cases from an Excel sheet: template, preview, import, and the sheet of problems.

The first row of the sheet is for people, the second names the columns, data begin in
the third. Reading never loads the whole workbook; every bad row is named with its
column, field and reason, and the good rows are filed or none, by choice.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from zhixing.cases.filing.application import Application
from zhixing.cases.filing.outcome import BatchResult, Mode
from zhixing.cases.filing.problem import Problem
from zhixing.cases.filing.sheet import (
    BY_KEY,
    COLUMNS,
    ReadRow,
    columns_missing,
    located,
    read_row,
)
from zhixing.cases.operations import check_applications, file_cases
from zhixing.cases.policies import require
from zhixing.courts.capabilities import Capability
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal

SHEET: Final = "立案导入"
FIRST_DATA_ROW: Final = 3
MOST_BYTES: Final = 30_000_000
MOST_UNPACKED_BYTES: Final = 600_000_000
MOST_ROWS: Final = 50_000


class WorkbookRefused(Refusal):
    """Tell that a file cannot be read as an import sheet at all."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """Hold what a sheet says: its readable rows, and the problems of the others."""

    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]
    letters: Mapping[str, str]

    @property
    def readable(self) -> list[tuple[int, Application]]:
        """Give the rows that became applications."""
        return [(r.row, r.application) for r in self.rows if r.application is not None]


def make_template() -> bytes:
    """Make the empty sheet with its headings and one invented example row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    sheet.append([f"{c.zh}{'*' if c.is_required else ''}" for c in COLUMNS])
    sheet.append([c.key for c in COLUMNS])
    sheet.append([c.example or None for c in COLUMNS])
    for i, column in enumerate(COLUMNS, start=1):
        head = sheet.cell(row=1, column=i)
        head.font = Font(bold=True)
        if column.is_required:
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        letter = get_column_letter(i)
        sheet.column_dimensions[letter].width = max(12, len(column.zh) * 2)
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "B3"
    return _saved(book)


def read_sheet(content: bytes) -> ReadSheet:
    """Read a sheet into applications, naming every row and cell that cannot be read.

    :raises WorkbookRefused: it is no workbook, too large, or lacks columns.
    """
    _require_reasonable(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise _not_a_workbook() from None
    lines = book.worksheets[0].iter_rows(values_only=True)
    next(lines, None)
    keys = [str(v).strip() if v is not None else "" for v in next(lines, ())]
    _require_columns(keys)
    letters = {key: get_column_letter(i) for i, key in enumerate(keys, start=1) if key}
    rows, problems = [], []
    for number, line in enumerate(lines, start=FIRST_DATA_ROW):
        if number >= FIRST_DATA_ROW + MOST_ROWS:
            raise _too_large()
        if all(v is None or v == "" for v in line):
            continue
        read = read_row(number, dict(zip(keys, line, strict=False)))
        rows.append(read)
        problems += [replace(p, column=letters.get(p.field, "")) for p in read.problems]
    book.close()
    return ReadSheet(tuple(rows), tuple(problems), letters)


def preview_sheet(content: bytes, *, by: Principal, on: date) -> BatchResult:
    """Say what importing a sheet would answer, without writing anything.

    :raises WorkbookRefused: it cannot be read as an import sheet.
    """
    require(by, Capability.FILE_CASE)
    sheet = read_sheet(content)
    rows, applications = _split(sheet.readable)
    result = check_applications(applications, by=by, on=on, rows=rows)
    return _merged(sheet, result)


def file_sheet(
    content: bytes, *, by: Principal, on: date, mode: Mode = Mode.ALL_OR_NONE
) -> BatchResult:
    """File the cases of a sheet: all or none, or the good rows, by choice.

    :raises WorkbookRefused: it cannot be read as an import sheet.
    """
    require(by, Capability.DECIDE_FILING)
    sheet = read_sheet(content)
    rows, applications = _split(sheet.readable)
    if sheet.problems and mode is Mode.ALL_OR_NONE:
        result = check_applications(applications, by=by, on=on, rows=rows)
        return replace(_merged(sheet, result), filed=())
    result = file_cases(applications, by=by, on=on, mode=mode, rows=rows)
    return _merged(sheet, result)


def write_problems(problems: Iterable[Problem]) -> bytes:
    """Write the sheet of problems: row, column, field and reason, in both languages."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("问题清单")
    sheet.append(
        ["行 row", "列 column", "字段", "field", "类别 kind", "代码 code", "原因", "reason"]
    )
    for p in problems:
        column = BY_KEY.get(p.field)
        kind = "提示 warning" if p.warning else "错误 error"
        zh, en = (column.zh, column.en) if column else (p.field, p.field)
        sheet.append([p.row, p.column, zh, en, kind, p.code, _plain(p.zh), _plain(p.en)])
    return _saved(book)


def _plain(text: str) -> str:
    """Keep a message from being taken for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text


def _split(readable: Sequence[tuple[int, Application]]) -> tuple[list[int], list[Application]]:
    return [row for row, _ in readable], [a for _, a in readable]


def _merged(sheet: ReadSheet, result: BatchResult) -> BatchResult:
    places = {r.row: r.places for r in sheet.rows}
    found = [
        *sheet.problems,
        *(located(p, places.get(p.row, {}), sheet.letters) for p in result.problems),
    ]
    filed = tuple(
        replace(f, warnings=tuple(located(w, places[f.row], sheet.letters) for w in f.warnings))
        for f in result.filed
    )
    ordered = sorted(found, key=lambda p: (p.row, p.warning))
    return BatchResult(filed, tuple(ordered), len(sheet.rows))


def _require_reasonable(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        raise _not_a_workbook() from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise _too_large()


def _require_columns(keys: Sequence[str]) -> None:
    lacking = columns_missing(keys)
    unknown = [k for k in keys if k and k not in BY_KEY]
    twice = sorted({k for k in keys if k and keys.count(k) > 1})
    if lacking or unknown or twice:
        zh = "、".join([*(c.zh for c in lacking), *unknown, *twice][:10])
        en = ", ".join([*(c.key for c in lacking), *unknown, *twice][:10])
        raise WorkbookRefused(
            "WRONG_COLUMNS",
            message_zh=f"第二行的列名缺少、多余或重复：{zh}。",
            message_en=f"Columns of the second row are missing, unknown or doubled: {en}.",
            remedy_zh="请下载最新模板，保留第二行的列名。",
            remedy_en="Download the template and keep the names in its second row.",
            field="columns",
        )


def _not_a_workbook() -> WorkbookRefused:
    return WorkbookRefused(
        "NOT_A_WORKBOOK",
        message_zh="文件不是可读取的Excel工作簿（.xlsx）。",
        message_en="The file is no readable Excel workbook (.xlsx).",
        remedy_zh="请用模板填写并另存为.xlsx后上传。",
        remedy_en="Fill in the template and save it as .xlsx.",
        field="file",
    )


def _too_large() -> WorkbookRefused:
    return WorkbookRefused(
        "WORKBOOK_TOO_LARGE",
        message_zh=f"工作簿过大：最多{MOST_ROWS}行、{MOST_BYTES // 1_000_000}兆字节。",
        message_en=f"The workbook is too large: at most {MOST_ROWS} rows, "
        f"{MOST_BYTES // 1_000_000} MB.",
        remedy_zh="请分成几份导入。",
        remedy_en="Import it in parts.",
        field="file",
    )


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
