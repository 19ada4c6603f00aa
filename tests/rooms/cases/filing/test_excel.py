"""Importing a sheet: the template files as it stands, every bad cell is named, both modes."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.rooms.cases.filing.making import ON, Desk, credit_code, resident
from zhixing.cases import models
from zhixing.cases.excel import (
    WorkbookRefused,
    file_sheet,
    make_template,
    preview_sheet,
    read_sheet,
    write_problems,
)
from zhixing.cases.filing.outcome import Mode
from zhixing.cases.filing.sheet import COLUMNS


def good_row(n: int) -> dict[str, Any]:
    return {
        "application_key": f"X{n}",
        "title_number": f"（2017）渝0119民初{n}号",
        "title_kind": "民事判决书",
        "issuing_body": "示例人民法院",
        "effective_on": date(2017, 12, 1),
        "applied_on": "2018年3月1日",
        "received_on": "2018/3/2",
        "creditor1_name": "示例公司",
        "creditor1_kind": "单位",
        "creditor1_number": credit_code(n),
        "debtor1_name": f"示例人{n}",
        "debtor1_number": resident(n),
        "item1_kind": "本金",
        "item1_amount": 1234.5 + n,
        "item1_rate": "6%",
        "item1_from": "20170101",
        "fee_amount": "￥1,050",
    }


def workbook(rows: list[dict[str, Any]], keys: list[str] | None = None) -> bytes:
    keys = keys or [c.key for c in COLUMNS]
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(keys)
    sheet.append(keys)
    for row in rows:
        sheet.append([row.get(key) for key in keys])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_template_with_its_example_is_in_order(desk: Desk) -> None:
    with desk.open() as by:
        preview = preview_sheet(make_template(), by=by, on=ON)
        filed = file_sheet(make_template(), by=by, on=ON)
    assert preview.problems == ()
    assert len(filed.filed) == 1
    assert filed.filed[0].row == 3


def test_a_row_becomes_an_application() -> None:
    sheet = read_sheet(workbook([good_row(1)]))
    assert sheet.problems == ()
    [(row, application)] = sheet.readable
    assert row == 3
    assert application.effective_on == date(2017, 12, 1)
    assert application.received_on == date(2018, 3, 2)
    assert [(o.kind, int(o.amount), o.annual_rate) for o in application.obligations] == [
        ("principal", 123550, "0.06"),
        ("case_fee", 105000, ""),
    ]


def test_every_bad_cell_is_named_by_row_column_and_field(desk: Desk) -> None:
    rows = [good_row(n) for n in range(1, 7)]
    rows[1]["effective_on"] = "去年冬天"
    rows[1]["item1_amount"] = "3.141"
    rows[2]["debtor1_number"] = resident(3)[:-1] + ("0" if resident(3)[-1] != "0" else "1")
    rows[3]["debtor1_number"] = 110101199001010000
    rows[4]["title_number"] = None
    content = workbook(rows)
    with desk.open() as by:
        preview = preview_sheet(content, by=by, on=ON)
        none = file_sheet(content, by=by, on=ON, mode=Mode.ALL_OR_NONE)
        assert not models.Case.objects.filter(court_no=by.court_no).exists()
        good = file_sheet(content, by=by, on=ON, mode=Mode.GOOD_ROWS)
    named = [(p.row, p.field, p.code) for p in good.problems]
    assert named == [
        (4, "effective_on", "NOT_A_DATE"),
        (4, "item1_amount", "NOT_AN_AMOUNT"),
        (5, "debtor1_number", "ID_CHECK"),
        (6, "debtor1_number", "NUMBER_NOT_TEXT"),
        (7, "title_number", "MISSING"),
    ]
    assert good.problems[0].column == "F"
    assert all(p.zh and p.en and p.column for p in good.problems)
    assert preview.problems == none.problems == good.problems
    assert none.filed == preview.filed == ()
    assert [f.row for f in good.filed] == [3, 8]


def test_a_second_import_files_nothing_twice(desk: Desk) -> None:
    content = workbook([good_row(1), good_row(2)])
    with desk.open() as by:
        first = file_sheet(content, by=by, on=ON)
        second = file_sheet(content, by=by, on=ON)
        assert models.Case.objects.filter(court_no=by.court_no).count() == 2
    assert [f.case for f in first.filed] == [f.case for f in second.filed]
    assert all(f.is_repeat for f in second.filed)


def test_the_sheet_of_problems_can_be_read_back(desk: Desk) -> None:
    bad = {**good_row(1), "applied_on": "=1+1"}
    with desk.open() as by:
        result = preview_sheet(workbook([bad]), by=by, on=ON)
    sheet = load_workbook(io.BytesIO(write_problems(result.problems))).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[1][:4] == (3, "I", "申请日期", "applied on")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "NOT_A_WORKBOOK"),
        (b"PK\x03\x04 no", "NOT_A_WORKBOOK"),
        (b"a,b,c\n1,2,3", "NOT_A_WORKBOOK"),
        (workbook([], ["application_key", "colour"]), "WRONG_COLUMNS"),
        (workbook([], [c.key for c in COLUMNS] + ["costs"]), "WRONG_COLUMNS"),
        (b"x" * 30_000_001, "WORKBOOK_TOO_LARGE"),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        read_sheet(content)
    assert refused.value.code == code


def test_a_zip_without_a_workbook_is_refused() -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "hello")
    with pytest.raises(WorkbookRefused):
        read_sheet(out.getvalue())
